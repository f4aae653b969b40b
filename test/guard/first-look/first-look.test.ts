import { readdirSync, readFileSync } from 'node:fs';
import { type AST, RegExpParser, visitRegExpAST } from '@eslint-community/regexpp';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { automaton } from '../../../src/guard/first-look/automaton.ts';
import { firstLook } from '../../../src/guard/first-look/first-look.ts';
import { ANYTHING, hitsOf } from '../../../src/guard/hits.ts';
import type { Page } from '../../../src/guard/page.ts';
import { watchExpressions } from '../expressions.ts';

const NOW = Date.UTC(2026, 2, 3, 10);
const FOLDER = new URL('../../corpora/guard/', import.meta.url);

/** Every text of the corpora: each rule has its rows among them. */
const rows = readdirSync(FOLDER)
  .filter(name => name.endsWith('.jsonl'))
  .flatMap(name => readFileSync(new URL(name, FOLDER), 'utf8').trim().split('\n'))
  .map(line => String(JSON.parse(line).text));

const pieces = [...new Set(rows.flatMap(row => row.match(/[^ \n\t,;|<>"=:]+[ \n\t,;|<>"=:]*/g) ?? []))];
const glue = fc.constantFrom(
  ...[
    '',
    ' ',
    '-',
    '.',
    '/',
    ', ',
    '\n',
    '\t',
    '|',
    ';',
    '"',
    ': ',
    '#',
    '(',
    ' - ',
    '  ',
    '0',
    '1',
    'O',
    'l',
    'x',
  ],
  ...['one two ', 'double ', 'MPAN ', 'msn ', 'post code ', 'street ', 'address: ', 'E12', ' is ', '*', '?'],
);

/** Texts put together from pieces of the rows, with all sorts of signs between them. */
const composed = fc
  .array(fc.tuple(fc.constantFrom(...pieces), glue), { maxLength: 12 })
  .map(parts => parts.flat().join(''));
const digits = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 99_999 }), glue), { maxLength: 12 })
  .map(parts => parts.flat().join(''));
const cut = fc.tuple(fc.constantFrom(...rows), fc.nat(), fc.nat(40), glue).map(([row, at, length, sign]) => {
  const from = at % (row.length + 1);
  return row.slice(0, from) + sign + row.slice(from + length);
});

function page(text: string, mode: Page['mode']): { readonly met: number; readonly page: Page } {
  const { met, runs } = firstLook(text);
  return { met, page: { text, mode, now: NOW, runs } };
}

function expectSame(text: string): void {
  for (const mode of ['chat', 'file'] as const) {
    const looked = page(text, mode);
    expect(hitsOf(looked.page, looked.met), text).toEqual(hitsOf(looked.page, ANYTHING));
  }
}

describe('what the rules find is the same with the first look and without it', () => {
  test('in every row of the corpora', () => {
    for (const row of rows) expectSame(row);
  });

  test('in texts put together from pieces of them', () => {
    fc.assert(fc.property(fc.oneof(composed, digits, cut), expectSame), { numRuns: 3000 });
  });
});

describe('an expression with which a rule begins', () => {
  /** Makes a page longer than any piece that is cut out of it. */
  const LONG = ' '.repeat(700);
  /** Those that are given a whole page when every rule looks at it. */
  const begins = new Map<string, RegExp>();
  for (const row of rows) {
    const { page: given } = page(`${row}\n${LONG}`, 'chat');
    watchExpressions(
      ({ expression, text }) => {
        if (text === given.text && expression.global) begins.set(String(expression), expression);
      },
      () => hitsOf(given, ANYTHING),
    );
  }

  /** Without what looks to the sides, which no text can be made from; and with the case mixed. */
  function textsOf({ source }: RegExp): fc.Arbitrary<string> {
    const cuts: AST.Node[] = [];
    visitRegExpAST(new RegExpParser().parsePattern(source), {
      onAssertionEnter: assertion => void cuts.push(assertion),
    });
    let plain = source;
    for (const { start, end } of cuts.reverse()) plain = plain.slice(0, start) + plain.slice(end);
    const pattern = plain.replaceAll(/\(\?<\w+>/g, '(').replaceAll(/\\k<\w+>/g, '-');
    const cased = fc.constantFrom<(text: string) => string>(
      text => text,
      text => text.toUpperCase(),
      text => text.toLowerCase(),
    );
    return fc.tuple(fc.stringMatching(new RegExp(`^(?:${pattern})$`)), cased).map(([text, as]) => as(text));
  }

  function isAsked(expression: RegExp, given: Page, met: number): boolean {
    let asked = false;
    watchExpressions(
      use => {
        asked ||= use.expression === expression && use.text === given.text;
      },
      () => hitsOf(given, met),
    );
    return asked && new RegExp(expression.source, expression.flags.replace('g', '')).test(given.text);
  }

  test.each([...begins.keys()].map(name => [name]))(
    'is asked about every text that holds what it seeks: %s',
    name => {
      const expression = begins.get(name)!;
      const before = fc.constantFrom('', '1', '-', '_', '(');
      const sought = fc
        .tuple(before, textsOf(expression))
        .map(([sign, text]) => `\n${sign}${text} A 2000000000015\n${LONG}`);
      fc.assert(
        fc.property(sought, text => {
          const { page: given, met } = page(text, 'chat');
          fc.pre(isAsked(expression, given, ANYTHING));
          expect(isAsked(expression, given, met), text).toBe(true);
        }),
        { numRuns: 200 },
      );
    },
  );
});

describe('the table', () => {
  const sign = fc.constantFrom('a', 'B', '[a-c]', '[^a]', '\\d', ' ', '-', '[-:]');
  const part = fc
    .tuple(sign, fc.constantFrom('', '', '', '?', '*', '+', '{2}', '{1,3}'))
    .map(([signs, often]) => signs + often);
  const shape = fc
    .tuple(sign, fc.array(part, { maxLength: 4 }), sign)
    .map(([first, parts, last]) => first + parts.join('') + last);
  const text = fc.string({ unit: fc.constantFrom(...'aAbBc01 -:\nx\u00e9'), maxLength: 30 });

  test('meets a shape where a regular expression would find it', () => {
    fc.assert(
      fc.property(fc.array(shape, { minLength: 1, maxLength: 4 }), text, (shapes, given) => {
        const { kinds, table, width, start, firstMet, met } = automaton({
          one: shapes.slice(0, 1),
          rest: shapes.slice(1),
        });
        let state = start;
        let bits = 0;
        for (const char of `${given}\n`) {
          state = table[state + kinds[char.charCodeAt(0)]!]!;
          if (state >= firstMet) bits |= met[state / width]!;
        }
        const holds = (some: string[]) => some.some(source => new RegExp(source, 'i').test(`\n${given}\n`));
        expect(bits).toBe((holds(shapes.slice(0, 1)) ? 1 : 0) | (holds(shapes.slice(1)) ? 2 : 0));
      }),
      { numRuns: 2000 },
    );
  });
});
