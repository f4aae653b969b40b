import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { escapeText, link, md, plain, shorten, webAddress } from '../../src/cards/making/shown.ts';
import { hostile } from './hostile.ts';
import { readMarkdown, seen, signsIn } from './markdown.ts';

describe('people’s words in a card', () => {
  test('no sign of Markdown, mention or expression is left in them, whatever they are', () => {
    fc.assert(
      fc.property(hostile, text => {
        expect(signsIn(escapeText(text))).toEqual([]);
        expect(readMarkdown(escapeText(text)).filter(piece => piece.is !== 'text')).toEqual([]);
      }),
      { numRuns: 2000 },
    );
  });

  test('they are read as they were written, on one line', () => {
    fc.assert(
      fc.property(hostile, text => {
        expect(seen(escapeText(text))).toBe(shorten(text, Number.MAX_SAFE_INTEGER));
      }),
      { numRuns: 2000 },
    );
  });

  test.each([
    ['FM_TS_1_TC_1_2_3_4_5_6_7', 'FM_TS_1_TC_1_2_3_4_5_6_7'],
    ['KES_MPAN_05', 'KES_MPAN_05'],
    ['SITFTS-0240 TC 03', 'SITFTS-0240 TC 03'],
    ['EEN-MPAN-0011', 'EEN-MPAN-0011'],
    ['Kestrel Networks (IDNO)', 'Kestrel Networks (IDNO)'],
    ['PUB-036 not received -> retry 50%', 'PUB-036 not received -> retry 50%'],
  ])('a reference stays bare, so that search and simple clients see it well: %s', (text, escaped) => {
    expect(escapeText(text)).toBe(escaped);
  });

  test.each([
    ['[free tea](https://tea.example)', '\\[free tea\\](https://tea.example)'],
    ['<at>DataTeam</at>', '‹at›DataTeam‹/at›'],
    ['_really_ **bold** ~gone~ `code`', '\\_really\\_ \\*\\*bold\\*\\* \\~gone\\~ \\`code\\`'],
    ['EEN-MPAN-____', 'EEN-MPAN-\\_\\_\\_\\_'],
    ['first\n- second\r\n# third', 'first - second # third'],
    ['- not a list', '\\- not a list'],
    ['1. not a list', '1\\. not a list'],
    ['C:\\temp\\*', 'C:\\\\temp\\\\\\*'],
    [`\${person} and {{DATE(2026-01-01T00:00:00Z)}}`, '$\\{person} and {\\{DATE(2026-01-01T00:00:00Z)}}'],
    ['fish &amp; chips & tea', 'fish \\&amp; chips & tea'],
    ['left\u202Eright\u200B', 'leftright'],
  ])('what could be a sign is escaped: %j', (text, escaped) => {
    expect(escapeText(text)).toBe(escaped);
  });

  test('a text with its own signs keeps them and escapes what is put in', () => {
    expect(md`**${'*x*'}** by ${'[a](b)'}`).toBe('**\\*x\\*** by \\[a\\](b)');
  });

  test('the same words without Markdown have no backslashes and no mention', () => {
    expect(plain`by ${`<at>*Asha*</at>\n_x_ \${y}`}`).toBe('by ‹at›*Asha*‹/at› _x_ $ {y}');
  });

  test('an emoji is never cut in two', () => {
    const family = '👩‍👩‍👧‍👦';
    expect(shorten(`${family.repeat(3)} fine`, 3)).toBe(`${family.repeat(2)}…`);
    expect(shorten('as it is', 8)).toBe('as it is');
  });
});

describe('addresses', () => {
  test('only those of the web become a link or a button', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.webUrl({ withFragments: true, withQueryParameters: true }), hostile),
        address => {
          const made = link('bug 913', address);
          const isWeb = webAddress(address) !== undefined;
          expect(readMarkdown(made).map(piece => piece.is === 'link')).toEqual(
            isWeb ? [true] : [...'bug 913'].map(() => false),
          );
        },
      ),
    );
  });

  test.each([['javascript:alert(1)'], ['file:///etc/hosts'], ['msteams://x'], ['not an address'], ['']])(
    '%j is none',
    address => {
      expect(webAddress(address)).toBeUndefined();
    },
  );

  test('brackets and expressions in one do not end it early', () => {
    expect(link('bug 7', `https://dev.azure.example/a(b)?q=\${x}`)).toBe(
      '[bug 7](https://dev.azure.example/a%28b%29?q=$%7Bx%7D)',
    );
  });
});
