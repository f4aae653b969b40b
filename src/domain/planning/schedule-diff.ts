// What a version of a schedule changes against the one before: test by test, and what the plan waits for.
import type { CleanText } from '../../guard/clean-text.ts';
import type { Day } from '../events.ts';
import type { MpanRef } from '../refs.ts';
import type { Dependency, Schedule, ScheduledTest } from './schedule.ts';

/** What a change between two versions says of one test, or of something that the plan waits for. */
export type ScheduleChange =
  | { readonly is: 'added' | 'dropped'; readonly test: ScheduledTest }
  | { readonly is: 'moved'; readonly test: ScheduledTest; readonly from: Day; readonly to: Day }
  /** It begins on the same day and ends on another. */
  | { readonly is: 'until'; readonly test: ScheduledTest; readonly from: Day; readonly to: Day }
  | { readonly is: 'reference'; readonly test: ScheduledTest; readonly from: MpanRef; readonly to: MpanRef }
  | { readonly is: 'who' | 'time'; readonly test: ScheduledTest; readonly from: string; readonly to: string }
  /** Another thing that it waits for; undefined: nothing more. */
  | { readonly is: 'waits-for'; readonly test: ScheduledTest; readonly to: CleanText | undefined }
  | { readonly is: 'dependency-added' | 'dependency-dropped'; readonly dependency: Dependency }
  | { readonly is: 'dependency-moved'; readonly dependency: Dependency; readonly from: Day };

export type ScheduleDiff = {
  readonly changes: readonly ScheduleChange[];
  /** Tests of both that stand in another order within their day. */
  readonly reordered: number;
  readonly unchanged: number;
};

type Pair = { readonly was: ScheduledTest; readonly test: ScheduledTest };

/** What makes two lines the same one, the surest first: a test that is planned twice changes where it differs. */
const sameLine: readonly ((test: ScheduledTest) => string)[] = [
  ({ testCaseId, mpanRef, day }) => `${testCaseId}/${mpanRef ?? ''}/${day}`,
  ({ testCaseId, mpanRef }) => `${testCaseId}/${mpanRef ?? ''}`,
  // The same test case with another meter point is the same line of the plan, changed.
  ({ testCaseId }) => testCaseId,
];

export function scheduleDiff(before: Schedule, after: Schedule): ScheduleDiff {
  let dropped = before.tests;
  let added = after.tests;
  const pairs: Pair[] = [];
  for (const keyOf of sameLine) {
    const paired = pairedBy(keyOf, dropped, added);
    pairs.push(...paired);
    const were = new Set(paired.map(({ was }) => was));
    const are = new Set(paired.map(({ test }) => test));
    dropped = dropped.filter(test => !were.has(test));
    added = added.filter(test => !are.has(test));
  }
  const places = new Map(after.tests.map((test, place) => [test, place]));
  const inOrder = pairs.sort((a, b) => (places.get(a.test) ?? 0) - (places.get(b.test) ?? 0));
  const changed = inOrder.map(({ was, test }) => changesOf(was, test));
  return {
    changes: [
      ...changed.flat(),
      ...added.map(test => ({ is: 'added' as const, test })),
      ...dropped.map(test => ({ is: 'dropped' as const, test })),
      ...dependencyChanges(before.dependencies, after.dependencies),
    ],
    reordered: reordered(
      pairs.filter(({ was, test }) => was.day === test.day),
      before,
      after,
    ),
    unchanged: changed.filter(each => each.length === 0).length,
  };
}

function pairedBy(
  keyOf: (test: ScheduledTest) => string,
  before: readonly ScheduledTest[],
  after: readonly ScheduledTest[],
): readonly Pair[] {
  const left = new Map<string, ScheduledTest[]>();
  for (const test of before) {
    const same = left.get(keyOf(test));
    if (same === undefined) left.set(keyOf(test), [test]);
    else same.push(test);
  }
  return after.flatMap(test => {
    const was = left.get(keyOf(test))?.shift();
    return was === undefined ? [] : [{ was, test }];
  });
}

function changesOf(was: ScheduledTest, test: ScheduledTest): readonly ScheduleChange[] {
  const changes: ScheduleChange[] = [];
  const [ended, ends] = [was.until ?? was.day, test.until ?? test.day];
  if (was.day !== test.day) changes.push({ is: 'moved', test, from: was.day, to: test.day });
  else if (ended !== ends) changes.push({ is: 'until', test, from: ended, to: ends });
  if (was.mpanRef !== undefined && test.mpanRef !== undefined && was.mpanRef !== test.mpanRef)
    changes.push({ is: 'reference', test, from: was.mpanRef, to: test.mpanRef });
  for (const is of ['who', 'time'] as const) {
    const [from, to] = [was[is], test[is]];
    if (from !== undefined && to !== undefined && from !== to) changes.push({ is, test, from, to });
  }
  if (was.waitsFor !== test.waitsFor) changes.push({ is: 'waits-for', test, to: test.waitsFor });
  return changes;
}

function dependencyChanges(
  before: readonly Dependency[],
  after: readonly Dependency[],
): readonly ScheduleChange[] {
  const were = new Map(before.map(each => [each.words, each]));
  const are = new Set(after.map(({ words }) => words));
  return [
    ...after.flatMap((dependency): ScheduleChange[] => {
      const was = were.get(dependency.words);
      if (was === undefined) return [{ is: 'dependency-added', dependency }];
      return was.day === dependency.day ? [] : [{ is: 'dependency-moved', dependency, from: was.day }];
    }),
    ...before
      .filter(({ words }) => !are.has(words))
      .map(dependency => ({ is: 'dependency-dropped' as const, dependency })),
  ];
}

/** How many of a day's tests stand behind one that they stood before. */
function reordered(pairs: readonly Pair[], before: Schedule, after: Schedule): number {
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
