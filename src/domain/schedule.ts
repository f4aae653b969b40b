// An LDSO's test execution schedule: which test is planned for which day, in the order given.
import type { CleanText } from '../guard/clean-text.ts';
import type { Person } from './entry.ts';
import type { Day } from './events.ts';
import type { LdsoBook } from './plan.ts';
import type { MpanRef, TestCaseId } from './refs.ts';

export type ScheduledTest = {
  readonly testCaseId: TestCaseId;
  readonly testCaseName: string;
  readonly mpanRef?: MpanRef;
  /** First planned day, and the last where it takes several. */
  readonly day: Day;
  readonly until?: Day;
  /** `HH:mm` in the programme's time zone. */
  readonly time?: string;
  readonly who?: CleanText;
  /** The plan says that the QT team's test harness starts it. */
  readonly isHarness?: true;
  /** What outside of the LDSO it waits for, in the plan's words. */
  readonly waitsFor?: CleanText;
};

/** Something the plan waits for that is no test: the roll-out of a release, a milestone of the programme. */
export type Dependency = { readonly words: CleanText; readonly day: Day };

/** A row that is not taken, and why. */
export type BadRow = {
  /** Sheet and cell, `Plan!C14`. */
  readonly place: string;
  readonly problem:
    | 'no-test-case'
    | 'unknown-test-case'
    | 'no-day'
    | 'not-a-day'
    | 'ends-before-it-begins'
    | 'unknown-reference'
    | 'reference-of-other-ldso'
    | 'unknown-value'
    | 'stands-twice';
  /** What stands there; it comes from guarded text. Left out where it is long. */
  readonly typed?: string;
  readonly nearest?: readonly string[];
};

/** In the order given. */
export type Schedule = {
  readonly tests: readonly ScheduledTest[];
  readonly dependencies: readonly Dependency[];
};

export type ScheduleField =
  | 'testCaseId'
  | 'testCase'
  | 'day'
  | 'until'
  | 'time'
  | 'mpanRef'
  | 'who'
  | 'order'
  | 'harness'
  | 'waitsFor'
  | 'kind';

/** Which heading each field was read under. */
export type ScheduleColumns = Readonly<Partial<Record<ScheduleField, string>>>;

/** A schedule as it was read from a file. */
export type ScheduleFile = Schedule & {
  readonly fileName: CleanText;
  readonly sheets: readonly string[];
  readonly hiddenSheets: readonly string[];
  readonly columns: ScheduleColumns;
  /** At most as many as are worth showing; `badCount` says how many there are. */
  readonly bad: readonly BadRow[];
  readonly badCount: number;
};

/** A draft is for review; from the first final version on, only a final one is what the day is planned by. */
export type ScheduleState = 'draft' | 'final';

/** One version: offered by somebody, and imported when they have confirmed it. */
export type ScheduleVersion = ScheduleFile & {
  readonly id: string;
  readonly offeredAt: number;
  readonly by: Person;
};

/** Which version stands as the draft or the final one. */
export type ScheduleStanding = {
  readonly version: string;
  /** 1 for the LDSO's first import, counted over drafts and finals. */
  readonly number: number;
  readonly at: number;
  readonly byName: string;
  /** Against the version that counted before; undefined for the first one. */
  readonly diff?: ScheduleDiff;
};

/** What a change between two versions says of one test. */
export type ScheduleChange =
  | { readonly is: 'added' | 'dropped'; readonly test: ScheduledTest }
  | { readonly is: 'moved'; readonly test: ScheduledTest; readonly from: Day; readonly to: Day }
  | { readonly is: 'reference'; readonly test: ScheduledTest; readonly from: MpanRef; readonly to: MpanRef }
  | { readonly is: 'who'; readonly test: ScheduledTest; readonly from: string; readonly to: string };

export type ScheduleDiff = {
  readonly changes: readonly ScheduleChange[];
  /** Tests of both that stand in another order within their day. */
  readonly reordered: number;
  readonly unchanged: number;
};

/** Planned for the day, in the order given. */
export function plannedOn(schedule: Schedule, day: Day): readonly ScheduledTest[] {
  return schedule.tests.filter(test => test.day <= day && day <= (test.until ?? test.day));
}

/** Test cases of the LDSO's plan that no line of the schedule names. */
export function notScheduled(schedule: Schedule, book: Pick<LdsoBook, 'testCases'>): readonly string[] {
  const named = new Set(schedule.tests.map(({ testCaseId }) => testCaseId));
  return book.testCases.filter(({ id }) => !named.has(id)).map(({ name }) => name);
}

export function scheduleDiff(before: Schedule, after: Schedule): ScheduleDiff {
  const left = [...before.tests];
  const pairs: { readonly was: ScheduledTest; readonly test: ScheduledTest }[] = [];
  const added: ScheduledTest[] = [];
  const take = (match: (was: ScheduledTest) => boolean) => {
    const place = left.findIndex(match);
    return place === -1 ? undefined : left.splice(place, 1)[0];
  };
  const rest: ScheduledTest[] = [];
  for (const test of after.tests) {
    const was = take(each => isSameTest(each, test));
    if (was === undefined) rest.push(test);
    else pairs.push({ was, test });
  }
  // The same test case with another meter point is the same line of the plan, changed.
  for (const test of rest) {
    const was = take(each => each.testCaseId === test.testCaseId);
    if (was === undefined) added.push(test);
    else pairs.push({ was, test });
  }
  const changed = pairs.map(({ was, test }) => changesOf(was, test));
  return {
    changes: [
      ...changed.flat(),
      ...added.map(test => ({ is: 'added' as const, test })),
      ...left.map(test => ({ is: 'dropped' as const, test })),
    ],
    reordered: reordered(
      pairs.filter(({ was, test }) => was.day === test.day),
      before,
      after,
    ),
    unchanged: changed.filter(each => each.length === 0).length,
  };
}

function changesOf(was: ScheduledTest, test: ScheduledTest): readonly ScheduleChange[] {
  const changes: ScheduleChange[] = [];
  if (was.day !== test.day) changes.push({ is: 'moved', test, from: was.day, to: test.day });
  if (was.mpanRef !== undefined && test.mpanRef !== undefined && was.mpanRef !== test.mpanRef)
    changes.push({ is: 'reference', test, from: was.mpanRef, to: test.mpanRef });
  if (was.who !== undefined && test.who !== undefined && was.who !== test.who)
    changes.push({ is: 'who', test, from: was.who, to: test.who });
  return changes;
}

/** How many of a day's tests stand behind one that they stood before. */
function reordered(
  pairs: readonly { readonly was: ScheduledTest; readonly test: ScheduledTest }[],
  before: Schedule,
  after: Schedule,
): number {
  const placesBefore = new Map(before.tests.map((test, place) => [test, place]));
  const placesAfter = new Map(after.tests.map((test, place) => [test, place]));
  const inOrder = [...pairs].sort(
    (a, b) =>
      (a.test.day < b.test.day ? -1 : a.test.day > b.test.day ? 1 : 0) ||
      (placesAfter.get(a.test) ?? 0) - (placesAfter.get(b.test) ?? 0),
  );
  let count = 0;
  let day: Day | undefined;
  let furthest = -1;
  for (const { was, test } of inOrder) {
    const place = placesBefore.get(was) ?? 0;
    if (test.day !== day) furthest = -1;
    day = test.day;
    if (place < furthest) count += 1;
    else furthest = place;
  }
  return count;
}

function isSameTest(a: ScheduledTest, b: ScheduledTest): boolean {
  return a.testCaseId === b.testCaseId && a.mpanRef === b.mpanRef;
}

/**
 * What a new version is compared with: the one of its own state, else the one of the other.
 * @param standings by state
 * @param versions by id
 */
export function versionBefore(
  standings: ReadonlyMap<string, ScheduleStanding>,
  versions: ReadonlyMap<string, ScheduleVersion>,
  state: ScheduleState,
): ScheduleVersion | undefined {
  const standing = standings.get(state) ?? [...standings.values()][0];
  return standing === undefined ? undefined : versions.get(standing.version);
}

/** The version that the day is planned by: the final one, and the draft as long as there is none. */
export function countingVersion(
  standings: ReadonlyMap<string, ScheduleStanding>,
  versions: ReadonlyMap<string, ScheduleVersion>,
): { readonly state: ScheduleState; readonly version: ScheduleVersion } | undefined {
  for (const state of ['final', 'draft'] as const) {
    const version = versions.get(standings.get(state)?.version ?? '');
    if (version !== undefined) return { state, version };
  }
  return undefined;
}
