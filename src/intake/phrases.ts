// The words testers use, and the turns of phrase that only look like a notification.
import { distance } from 'fastest-levenshtein';
import type { Kind } from '../domain/kinds.ts';

/** What follows a slash or an exclamation mark, or stands as a label's value. */
const commands: Readonly<Record<string, Kind>> = {
  triggered: 'triggered',
  trigger: 'triggered',
  started: 'triggered',
  start: 'triggered',
  retest: 'triggered',
  passed: 'passed',
  pass: 'passed',
  failed: 'failed',
  fail: 'failed',
  blocked: 'blocked',
  block: 'blocked',
  defect: 'defect_raised',
  bug: 'defect_raised',
  query: 'data_query',
  'data-query': 'data_query',
  dataquery: 'data_query',
  downtime: 'env_downtime',
  outage: 'env_downtime',
  restored: 'env_restored',
  uptime: 'env_restored',
  blocking: 'blocking_defect',
  'blocking-defect': 'blocking_defect',
  withdraw: 'withdrawn',
  withdrawn: 'withdrawn',
};

export function commandKind(word: string): Kind | undefined {
  const plain = word.toLowerCase();
  // `constructor` is a word that people may write, and a name that every object has.
  if (Object.hasOwn(commands, plain)) return commands[plain];
  if (plain.length < 5) return undefined;
  const near = Object.keys(commands).find(known => known.length >= 5 && distance(known, plain) <= 2);
  return near === undefined ? undefined : commands[near];
}

/** One typing slip away from the verb, or its usual short form; no English word is among them. */
export function statusWord(word: string): Kind | undefined {
  const plain = word.toLowerCase();
  if (/^(trig|trigd|trigg|trigged|trggd)$/.test(plain)) return 'triggered';
  if (
    plain === 'triggered' ||
    (/^tri?g/.test(plain) && /e?r?e?d$/.test(plain) && distance(plain, 'triggered') <= 3)
  )
    return 'triggered';
  if (
    plain === 'passed' ||
    plain === 'pased' ||
    plain === 'passd' ||
    plain === 'psased' ||
    plain === 'passeed'
  )
    return 'passed';
  if (
    plain === 'failed' ||
    plain === 'faild' ||
    plain === 'failled' ||
    plain === 'fialed' ||
    plain === 'faield'
  )
    return 'failed';
  if (plain === 'blocked' || plain === 'bloked' || plain === 'blockd') return 'blocked';
  return undefined;
}

const environment = /\b(uit|dip|environment|env|portal|harness|sit|test system)\b/i;
const down =
  /\b(down|outage|unavailable|not (answering|responding|reachable|available)|unreachable|50[0234]s?|no response|offline|downtime)\b/i;

/** Kinds that a phrase says, the more particular before the plainer. */
export function phraseKind(text: string): Kind | undefined {
  if (/\b(environment|env|uit|dip|portal)\b[^.\n]{0,20}\b(restored|back up again)\s*:/i.test(text))
    return 'env_restored';
  if (/\bblocking (defect|bug|issue|problem)\b/i.test(text)) return 'blocking_defect';
  if (/\b(environment|env) (downtime|outage)\b|\bdowntime\b/i.test(text)) return 'env_downtime';
  if (environment.test(text) && down.test(text)) return 'env_downtime';
  if (/\b(test )?data (query|question|issue|problem)\b|^\s*query\b\s*[:-]/im.test(text)) return 'data_query';
  if (
    /@data\s?team\b/i.test(text) &&
    /\b(needs?|missing|wrong|no|not|which|can you|please)\b/i.test(text) &&
    !hasStatus(text)
  )
    return 'data_query';
  if (
    /\b(raising|raised|raise|logging|logged|opening) (a |an |the )?(new )?(defect|bug)\b|\b(defect|bug) (is |has )?(being |been )?raised\b|\bnew (defect|bug)\b|^\s*(defect|bug)\s*:/im.test(
      text,
    )
  )
    return 'defect_raised';
  return undefined;
}

function hasStatus(text: string): boolean {
  return text.split(/[^\p{L}]+/u).some(word => statusWord(word) !== undefined);
}

/** Says what has not happened, may happen, or happened to somebody else: no notification. */
const chatterTurns: readonly RegExp[] = [
  /\b(has|have|had|did|does|do|is|are|was|were|can|could|should|shall|would|will|who|which|when|why|how|any(one|body))\b[^.!\n]*\?/i,
  /\b(will|we'll|i'll|going to|gonna|about to|plan(ning)? to|want to|hope to|hoping to|expect(ing)? to|aim(ing)? to|need to|to be|should be|might|may|once|if|until|unless|after we|when (it|we|this|that|they)|before (it|we|this|that))\b[^.!\n]*\b(trig\w*|pass\w*|fail\w*|block\w*|start\w*|retest\w*|rais\w*)/i,
  /\bpass(ed|ing)?\b[^.\n]{0,40}\b(on|over|along|back)\b( to)?\b/i,
  /\bpass(ed|ing)?\b( it| this| that| them)?( on| over| along| back)? to (the|our|my|your|their|them|him|her|[A-Z][a-z]+)\b/,
  /\bfail(ed|s|ing)?[ -]?over\b/i,
  /\b(passed|failed|triggered|blocked)\b[^.!?\n]{0,40}\?/i,
  /\b(yesterday|last (week|night|friday|monday)|this morning's|earlier today) (we |i |they |it )?(pass\w*|fail\w*|trig\w*)/i,
  /\b(raised|created|logged|opened|linked) (bug|defect) #?\d{3,7}\b|\b(bug|defect) #?\d{3,7} (was |has been |is )?(raised|created|logged|opened)\b/i,
  /\b(ready for retest|can be closed|retest ok)\b/i,
];

export function isChatterTurn(text: string): boolean {
  return chatterTurns.some(turn => turn.test(text));
}

/** What is said not to have happened says nothing of what did. */
const denied =
  /\b(not|never|hasn'?t|haven'?t|didn'?t|isn'?t|wasn'?t|don'?t|cannot|can'?t|nobody|nothing)\s+(yet |been |actually |really |being |has |have )*(trig\w*|pass\w*|fail\w*|block\w*|start\w*)( yet)?/gi;

export function withoutDenied(text: string): string {
  return text.replace(denied, ' ');
}

/** Sentences and lines that only ask, hope or tell of something else say nothing; the others are kept. */
export function claimsOf(text: string): string {
  return text
    .split(/(?<=[.!?])\s+(?=\S)|\n/)
    .filter(sentence => !isChatterTurn(sentence))
    .join('\n');
}

/** The bare verb of a terse note: at its beginning, or alone between marks (`40662 / EEN-MPAN-0007 / FAIL`). */
export function terseKind(text: string): Kind | undefined {
  const bare =
    /(?:^\s*|[-\u2013/|,:;]\s+)(pass|fail|trigger|start|block|withdraw|withdrawn|retest)(?=\s*$|\s*[-\u2013/|,.:;\n]|\s+(?:\d|step|at|tc|[A-Z]{2}))/im.exec(
      text,
    );
  return bare === null ? undefined : commandKind(bare[1] ?? '');
}

/** A clause that takes an earlier word back says nothing new itself. */
const takingBack = /[,;(-]?\s*\b(please )?(ignore|disregard|forget|scrap)\b[^.\n]*/gi;

export function withoutTakenBack(text: string): { readonly text: string; readonly isCorrection: boolean } {
  const kept = text.replace(takingBack, ' ');
  return { text: kept, isCorrection: kept !== text || /^\s*correction\b/i.test(text) };
}
