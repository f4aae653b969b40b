// The words and signs for kinds and statuses, and the gist of what somebody wrote.
import type { Entry } from '../../domain/entry.ts';
import type { Kind } from '../../domain/kinds.ts';
import type { Warning } from '../../domain/reading.ts';
import type { TestStatus } from '../../domain/tests/progress.ts';
import { md, type Shown, shorten } from './shown.ts';
import type { Look } from './template.ts';

export type StatusLook = {
  readonly word: string;
  /** A shape of its own: status must be told without colour. None of these has an emoji form. */
  readonly shape: string;
  readonly colour: Look;
  /** Of a container. */
  readonly style: Look;
};

export const statusLooks: Readonly<Record<TestStatus | 'planned', StatusLook>> = {
  triggered: { word: 'Triggered', shape: '►', colour: 'accent', style: 'accent' },
  passed: { word: 'Passed', shape: '✓', colour: 'good', style: 'good' },
  failed: { word: 'Failed', shape: '✕', colour: 'attention', style: 'attention' },
  blocked: { word: 'Blocked', shape: '■', colour: 'warning', style: 'warning' },
  planned: { word: 'Planned', shape: '○', colour: 'default', style: 'emphasis' },
};

export const kindWords: Readonly<Record<Kind, string>> = {
  triggered: 'Triggered',
  passed: 'Passed',
  failed: 'Failed',
  blocked: 'Blocked',
  defect_raised: 'Defect',
  data_query: 'Data query',
  env_downtime: 'Environment down',
  env_restored: 'Environment back',
  blocking_defect: 'Blocking defect',
  withdrawn: 'Withdrawn',
};

/** What the author should know about how the message was read; undefined where there is nothing to do about it. */
export function warningSentence(warning: Warning, entry: Entry): Shown | undefined {
  const reference = entry.mpanRef ?? 'one of yours';
  switch (warning) {
    case 'outside_test_hours':
      return md`Posted outside testing hours.`;
    case 'duplicate_trigger':
      return md`It was triggered already, so this starts nothing new.`;
    case 'harness_reference':
      return md`The test harness reference was read as ${reference}.`;
    case 'mpan_ref_short':
      return md`The short reference was read as ${reference}.`;
    case 'pairing_unclear':
      return md`Several tests and references stood in one message: please check this pair.`;
    case 'redelivery':
      return undefined;
  }
}

/**
 * What the author said beyond verb, references and step, which stand on the card already:
 * `/failed SITFTS-0240 TC 03 EEN-MPAN-0011 step 6 PUB-036 not received` is `PUB-036 not received`.
 * @returns undefined when nothing else was said
 */
export function gistOf(
  entry: Pick<Entry, 'note' | 'testCaseId' | 'testCaseName' | 'mpanRef' | 'step' | 'defect'>,
  most: number,
): string | undefined {
  let words = ` ${entry.note} `.replace(/@\w+Team\b/gi, ' ').replace(/^\s*[/!]?\s*/, ' ');
  words = words.replace(verbs, ' ');
  for (const known of [entry.testCaseName, entry.testCaseId, entry.mpanRef])
    if (known !== undefined) words = words.replace(wholeWord(known), ' ');
  if (entry.step !== undefined) words = words.replace(wholeWord(`step ${entry.step}`), ' ');
  for (const level of [entry.defect?.severity, entry.defect?.priority])
    if (level !== undefined) words = words.replace(wholeWord(level), ' ');
  const gist = words
    .replace(/^[\s,;:.|/–—-]*(?:\b(?:TC|test case|MPAN ref(?:erence)?)\b[\s,;:.|/–—-]*)*/i, '')
    .replace(/\s+([,;:.])/g, '$1')
    .replace(/([,;:])[\s,;:]*(?=[,;:])/g, '')
    .replace(/[\s,;:|/–—-]+$/, '');
  return /[\p{L}\p{N}]/u.test(gist) ? shorten(gist, most) : undefined;
}

const verbs =
  /^\s*(?:re-?test(?:ed)?|re-?triggered|triggered|passed|failed|blocked|defect(?:[ _]raised)?|(?:data[ _])?query|(?:env(?:ironment)?[ _])?(?:downtime|down|restored|back)|blocking(?:[ _]defect)?|reason|evidence(?:-exception)?)(?:\s+again)?(?![\w-])/i;

function wholeWord(words: string): RegExp {
  const literal = words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+');
  return new RegExp(`(?<![\\p{L}\\p{N}_-])${literal}(?![\\p{L}\\p{N}_-])`, 'giu');
}
