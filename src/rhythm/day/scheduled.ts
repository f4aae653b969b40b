// The day by the schedule: its tests in the order given, how each stands, and what earlier days have left.
import type { TestLine } from '../../domain/day/day-view.ts';
import type { Day } from '../../domain/events.ts';
import { plannedOn, type Schedule, type ScheduledTest } from '../../domain/planning/schedule.ts';
import { lineOf, namedReference, type Standing, type Test } from './standing.ts';

export type ScheduledDay = {
  readonly planned: readonly TestLine[];
  /** Tests of `planned` that the schedule has the test harness start. */
  readonly harness: ReadonlySet<TestLine>;
  /** Of earlier days, neither passed nor under way; the latest day first. */
  readonly overdue: readonly TestLine[];
  /** Of later days and not passed, in the order of the schedule. */
  readonly later: readonly TestLine[];
};

export function scheduledDay(schedule: Schedule, standing: Standing, day: Day): ScheduledDay {
  const todays = plannedOn(schedule, day).map(test => ({ test, line: scheduledLine(test, standing) }));
  const keys = new Set(todays.map(({ test }) => keyOf(test)));
  const overdue = schedule.tests
    .filter(test => lastDay(test) < day && !keys.has(keyOf(test)))
    .map(test => ({ test, line: scheduledLine(test, standing) }))
    .filter(({ line }) => line.status !== 'passed' && line.status !== 'triggered')
    .sort((a, b) => (lastDay(a.test) < lastDay(b.test) ? 1 : lastDay(a.test) > lastDay(b.test) ? -1 : 0));
  return {
    planned: todays.map(({ line }) => line),
    harness: new Set(todays.filter(({ test }) => test.isHarness === true).map(({ line }) => line)),
    overdue: overdue.map(({ test, line }) => ({ ...line, dueOn: lastDay(test) })),
    later: schedule.tests
      .filter(test => test.day > day)
      .map(test => scheduledLine(test, standing))
      .filter(line => line.status !== 'passed'),
  };
}

/** Of the test that is heard of last, where the schedule leaves the meter point open. */
export function scheduledLine(test: ScheduledTest, standing: Standing): TestLine {
  const { testCaseId, testCaseName, mpanRef, who, time } = test;
  const planned = time === undefined ? {} : { time };
  const stands = latest(
    standing.tests.filter(
      ({ key }) => key.testCaseId === testCaseId && (mpanRef ?? key.mpanRef) === key.mpanRef,
    ),
  );
  if (stands !== undefined) return { ...lineOf(stands), ...planned, ...namedFor(test, stands) };
  const ref = mpanRef ?? namedReference(testCaseId, standing);
  return {
    testCaseId,
    testCaseName,
    status: 'planned',
    ...(ref === undefined ? {} : { mpanRef: ref }),
    ...(who === undefined ? {} : { who }),
    ...planned,
  };
}

/** Whoever the plan names is to run it, whoever told of an earlier run. */
function namedFor({ who }: ScheduledTest, { attempt }: Test): { readonly who?: string } {
  const isToRun = attempt.status === 'failed' || attempt.status === 'blocked';
  return isToRun && who !== undefined ? { who } : {};
}

function latest(tests: readonly Test[]): Test | undefined {
  return tests.reduce<Test | undefined>(
    (found, test) => (found !== undefined && found.place > test.place ? found : test),
    undefined,
  );
}

export function lastDay({ day, until }: ScheduledTest): Day {
  return until ?? day;
}

function keyOf({ testCaseId, mpanRef }: ScheduledTest): string {
  return `${testCaseId}/${mpanRef ?? ''}`;
}
