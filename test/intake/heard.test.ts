import { describe, expect, test } from 'vitest';
import type { RawText } from '../../src/domain/inbound.ts';
import { heard, heardName } from '../../src/intake/heard.ts';
import { at } from '../domain/given.ts';

const options = { at: at('10:00'), botNames: ['Daybook'] };
const mpan = '2000000000015';
const text = '/passed 40662 EEN-MPAN-0007';
const html = `<p>${text}</p>`;

describe('everything that hangs on a message goes before the guard', () => {
  test.each<[string, RawText]>([
    ['its words', { text: `${text} ${mpan}` }],
    ['its HTML where that says more than its text', { text, html: `${html}<p>${mpan}</p>` }],
    ['HTML that parts the digits', { text, html: `${html}<b>20000</b><i>00000015</i>` }],
    ['an attribute', { text, html: `<p data-note="${mpan}">${text}</p>` }],
    ['an attribute written in entities', { text, html: `<p title="&#50;000000000015">${text}</p>` }],
    ['the address of a link', { text, html: `<p><a href="https://x.example/${mpan}">${text}</a></p>` }],
    ['a comment', { text, html: `${html}<!-- ${mpan} -->` }],
    [
      'a quoted reply',
      {
        text,
        html: `<blockquote itemtype="http://schema.skype.com/Reply"><p>${mpan}</p></blockquote>${html}`,
      },
    ],
    ['a quoted reply that is a placeholder', { text: `<quoted messagePreview="${mpan}"/> ${text}` }],
    ['the name of a file', { text, html, beside: [`evidence ${mpan}.png`] }],
    ['a message it forwards', { text, html, beside: [JSON.stringify({ messagePreview: `at ${mpan}` })] }],
  ])('%s', (_where, raw) => {
    expect(heard(raw, options)).toMatchObject({ personalData: ['raw_mpan'], doubtful: false });
    expect(heard(raw, options).note).not.toMatch(/000000/);
  });
});

test('a name of a file is doubtful like a word, and no word of the entry', () => {
  const { note, doubtful } = heard({ text, beside: ['3 Quill View.png'] }, options);
  expect({ note: String(note), doubtful }).toEqual({ note: text, doubtful: true });
});

test('a person’s name stands as it is unless it holds what must not be kept', () => {
  expect(heardName('Asha Rao (EEN)', options.at)).toBe('Asha Rao (EEN)');
  expect(heardName(`Asha ${mpan}`, options.at)).toBe('somebody');
  expect(heardName('A'.repeat(500), options.at)).toHaveLength(120);
});
