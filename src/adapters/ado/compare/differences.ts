// Compares an LDSO's record in Azure DevOps with what the daybook wants: reads everything, writes nothing.
import type { AttemptWanted, DefectWanted, Difference } from '../../../ports/tracker-compare.ts';
import { allPoints } from '../reading/points.ts';
import { resultsIfThere } from '../results/write.ts';
import type { Room } from '../room.ts';
import { ownRuns } from '../runs/runs.ts';
import { defectDifferences } from './defects.ts';
import { gridDifferences } from './grid.ts';
import { knownPlace, type Run, resultDifferences } from './results.ts';

export type Wanted = {
  readonly attempts: readonly AttemptWanted[];
  readonly defects: readonly DefectWanted[];
  readonly closingBefore: string;
};

/** @throws WorldFault */
export async function differences(room: Room, wanted: Wanted): Promise<readonly Difference[]> {
  const { attempts } = wanted;
  const runs = await runsOf(room, attempts);
  const ownId = await room.connection.ownId();
  const ofResults = resultDifferences({ runs, ownId }, wanted);
  const ofGrid = attempts.length === 0 ? [] : await gridDifferences(await gridOf(room, runs), attempts);
  // What is wrong with a test's result is told once: the grid follows it.
  const told = new Set(ofResults.flatMap(({ test }) => test?.testCaseId ?? []));
  return [
    ...ofResults,
    ...ofGrid.filter(({ test }) => test === undefined || !told.has(test.testCaseId)),
    ...(await defectDifferences(room, wanted.defects)),
  ];
}

/** Those that our results are known to stand in, and those of ours of the last weeks, where some may stand that nobody knows. */
async function runsOf(room: Room, attempts: readonly AttemptWanted[]): Promise<readonly Run[]> {
  const { connection, clock } = room;
  if (attempts.length === 0) return [];
  const from = Math.min(...attempts.map(({ since }) => since));
  const own = await ownRuns(connection, { from, to: clock.now().getTime() });
  const named = attempts.flatMap(({ at }) => knownPlace(at)?.runId ?? []);
  const ids = new Set([...own.map(({ id }) => id), ...named]);
  const runs: Run[] = [];
  for (const id of ids)
    runs.push({ id, run: own.find(each => each.id === id), results: await resultsIfThere(room, id) });
  return runs;
}

async function gridOf(room: Room, runs: readonly Run[]) {
  const { connection } = room;
  const { rootSuiteId } = await room.plan.knowing([]);
  const read = new Map(runs.map(({ id, results }) => [id, results]));
  return {
    points: await allPoints(connection, rootSuiteId),
    ownId: await connection.ownId(),
    policy: connection.target.gridShows ?? ('worst' as const),
    resultsOf: async (runId: number) => read.get(runId) ?? (await resultsIfThere(room, runId)),
  };
}
