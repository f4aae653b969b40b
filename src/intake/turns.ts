// Turns of phrase in which a word of ours says something else than how a test went.
import type { Kind } from '../domain/kinds.ts';

/** What stands before and behind the word in its clause, references as `§`. */
export type Around = { readonly before: string; readonly after: string };

const thing = String.raw`(?:the|a|an|my|our|your|their)\b(?! (?:(?:whole|full|first|second|third|last|final|re-?)\s*)*(?:tests?|re-?tests?|re-?runs?|runs?|checks?|time|lot|now|attempt|go|case|tc|one|step)\b)`;
const passedAlong = new RegExp(
  String.raw`^(?:\s+§+)*\s+(?:it|that|them|these|those|him|her|this(?! (?:morning|afternoon|evening|time|week|run|one))|${thing})\b` +
    String.raw`|^(?:\s+[\w§-]+){0,3}?\s+(?:on|over|along|back)\s*(?:$|[.!]|to\b)|^(?:\s+§+)*\s+(?:on |over |up |along |back )?to \w` +
    String.raw`|^\s+(?:as far as|up to|until|through step)`,
  'i',
);
const timePassed =
  /\b(?:time|deadline|window|date|days?|hours?|minutes?|weeks?|months?|years?|moment)(?: has| have| had)? $/i;

/** `the passed flag`, `2 failed messages`, `0.02% failed`: no test is the subject. */
const counted =
  /(?:^|\s)(?:the|a|an|any|some|every|each|those|these|(?<!\b(?:attempt|run|try|go|cycle|round|iteration|build|version|take|ste?ps?|tc|case|no|number|part|test|day|scenario|phase|batch|and|to|[&-]) ?)(?:\d{1,3}|\d[\d,.]*(?:%|[.,]\d+)))\s+$/i;
const compound =
  /^\s+(?:flag|status|state|count|rate|criteria|criterion|list|column|filter|tab|messages?|msgs?|records?)\b/i;

const triggeredThing = new RegExp(String.raw`^(?:\s+${thing}|\s+by\s+§)`, 'i');

/** What was asked or raised is over, or is only spoken of. */
const settled =
  /^[^,;]*?\b(?:resolved|cleared|closed|sorted|fixed|answered|gone|over|ended|(?:a |as )?duplicate|withdrawn|cancelled|planned|scheduled)\b/i;

export function isTurn(kind: Kind, { before, after }: Around): boolean {
  switch (kind) {
    case 'passed':
      return (
        passedAlong.test(after) || timePassed.test(before) || counted.test(before) || compound.test(after)
      );
    case 'failed':
      return /^[\s-]?over\b|^[\s-]safe\b/i.test(after) || counted.test(before) || compound.test(after);
    case 'triggered':
      return (/§\s*$/.test(before) && triggeredThing.test(after)) || counted.test(before);
    case 'data_query':
    case 'blocking_defect':
    case 'env_downtime':
    case 'defect_raised':
      return (
        settled.test(after) ||
        (kind !== 'env_downtime' && /\b(?:thanks|thank you|cheers|ta) for\s+$/i.test(before))
      );
    case 'blocked':
      return counted.test(before) || /^[^,;]*?\b(?:resume[ds]?|cleared|resolved|unblocked)\b/i.test(after);
    case 'env_restored':
    case 'withdrawn':
      return false;
  }
}

const stepBefore =
  /\bst(?:e)?ps?\s*\d[\d\s,&\u2013-]{0,20}(?:to |and )?[\d\s]{0,10}(?:of (?:§+|[\w-]+)(?:\s+(?:§+|\d+))*\s*)?(?:(?:has|have|is|was|all|now|just|both)\s+)*$/i;

/** A step has passed, not the test; a step that fails fails the test. */
export function isOfStep(kind: Kind, { before, after }: Around): boolean {
  return kind === 'passed' && (stepBefore.test(before) || /^\s+st(?:e)?ps?\s*\d/i.test(after));
}

const subjectless =
  /\b(?:tcs?|(?:test )?cases?|tests?|runs?|re-?runs?|re-?tests?|attempts?|executions?|steps?|i|we|it|this|that|they|mine|ours|all|both|everything|which|the|my|our|its|is|was|has|have|had|been|be|now|just|then|still|again|also|finally|eventually|already|first|second|third|last|final|next|1st|2nd|3rd|time|result|outcome|status|came|come|back|as|on|at|in|for|with|of|and|so|but|because|hi|hello|hey|morning|afternoon|good|great|bad|news|all|team|folks|sorry|ok|okay|yes|yep|yeah|no|aye|update|following|again|mpans?|refs?|references?|uit|mark(?:ed|ing)|set(?:ting)?|notification|subject|successfully|unfortunately|sadly|only|actually|did|got|gone|went|from|after|fix|retest)\b|[^\p{L}]/giu;

const pronoun =
  /(?:^|\s)(?:it|this|that|they|tests?|tc|case|run)(?:['’]s)?(?: (?:has|have|is|was|just|now|finally|only))*\s*$/i;

/** A clause without references speaks of the test around it, unless it names something else: `the restore failed`. */
export function isOfOther({ before }: Around): boolean {
  return !pronoun.test(before) && before.replace(subjectless, '') !== '';
}
