// How a test stands: the fold of its entries.
import type { Entry, Person, StandingEntry } from '../entry.ts';
import { type TestKey, testKeyOf, testKeyText } from '../refs.ts';

export type TestStatus = 'triggered' | 'passed' | 'failed' | 'blocked';

/** One execution of a test, from its trigger (or its first word) to its result. */
export type Attempt = {
  /** 1 for the first. */
  readonly number: number;
  readonly status: TestStatus;
  /** Epoch milliseconds. */
  readonly startedAt: number;
  readonly finishedAt?: number;
  readonly step?: number;
  /** Who posted the status that stands. */
  readonly by: Person;
  /** The entry that gave the status that stands. */
  readonly entryId: string;
  /** False when a result was posted and nobody had said that the test was started. */
  readonly wasTriggered: boolean;
};

export type Progress = {
  readonly key: TestKey;
  readonly testCaseName: string;
  /** Oldest first. Empty when every status was withdrawn: the test is planned again. */
  readonly attempts: readonly Attempt[];
  /** Defects, queries, outages and blocking defects noted against the test, oldest first. */
  readonly remarks: readonly Entry[];
  /** All entries that stand, oldest first. */
  readonly entries: readonly Entry[];
};

export function currentAttempt(progress: Progress): Attempt | undefined {
  return progress.attempts.at(-1);
}

/** Orders entries as they were posted: by time, then by message id (Teams' ids are its own clock), then by id. */
export function inPostedOrder(entries: readonly StandingEntry[]): readonly StandingEntry[] {
  return [...entries].sort(
    (a, b) => a.at - b.at || compare(a.message.messageId, b.message.messageId) || compare(a.id, b.id),
  );
}

/**
 * @param entries every entry of this one test, in any order, withdrawn ones included
 * @returns undefined when nothing stands about the test
 */
export function progressOf(key: TestKey, entries: readonly StandingEntry[]): Progress | undefined {
  const standing = inPostedOrder(entries).filter(entry => !entry.withdrawn);
  const first = standing[0];
  if (first === undefined) return undefined;
  let attempts: readonly Attempt[] = [];
  for (const entry of standing) attempts = withEntry(attempts, entry);
  return {
    key,
    testCaseName: first.testCaseName ?? key.testCaseId,
    attempts,
    remarks: standing.filter(entry => statusOf(entry) === undefined),
    entries: standing,
  };
}

/** How each test stands that the entries speak of, in the order they first name it; one with nothing standing is left out. */
export function progressByTest(entries: readonly StandingEntry[]): readonly Progress[] {
  const byTest = new Map<string, { readonly key: TestKey; readonly entries: StandingEntry[] }>();
  for (const entry of entries) {
    const key = testKeyOf(entry.message.ldso, entry);
    if (key === undefined) continue;
    const test = byTest.get(testKeyText(key)) ?? { key, entries: [] };
    test.entries.push(entry);
    byTest.set(testKeyText(key), test);
  }
  return [...byTest.values()].flatMap(test => progressOf(test.key, test.entries) ?? []);
}

function withEntry(attempts: readonly Attempt[], entry: Entry): readonly Attempt[] {
  const status = statusOf(entry);
  if (status === undefined) return attempts;
  const current = attempts.at(-1);
  const said = { by: entry.by, entryId: entry.id, ...(entry.step === undefined ? {} : { step: entry.step }) };
  if (status === 'triggered') {
    // Both sides announce a trigger now and then: a second one while the test runs starts nothing.
    if (current?.status === 'triggered') return attempts;
    const number = (current?.number ?? 0) + 1;
    return [...attempts, { number, status, startedAt: entry.at, wasTriggered: true, ...said }];
  }
  const finished = { status, finishedAt: entry.at, ...said };
  if (current === undefined || opensAttempt(current, entry, status)) {
    const number = (current?.number ?? 0) + 1;
    return [...attempts, { number, startedAt: entry.at, wasTriggered: false, ...finished }];
  }
  const { step: _earlier, ...kept } = current;
  return [...attempts.slice(0, -1), { ...kept, ...finished }];
}

/**
 * Whether a result that nobody triggered stands beside the earlier result instead of replacing it. When in doubt it
 * does: a failed run with its defect must stay on record, and only a person's word ("ignore the earlier fail") takes it back.
 * The same result said again is a repeat, not another run.
 */
function opensAttempt(current: Attempt, entry: Entry, status: TestStatus): boolean {
  if (current.status === 'triggered') return false;
  if (entry.how === 'retest') return true;
  return current.status !== status && entry.how !== 'correction';
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function statusOf(entry: Entry): TestStatus | undefined {
  switch (entry.kind) {
    case 'triggered':
    case 'passed':
    case 'failed':
    case 'blocked':
      return entry.kind;
    case 'defect_raised':
    case 'data_query':
    case 'env_downtime':
    case 'env_restored':
    case 'blocking_defect':
    case 'withdrawn':
      return undefined;
  }
}
