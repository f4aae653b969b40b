// Tells what is claimed from what is asked, planned, wished, denied, retold or past: only a claim is a notification.
import type { Mark } from './marks.ts';

/** References read as one sign each, so that a turn of phrase is seen across them. */
export type Said = {
  /** The clause with its references as `§`. */
  readonly clause: string;
  /** Where the mark stands in the clause. */
  readonly at: number;
  readonly length: number;
  readonly kind: Mark['kind'];
  readonly by: Mark['by'];
};

/** What has not happened, or nobody knows of. */
const unreal = new RegExp(
  String.raw`\b(?:will|wo?n['’]?t|shall|would|should|could|can|cannot|may|might|must|ought|let['’]?s|gonna|gan` +
    String.raw`|going to|about to|to be|ready|plan(?:s|ning)?|hop(?:e|es|ing|efully)|expect(?:s|ed|ing)?(?! to have)|aim(?:s|ing)?|intend\w*` +
    String.raw`|want\w*|need\w*|requir\w+|wish\w*|(?:a?wait\w*) (?:for|until|till|on)|schedul\w+ (?:to|for)|suppos\w+|meant` +
    String.raw`|likely|unlikely|probably|maybe|perhaps|possibly|almost|nearly|assum\w*|provid(?:ed|ing)|in case|whether|if` +
    String.raw`|once(?! (?:again|more))|when(?:ever)?(?! \w+ing\b)|unless|until|till?|as soon as|as long as|by the time|the moment` +
    String.raw`|before (?:it|we|i|they|you|this|that)|after (?:we|i|they|you)|please|pls|plz|some(?:one|body)|any(?:one|body)|imagine)\b` +
    String.raw`|\b\w+['’](?:ll|d)\b|\b(?:to|tae) (?:be|have)(?: been)? (?:re-?)?$`,
  'i',
);

const infinitive = /\b(?:to|tae) (?:re-?)?$/i;

/** Somebody or something else says it, or it is only told how one says it. */
const retold =
  /\b(?:say|says|said|saying|told|tell(?:s|ing)?|heard|hear|reckon\w*|claim(?:s|ed)|mention(?:s|ed)|think(?:s|ing)?|thought|believ\w+|guess\w*|show(?:s|ed|ing)|suggest(?:s|ed)?|apparently|supposedly|allegedly|according to|rumou?r\w*|seems?|seemed|appear(?:s|ed)|looks? like|looked like|wonder\w*|remember\w*|example|eg|ie|typ(?:e|ing)|writ(?:e|ing)|format|template)\b|\b(?:e\.g|i\.e)\./i;

/** What was so before is no news. */
const past =
  /\b(?:yesterday|last (?:night|week|month|time|mon|tues|wednes|thurs|fri|satur|sun)\w*)(?!\s*:)|\b(?:previous|earlier|old|prior) (?:run|attempt|test|result|one|try|go)\b/i;
const pastAfter =
  /^(?:\s+(?:for|with|on|in|at) \S+)*\s+(?:yesterday|last (?:night|week|month|time|mon|tues|wednes|thurs|fri|satur|sun)|previously|earlier today)/i;

const negation = new RegExp(
  String.raw`(?:\b(?:not|never|nor|neither|nobody|none|hardly|cannot|(?:yet|still) to|no longer|\w+nae` +
    String.raw`|(?:has|have|had|is|are|was|were|did|does|do|ca|could|would|should|wo|must|need|ai)n['’]?t)(?:\s+[\w'’§-]+){0,5}` +
    String.raw`|\bno(?: new)?)\s*$`,
  'i',
);

/** An order to change something somewhere. */
const order = /^\s*(?:set|mark|change|update|move|put|flip|switch|get|keep|leave)\b/i;

/** Words that only introduce what somebody has to say. */
export const openers =
  /\b(?:(?:i|we) )?(?:can|could|must|may|want to|wish to|need to|have to|would like to|just|happy to|pleased to|glad to|sorry to|to|hereby)(?: now| also| just)? (?:confirm|report|say|inform(?: you)?|advise(?: you)?|notify(?: you)?|announce|let (?:you|everyone|all) know|note)\b(?: that)?|\bplease (?:note|find|see|be (?:advised|informed|aware))\b(?: that)?|\bas (?:expected|planned|agreed|scheduled|discussed)\b(?: [^,.;\n]{0,40},)?|\bfyi\b/gi;

/** So far a turn of phrase is looked for, in letters. */
const reach = 240;

/** Of what is denied the test is still spoken of, of what is only talked about nothing is. */
export type Stance = 'claimed' | 'denied' | 'talk';

export function stanceOf({ clause, at, length, kind, by }: Said): Stance {
  // A message may be one clause of 28,000 letters that says `passed` all along.
  const before = clause.slice(Math.max(0, at - reach), at);
  const after = clause.slice(at + length, at + length + reach);
  if (unreal.test(before) || retold.test(before) || past.test(before) || order.test(before)) return 'talk';
  if (by === 'bare' && infinitive.test(before)) return 'talk';
  if (pastAfter.test(after) || isTurn({ before, after, kind })) return 'talk';
  return negation.test(before) ? 'denied' : 'claimed';
}

const thing = String.raw`(?:the|a|an|my|our|your|their)\b(?! (?:(?:whole|full|first|second|third|last|final|re-?)\s*)*(?:tests?|re-?tests?|re-?runs?|runs?|checks?|time|lot|now|attempt|go)\b)`;
const passedAlong = new RegExp(
  String.raw`^(?:\s+§+)*\s+(?:it|that|them|these|those|him|her|this(?! (?:morning|afternoon|evening|time|week|run|one))|${thing})\b` +
    String.raw`|^(?:\s+[\w§-]+){0,3}?\s+(?:on|over|along|back)\s*(?:$|[.!]|to\b)|^(?:\s+§+)*\s+(?:on |over |up |along |back )?to \w` +
    String.raw`|^\s+(?:st(?:e)?ps?\s*\d|as far as|up to|until|through step)`,
  'i',
);
const timePassed =
  /\b(?:time|deadline|window|date|days?|hours?|minutes?|weeks?|months?|years?|moment)(?: has| have| had)? $/i;
const stepPassed =
  /\bst(?:e)?ps?\s*\d[\d\s,&\u2013-]{0,20}(?:to |and )?[\d\s]{0,10}(?:of (?:§+|[\w-]+)(?:\s+(?:§+|\d+))*\s*)?(?:(?:has|have|is|was|all|now|just|both)\s+)*$/i;

/** `passed it on`, `failed over`, `step 3 passed`: about something else than how the test went. */
function isTurn(of: {
  readonly before: string;
  readonly after: string;
  readonly kind: Mark['kind'];
}): boolean {
  switch (of.kind) {
    case 'passed':
      return passedAlong.test(of.after) || timePassed.test(of.before) || stepPassed.test(of.before);
    case 'failed':
      return /^[\s-]?over\b|^[\s-]safe\b/i.test(of.after);
    default:
      return false;
  }
}

/** At the head of a sentence these govern all of it: `Sam said, …`, `if all goes well, …`. */
export function governs(clause: string): boolean {
  return (
    /^\s*(?:if|once|when(?:ever)?(?! \w+ing\b)|unless|until|assuming|hopefully|maybe|perhaps|apparently|supposedly|allegedly|according to)\b/i.test(
      clause,
    ) || /\b(?:said|says|told (?:me|us)|heard|reckons?|claims)(?: that)?\s*:?\s*$/i.test(clause)
  );
}

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
