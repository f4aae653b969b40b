// Finds the words that mean a supply number, and what each of them speaks of.
import { isDigitCode, isLetterCode, matchesOf, type Page } from '../page.ts';
import { readAhead } from '../reading/read-ahead.ts';

/** A word for a supply number, and where the value that it names begins. */
export type MpanWord = {
  readonly start: number;
  readonly end: number;
  /** Offset of the first character of what is named; undefined when the word only talks. */
  readonly value: number | undefined;
  /** The value hangs on the word itself: `MPAN000123`, `MPAN-17`, `MPAN#12`. */
  readonly glued: boolean;
  /** "reference" stands between: what follows is more likely the data sheet's label. */
  readonly reference: boolean;
};

const WORDS =
  /m{1,2}p{1,2}a{1,2}n(?:n(?![a-z]))?|mpxn|mapn|mpna|mpam|npan|\bm[ .-]p[ .-]a[ .-]n\b|meter(?:ing)?[ _-]?(?:system|point)|supply[ _-]?(?:point|meter|no|num|number|id|ref|reference)\b|msid|\bs[ -]?(?:no|num|number)\b|\brmp\b|\bj0003\b|\bcyflenwi\b|\belec(?:tric(?:ity)?)?[ _-]?(?:no|num|number|ref|reference)\b/gi;

export function mpanWords(page: Page): readonly MpanWord[] {
  const found: MpanWord[] = [];
  for (const match of matchesOf(page, WORDS)) {
    const start = match.index;
    const end = start + match[0].length;
    if (!isWholeWord(page.text, start, end)) continue;
    const isMeasured = LENGTH_OF.test(page.text.slice(Math.max(0, start - 10), start));
    const other = isMeasured ? undefined : listed(page, start, end);
    if (other) found.push({ start, end, ...other });
    found.push({ start, end, ...(isMeasured ? TALK_ONLY : spokenOf(page, end)) });
  }
  return found;
}

/** LEN(mpan)=12: what follows is no MPAN, but the word speaks of one. */
const LENGTH_OF = /\blen(?:gth)?(?:\(| of (?:the )?| )$/i;
const TALK_ONLY = { value: undefined, glued: false, reference: false };

/** A whole word or a hump of one (`siteMPANCore`), but not the middle of "company", "rampant" or "it's no". */
function isWholeWord(text: string, start: number, end: number): boolean {
  const before = text.charCodeAt(start - 1);
  const first = text.charCodeAt(start);
  const humpBefore = before >= 97 && before <= 122 && first <= 90;
  if ((isLetterCode(before) && !humpBefore) || before === 39) return false;
  const after = text.charCodeAt(end);
  if (!isLetterCode(after)) return true;
  const humpAfter = after <= 90 && text.charCodeAt(end - 1) >= 97;
  return humpAfter || TAIL.test(text.slice(end, end + 14));
}

const TAIL =
  /^(?:s|core|no|nr|num|number|id|ids|ref|refs|reference|value|list|code|digits?|field|s?core|i|e|imp|exp|import|export|admin)(?![a-z])/i;

const FILLERS = new Set(
  (
    'core cores no nos nr num nums number numbers id ids ref refs reference references value values is are was were be ' +
    'been being should would the a an it its this that these those here field digit digits code admin administration ' +
    'entered given used using shows showing shown as said says read reads new old wrong correct right real raw full ' +
    'affected failing following namely like eg ie s list e g import export imp exp both pair dummy actual same core identifier ' +
    'currently now only just called and or of for i equals string text example test sample our their my your customer ' +
    'last bit part first rest starts begins beginning ends ending with customers there supply electricity point meter metering system relationship associated linked related'
  ).split(' '),
);
/** "MPAN ending 4471": a few digits of it, which name nothing. */
const PIECE = /^(?:last|first|rest|bit|part|starts|begins|beginning|ends|ending)$/;

/** A whole number, or the groups of one: no date, no DIP id, no count. */
const LONG = '(?=\\d{11}|\\d{2}[ -]\\d{4}[ -]\\d|\\d{2}[ -]\\d{7,9}[ -]\\d|\\d{4}[ -]\\d{4}[ -]\\d)';
/** `MPAN 1: ...`, `mpan[0]=...`, `MPAN 1 ...` */
const INDEX = new RegExp(
  `^(?:\\[\\d{1,2}\\]|[ _-]?[1-9]\\d?(?!\\d))["')]?(?:[ \\t]{0,2}[:=][ \\t]{0,2}["']?${LONG}|[ \\t]{1,2}(?=[1-4]\\d{10}|[1-4]\\d[ -]\\d{4}[ -]\\d{4}))`,
);
/** `EEN-MPAN-0007 = ...`: what a reference stands for. */
const STANDS_FOR = new RegExp(
  `^[-_](?:[A-Za-z]{1,6}[-_]?)?\\d{1,8}["')]?[ \\t]{0,2}(?:[:=(>\u00b7]|->|is\\b|was\\b)[ \\t]{0,2}["'(]?${LONG}`,
  'i',
);
/** The word alone in its line, and under it the number. */
const HEADING = /^:?\s{0,6}\n\s{0,6}(?=\d)/;

/** What a word names over an index, a reference or the end of its line. */
function listed(page: Page, start: number, end: number): ReturnType<typeof spokenOf> | undefined {
  const after = page.text.slice(end, end + 48);
  const isAlone = start === 0 || page.text.charAt(start - 1) === '\n';
  const taken = INDEX.exec(after) ?? STANDS_FOR.exec(after) ?? (isAlone ? HEADING.exec(after) : null);
  return taken ? { value: end + taken[0].length, glued: false, reference: false } : undefined;
}

function spokenOf(page: Page, end: number): Pick<MpanWord, 'value' | 'glued' | 'reference'> {
  const ahead = readAhead(page, end, FILLERS);
  if (!ahead) return TALK_ONLY;
  const { at, fillers, glued } = ahead;
  const reference = fillers.some(word => word.startsWith('ref'));
  const isDigit = isDigitCode(page.text.charCodeAt(at));
  if (isDigit && fillers.some(word => PIECE.test(word)) && !/^\d{8}/.test(page.text.slice(at, at + 8)))
    return TALK_ONLY;
  const named =
    isDigit || (fillers.length === 0 && isReference(page.text, end)) || couldBeValue(page.text, at);
  return { value: named ? at : undefined, glued, reference };
}

/** `MPAN-EPN-0001`, `MPAN_LPN_0023`: a reference, which speaks of no number that comes later. */
function isReference(text: string, from: number): boolean {
  return /^[-_][A-Za-z]{1,6}[-_]?\d{1,8}(?!\d)/.test(text.slice(from, from + 18));
}

/** Letters that stand for digits, and number words. */
function couldBeValue(text: string, at: number): boolean {
  return /^(?:[OoQIlSsBZz][0-9OoQIlSsBZz -]{9}|(?:zero|oh|nought|one|two|three|four|five|six|seven|eight|nine|double)\b)/i.test(
    text.slice(at, at + 12),
  );
}

const REACH_AFTER = 48;
const REACH_BEFORE = 24;

/** Answers whether a word that names no number of its own stands near a number; a finished reference speaks of none. */
export function nearestMpanWord(
  page: Page,
  words: readonly MpanWord[],
): (start: number, end: number) => boolean {
  const speaking = words.filter(word => word.value === undefined);
  if (speaking.length === 0) return () => false;
  const reaches = (from: number, to: number, limit: number) =>
    to >= from && to - from <= limit && !(page.mode === 'file' && page.text.slice(from, to).includes('\n'));
  return (start, end) => {
    for (let i = firstFrom(speaking, start - 80); i < speaking.length; i++) {
      const word = speaking[i];
      if (word === undefined || word.start > end + REACH_BEFORE) return false;
      if (reaches(word.end, start, REACH_AFTER) || reaches(end, word.start, REACH_BEFORE)) return true;
    }
    return false;
  };
}

/** Words stand in order: the first that begins at or behind an offset, by halving. */
function firstFrom(words: readonly MpanWord[], offset: number): number {
  let low = 0;
  let high = words.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((words[middle]?.start ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
