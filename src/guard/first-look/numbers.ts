// Tells whether the digits of a text can be an MPAN, part of one, or one in disguise, whatever the words round them say.
import { isDigitCode, isLetterCode, type Page } from '../page.ts';

/** mpan-labelled.ts takes no less as part of an MPAN. */
const PART = 8;
/** mpan-bare.ts asks no cluster with less, mpan-labelled.ts takes no groups with less. */
const TOGETHER = 10;
/** letter-digits.ts, and what mpan-labelled.ts knows as misread or masked, have no fewer signs. */
const DISGUISED = 12;
/** clusters.ts: what is further apart is not one number. */
const MAX_GAP = 16;

const IS_SIGN = codes('0123456789OoQDIliSsBZzGbqg|xX*?#');
const IS_MARK = codes(' .-');

function codes(signs: string): readonly boolean[] {
  return Array.from({ length: 128 }, (_, code) => signs.includes(String.fromCharCode(code)));
}

export function mayHoldMpan({ text, runs }: Page): boolean {
  let together = 0;
  let before = 0;
  for (let run = 0; run < runs.count; run++) {
    const start = runs.start(run);
    const end = runs.end(run);
    const length = end - start;
    together = run > 0 && isOneNumber(text, before, start) ? together + length : length;
    if (length >= PART || together >= TOGETHER) return true;
    if (isExponent(text, end) || isLongWord(text, start, end)) return true;
    if (signsRound(text, start, end) >= DISGUISED) return true;
    before = end;
  }
  return false;
}

function isOneNumber(text: string, from: number, to: number): boolean {
  if (to - from > MAX_GAP) return false;
  for (let at = from; at < to; at++) if (isLetterCode(text.charCodeAt(at))) return false;
  return true;
}

/** `2.0E12` */
function isExponent(text: string, end: number): boolean {
  const letter = text.charCodeAt(end);
  return (letter === 69 || letter === 101) && /^[+1]/.test(text.charAt(end + 1));
}

/** Letters and digits without a mark between them. */
function isLongWord(text: string, start: number, end: number): boolean {
  let from = start;
  let to = end;
  while (to - from < DISGUISED && isWordCode(text.charCodeAt(from - 1))) from--;
  while (to - from < DISGUISED && isWordCode(text.charCodeAt(to))) to++;
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
  for (
    let step = stepTo(text, from - 1, -1);
    step > 0 && signs < DISGUISED;
    step = stepTo(text, from - 1, -1)
  ) {
    from -= step;
    signs++;
  }
  for (let step = stepTo(text, to, 1); step > 0 && signs < DISGUISED; step = stepTo(text, to, 1)) {
    to += step;
    signs++;
  }
  return signs;
}

/** @returns 1 when a sign stands at an offset, 2 when it stands behind a mark, else 0 */
function stepTo(text: string, at: number, direction: 1 | -1): 0 | 1 | 2 {
  const code = text.charCodeAt(at);
  if (IS_SIGN[code]) return 1;
  return IS_MARK[code] && IS_SIGN[text.charCodeAt(at + direction)] ? 2 : 0;
}
