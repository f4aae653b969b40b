// The 09:00 stand-up, computed: today's tests, their data, the test harness, what stands in the way.
import type { StandUpView, TestLine } from '../domain/day-view.ts';
import type { Entry } from '../domain/entry.ts';
import { blockersOf, queryBlocker, unansweredQueries } from './blockers.ts';
import { boundsOf, previousWorkingDay } from './calendar.ts';
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
export const harnessWords: readonly string[] = ['harness', 'migration'];

type StandUpAsked = DayAsked & {
  /** `harnessWords` when not given. */
  readonly harnessWords?: readonly string[];
};

export function standUpView(asked: StandUpAsked): StandUpView {
  const standing = standingOn(asked);
  const startOfDay = boundsOf(asked.day, asked.zone).from;
  const { underWay: running, retest, next } = toDo(standing);
  const all = [...running, ...retest, ...next];
  const planned = all.slice(0, asked.listLength ?? 8);
  const queries = unansweredQueries(standing);
  return {
    ldso: asked.ldso.id,
    ldsoName: asked.ldso.name,
    day: asked.day,
    lookedBackTo: previousWorkingDay(asked.day, asked.calendar),
    planned,
    plannedBehind: all.length - planned.length,
    dataIssues: [...doubleBooked(standing), ...queried(queries)],
    allocated: unique(planned.flatMap(line => line.mpanRef ?? [])).sort(),
    harness: planned.filter(line => usesHarness(line, standing, asked.harnessWords ?? harnessWords)),
    blockers: [...blockersOf(standing), ...queries.map(queryBlocker)],
    leftOver: underWay(standing.tests)
      .filter(test => test.attempt.startedAt < startOfDay)
      .map(lineOf),
    progress: planProgress(standing),
  };
}

/** One meter point cannot be in two states: two test cases that use it at the same time spoil each other. */
function doubleBooked({ tests }: Standing): StandUpView['dataIssues'] {
  const running = underWay(tests);
  return unique(running.map(test => test.key.mpanRef)).flatMap(mpanRef => {
    const testCaseNames = running.filter(test => test.key.mpanRef === mpanRef).map(test => test.name);
    return testCaseNames.length < 2 ? [] : [{ mpanRef, testCaseNames, problem: 'double-booked' as const }];
  });
}

function queried(queries: readonly Entry[]): StandUpView['dataIssues'] {
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
