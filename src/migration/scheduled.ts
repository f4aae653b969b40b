// The migrations that an LDSO's schedule plans: tests of forward migration, each MPAN reference once.
import type { Day } from '../domain/events.ts';
import type { PlannedTestCase } from '../domain/planning/plan.ts';
import { natureOf } from '../domain/planning/readiness.ts';
import { plannedOn, type Schedule, type ScheduledTest } from '../domain/planning/schedule.ts';

/** A test counts on its last day; one without a reference is one MPAN. */
export function scheduledByDay(
  { tests }: Schedule,
  plan: readonly PlannedTestCase[],
): ReadonlyMap<Day, number> {
  const migrations = tests
    .filter(test => isMigration(test, plan))
    .map(test => ({ day: test.until ?? test.day, ref: test.mpanRef }))
    .sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
  const seen = new Set<string>();
  const byDay = new Map<Day, number>();
  for (const { day, ref } of migrations) {
    if (ref !== undefined && seen.has(ref)) continue;
    if (ref !== undefined) seen.add(ref);
    byDay.set(day, (byDay.get(day) ?? 0) + 1);
  }
  return byDay;
}

/** The references that are to be migrated on the day, in the order of the schedule. */
export function scheduledOn(
  schedule: Schedule,
  plan: readonly PlannedTestCase[],
  day: Day,
): readonly string[] {
  const refs = plannedOn(schedule, day)
    .filter(test => isMigration(test, plan))
    .flatMap(({ mpanRef }) => mpanRef ?? []);
  return [...new Set(refs)];
}

function isMigration({ testCaseId, testCaseName }: ScheduledTest, plan: readonly PlannedTestCase[]): boolean {
  const known = plan.find(({ id }) => id === testCaseId);
  return natureOf(known ?? { name: testCaseName, title: '', suite: '' }) === 'forward-migration';
}
