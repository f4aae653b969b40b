// Made-up numbers and the ways people write them, for the properties of the guard.
import fc from 'fast-check';
import { mpanCheckDigit } from '../../src/guard/mpan-core.ts';

const distributors = [...Array.from({ length: 40 }, (_, i) => 10 + i), 88, 99];

export const digitsOf = (length: number) =>
  fc.array(fc.nat(9), { minLength: length, maxLength: length }).map(digits => digits.join(''));

export const mpanOf = (distributor: number | string, body: string): string => {
  const twelve = `${distributor}${body}`;
  return `${twelve}${mpanCheckDigit(twelve)}`;
};

/** A true MPAN of any distributor, with its right check digit. */
export const mpan = fc
  .tuple(fc.constantFrom(...distributors), digitsOf(10))
  .map(([distributor, body]) => mpanOf(distributor, body));

/** Parts a number into groups: `2-4-4-3` and a sign. */
export function grouped(core: string, layout: string, sign: string): string {
  const lengths = layout.split('-').map(Number);
  const starts = lengths.map((_, i) => lengths.slice(0, i).reduce((sum, length) => sum + length, 0));
  return starts.map((start, i) => core.slice(start, start + (lengths[i] ?? 0))).join(sign);
}

/** Puts something between the digits at the places told. */
export const strewn = (core: string, between: string, places: readonly number[]): string =>
  [...core].map((digit, i) => (i > 0 && places.includes(i) ? between + digit : digit)).join('');

export const printed = fc.constantFrom('2-4-4-3', '2-8-3', '2-4-4-2-1', '2-8-2-1');
export const readable = fc.constantFrom('4-4-4-1', '4-4-5', '5-4-4', '3-3-3-4', '3-3-3-3-1', '1-4-4-4');

export const sign = fc.constantFrom(
  ...[
    ' ',
    '  ',
    '-',
    '.',
    '/',
    '_',
    '|',
    ':',
    '~',
    '+',
    '*',
    "'",
    '\t',
    '\n',
    '\r\n',
    ' - ',
    ' / ',
    ' | ',
    ')(',
  ],
  ...[
    '\u00a0',
    '\u2009',
    '\u202f',
    '\u3000',
    '\u2010',
    '\u2013',
    '\u2014',
    '\u2212',
    '\u00b7',
    '\u2022',
    '\u30fb',
  ],
  ...['&nbsp;', '&#160;', '&ndash;', '%20', '\\u00a0', '\\n', '<br>', '</td><td>', '</p><p>', '</b> <b>'],
);
export const plainSign = fc.constantFrom(' ', '-', '\u00a0', '&nbsp;', '  ', '\u2013');

/** What cannot be seen, and what stands inside a word without parting it. */
export const unseen = fc.constantFrom(
  ...[
    '\u200b',
    '\u200c',
    '\u200d',
    '\u2060',
    '\ufeff',
    '\u00ad',
    '\u202a',
    '\u034f',
    '&#8203;',
    '&shy;',
    '&zwnj;',
  ],
  ...['<b></b>', '</span><span>', '<wbr>', '<!-- -->', '\\u200b', '%E2%80%8B'],
);

/** First code points of families of ten digits: full width, Arabic, Devanagari, Thai, mathematical, and others. */
export const digitFamily = fc.constantFrom(
  ...[
    0xff10, 0x660, 0x6f0, 0x966, 0x9e6, 0xe50, 0x1040, 0x17e0, 0x1d7ce, 0x1d7d8, 0x1d7e2, 0x1d7ec, 0x1d7f6,
    0x1fbf0,
  ],
);

export const inFamily = (core: string, zero: number): string =>
  [...core].map(digit => String.fromCodePoint(zero + Number(digit))).join('');

/** Where a number may stand when nothing calls it an MPAN. */
export const unnamed = fc.constantFrom<(text: string) => string>(
  text => text,
  text => `passed ${text} ok`,
  text => `waiting on PUB-036 for ${text}.`,
  text => `/passed 40662 EEN-MPAN-0007 ${text}`,
  text => `Sam: "${text}"?`,
  text => `(${text})`,
  text => `<p>passed 40662 <b>${text}</b></p>`,
  text => `<blockquote>${text}</blockquote><p>mine failed</p>`,
  text => `{"value":"${text}"}`,
  text => `2026-03-12 09:15:22 INFO ${text} done`,
  text => `line one\n${text}\nline three`,
  text => `https://uit.example.org/x?q=${text}`,
  text => `10:15:22 INFO updated ${text}`,
  text => `IF-031 sent ${text}`,
  text => `created ${text} at 10:15`,
  text => `EEN-MPAN-0007 from ${text}`,
);

/** Where a number is called an MPAN, in the words and field names that people and payloads use. */
export const named = fc.constantFrom<(text: string) => string>(
  ...['MPAN', 'mpan:', 'MPAN is', 'Mpan no.', 'supply number', 'MPAN core =', 'mpan ->'].map(
    word => (text: string) => `${word} ${text}`,
  ),
  ...[
    'mpanCore',
    'mpan_core',
    'MPANCore',
    'mpan-core',
    'siteMpan',
    'associatedImportExportMPAN',
    'J0003',
    'mpan',
  ].map(field => (text: string) => `{"${field}":"${text}"}`),
  ...['MPANCore', 'mpan', 'J0003'].map(field => (text: string) => `<${field}>${text}</${field}>`),
  text => `<table><tr><th>Ref</th><th>MPAN</th></tr><tr><td>7</td><td>${text}</td></tr></table>`,
  text => `<td>MPAN</td><td>${text}</td>`,
  text => `ref,mpan\n7,"${text}"`,
  text => `| ref | MPAN |\n| --- | --- |\n| 7 | ${text} |`,
  text => `${text} (MPAN)`,
);
