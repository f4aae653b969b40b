// The tests that are one person's today: named in the plan for them or for whom they cover, or posted by them.
import { type Cover, coverAt, type Half, halfOf, halvesOf } from '../domain/day/cover.ts';
import { isNamed, peopleIn } from '../domain/day/day-plan.ts';
import type { TestLine } from '../domain/day/day-view.ts';
import type { MyTest } from '../domain/day/my-day.ts';
import type { Person } from '../domain/entry.ts';
import { plannedOn } from '../domain/planning/schedule.ts';
import { mpanRef, testCaseId, testKeyOf } from '../domain/refs.ts';
import type { Move } from '../domain/tests/whose-move.ts';
import { boundsOf } from '../rhythm/calendar.ts';
import type { MoveOf } from '../rhythm/day/moves.ts';
import { lastDay, scheduledLine } from '../rhythm/day/scheduled.ts';
import { withReasons } from '../rhythm/day/stand-up.ts';
import { isOvertaken, lineOf, type Standing, type Test, toDo } from '../rhythm/day/standing.ts';
import type { MyDayAsked } from './asked.ts';

/** A line, and who is named for it in the plan. */
type Planned = { readonly line: TestLine; readonly who?: string; readonly isHarness?: boolean };

export function testsOf(asked: MyDayAsked, standing: Standing, moveOf: MoveOf): readonly MyTest[] {
  const { person } = asked;
  const covered = coveredBy(asked);
  const named = plannedTests(asked, standing).flatMap(
    ({ line: bare, who, isHarness = false }): readonly MyTest[] => {
      const line = withReasons(bare, { asked, standing, isNamed: isHarness });
      if (who !== undefined && names(who, person.name)) return [{ line }];
      const whom = who === undefined ? undefined : covered.find(each => isFor(each, who, line));
      return whom === undefined ? [] : [{ line, for: whom.name }];
    },
  );
  const known = new Set(named.map(({ line }) => keyOf(line)));
  const posted = standing.tests
    .filter(test => isOpenOf(test, person, standing) && !known.has(keyOf(lineOf(test))))
    .map(test => ({ line: withReasons(lineOf(test), { asked, standing, isNamed: false }) }));
  return [...named, ...posted].map(test => ({ ...test, ...moveIn(asked, test.line, moveOf) }));
}

/** How many tests the person has passed today. */
export function passedToday({ person, day, zone }: MyDayAsked, standing: Standing): number {
  const { from } = boundsOf(day, zone);
  return standing.tests.filter(
    ({ attempt, since }) => attempt.status === 'passed' && attempt.by.id === person.id && since >= from,
  ).length;
}

function moveIn(
  { ldso }: Pick<MyDayAsked, 'ldso'>,
  line: TestLine,
  moveOf: MoveOf,
): { readonly move?: Move } {
  const id = testCaseId(line.testCaseId);
  const ref = line.mpanRef === undefined ? undefined : mpanRef(line.mpanRef);
  const key = testKeyOf(ldso.id, {
    ...(id === undefined ? {} : { testCaseId: id }),
    ...(ref === undefined ? {} : { mpanRef: ref }),
  });
  const move = key === undefined ? undefined : moveOf(key);
  return move === undefined ? {} : { move };
}

/** Today's, then those of earlier days that have not passed, the latest day first. Without a schedule all that is to do. */
function plannedTests(asked: MyDayAsked, standing: Standing): readonly Planned[] {
  const { schedule, day } = asked;
  if (schedule === undefined) {
    const { underWay, retest, next } = toDo(standing);
    return [...underWay, ...retest, ...next].map(line => {
      const who = standing.plan.find(({ id }) => id === line.testCaseId)?.tester;
      return { line, ...(who === undefined ? {} : { who }) };
    });
  }
  const line = (test: Parameters<typeof scheduledLine>[0]): Planned => ({
    line: scheduledLine(test, standing),
    ...(test.who === undefined ? {} : { who: test.who }),
    isHarness: test.isHarness === true,
  });
  const todays = plannedOn(schedule.version, day).map(line);
  const keys = new Set(todays.map(each => keyOf(each.line)));
  const earlier = schedule.version.tests
    .filter(test => lastDay(test) < day)
    .map(test => ({ ...line(test), due: lastDay(test) }))
    .filter(each => each.line.status !== 'passed' && !keys.has(keyOf(each.line)))
    .sort((a, b) => (a.due < b.due ? 1 : a.due > b.due ? -1 : 0))
    .map(({ due, ...each }) => ({ ...each, line: { ...each.line, dueOn: due } }));
  return [...todays, ...earlier];
}

type Covered = { readonly name: string; readonly halves: readonly Half[] };

/** Whom the person covers today, and when. */
function coveredBy({ person, presence, day }: MyDayAsked): readonly Covered[] {
  if (presence === undefined) return [];
  return [...presence.covers].flatMap((cover: Cover): readonly Covered[] => {
    const whom = cover.for ?? presence.analyst;
    if (whom === undefined || cover.from > day || cover.to < day) return [];
    const halves = halvesOf(cover).filter(half => {
      const who = coverAt(presence, whom, { day, half });
      return who !== undefined && isPerson(who, person);
    });
    return halves.length === 0 ? [] : [{ name: whom.name, halves }];
  });
}

function isPerson(named: { readonly name: string; readonly id?: string }, person: Person): boolean {
  return named.id === person.id || isNamed(named.name, person.name);
}

function isFor({ name, halves }: Covered, who: string, { time }: TestLine): boolean {
  return names(who, name) && (time === undefined || halves.includes(halfOf(time)));
}

function isOpenOf(test: Test, person: Person, { tests }: Standing): boolean {
  const { status, by } = test.attempt;
  return by.id === person.id && status !== 'passed' && !isOvertaken(test, tests);
}

/** @param who the plan's words, which may be several people's */
function names(who: string, name: string): boolean {
  return peopleIn(who).some(each => isNamed(each, name));
}

function keyOf({ testCaseId: id, mpanRef: ref }: TestLine): string {
  return `${id}/${ref ?? ''}`;
}
