// Reads letters that were typed or recognised in place of digits: O for 0, l and I for 1, S for 5, B for 8, Z for 2.

import { isMpan } from '../mpan-core.ts';
import { codeAt, type Hit, look, type Page } from '../page.ts';
import { layoutOf } from './layouts.ts';

const DIGIT_OF: Readonly<Record<string, string>> = {
  O: '0',
  o: '0',
  Q: '0',
  D: '0',
  I: '1',
  l: '1',
  i: '1',
  '|': '1',
  S: '5',
  s: '5',
  B: '8',
  Z: '2',
  z: '2',
  G: '6',
  b: '6',
  q: '9',
  g: '9',
};

function asDigits(token: string): string {
  return token.replace(/[^0-9]/g, sign => DIGIT_OF[sign] ?? '');
}

const DISGUISED = /^[0-9OoQDIliSsBZzGbqg|](?:[ .-]?[0-9OoQDIliSsBZzGbqg|]){11,13}(?![A-Za-z0-9])/;

/**
 * A number beside an MPAN word with letters among its digits.
 * @returns undefined when there are no letters, too few digits, or not 12 to 14 of both
 */
export function readAsDigits(
  page: Page,
  at: number,
): { readonly digits: string; readonly end: number } | undefined {
  const token = DISGUISED.exec(look(page, at, at + 30))?.[0];
  if (token === undefined || /^[0-9 .-]+$/.test(token)) return undefined;
  const real = token.replace(/[^0-9]/g, '').length;
  const needed = layoutOf(token.split(/[ .-]/).map(group => group.length)) === 'printed' ? 3 : 6;
  const digits = asDigits(token);
  // A right check digit makes up for digits that are letters.
  const isEnough = real >= needed || (real >= 3 && isMpan(digits));
  return isEnough ? { digits, end: at + token.length } : undefined;
}

const ALONE = /^[0-9OoIlSBZ]{13}$/;

/** Without an MPAN word: one token of 13 signs, most of them digits, that reads as a right MPAN. */
export function lookalikeMpanAt(page: Page, start: number, end: number): Hit | undefined {
  const { text } = page;
  if (!looksAlike(codeAt(text, start - 1)) && !looksAlike(codeAt(text, end))) return undefined;
  let from = start;
  let to = end;
  while (start - from < 13 && isWordSign(codeAt(text, from - 1))) from--;
  while (to - from < 15 && isWordSign(codeAt(text, to))) to++;
  const token = text.slice(from, to);
  if (!ALONE.test(token) || token.replace(/[^0-9]/g, '').length < 9) return undefined;
  return isMpan(asDigits(token)) ? { code: 'MPAN_LOOKALIKE', start: from, end: to } : undefined;
}

function looksAlike(code: number): boolean {
  return code >= 66 && 'OoIlSBZ'.includes(String.fromCharCode(code));
}

function isWordSign(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}
