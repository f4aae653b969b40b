// Tells whether a plan's order was changed: what is to be run next follows it by itself, and the daybook notes who did it.
import type { PlannedTestCase } from '../domain/planning/plan.ts';
import type { Seen } from '../domain/tests/seen.ts';

type Order = Extract<Seen, { readonly is: 'order' }>;

/** Test cases that are new or gone change no order. @returns undefined when the others stand as they stood */
export function orderChange(
  before: readonly PlannedTestCase[],
  after: readonly PlannedTestCase[],
): Order | undefined {
  const stood = inOrder(before, after);
  const stand = inOrder(after, before);
  const moved = stand.filter(({ id }, place) => stood[place]?.id !== id);
  if (moved.length === 0) return undefined;
  const newest = moved.flatMap(each => each.suiteChanged ?? []).sort((a, b) => b.at - a.at)[0];
  return {
    is: 'order',
    moved: moved.length,
    suites: [...new Set(moved.map(({ suite }) => suite))],
    ...(newest === undefined ? {} : { byName: newest.byName, changedAt: newest.at }),
  };
}

/** Those that both have. */
function inOrder(
  plan: readonly PlannedTestCase[],
  other: readonly PlannedTestCase[],
): readonly PlannedTestCase[] {
  const ids = new Set(other.map(({ id }) => id));
  return plan.filter(({ id }) => ids.has(id)).sort((a, b) => a.order - b.order);
}
