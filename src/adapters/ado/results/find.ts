// Finds where attempts are to stand: their test points, and the results that an earlier try has made for them.
import type { TestKey } from '../../../domain/refs.ts';
import type { Link } from '../../../ports/store.ts';
import type { Mirrored } from '../../../ports/tracker.ts';
import { pointFor } from '../plan/book.ts';
import type { Room } from '../room.ts';
import { ownRuns } from '../runs/runs.ts';
import { isOpen, type Job, type KnownResult, knownIn, takeNow, triedAt } from './job.ts';
import { markOfAttempt } from './result.ts';
import { type FoundResult, resultsOf } from './results.ts';

/** Results by run, as read in this call. */
export type ReadRuns = Map<number, readonly FoundResult[]>;

/** Gives each job its test point, and what it has already: no result is made twice. @throws WorldFault */
export async function findPlaces(room: Room, jobs: readonly Job[], read: ReadRuns): Promise<void> {
  if (jobs.length === 0) return;
  const book = await room.plan.knowing(jobs.map(job => job.wanted.test.testCaseId));
  for (const job of jobs) {
    const point = pointFor(book, job.wanted.test.testCaseId, room.connection.target.configuration);
    if ('problem' in point) job.answer = impossible(room, point.problem);
    else job.point = point;
  }
  await adopt(
    room,
    jobs.filter(job => isOpen(job) && !job.isNew),
    read,
  );
}

/** Looks through our runs since the first try. @throws WorldFault */
export async function adopt(room: Room, jobs: readonly Job[], read: ReadRuns): Promise<void> {
  if (jobs.length === 0) return;
  const { connection, clock } = room;
  const from = Math.min(...jobs.map(job => job.since));
  for (const run of await ownRuns(connection, { from, to: clock.now().getTime() })) {
    const results = read.get(run.id) ?? (await resultsOf(connection, run.id));
    read.set(run.id, results);
    for (const job of jobs) if (job.place === undefined) placeIn(job, run, results);
  }
}

function placeIn(
  job: Job,
  run: { readonly id: number; readonly day: string },
  results: readonly FoundResult[],
): void {
  const { point, mark } = job;
  const result = results.find(each => each.mark === mark);
  if (point === undefined || result === undefined) return;
  job.place = {
    runId: run.id,
    resultId: result.id,
    pointId: result.pointId ?? point.id,
    suiteId: point.suiteId,
    day: run.day,
  };
}

/** What a try with an unknown outcome has made, if anything. @throws WorldFault */
export async function triedResult(
  room: Room,
  test: TestKey,
  at: Link['at'],
): Promise<KnownResult | undefined> {
  const { connection, clock } = room;
  const to = clock.now().getTime();
  const take = takeNow(knownIn(at));
  const attempt = Number(at.attempt ?? 1);
  const mark = markOfAttempt(test, attempt, take);
  for (const run of await ownRuns(connection, { from: triedAt(at) ?? to, to })) {
    const found = (await resultsOf(connection, run.id)).find(each => each.mark === mark);
    const suiteId = (await pointOf(room, test))?.suiteId;
    if (found?.pointId === undefined || suiteId === undefined) continue;
    const place = { runId: run.id, resultId: found.id, pointId: found.pointId, suiteId, day: run.day };
    return { ...place, attempt, take, outcome: found.outcome, wrote: '' };
  }
  return undefined;
}

async function pointOf(room: Room, test: TestKey) {
  const book = await room.plan.knowing([test.testCaseId]);
  const point = pointFor(book, test.testCaseId, room.connection.target.configuration);
  return 'problem' in point ? undefined : point;
}

export function impossible(room: Room, problem: string): Mirrored {
  const { target } = room.connection;
  return { is: 'impossible', error: `show the result ${target.ldso}, plan ${target.planId}: ${problem}` };
}
