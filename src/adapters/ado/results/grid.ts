// Keeps the grid honest: a person's newer result is not covered, and an older result of ours does not come out on top.
import { WorldFault } from '../../../ports.ts';
import type { Connection } from '../client.ts';
import type { Room } from '../room.ts';
import { type Job, linkBefore } from './job.ts';
import { isPersons, type Latest, latestOf } from './points.ts';
import { isFinal, outcomeOf } from './result.ts';
import { writeResults } from './runs.ts';

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
    const last = latestFor(job, grid);
    if (last === undefined || !isNewer(last, job) || !saysOtherwise(last, job)) continue;
    if (last.byId === ownId || !(await isPersons(connection, last))) continue;
    const { runId, resultId, pointId, outcome } = last;
    const at = job.place === undefined ? { runId, resultId, pointId } : linkBefore(job, connection);
    job.answer = { is: 'newer-there', at, found: outcome };
  }
}

/**
 * A result that is written to may become its point's latest, whichever run it is in. What was the latest before, in a newer
 * run of ours, is therefore touched again.
 */
export async function keepLatest(
  room: Room,
  jobs: readonly Pick<Job, 'place' | 'point'>[],
  grid: readonly Latest[],
): Promise<void> {
  const { connection, log } = room;
  const written = new Set(jobs.map(job => `${job.place?.runId}.${job.place?.resultId}`));
  for (const job of jobs) {
    const last = latestFor(job, grid);
    if (last === undefined || last.resultId === 0 || last.runId <= (job.place?.runId ?? 0)) continue;
    if (written.has(`${last.runId}.${last.resultId}`)) continue;
    written.add(`${last.runId}.${last.resultId}`);
    try {
      if (await isPersons(connection, last)) continue;
      await touch(connection, last);
    } catch (fault) {
      // What was asked for has been written; only the grid may show an older result until the next change.
      if (!(fault instanceof WorldFault)) throw fault;
      log.warn({ fault: fault.message, pointId: last.pointId }, 'the grid may show an older result');
    }
  }
}

function latestFor(job: Pick<Job, 'place' | 'point'>, grid: readonly Latest[]): Latest | undefined {
  const pointId = job.place?.pointId ?? job.point?.id;
  return grid.find(each => each.pointId === pointId && each.resultId > 0);
}

/** For an attempt that stands somewhere: in a later run. For a new one: finished after it was said. */
function isNewer(last: Latest, { place, wanted }: Job): boolean {
  if (place !== undefined) return last.runId > place.runId;
  return last.completedAt > (wanted.finishedAt ?? wanted.startedAt);
}

function saysOtherwise(last: Latest, { wanted }: Job): boolean {
  return isFinal(last.outcome) && last.outcome.toLowerCase() !== outcomeOf(wanted.status).toLowerCase();
}

/** Writes a result as it is: it becomes its point's latest. */
export async function touch(
  connection: Connection,
  { runId, resultId, outcome }: Pick<Latest, 'runId' | 'resultId' | 'outcome'>,
): Promise<void> {
  const word = `${outcome.charAt(0).toUpperCase()}${outcome.slice(1)}`;
  const state = isFinal(outcome) ? 'Completed' : 'InProgress';
  await writeResults(connection, runId, [{ id: resultId, outcome: word, state }]);
}
