// Turns findings into changes of the text they were read from, and makes those changes.
import { lastNotAfter, type Origin, type Passage } from '../../files/passage.ts';

export type Edit = {
  readonly part: string;
  readonly from: number;
  readonly to: number;
  readonly put: string;
};

/** A stretch of a passage that has to go. */
export type Stretch = { readonly start: number; readonly end: number };

const MARK = '[removed]';

export type Edits = {
  readonly edits: readonly Edit[];
  /** Stretches of which nothing can be changed. */
  readonly fixed: readonly Stretch[];
};

export function editsOf({ origins }: Passage, stretches: readonly Stretch[]): Edits {
  if (stretches.length === 0) return { edits: [], fixed: [] };
  const all = origins();
  const starts = all.map(origin => origin.start);
  const each = stretches.map(stretch => {
    const within: Origin[] = [];
    for (let at = Math.max(0, lastNotAfter(starts, stretch.start)); at < all.length; at++) {
      const origin = all[at];
      if (origin === undefined || origin.start >= stretch.end) break;
      if (origin.end > stretch.start) within.push(origin);
    }
    return { stretch, edits: editsOfOne(stretch, within) };
  });
  return {
    edits: each.flatMap(({ edits }) => edits),
    fixed: each.filter(({ edits }) => edits.length === 0).map(({ stretch }) => stretch),
  };
}

/** The mark stands where the stretch begins; what belongs to it in further runs, cells or strings is emptied. */
function editsOfOne(stretch: Stretch, within: readonly Origin[]): readonly Edit[] {
  let marked = false;
  return within.map(origin => {
    const { part, from, to, put } = origin.source;
    if (put !== undefined) return { part, from, to, put };
    const mark = marked ? '' : MARK;
    marked = true;
    return { part, ...inSource(origin, stretch), put: mark };
  });
}

/** Where as many characters were read as there are, the very characters; else all of it. */
function inSource({ start, end, source }: Origin, stretch: Stretch): { from: number; to: number } {
  if (source.to - source.from !== end - start) return { from: source.from, to: source.to };
  return {
    from: source.from + Math.max(0, stretch.start - start),
    to: source.to - Math.max(0, end - stretch.end),
  };
}

/** Makes changes of one text; of changes that overlap, the first and longest counts, over all that they cover. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const sorted = [...edits].sort((a, b) => a.from - b.from || b.to - a.to);
  const parts: string[] = [];
  let from = 0;
  for (const edit of sorted) {
    if (edit.from >= from) parts.push(text.slice(from, edit.from), edit.put);
    from = Math.max(from, edit.to);
  }
  return parts.join('') + text.slice(from);
}
