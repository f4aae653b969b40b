// Tells how much of a sentence is a question, with or without its mark.

const asks =
  /\b(?:who|what|when|where|why|how|which|whose|any(?:one|body)|any chance|did|does|do|has|have|had|is|are|was|were|can|could|should|shall|would|will|am)\b/i;
const opensWithQuestion = new RegExp(
  String.raw`^[^\w§]*(?:(?:hi|hey|ok|so|and|but|right|well|morning|all|team|quick|wee|question|q)\b[\s,:]*)*(?:@\S+(?: [A-Z]\w+)?[\s,:]+)?(?:${asks.source})(?!\s+(?:now |just |been |also |successfully |finally |already )*(?:trig|pass|fail|complet|block|start|commenc|success)\w*(?:ed|d|ful|fully)\b)`,
  'i',
);
const tag =
  /^\W*(?:and )?(?:is(?:n['’]?t)?|was|did|does|has|have|right|correct|ok(?:ay)?|yes|no|yeah|yep|aye|true|really)\b(?: \w+){0,2}\s*\?/i;

export function asksOutright(clause: string): boolean {
  return opensWithQuestion.test(clause);
}

/**
 * How much of a sentence is a question.
 * @param clauses of the sentence, in order
 * @returns the place of the first clause that asks; undefined when none does
 */
export function asksFrom(clauses: readonly string[]): number | undefined {
  const last = clauses.at(-1) ?? '';
  if (asksOutright(clauses[0] ?? '')) return 0;
  if (!/\?\W*$/.test(last)) return undefined;
  const isOwn = clauses.length > 1 && asks.test(last) && !tag.test(last);
  return isOwn ? clauses.length - 1 : 0;
}
