// What the grid shows before anything is written: a person's newer result is not covered by one of ours.
import type { Room } from '../room.ts';
import { type Job, linkBefore, newerThan } from './job.ts';
import { type Latest, latestOf, readLatest } from './points.ts';
import { isFinal, isSame, outcomeOf } from './result.ts';

/** The points of these jobs as the grid shows them before anything is written. */
export function gridBefore(room: Room, jobs: readonly Job[]): Promise<readonly Latest[]> {
  const points = jobs.flatMap(({ place, point }) =>
    place === undefined ? (point ?? []) : [{ id: place.pointId, suiteId: place.suiteId }],
  );
  return latestOf(room.connection, points);
}

/** A person's result that is newer than ours, and says otherwise, is not covered by one of ours. */
export async function leaveToPersons(
  room: Room,
  jobs: readonly Job[],
  grid: readonly Latest[],
): Promise<void> {
  const { connection } = room;
  const ownId = await connection.ownId();
  for (const job of jobs) {
    const last = latestOn(grid, job.place?.pointId ?? job.point?.id);
    if (last === undefined || !isNewer(last, job) || !saysOtherwise(last, job)) continue;
    if (last.byId === ownId || !(await readLatest(connection, last)).isPersons) continue;
    const { runId, resultId, pointId, outcome } = last;
    const at = job.place === undefined ? { runId, resultId, pointId } : linkBefore(job, connection);
    job.answer = { is: 'newer-there', at, found: outcome };
  }
}

function latestOn(grid: readonly Latest[], pointId: number | undefined): Latest | undefined {
  return grid.find(each => each.pointId === pointId && each.resultId > 0);
}

function isNewer(last: Latest, { place, wanted }: Job): boolean {
  const isOwn = last.runId === place?.runId && last.resultId === place.resultId;
  return !isOwn && last.completedAt > newerThan(wanted);
}

function saysOtherwise(last: Latest, { wanted }: Job): boolean {
  return isFinal(last.outcome) && !isSame(last.outcome, outcomeOf(wanted.status));
}
