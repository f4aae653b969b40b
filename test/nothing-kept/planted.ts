// Values that must never be kept, one of every kind: made up, with right check digits, and no piece of which comes about by chance.

const weights = [3, 5, 7, 13, 17, 19, 23, 29, 31, 37, 41, 43];

/** @param head the first twelve digits */
function withCheckDigit(head: string): string {
  const sum = weights.reduce((total, weight, place) => total + weight * Number(head[place]), 0);
  return `${head}${(sum % 11) % 10}`;
}

const bare = withCheckDigit('207391846253');
const split = withCheckDigit('139286417350');
const full = withCheckDigit('226174902835');
const wide = withCheckDigit('168452937106');
const labelled = withCheckDigit('195827364910');
const inHtml = withCheckDigit('114963852741');

export type Planted = {
  readonly kind: string;
  /** As somebody writes it. */
  readonly text: string;
  /** What of it may stand nowhere, whatever stands between: digits in a row, letters in small. */
  readonly digits?: string;
  readonly words?: readonly string[];
};

/** The guard is sure of these. */
export const planted: readonly Planted[] = [
  { kind: 'MPAN', text: bare, digits: bare },
  { kind: 'MPAN in its printed groups', text: grouped(split, ' '), digits: split },
  { kind: 'MPAN of 21 digits', text: `03 801 100 ${grouped(full, '-')}`, digits: full },
  {
    kind: 'MPAN in wide digits',
    text: wide.replace(/\d/g, digit => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)),
    digits: wide,
  },
  { kind: 'MPAN with a digit wrong', text: `MPAN: ${labelled.slice(0, 12)}0`, digits: labelled.slice(0, 12) },
  {
    kind: 'MPAN between tags',
    text: `<b>${inHtml.slice(0, 5)}</b><i>${inHtml.slice(5)}</i>`,
    digits: inHtml,
  },
  { kind: 'meter serial', text: 'meter serial S95A738261', words: ['s95a738261'], digits: '738261' },
  { kind: 'device id', text: '8C-71-F3-D9-26-4E-B5-0A', words: ['8c71f3d9264eb50a'] },
  {
    kind: 'address with postcode',
    text: '17 Quillfeather Crescent, Nettlecombe ZE2 9QW',
    words: ['quillfeather', 'nettlecombe', 'ze29qw'],
  },
  { kind: 'postcode', text: 'postcode KW17 2XR', words: ['kw172xr'] },
];

/** The guard is not sure of this one: the message is held. */
export const doubtful: Planted = {
  kind: 'doubtful address',
  text: '3 Brackenmoor View',
  words: ['brackenmoor'],
};

function grouped(mpan: string, by: string): string {
  return [mpan.slice(0, 2), mpan.slice(2, 6), mpan.slice(6, 10), mpan.slice(10)].join(by);
}
