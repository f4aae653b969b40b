// The 09:00 stand-up, computed: today's tests, their data, the test harness, what stands in the way.
import type { Presence } from '../../domain/day/cover.ts';
import { type BlockerOwner, type Confirmation, isNamed, peopleIn } from '../../domain/day/day-plan.ts';
import type { Blocker, DataIssue, StandUpView, TestLine } from '../../domain/day/day-view.ts';
import type { Entry } from '../../domain/entry.ts';
import type { OpenQueue, QueueView } from '../../domain/harness/queue-view.ts';
import type { MigrationView } from '../../domain/migration/migration-view.ts';
import { dataReasons, natureOf, type Register } from '../../domain/planning/readiness.ts';
import type { Schedule, ScheduleState } from '../../domain/planning/schedule.ts';
import { bankHolidaysEnd } from '../bank-holidays.ts';
import { boundsOf, previousWorkingDay } from '../calendar.ts';
import { availabilityOn } from './availability.ts';
import { blockersOf } from './blockers.ts';
import { lineWithMove, type MovesKnown, movesOn } from './moves.ts';
import { type QueriesAsked, queriesOn } from './queries.ts';
import { scheduledDay } from './scheduled.ts';
import {
  type DayAsked,
  lineOf,
  planProgress,
  type Standing,
  standingOn,
  toDo,
  underWay,
} from './standing.ts';

/**
 * Words in a test case's title or suite that say that the QT team's test harness has a part in it. A marked default:
 * the programme's document tells this of migration only ("issue an IF-031 request using the test harness tool").
 */
const harnessWords: readonly string[] = ['harness', 'migration'];

export type StandUpAsked = DayAsked & {
  readonly migration?: MigrationView;
  /** `harnessWords` when not given. */
  readonly harnessWords?: readonly string[];
  /** The version that the day is planned by. */
  readonly schedule?: { readonly state: ScheduleState; readonly version: Schedule };
  /** Undefined when none is kept. */
  readonly register?: Register;
  readonly presence?: Presence;
  readonly confirmed?: readonly Confirmation[];
  /** Who sees to a blocker, by its entry. */
  readonly owners?: ReadonlyMap<string, BlockerOwner>;
  /** Triggers that were asked for, and replays. */
  readonly queue?: OpenQueue & Partial<Pick<QueueView, 'come'>>;
  readonly moves?: MovesKnown;
  readonly queries?: QueriesAsked;
};

export function standUpView(asked: StandUpAsked): StandUpView {
  const moveOf = movesOn(asked, asked.moves);
  const { queue } = asked;
  const standing = standingOn(asked);
  const startOfDay = boundsOf(asked.day, asked.zone).from;
  const knownUntil = bankHolidaysEnd(asked.day);
  const { planned, behind, harness, overdue, later } = testsOfDay(asked, standing);
  const queries = queriesOn(standing, asked);
  const { away, covers, withPeople } = availabilityOn(
    asked.day,
    asked.presence ?? { away: [], covers: [] },
    planned,
  );
  const confirmed = (asked.confirmed ?? []).filter(({ day }) => day === asked.day).map(({ name }) => name);
  return {
    ldso: asked.ldso.id,
    ldsoName: asked.ldso.name,
    ...(asked.migration === undefined ? {} : { migration: asked.migration }),
    day: asked.day,
    lookedBackTo: previousWorkingDay(asked.day, asked.calendar),
    ...(knownUntil === undefined ? {} : { bankHolidaysEnd: knownUntil }),
    ...(asked.schedule === undefined ? {} : { schedule: asked.schedule.state }),
    planned: planned.map(withPeople),
    plannedBehind: behind,
    dataIssues: [
      // Without a schedule nobody has allocated anything: then only what is under way is in use.
      ...doubleBooked(standing, asked.schedule === undefined ? [] : planned),
      ...notReady(planned),
      ...queried(queries.open),
    ],
    allocated: unique(planned.flatMap(line => line.mpanRef ?? [])).sort(),
    harness: byClock(harness)
      .filter(line => !isToldOrCome(line, queue))
      .map(withPeople),
    ...(queue === undefined ? {} : { queue }),
    blockers: [...blockersOf(standing), ...queries.long.map(queries.blockerOf)].map(blocker =>
      takenBy(blocker, asked.owners ?? new Map()),
    ),
    away,
    covers,
    confirmed,
    unconfirmed: namedIn(planned).filter(
      name =>
        !confirmed.some(person => isNamed(name, person)) &&
        !away.some(person => person.part !== 'pm' && isNamed(name, person.name)),
    ),
    couldCome: later,
    leftOver: [
      ...underWay(standing.tests)
        .filter(test => test.attempt.startedAt < startOfDay)
        .map(lineWithMove(moveOf)),
      ...overdue,
    ],
    progress: planProgress(standing),
  };
}

/** It waits already, with its own clock; or what it waited for has come. */
function isToldOrCome({ testCaseId, mpanRef }: TestLine, queue: StandUpAsked['queue']): boolean {
  const open = [...(queue?.waiting ?? []), ...(queue?.onTheWay ?? [])].map(({ test }) => test);
  return [...open, ...(queue?.come ?? [])].some(
    test => test.testCaseId === testCaseId && test.mpanRef === mpanRef,
  );
}

type TestsOfDay = {
  readonly planned: readonly TestLine[];
  readonly behind: number;
  readonly harness: readonly TestLine[];
  readonly overdue: readonly TestLine[];
  readonly later: readonly TestLine[];
};

/** By the schedule; without one, by what is under way and the order of the plan. */
function testsOfDay(asked: StandUpAsked, standing: Standing): TestsOfDay {
  const words = asked.harnessWords ?? harnessWords;
  const withData = (line: TestLine, isNamed = false) => withReasons(line, { asked, standing, isNamed });
  const { schedule } = asked;
  if (schedule === undefined) {
    const { underWay: running, retest, next } = toDo(standing);
    const all = [...running, ...retest, ...next];
    const planned = all.slice(0, asked.listLength ?? 8).map(line => withData(line));
    const harness = planned.filter(line => usesHarness(line, standing, words));
    return { planned, behind: all.length - planned.length, harness, overdue: [], later: [] };
  }
  const day = scheduledDay(schedule.version, standing, asked.day);
  const lines = day.planned.map(line => {
    const isNamed = day.harness.has(line);
    return { line: withData(line, isNamed), isNamed };
  });
  return {
    planned: lines.map(({ line }) => line),
    behind: day.later.length,
    later: day.later,
    harness: lines
      .filter(
        ({ line, isNamed }) => line.status !== 'passed' && (isNamed || usesHarness(line, standing, words)),
      )
      .map(({ line }) => line),
    overdue: day.overdue,
  };
}

/**
 * Data matters before a test is run: of one that is under way, or has passed, nothing is missing any more.
 * @param of.isNamed the schedule has the test harness start it
 */
export function withReasons(
  line: TestLine,
  of: { readonly asked: StandUpAsked; readonly standing: Standing; readonly isNamed: boolean },
): TestLine {
  const { plan, register, harnessWords: words = harnessWords } = of.asked;
  if (register === undefined || line.status === 'triggered' || line.status === 'passed') return line;
  const isHarness = of.isNamed || usesHarness(line, of.standing, words);
  const planned = plan.find(({ id }) => id === line.testCaseId);
  const nature = natureOf(planned ?? { name: line.testCaseName, title: '', suite: '' });
  const reasons = dataReasons({ nature, mpanRef: line.mpanRef, isHarness }, register);
  return reasons === undefined ? line : { ...line, reasons };
}

function namedIn(planned: readonly TestLine[]): readonly string[] {
  const toDo = planned.filter(({ status }) => status !== 'passed');
  return unique(toDo.flatMap(({ who }) => (who === undefined ? [] : peopleIn(who))));
}

function takenBy(blocker: Blocker, owners: ReadonlyMap<string, BlockerOwner>): Blocker {
  const owner = owners.get(blocker.entryId ?? '');
  return owner === undefined ? blocker : { ...blocker, takenBy: owner.name };
}

/** Those without a time last, in their own order. */
function byClock(lines: readonly TestLine[]): readonly TestLine[] {
  return [...lines].sort((a, b) => (a.time ?? '99:99').localeCompare(b.time ?? '99:99'));
}

/** One meter point cannot be in two states: two test cases that use it at the same time spoil each other. */
function doubleBooked({ tests }: Standing, planned: readonly TestLine[]): readonly DataIssue[] {
  const uses = [
    ...underWay(tests).map(lineOf),
    ...planned.filter(line => line.status !== 'passed' && line.status !== 'triggered'),
  ];
  return unique(uses.flatMap(({ mpanRef }) => mpanRef ?? [])).flatMap(mpanRef => {
    const own = uses.filter(line => line.mpanRef === mpanRef);
    const testCaseNames = unique(own.map(line => line.testCaseName));
    return testCaseNames.length < 2 ? [] : [{ problem: 'double-booked' as const, mpanRef, testCaseNames }];
  });
}

function notReady(planned: readonly TestLine[]): readonly DataIssue[] {
  return planned.flatMap(({ reasons = [], mpanRef, testCaseName }) =>
    reasons.length === 0
      ? []
      : [
          {
            problem: 'not-ready' as const,
            testCaseName,
            reasons,
            ...(mpanRef === undefined ? {} : { mpanRef }),
          },
        ],
  );
}

function queried(queries: readonly Entry[]): readonly DataIssue[] {
  return unique(queries.flatMap(query => query.mpanRef ?? [])).map(mpanRef => ({
    mpanRef,
    testCaseNames: unique(
      queries.filter(query => query.mpanRef === mpanRef).flatMap(query => query.testCaseName ?? []),
    ),
    problem: 'open-query',
  }));
}

/** The plan names the harness, or somebody did who posted about this very test. */
function usesHarness(line: TestLine, { plan, entries }: Standing, words: readonly string[]): boolean {
  const planned = plan.find(({ id }) => id === line.testCaseId);
  const described = `${planned?.title ?? ''} ${planned?.suite ?? ''}`.toLowerCase();
  if (words.some(word => described.includes(word.toLowerCase()))) return true;
  return entries.some(
    entry =>
      entry.testCaseId === line.testCaseId &&
      entry.mpanRef === line.mpanRef &&
      (entry.warnings.includes('harness_reference') || /\bharness\b/i.test(entry.note)),
  );
}

function unique<Item>(items: readonly Item[]): Item[] {
  return [...new Set(items)];
}
