// Says what may be written over a text of an Office document without breaking the document.
import type { Source } from '../passage.ts';
import type { Run } from '../xml.ts';

/** Elements that hold a formula: a text in quotes is one. */
const FORMULAS = new Set(
  'definedName formula formula1 formula2 calculatedColumnFormula totalsRowFormula f oldFormula'.split(' '),
);

export function isFormula(element: string): boolean {
  return FORMULAS.has(element);
}

const NUMBER = /^[-+]?\d+(?:\.\d*)?(?:[eE][-+]?\d+)?$/;

/** Elements that may have to hold a number: values of charts, of typed properties, of other workbooks. */
const VALUES = /^(?:v|u?i[1248]|u?int|r[48]|decimal)$/;

/** How a text reads, and what it was read from. */
export function textSource(
  part: string,
  element: string,
  { text, from, to }: Run,
): { readonly text: string; readonly source: Source } {
  if (!VALUES.test(element) || !NUMBER.test(text)) return { text, source: { part, from, to } };
  return { text: tellingNumber(text), source: { part, from, to, put: '0' } };
}

/** A formula goes as a whole: a mark inside of it would be no formula. */
export function formulaSource(pieces: readonly Source[]): Source | undefined {
  const first = pieces[0];
  const last = pieces.at(-1);
  return first && last && { part: first.part, from: first.from, to: last.to, put: '"[removed]"' };
}

/** Addresses must not have brackets, nor must the names of sheets, of which no two are the same. */
export function attributeSource(part: string, element: string, { text, from, to }: Run): Source {
  if (NUMBER.test(text)) return { part, from, to, put: '0' };
  if (element === 'Relationship') return { part, from, to, put: 'removed' };
  if (element === 'sheet') return { part, from, to, put: `removed ${from}` };
  return { part, from, to };
}

/**
 * A number without exponent, as an identifier would be typed. A fraction is cut to four places: it is no
 * identifier, and the last figures of a measured value look like anything.
 */
export function tellingNumber(stored: string): string {
  const number = Number(stored);
  if (!Number.isFinite(number)) return stored;
  if (!Number.isInteger(number)) return String(Number(number.toFixed(4)));
  return Math.abs(number) < Number.MAX_SAFE_INTEGER ? String(number) : BigInt(number).toString();
}
