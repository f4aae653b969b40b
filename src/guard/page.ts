// What the rules read: one readable text, where its digits are, and what was asked.
import type { RuleCode } from './rules.ts';

export type Page = {
  readonly text: string;
  readonly mode: 'chat' | 'file';
  /** Now, in epoch milliseconds. */
  readonly now: number;
  readonly runs: DigitRuns;
  /** Counts characters looked at beyond the first pass, so that a test can show the work grows with the text. */
  readonly work: Work;
};

export type Work = { steps: number };

/** Something found, in offsets of the page's text. */
export type Hit = { readonly code: RuleCode; readonly start: number; readonly end: number };

/** Every unbroken row of ASCII digits, in order. */
export type DigitRuns = {
  readonly count: number;
  readonly start: (run: number) => number;
  readonly end: (run: number) => number;
  readonly length: (run: number) => number;
};

export function digitRuns(text: string): DigitRuns {
  let edges = new Uint32Array(64);
  let size = 0;
  let inside = false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if ((code <= 57 && code >= 48) === inside) continue;
    inside = !inside;
    if (size === edges.length) {
      const larger = new Uint32Array(size * 2);
      larger.set(edges);
      edges = larger;
    }
    edges[size++] = i;
  }
  if (inside) edges = closed(edges, size++, text.length);
  const found = edges;
  const start = (run: number) => found[run * 2] ?? 0;
  const end = (run: number) => found[run * 2 + 1] ?? 0;
  return { count: size / 2, start, end, length: run => end(run) - start(run) };
}

function closed(edges: Uint32Array<ArrayBuffer>, at: number, value: number): Uint32Array<ArrayBuffer> {
  if (at < edges.length) {
    edges[at] = value;
    return edges;
  }
  const larger = new Uint32Array(at + 1);
  larger.set(edges);
  larger[at] = value;
  return larger;
}

/** A bounded look at the page's text around an offset: every rule looks through this, so no look is long. */
export function look(page: Page, from: number, to: number): string {
  const begin = Math.max(0, from);
  page.work.steps += Math.max(0, to - begin);
  return page.text.slice(begin, to);
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
  const { runs } = page;
  let low = 0;
  let high = runs.count - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const start = runs.start(middle);
    if (start === offset) return middle;
    if (start < offset) low = middle + 1;
    else high = middle - 1;
  }
  return undefined;
}
