// Reads on from a label, over the small words of a sentence or the signs of a payload, to what the label names.
import { isDigitCode, type Page } from '../page.ts';

export type Ahead = {
  /** Offset of the first digit, or of the first word that is no filler. */
  readonly at: number;
  /** The fillers passed, in lower case, camel case taken apart. */
  readonly fillers: readonly string[];
  /** Nothing but one of "-_#" stands between the label and this place. */
  readonly glued: boolean;
};

const MAX_WORDS = 7;
const MAX_MARKS = 14;
const MARKS = /[^A-Za-z0-9\u00fe]{0,14}/y;
const WORD = /[A-Za-z]{1,20}/y;
const COUNT = /\d{1,2}(?:(?:st|nd|rd|th)\b|\)|[.)] (?=\d)|[ -]?digits?\b)/y;

/** @returns undefined when the sentence, the cell or the text ends first */
export function readAhead(page: Page, from: number, known: ReadonlySet<string>): Ahead | undefined {
  const { text } = page;
  const fillers: string[] = [];
  let at = from;
  let glued = true;
  for (let words = 0; words <= MAX_WORDS; words++) {
    const marks = taken(MARKS, text, at);
    if (isBreak(marks, fillers.at(-1))) return undefined;
    glued &&= marks === '' || marks === '-' || marks === '_' || marks === '#';
    at += marks.length;
    if (at >= text.length) return undefined;
    if (isDigitCode(text.charCodeAt(at))) {
      const count = glued ? 0 : lengthOfCount(text, at, marks);
      if (count === 0) return { at, fillers, glued };
      at += count;
      continue;
    }
    const word = taken(WORD, text, at);
    const humps = humpsOf(word);
    const end = at + word.length;
    if (isDigitCode(text.charCodeAt(end)) || !humps.every(hump => known.has(hump)))
      return { at, fillers, glued };
    fillers.push(...humps);
    at = end;
  }
  return undefined;
}

/** The words of a name in camel case or capitals, in lower case: `meterSerialNumber`, `MPANCore`. */
function humpsOf(name: string): string[] {
  const small = name.toLowerCase();
  if (small === name) return [name];
  return (name.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+/g) ?? [name]).map(hump => hump.toLowerCase());
}

/** Digits that are no value: `MPAN (21)`, `MPAN core, 13 digits:`, and the 1 of a list that begins below the label. */
function lengthOfCount(text: string, at: number, marks: string): number {
  const count = taken(COUNT, text, at);
  if (/^\d+\)$/.test(count) && !marks.endsWith('(') && !marks.includes('\n')) return 0;
  return count.length;
}

/** The end of a sentence, a cell or a paragraph: what follows is not what the label speaks of. */
function isBreak(marks: string, lastWord: string | undefined): boolean {
  if (marks.length < 2) return false; // MSN;12345678 is a row of data
  if (marks.length >= MAX_MARKS || /;|\n\s*\n|[!?]\s/.test(marks)) return true;
  return /\.\s/.test(marks) && !/^(?:no|nr|num|ref)$/.test(lastWord ?? '');
}

export function taken(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? '';
}
