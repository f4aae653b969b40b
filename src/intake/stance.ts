// Tells what is claimed from what is asked, planned, wished, denied, retold or past: only a claim is a notification.
import type { Mark } from './marks.ts';
import { isOfOther, isOfStep, isTurn } from './turns.ts';

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
    String.raw`|before (?:it|we|i|they|you|this|that)|after (?:we|i|they|you)|please|pls|plz|idea|dunno|unsure|unclear|some(?:one|body)|any(?:one|body)|imagine)\b` +
    String.raw`|\b\w+['’](?:ll|d)\b|\b(?:to|tae) (?:be|have)(?: been)? (?:re-?)?$`,
  'i',
);

const infinitive = /\b(?:to|tae) (?:re-?)?$/i;

/** Somebody or something else says it, or it is only told how one says it. */
const retold =
  /\b(?:say|says|said|saying|told|tell(?:s|ing)?|heard|hear|reckon\w*|claim(?:s|ed)|mention(?:s|ed)|think(?:s|ing)?|thought|believ\w+|guess\w*|show(?:s|ed|ing)|suggest(?:s|ed)?|reported|apparently|supposedly|allegedly|according to|rumou?r\w*|seems?|seemed|appear(?:s|ed)|looks? like|looked like|wonder\w*|remember\w*|example|eg|ie|typ(?:e|ing)|writ(?:e|ing)|format|template)\b|\b(?:e\.g|i\.e)\./i;

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

/** `passed or failed`, `pass/fail`: one of the two, and nobody says which. */
const orElse = /\b(?:pass|fail)\w*\s*(?:\/|or)\s*$/i;

/** An order to change something somewhere. */
const order = /^\s*(?:set|mark|change|update(?! on\b| for\b)|move|put|flip|switch|get|keep|leave)\b[^:]*$/i;

/** Words that only introduce what somebody has to say. */
export const openers =
  /(?<!\b(?:do|does|did|should|why|when|how) )\b(?:(?:i|we) )?(?<!\b(?:do|does|did|should) (?:i|we|you) )(?:can|could|must|may|want to|wish to|need to|have to|would like to|just|happy to|pleased to|glad to|sorry to|to|hereby)(?: now| also| just)? (?:confirm|report|say|inform(?: you)?|advise(?: you)?|notify(?: you)?|announce|let (?:you|everyone|all) know|note)\b(?: that)?|\bplease (?:note|find|see|be (?:advised|informed|aware))\b(?: that)?|\bas (?:expected|planned|agreed|scheduled|discussed)\b(?: [^,.;\n]{0,40},)?|\bfyi\b|\bnot (?:gonna|going to) lie\b|\bto be (?:honest|fair|clear|sure)\b|\bbelieve it or not\b/gi;

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
  if (pastAfter.test(after) || orElse.test(before) || /^\s*(?:\/|or)\s*(?:pass|fail)/i.test(after))
    return 'talk';
  // `defect closed` says nothing of a defect, and the test beside it is spoken of all the same.
  if (isTurn(kind, { before, after })) return by === 'bare' && !isResult(kind) ? 'denied' : 'talk';
  if (by === 'word' && !clause.includes('§') && isResult(kind) && isOfOther({ before, after }))
    return 'denied';
  return negation.test(before) || isOfStep(kind, { before, after }) ? 'denied' : 'claimed';
}

function isResult(kind: Mark['kind']): boolean {
  return kind === 'triggered' || kind === 'passed' || kind === 'failed';
}

/** At the head of a sentence these govern all of it: `Sam said, …`, `if all goes well, …`. */
export function governs(clause: string): boolean {
  return (
    /^\s*(?:if|once|when(?:ever)?(?! \w+ing\b)|unless|until|assuming|hopefully|maybe|perhaps|apparently|supposedly|allegedly|according to)\b/i.test(
      clause,
    ) || /\b(?:said|says|told (?:me|us)|heard|reckons?|claims)(?: that)?\s*:?\s*$/i.test(clause)
  );
}
