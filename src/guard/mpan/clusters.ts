// Gathers digit runs that one number may have been split into, with the sign that parts each from the next.
import { isLetterCode, look, type Page } from '../page.ts';

/** Runs `first` to `last` of the page with nothing but short separators between them. */
export type Cluster = {
  readonly first: number;
  readonly last: number;
  readonly digits: number;
  /** How many digits the longest of the runs has. */
  readonly longest: number;
};

const MAX_GAP = 16;
const MAX_MARKS = 4;
const MAX_RUNS = 256;
/** A number has at most 13 parts: when a long cluster is cut, this many runs are seen again with what follows. */
const CARRIED = 13;

export function eachCluster(page: Page, visit: (cluster: Cluster) => void): void {
  const { runs } = page;
  for (let first = 0; first < runs.count; ) {
    const limit = Math.min(first + MAX_RUNS, runs.count - 1);
    let longest = runs.length(first);
    let digits = longest;
    let last = first;
    while (last < limit && isOneNumber(page, last)) {
      const length = runs.length(++last);
      digits += length;
      if (length > longest) longest = length;
    }
    visit({ first, last, digits, longest });
    first = last === first + MAX_RUNS ? last + 1 - CARRIED : last + 1;
  }
}

/** Whether two digit runs are near enough to be of one number, and no letter stands between them. */
export function isWordlessGap(text: string, from: number, to: number): boolean {
  if (to - from > MAX_GAP) return false;
  for (let at = from; at < to; at++) if (isLetterCode(text.charCodeAt(at))) return false;
  return true;
}

/** Whether a run and the next may be parts of one number. */
function isOneNumber(page: Page, run: number): boolean {
  const from = page.runs.end(run);
  if (page.runs.start(run + 1) - from === 1) return !isLetterCode(page.text.charCodeAt(from));
  return signBehind(page, run) !== undefined;
}

/** What parts a run from the next, as gapSign says it. */
export function signBehind(page: Page, run: number): string | undefined {
  return gapSign(page, page.runs.end(run), page.runs.start(run + 1));
}

/**
 * What parts two digit runs, without the spaces round it: ' ', '-', '][', '\n' when it holds a line break.
 * @returns undefined when it is too much or too wordy to stand inside one number
 */
export function gapSign(page: Page, from: number, to: number): string | undefined {
  if (!isWordlessGap(page.text, from, to)) return undefined;
  if (to - from === 1) return page.text.charAt(from);
  const gap = look(page, from, to);
  const marks = gap.replace(/\s+/g, '');
  if (marks.length > MAX_MARKS) return undefined;
  const lines = gap.replace(/[^\n]+/g, '').length;
  if (lines > 2) return undefined;
  if (lines > 0) return '\n';
  if (marks !== '') return marks;
  return gap.includes('\t') ? '\t' : ' ';
}
