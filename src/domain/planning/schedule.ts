// An LDSO's test execution schedule: which test is planned for which day, in the order given.
import type { CleanText } from '../../guard/clean-text.ts';
import type { Person } from '../entry.ts';
import type { Day } from '../events.ts';
import type { MpanRef, TestCaseId } from '../refs.ts';
import type { ScheduleDiff } from './schedule-diff.ts';

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
    | 'stands-twice'
    /** Its status says that it is not run: descoped, cancelled. */
    | 'taken-out';
  /** What stands there; it comes from guarded text. Left out where it is long. */
  readonly typed?: string;
  readonly nearest?: readonly string[];
};

/** What was read in a way that its sender should know of; the tests are kept. */
export type ScheduleRemark = {
  readonly is: /** Rows that are hidden in the file were read. */
    | 'hidden-row'
    /** A test without a day of its own has that of the line above. */
    | 'day-from-above'
    /** Numbers were read as the days that they count. */
    | 'day-from-number'
    /** Days are written with the month first. */
    | 'month-first'
    | 'no-time'
    /** A text names several test cases and more than them: the first counts. */
    | 'more-test-cases'
    | 'past'
    | 'far-ahead'
    | 'weekend'
    | 'row-of-other-ldso'
    | 'sheet-of-other-ldso';
  /** Some of the cells, rows or sheets. */
  readonly places: readonly string[];
  readonly count: number;
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
  /** Instead of the first planned day, where it is filled in. */
  | 'revised'
  | 'until'
  /** A day of the week in which the test is planned, and which one of it. */
  | 'week'
  | 'weekday'
  | 'time'
  | 'mpanRef'
  | 'who'
  | 'order'
  | 'harness'
  | 'waitsFor'
  | 'kind'
  | 'status'
  /** Where a reference may stand that has no column of its own. */
  | 'notes'
  | 'ldso';

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
  readonly remarks?: readonly ScheduleRemark[];
  /** Headings of columns of which nothing was read. */
  readonly unread?: readonly string[];
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

/** Planned for the day, in the order given. */
export function plannedOn(schedule: Schedule, day: Day): readonly ScheduledTest[] {
  return schedule.tests.filter(test => test.day <= day && day <= (test.until ?? test.day));
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
