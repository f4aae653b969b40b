// What the rules read: one readable text, where its digits are, and what was asked.
import type { RuleCode } from './rules.ts';

export type Page = {
  readonly text: string;
  readonly mode: 'chat' | 'file';
  /** Now, in epoch milliseconds. */
  readonly now: number;
  readonly runs: DigitRuns;
};

/** Something found, in offsets of the page's text. */
export type Hit = { readonly code: RuleCode; readonly start: number; readonly end: number };

/** Every unbroken row of ASCII digits, in order. A class, since a scan asks for millions of its numbers. */
export class DigitRuns {
  readonly count: number;
  readonly #edges: Uint32Array;

  /** @param edges where each run begins and ends, one run after another */
  constructor(edges: Uint32Array, count: number) {
    this.#edges = edges;
    this.count = count;
  }

  start(run: number): number {
    return this.#edges[run * 2] ?? 0;
  }

  end(run: number): number {
    return this.#edges[run * 2 + 1] ?? 0;
  }

  length(run: number): number {
    return this.end(run) - this.start(run);
  }
}

/** A bounded look at the page's text around an offset: every rule looks through this, so no look is long. */
export function look(page: Page, from: number, to: number): string {
  return page.text.slice(Math.max(0, from), to);
}

/** The UTF-16 code at an offset, 0 beyond the ends of the text: NaN, as charCodeAt has it, is slow to compare. */
export function codeAt(text: string, at: number): number {
  return at >= 0 && at < text.length ? text.charCodeAt(at) : 0;
}

const NONE: readonly RegExpExecArray[] = [];

/**
 * Every match of an expression in the page's text: how a rule begins that begins with words. The expression is bounded,
 * so that each place of the text is looked at a fixed number of times.
 */
export function matchesOf(page: Page, pattern: RegExp): readonly RegExpExecArray[] {
  return matchesIn(page.text, pattern);
}

/** As matchAll, which makes a new expression each time and so is slow on the many short texts of a scan. */
export function matchesIn(text: string, pattern: RegExp): readonly RegExpExecArray[] {
  pattern.lastIndex = 0;
  let match = pattern.exec(text);
  if (!match) return NONE;
  const matches: RegExpExecArray[] = [];
  for (; match; match = pattern.exec(text)) matches.push(match);
  return matches;
}

export function isDigitCode(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** Whether a UTF-16 code is a Latin letter, or the stand-in for a letter of another script. */
export function isLetterCode(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 0xfe;
}

/** The run that begins at an offset, if one does. */
export function runAt(page: Page, offset: number): number | undefined {
  const run = firstRunFrom(page, offset);
  return run < page.runs.count && page.runs.start(run) === offset ? run : undefined;
}

/** The first run that begins at or behind an offset; the count of the runs when none does. */
export function firstRunFrom({ runs }: Page, offset: number): number {
  let low = 0;
  let high = runs.count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (runs.start(middle) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
