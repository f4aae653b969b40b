// Parts a message into sentences and their clauses, each by its place in the text.

export type Span = { readonly from: number; readonly to: number };

/** Where a line or a sentence ends; `e.g.` and `no.` end none. */
const sentenceEnd = /\n|(?<=[.!?])(?<!\b(?:e\.g|i\.e|eg|ie|no|ref|approx|vs|incl)\.)\s+(?=\S)/gi;

/** Marks and words behind which something new is said. */
const clauseEnd =
  /[,;](?=\s)|;|(?<=\s)[-\u2013\u2014]+(?=\s)|[()|\t]|(?<=\s)(?=(?:but|so|because|cause|cos|however|although|though|whereas)\b)/gi;

export function sentencesOf(text: string): readonly Span[] {
  return parted(text, { from: 0, to: text.length }, sentenceEnd);
}

export function clausesOf(text: string, sentence: Span): readonly Span[] {
  return parted(text, sentence, clauseEnd);
}

function parted(text: string, { from, to }: Span, end: RegExp): readonly Span[] {
  const spans: Span[] = [];
  let begin = from;
  for (const match of text.slice(from, to).matchAll(end)) {
    spans.push({ from: begin, to: from + match.index });
    begin = from + match.index + match[0].length;
  }
  spans.push({ from: begin, to });
  return spans.filter(span => text.slice(span.from, span.to).trim() !== '');
}

/** Blanks what matches, so that everything else keeps its place. */
export function blanked(text: string, what: RegExp): string {
  return text.replace(what, found => found.replace(/[^\n]/g, ' '));
}
