// Keeps the grid honest: a person's newer result is not covered, and of a test case's meter points the worst is on top.
import { WorldFault } from '../../../ports.ts';
import type { Connection } from '../client.ts';
import type { Room } from '../room.ts';
import { type Job, linkBefore, type Place } from './job.ts';
import { type Latest, latestOf, readLatest } from './points.ts';
import { isFinal, isSame, mpanRefIn, outcomeOf, severityOf } from './result.ts';
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
    const last = latestOn(grid, job.place?.pointId ?? job.point?.id);
    if (last === undefined || !isNewer(last, job) || !saysOtherwise(last, job)) continue;
    if (last.byId === ownId || !(await readLatest(connection, last)).isPersons) continue;
    const { runId, resultId, pointId, outcome } = last;
    const at = job.place === undefined ? { runId, resultId, pointId } : linkBefore(job, connection);
    job.answer = { is: 'newer-there', at, found: outcome };
  }
}

/** What one test (a test case and a meter point) last came to, in its newest run. */
type Standing = {
  readonly runId: number;
  readonly resultId: number;
  readonly outcome: string;
  readonly mpanRef: string;
};

/**
 * Azure DevOps knows no meter points: the grid shows the result of a test case that was written last. Of those known here,
 * what was written now and what was on top before, the worst is put on top.
 * @param written in the order of their runs, as they were written
 */
export async function putWorstOnTop(
  room: Room,
  written: readonly Job[],
  grid: readonly Latest[],
): Promise<void> {
  const standings = written.flatMap(({ place, wanted }) => {
    if (place === undefined) return [];
    const standing = { ...place, outcome: outcomeOf(wanted.status), mpanRef: wanted.test.mpanRef };
    return [{ pointId: place.pointId, standing }];
  });
  for (const pointId of new Set(standings.map(each => each.pointId))) {
    const here = standings.filter(each => each.pointId === pointId).map(each => each.standing);
    await orWarn(room, pointId, () => putOnTop(room, here, latestOn(grid, pointId)));
  }
}

async function putOnTop(room: Room, here: readonly Standing[], last: Latest | undefined): Promise<void> {
  const top = here.at(-1);
  if (top === undefined) return;
  const before = last === undefined || isIn(here, last) ? [] : await ourStanding(room, last, top);
  const all = [...here, ...before];
  const newest = all.filter(
    one => !all.some(other => other.mpanRef === one.mpanRef && other.runId > one.runId),
  );
  const [worst] = newest.sort(
    (a, b) => severityOf(b.outcome) - severityOf(a.outcome) || Number(b === top) - Number(a === top),
  );
  if (worst !== undefined && worst !== top) await touch(room.connection, worst);
}

/** Read only where it could be put on top: newer, or worse. */
async function ourStanding(room: Room, last: Latest, top: Standing): Promise<readonly Standing[]> {
  if (last.runId < top.runId && severityOf(last.outcome) <= severityOf(top.outcome)) return [];
  const { isPersons, comment } = await readLatest(room.connection, last);
  return isPersons ? [] : [{ ...last, mpanRef: mpanRefIn(comment) }];
}

/** What was asked for has been written; only the grid may show another result until the next change. */
async function orWarn(room: Room, pointId: number, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (fault) {
    if (!(fault instanceof WorldFault)) throw fault;
    room.log.warn({ fault: fault.message, pointId }, 'the grid may show a better result');
  }
}

function isIn(here: readonly Standing[], last: Latest): boolean {
  return here.some(({ runId, resultId }) => runId === last.runId && resultId === last.resultId);
}

function latestOn(grid: readonly Latest[], pointId: number | undefined): Latest | undefined {
  return grid.find(each => each.pointId === pointId && each.resultId > 0);
}

/** For an attempt that stands somewhere: in a later run. For a new one: finished after it was said. */
function isNewer(last: Latest, { place, wanted }: Job): boolean {
  if (place !== undefined) return last.runId > place.runId;
  return last.completedAt > (wanted.finishedAt ?? wanted.startedAt);
}

function saysOtherwise(last: Latest, { wanted }: Job): boolean {
  return isFinal(last.outcome) && !isSame(last.outcome, outcomeOf(wanted.status));
}

/** Writes a result as it is: it becomes its point's latest. */
export async function touch(
  connection: Connection,
  { runId, resultId, outcome }: Pick<Place, 'runId' | 'resultId'> & { readonly outcome: string },
): Promise<void> {
  const word = `${outcome.charAt(0).toUpperCase()}${outcome.slice(1)}`;
  const state = isFinal(outcome) ? 'Completed' : 'InProgress';
  await writeResults(connection, runId, [{ id: resultId, outcome: word, state }]);
}
