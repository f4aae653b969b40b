// What stands in the way of testing, and what is still owed: read from the entries alone.
import type { Blocker } from '../../domain/day/day-view.ts';
import type { Entry } from '../../domain/entry.ts';
import type { Kind } from '../../domain/kinds.ts';
import { testKeyText } from '../../domain/refs.ts';
import { isAbout, laterThan, movedOnBy } from '../../domain/tests/moved-on.ts';
import { tellsDefect } from '../../domain/tests/reasons.ts';
import { isOvertaken, type Standing, type Test } from './standing.ts';

const wordsLength = 80;

/**
 * All but the queries; by kind, worst first, and then oldest first.
 *
 * - An outage stands until somebody of the LDSO says, later, that the environment is back (whatever test that names: it
 *   is the same environment), or the test that it was noted against is triggered again or passes. It does not end by
 *   itself over night: whether it is over is what the stand-up asks.
 * - A blocking defect, and a defect of severity S1 or S2, stands until its test passes later, or a person closes its bug in
 *   Azure DevOps.
 * - A blocked test stands while that is its status, and its test case has not passed since with another meter point.
 */
export function blockersOf(standing: Standing): readonly Blocker[] {
  const { entries, tests } = standing;
  const outages = entries.filter(
    entry =>
      entry.kind === 'env_downtime' &&
      !laterThan(entry, entries).some(later => later.kind === 'env_restored') &&
      !movedOn(entry, entries, ['triggered', 'passed']),
  );
  const defects = openDefectsIn(standing);
  const blocking = defects.filter(entry => entry.kind === 'blocking_defect');
  const severe = defects.filter(entry => entry.kind === 'defect_raised' && isSevere(entry));
  const blocked = tests
    .filter(test => test.attempt.status === 'blocked' && !isOvertaken(test, tests))
    .sort((a, b) => a.place - b.place)
    .flatMap(test => entries[test.place] ?? []);
  return [
    ...outages.map(entry => blockerOf('downtime', entry)),
    ...blocking.map(entry => blockerOf('blocking-defect', entry)),
    ...severe.map(entry => blockerOf('severe-defect', entry)),
    ...blocked.map(entry => blockerOf('blocked-test', entry)),
  ];
}

/** Raised, and neither has their test passed since nor has a person closed their bug in Azure DevOps. */
export function openDefectsIn({ entries, closed }: Standing): readonly Entry[] {
  return entries.filter(
    entry =>
      (entry.kind === 'defect_raised' || entry.kind === 'blocking_defect') &&
      !closed.has(entry.id) &&
      !movedOn(entry, entries, ['passed']),
  );
}

/**
 * Failed tests, of any day, for which neither a defect nor a reason is known: none was raised against the test since the
 * failed attempt began, no entry of that failure gives the number of a bug or says that there is no defect, and nobody has
 * given a reason since.
 * @param reasons by `testKeyText`
 */
export function failedWithoutDefect(
  { tests, entries }: Standing,
  reasons: ReadonlyMap<string, { readonly at: number }>,
): readonly Test[] {
  return tests.filter(test => {
    if (test.attempt.status !== 'failed') return false;
    const reason = reasons.get(testKeyText(test.key));
    if (reason !== undefined && reason.at >= test.attempt.startedAt) return false;
    const sinceStart = entries.filter(entry => entry.at >= test.attempt.startedAt);
    return !sinceStart.some(entry => isAbout(entry, test.key) && tellsDefect(entry));
  });
}

/** The first words of what somebody wrote, on one line: without the command and what its line names beside it. */
export function wordsSaid(entry: Entry): string {
  return firstWords(withoutCommand(entry));
}

/** Of a sentence nothing is left out: it would have holes. */
function withoutCommand({ note, testCaseId, testCaseName, mpanRef, step, defect }: Entry): string {
  const shown = [
    testCaseName,
    testCaseId,
    mpanRef,
    step === undefined ? undefined : `step ${step}`,
    defect?.severity,
    defect?.priority,
  ].flatMap(word => (word === undefined ? [] : literal(word)));
  const named = shown.length === 0 ? '' : `(?:[\\s,;|]*(?:${shown.join('|')})(?![\\w-]))*`;
  return note.replace(new RegExp(`^\\s*[/!][\\w-]+:?${named}[\\s,;:|–-]*`, 'i'), '');
}

function literal(words: string): string {
  return words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+');
}

/** The first words of a note, on one line. */
export function firstWords(note: string): string {
  const line = note.replace(/\s+/g, ' ').trim();
  const letters = [...line];
  return letters.length <= wordsLength ? line : `${letters.slice(0, wordsLength - 1).join('')}…`;
}

function isSevere(entry: Entry): boolean {
  return entry.defect?.severity === 'S1' || entry.defect?.severity === 'S2';
}

/** Whether the test of a remark has been heard of later, by one of these kinds. */
export function movedOn(remark: Entry, entries: readonly Entry[], by: readonly Kind[]): boolean {
  return movedOnBy(remark, entries, { kinds: by }) !== undefined;
}

export function blockerOf(is: Blocker['is'], entry: Entry): Blocker {
  return {
    is,
    since: entry.at,
    who: entry.by.name,
    words: wordsSaid(entry),
    entryId: entry.id,
    ...(entry.testCaseName === undefined ? {} : { testCaseName: entry.testCaseName }),
    ...(entry.mpanRef === undefined ? {} : { mpanRef: entry.mpanRef }),
    ...(entry.defect?.severity === undefined ? {} : { severity: entry.defect.severity }),
  };
}
