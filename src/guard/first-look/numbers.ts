// Tells whether the digits of a text can be an MPAN, part of one, or one in disguise, whatever the words round them say.
import { isWordlessGap } from '../mpan/clusters.ts';
import { codeAt, isDigitCode, isLetterCode, type Page } from '../page.ts';

/** Fewer digits are not enough for mpan-run.ts, and for mpan-groups.ts not even together. */
const WHOLE = 11;
/** Beside a word for it, mpan-labelled.ts takes a run of 8 as part of an MPAN, and groups of 11 together. */
const PART = 8;
/** letter-digits.ts, and what mpan-labelled.ts knows as misread or masked, have no fewer signs. */
const DISGUISED = 12;

const SIGN = 1;
const MARK = 2;
const SIGNS = new Uint8Array(128);
for (const sign of '0123456789OoQDIliSsBZzGbqg|xX*?#') SIGNS[sign.charCodeAt(0)] = SIGN;
for (const mark of ' .-') SIGNS[mark.charCodeAt(0)] = MARK;

/** @param named whether a word for MPANs stands anywhere in the text */
export function mayHoldMpan({ text, runs }: Page, named: boolean): boolean {
  let together = 0;
  let before = 0;
  for (let run = 0; run < runs.count; run++) {
    const start = runs.start(run);
    const end = runs.end(run);
    const length = end - start;
    together = run > 0 && isWordlessGap(text, before, start) ? together + length : length;
    if (together >= WHOLE || isExponent(text, end)) return true;
    if (named && (length >= PART || isDisguised(text, start, end))) return true;
    before = end;
  }
  return false;
}

/** `2.0E12` */
function isExponent(text: string, end: number): boolean {
  const letter = codeAt(text, end);
  return (letter === 69 || letter === 101) && /[+1]/.test(text.charAt(end + 1));
}

function isDisguised(text: string, start: number, end: number): boolean {
  return isLongWord(text, start, end) || signsRound(text, start, end) >= DISGUISED;
}

/** Letters and digits without a mark between them. */
function isLongWord(text: string, start: number, end: number): boolean {
  let from = start;
  let to = end;
  while (to - from < DISGUISED && isWordCode(codeAt(text, from - 1))) from--;
  while (to - from < DISGUISED && isWordCode(codeAt(text, to))) to++;
  return to - from >= DISGUISED;
}

function isWordCode(code: number): boolean {
  return isLetterCode(code) || isDigitCode(code);
}

/** How many signs that are or may stand for digits there are round a run, parted by no more than one mark each. */
function signsRound(text: string, start: number, end: number): number {
  let from = start;
  let to = end;
  let signs = end - start;
  for (let step = stepBack(text, from); step > 0 && signs < DISGUISED; step = stepBack(text, from)) {
    from -= step;
    signs++;
  }
  for (let step = stepOn(text, to); step > 0 && signs < DISGUISED; step = stepOn(text, to)) {
    to += step;
    signs++;
  }
  return signs;
}

/** @returns 1 when a sign stands before an offset, 2 when one stands there before a mark, else 0 */
function stepBack(text: string, from: number): 0 | 1 | 2 {
  const kind = kindAt(text, from - 1);
  if (kind === SIGN) return 1;
  return kind === MARK && kindAt(text, from - 2) === SIGN ? 2 : 0;
}

function stepOn(text: string, to: number): 0 | 1 | 2 {
  const kind = kindAt(text, to);
  if (kind === SIGN) return 1;
  return kind === MARK && kindAt(text, to + 1) === SIGN ? 2 : 0;
}

function kindAt(text: string, at: number): number {
  return SIGNS[codeAt(text, at) & 127] ?? 0;
}
