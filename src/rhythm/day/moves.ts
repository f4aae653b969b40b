// Whose move it is in each test, at one instant, for the lists of the day.
import type { BlockerOwner } from '../../domain/day/day-plan.ts';
import type { TestLine } from '../../domain/day/day-view.ts';
import type { StandingEntry } from '../../domain/entry.ts';
import { type HarnessWord, isOfTest } from '../../domain/harness/harness.ts';
import { type TestKey, testKeyOf, testKeyText } from '../../domain/refs.ts';
import type { Stated } from '../../domain/shelf.ts';
import { type QueryMark, queryStates } from '../../domain/tests/queries.ts';
import type { SeenDefect } from '../../domain/tests/seen.ts';
import { type Move, whoseMove } from '../../domain/tests/whose-move.ts';
import { boundsOf } from '../calendar.ts';
import { type DayAsked, lineOf, type Test } from './standing.ts';

/** What tells whose move it is beside the entries; of the LDSO, of any time. */
export type MovesKnown = {
  readonly words: Iterable<HarnessWord>;
  /** Where people moved bugs, by the entry that raised them. */
  readonly defects: ReadonlyMap<string, SeenDefect>;
  /** Why failed tests have no defect, by `testKeyText`. */
  readonly reasons: ReadonlyMap<string, Stated>;
  /** Who sees to a blocker, by its entry. */
  readonly owners: ReadonlyMap<string, BlockerOwner>;
  /** What people did about queries, as the shelf has it. */
  readonly queries: ReadonlyMap<string, QueryMark>;
};

/** @returns undefined where nobody is waited for */
export type MoveOf = (key: TestKey) => Move | undefined;

/** As it stands at `now`, or at the end of the day when that is past. */
export function movesOn(asked: DayAsked, known: MovesKnown | undefined): MoveOf {
  if (known === undefined) return () => undefined;
  const { day, zone, now, seen } = asked;
  const until = Math.min(now, boundsOf(day, zone).to - 1);
  const words = [...known.words].filter(word => word.at <= until);
  const defects = new Map([...known.defects].filter(([, { changedAt }]) => changedAt <= until));
  const queries = queryStates(known.queries, until);
  const byTest = new Map<string, StandingEntry[]>();
  for (const entry of asked.entries) {
    const key = testKeyOf(asked.ldso.id, entry);
    if (key === undefined || entry.at > until) continue;
    const own = byTest.get(testKeyText(key)) ?? [];
    own.push(entry);
    byTest.set(testKeyText(key), own);
  }
  return key => {
    const test = testKeyText(key);
    const reason = known.reasons.get(test);
    return whoseMove(key, {
      entries: byTest.get(test) ?? [],
      words: words.filter(word => isOfTest(word, key)),
      today: day,
      seen: seen?.get(test),
      defects,
      reason: reason === undefined || reason.at > until ? undefined : reason,
      owners: known.owners,
      queries,
    });
  };
}

/** The line of a test with whose move it is. */
export function lineWithMove(moveOf: MoveOf): (test: Test) => TestLine {
  return test => {
    const move = moveOf(test.key);
    return move === undefined ? lineOf(test) : { ...lineOf(test), move };
  };
}
