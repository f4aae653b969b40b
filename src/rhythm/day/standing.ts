// How an LDSO's tests stand at one instant: what the stand-up and the wash-up both look at.
import type { PlanProgress, TestLine } from '../../domain/day/day-view.ts';
import type { Entry, StandingEntry } from '../../domain/entry.ts';
import type { Day } from '../../domain/events.ts';
import type { PlannedTestCase } from '../../domain/planning/plan.ts';
import { type LdsoId, type TestKey, testKeyText } from '../../domain/refs.ts';
import {
  type Attempt,
  currentAttempt,
  inPostedOrder,
  progressByTest,
  type TestStatus,
} from '../../domain/tests/progress.ts';
import { attemptSeen, type SeenDefect, type SeenOutcome } from '../../domain/tests/seen.ts';
import { boundsOf, type WorkingCalendar } from '../calendar.ts';

/** What both views are made from. */
export type DayAsked = {
  readonly ldso: { readonly id: LdsoId; readonly name: string };
  readonly day: Day;
  /** Epoch milliseconds; what was posted later is not known yet. */
  readonly now: number;
  readonly calendar: WorkingCalendar;
  readonly zone: string;
  /** In any order; empty when it has not been read yet. */
  readonly plan: readonly PlannedTestCase[];
  /** Every entry of the LDSO, of any day, withdrawn ones included. */
  readonly entries: readonly StandingEntry[];
  /** What people made of tests in Azure DevOps, by `testKeyText`. */
  readonly seen?: ReadonlyMap<string, SeenOutcome>;
  /** Where people moved the bugs of defects in Azure DevOps, by entry. */
  readonly moved?: ReadonlyMap<string, SeenDefect>;
  /** How many tests to do are listed, 8 when not given. */
  readonly listLength?: number;
};

/** A test that has a status. */
export type Test = {
  readonly key: TestKey;
  readonly name: string;
  /** The one that counts: the last. */
  readonly attempt: Attempt;
  /** All of them, oldest first. */
  readonly attempts: readonly Attempt[];
  /** When its status was given, epoch milliseconds. */
  readonly since: number;
  /** Place of the entry that gave the status among `Standing.entries`: of two tests the greater was heard later. */
  readonly place: number;
};

export type Standing = {
  /** In the plan's order. */
  readonly plan: readonly PlannedTestCase[];
  /** Entries that stand, in the order they were posted. */
  readonly entries: readonly Entry[];
  /** In the plan's order, those of other test cases last. */
  readonly tests: readonly Test[];
  /** Entries whose bug a person closed in Azure DevOps. */
  readonly closed: ReadonlySet<string>;
};

/** What is still to do, each test once. */
export type ToDo = {
  /** Oldest first. */
  readonly underWay: readonly TestLine[];
  /** Failed or blocked, in the plan's order. */
  readonly retest: readonly TestLine[];
  /** Test cases of the plan that nobody has started, in its order. */
  readonly next: readonly TestLine[];
};

/** As it stands at `now`, or at the end of the day when that is past: a wash-up that is late tells its own day. */
export function standingOn(asked: DayAsked): Standing {
  const endOfDay = boundsOf(asked.day, asked.zone).to;
  const entries = inPostedOrder(asked.entries).filter(
    entry => !entry.withdrawn && entry.at <= asked.now && entry.at < endOfDay,
  );
  const plan = [...asked.plan].sort((a, b) => a.order - b.order);
  const closed = [...(asked.moved ?? [])].filter(([, bug]) => bug.closed === true).map(([id]) => id);
  return {
    plan,
    entries,
    tests: inPlanOrder(testsOf(entries, { plan, seen: asked.seen }), plan),
    closed: new Set(closed),
  };
}

/** Each test case of the plan counts once, by the test of it that was heard of last. */
export function planProgress({ plan, tests }: Standing): PlanProgress {
  const statuses = plan.map(planned => latestOf(tests, planned)?.attempt.status);
  const count = (status: TestStatus | undefined) => statuses.filter(found => found === status).length;
  return {
    total: plan.length,
    passed: count('passed'),
    failed: count('failed'),
    blocked: count('blocked'),
    running: count('triggered'),
    notStarted: count(undefined),
  };
}

export function toDo(standing: Standing): ToDo {
  const { plan, tests } = standing;
  const isPlanned = (test: Test) => plan.some(({ id }) => id === test.key.testCaseId);
  return {
    underWay: underWay(tests).map(lineOf),
    retest: tests
      .filter(
        test =>
          (test.attempt.status === 'failed' || test.attempt.status === 'blocked') &&
          isPlanned(test) &&
          !isOvertaken(test, tests),
      )
      .map(lineOf),
    next: plan
      .filter(planned => latestOf(tests, planned) === undefined)
      .map(planned => plannedLine(planned, standing)),
  };
}

/** Tests that were started and have no result, oldest first. */
export function underWay(tests: readonly Test[]): readonly Test[] {
  return tests.filter(({ attempt }) => attempt.status === 'triggered').sort((a, b) => a.place - b.place);
}

/** True when its test case has passed since, with another meter point: then nobody has to run this one again. */
export function isOvertaken(test: Test, tests: readonly Test[]): boolean {
  return tests.some(
    other =>
      other.key.testCaseId === test.key.testCaseId &&
      other.attempt.status === 'passed' &&
      other.place > test.place,
  );
}

export function lineOf({ key, name, attempt, since }: Test): TestLine {
  return {
    testCaseId: key.testCaseId,
    testCaseName: name,
    mpanRef: key.mpanRef,
    status: attempt.status,
    who: attempt.by.name,
    since,
    attempt: attempt.number,
    ...(attempt.step === undefined ? {} : { step: attempt.step }),
  };
}

type Beside = { readonly plan: Standing['plan']; readonly seen: DayAsked['seen'] | undefined };

function testsOf(entries: readonly Entry[], { plan, seen }: Beside): readonly Test[] {
  const places = new Map(entries.map((entry, place) => [entry.id, place]));
  const standing = entries.map(entry => ({ ...entry, withdrawn: false }));
  return progressByTest(standing).flatMap((progress): readonly Test[] => {
    const { key } = progress;
    const said = currentAttempt(progress);
    const attempt = said && attemptSeen(said, seen?.get(testKeyText(key)));
    if (attempt === undefined) return [];
    return [
      {
        key,
        name: plan.find(({ id }) => id === key.testCaseId)?.name ?? progress.testCaseName,
        attempt,
        attempts: progress.attempts,
        since: attempt.finishedAt ?? attempt.startedAt,
        place: places.get(attempt.entryId) ?? 0,
      },
    ];
  });
}

function inPlanOrder(tests: readonly Test[], plan: readonly PlannedTestCase[]): readonly Test[] {
  const placeOf = (test: Test) => {
    const place = plan.findIndex(({ id }) => id === test.key.testCaseId);
    return place === -1 ? plan.length : place;
  };
  return [...tests].sort((a, b) => placeOf(a) - placeOf(b) || a.place - b.place);
}

function latestOf(tests: readonly Test[], planned: PlannedTestCase): Test | undefined {
  return tests
    .filter(test => test.key.testCaseId === planned.id)
    .reduce<Test | undefined>(
      (latest, test) => (latest !== undefined && latest.place > test.place ? latest : test),
      undefined,
    );
}

function plannedLine(planned: PlannedTestCase, standing: Standing): TestLine {
  const ref = namedReference(planned.id, standing);
  return {
    testCaseId: planned.id,
    testCaseName: planned.name,
    status: 'planned',
    ...(ref === undefined ? {} : { mpanRef: ref }),
    ...(planned.tester === undefined ? {} : { who: planned.tester }),
  };
}

/** The meter point that somebody named last for a test case, in a query say. */
export function namedReference(testCaseId: string, { entries }: Standing): string | undefined {
  return entries.findLast(entry => entry.testCaseId === testCaseId && entry.mpanRef !== undefined)?.mpanRef;
}
