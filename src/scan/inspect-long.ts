// Lays a text of any length before the guard, in pieces that overlap, so that memory does not grow with the file.
import { type Finding, inspect } from '../guard/inspect.ts';

/** Characters; the guard takes about 20 bytes for each. */
const PIECE = 8_000_000;
/** What decides about a number stands nearer than this. */
const OVERLAP = 4_000;
/** The headings of a table stand in its first line, and are put before every piece. */
const MAX_HEADINGS = 600;

/** @returns findings in offsets of the whole text */
export function inspectLong(text: string, now: Date, piece = PIECE): readonly Finding[] {
  if (text.length <= piece) return inspect(text, { mode: 'file', now }).findings;
  const lineEnd = text.indexOf('\n');
  const headings = lineEnd !== -1 && lineEnd <= MAX_HEADINGS ? text.slice(0, lineEnd + 1) : '';
  const found = new Map<string, Finding>();
  for (let from = 0; from < text.length; ) {
    const to = cutNear(text, from + piece);
    const before = from === 0 ? '' : headings;
    for (const finding of inspect(before + text.slice(from, to), { mode: 'file', now }).findings) {
      if (finding.start < before.length) continue;
      const start = finding.start - before.length + from;
      const end = finding.end - before.length + from;
      found.set(`${finding.code} ${start} ${end}`, { ...finding, start, end });
    }
    if (to === text.length) break;
    from = cutNear(text, to - OVERLAP);
  }
  return [...found.values()];
}

/** Just behind a line, else between words, so that no number is cut. */
function cutNear(text: string, wanted: number): number {
  if (wanted >= text.length) return text.length;
  const line = text.lastIndexOf('\n', wanted);
  if (line > wanted - OVERLAP / 2) return line + 1;
  const word = text.lastIndexOf(' ', wanted);
  return word > wanted - OVERLAP / 2 ? word + 1 : wanted;
}
