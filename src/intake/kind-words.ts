// The words that name a kind: after a slash, as a label's value, as a verb, in the short forms of testers.
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
  failure: 'failed',
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

/** Words of their own that are a slip away from one of ours. */
const otherWords = new Set([
  'paused',
  'parsed',
  'pasted',
  'raised',
  'filed',
  'state',
  'stats',
  'stand',
  'smart',
]);

export function commandKind(word: string): Kind | undefined {
  const plain = word.toLowerCase();
  // `constructor` is a word that people may write, and a name that every object has.
  if (Object.hasOwn(commands, plain)) return commands[plain];
  const near = nearestWord(plain, Object.keys(commands));
  return near === undefined ? undefined : commands[near];
}

/** One slip away, of a long word two, with the right first letter; undefined for what is a word of its own. */
export function nearestWord(word: string, known: readonly string[]): string | undefined {
  if (word.length < 4 || otherWords.has(word)) return undefined;
  const slips = (of: string) => (of.length < 4 ? 0 : of.length < 7 ? 1 : 2);
  return known
    .filter(of => of[0] === word[0])
    .map(of => ({ of, away: isSwapped(of, word) ? 1 : distance(of, word) }))
    .filter(({ of, away }) => away <= Math.min(slips(of), slips(word)))
    .sort((a, b) => a.away - b.away)[0]?.of;
}

/** Two neighbours have changed places, as in `recieved`. */
function isSwapped(of: string, word: string): boolean {
  const at = [...of].findIndex((letter, place) => letter !== word[place]);
  if (at < 0 || of.length !== word.length) return false;
  return of === word.slice(0, at) + (word[at + 1] ?? '') + (word[at] ?? '') + word.slice(at + 2);
}

/** A verb in the past, with the slips that people make in it, or its usual short form. */
export function statusWord(word: string): Kind | undefined {
  const plain = word.toLowerCase();
  const once = plain.replace(/^re(?=trig|pass|fail)/, '');
  if (/^(trig|trigd|trigg|trigged|trggd)$/.test(once)) return 'triggered';
  if (/^tri?g/.test(once) && /e?r?e?d$/.test(once) && distance(once, 'triggered') <= 3) return 'triggered';
  if (isSlipOf('passed', once)) return 'passed';
  if (isSlipOf('failed', once)) return 'failed';
  if (isSlipOf('blocked', once)) return 'blocked';
  return undefined;
}

/** The same consonants in the same order (`pssed`, `fialed`), at most two slips away: `paused` and `filed` are other words. */
function isSlipOf(verb: string, word: string): boolean {
  if (word === verb) return true;
  const lookAlike = /^(paused|pissed|posed|filed|field|fold|flood|fled|fluid|foiled|fouled|fueled|failure)$/;
  return bones(word) === bones(verb) && !lookAlike.test(word) && distance(word, verb) <= 2;
}

function bones(word: string): string {
  return word.replace(/[aeiou]/g, '').replace(/(.)\1+/g, '$1');
}

/** Verbs and nouns that say a kind only where a terse note begins with them. */
const bareWords: Readonly<Record<string, Kind>> = {
  pass: 'passed',
  complete: 'passed',
  completed: 'passed',
  fail: 'failed',
  trigger: 'triggered',
  start: 'triggered',
  started: 'triggered',
  retrig: 'triggered',
  retest: 'triggered',
  block: 'blocked',
  defect: 'defect_raised',
  def: 'defect_raised',
  bug: 'defect_raised',
  query: 'data_query',
  withdraw: 'withdrawn',
  withdrawn: 'withdrawn',
};

export function bareWord(word: string): Kind | undefined {
  const plain = word.toLowerCase();
  return Object.hasOwn(bareWords, plain) ? bareWords[plain] : undefined;
}
