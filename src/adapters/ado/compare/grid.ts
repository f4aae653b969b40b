// Each test point against what the grid is to show: of a test case's meter points the one that is to be on top.
import type { AttemptWanted, Difference } from '../../../ports/tracker-compare.ts';
import type { PointThere } from '../reading/points.ts';
import { isFinal, isSame, outcomeOf } from '../results/result.ts';
import type { FoundResult } from '../results/results.ts';
import { type GridShows, rather } from '../results/top.ts';
import { knownPlace, whereOf } from './results.ts';

type Grid = {
  readonly points: readonly PointThere[];
  readonly ownId: string;
  readonly policy: GridShows;
  readonly resultsOf: (runId: number) => Promise<readonly FoundResult[]>;
};

export async function gridDifferences(
  grid: Grid,
  attempts: readonly AttemptWanted[],
): Promise<readonly Difference[]> {
  const differences: Difference[] = [];
  for (const point of grid.points) {
    const here = attempts.filter(({ at }) => knownPlace(at)?.pointId === point.id);
    const top = topOf(grid.policy, here);
    if (top === undefined || isSame(point.outcome, top.outcome)) continue;
    differences.push({
      kind: 'grid different',
      test: top.test,
      wanted: top.outcome,
      found: point.resultId === 0 ? 'Active' : point.outcome,
      where: point.resultId === 0 ? `point ${point.id}` : whereOf(point.runId, point.resultId),
      ...(await byPerson(grid, point, here)),
    });
  }
  return differences;
}

function topOf(policy: GridShows, attempts: readonly AttemptWanted[]) {
  return attempts
    .flatMap(({ test, status, since, isLatest }) =>
      isLatest && status !== undefined ? [{ test, since, outcome: outcomeOf(status) }] : [],
    )
    .sort((a, b) => rather(policy, a, b))[0];
}

async function byPerson(
  { ownId, resultsOf }: Grid,
  point: PointThere,
  here: readonly AttemptWanted[],
): Promise<Pick<Difference, 'byPerson'>> {
  const since = Math.max(...here.map(({ newerThan }) => newerThan));
  const last =
    point.resultId === 0 ? point : (await resultsOf(point.runId)).find(({ id }) => id === point.resultId);
  if (last?.byId === undefined || last.byId === ownId || last.changedAt <= since) return {};
  if (point.resultId !== 0 && !isFinal(last.outcome)) return {};
  return { byPerson: { name: last.byName ?? '', at: last.changedAt } };
}
