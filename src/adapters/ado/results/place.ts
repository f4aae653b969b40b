// Finds or makes the result in Azure DevOps that each new attempt is written to.
import type { Mirrored } from '../../../ports.ts';
import { isAboutAnItem } from '../faults.ts';
import { pointFor } from '../plan/book.ts';
import { mirroredFault, type Room } from '../room.ts';
import type { Job } from './job.ts';
import { outcomeOf } from './result.ts';
import { attemptsInRun, createRun, type FoundResult, resultsOf, runName, runsWithMarks } from './runs.ts';
import { rather, saidAt } from './top.ts';

/** Results by run, as read in this call. */
export type ReadRuns = Map<number, readonly FoundResult[]>;

/** Gives each job its test point, and the result that an earlier try has made for it. A run is never made twice. */
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
    jobs.filter(job => job.answer === undefined),
    read,
  );
}

async function adopt(room: Room, jobs: readonly Job[], read: ReadRuns): Promise<void> {
  if (jobs.length === 0) return;
  const marks = new Set(jobs.map(job => job.mark));
  const from = Math.min(...jobs.map(job => job.wanted.startedAt));
  const runs = await runsWithMarks(room.connection, marks, { from, to: room.clock.now().getTime() });
  for (const job of jobs) {
    for (const runId of runs.get(job.mark) ?? []) {
      const results = read.get(runId) ?? (await resultsOf(room.connection, runId));
      read.set(runId, results);
      if (job.place === undefined) placeIn(job, runId, results);
    }
  }
}

/** A call is done well within a minute: who asked may hand the work to somebody else after that. */
const longMs = 20_000;

/** @throws WorldFault; what was placed before stays placed */
export async function makePlaces(room: Room, jobs: readonly Job[], read: ReadRuns): Promise<void> {
  const now = () => room.clock.now().getTime();
  const until = now() + longMs;
  for (const wave of wavesOf(room, jobs)) {
    if (now() < until) await startRun(room, wave, read);
    else for (const job of wave) job.answer = { is: 'again', afterMs: 0, error: 'left for the next call' };
  }
}

/**
 * A point once in each run, so that its result there is the attempt's. Of several attempts on one point the one that is to
 * be on top comes last: the grid shows a point's latest result.
 */
function wavesOf(room: Room, jobs: readonly Job[]): readonly (readonly Job[])[] {
  const waves: Job[][] = [];
  const policy = room.connection.target.gridShows ?? 'worst';
  const said = ({ wanted }: Job) => ({ outcome: outcomeOf(wanted.status), since: saidAt(wanted) });
  const topLast = [...jobs].sort((a, b) => rather(policy, said(b), said(a)));
  for (const job of topLast) {
    const last = waves.findLastIndex(wave => wave.some(each => each.point?.id === job.point?.id));
    const wave = waves.slice(last + 1).find(each => each.length < attemptsInRun);
    if (wave === undefined) waves.push([job]);
    else wave.push(job);
  }
  return waves;
}

/** One point that Azure DevOps refuses fails the whole run, so then the wave is halved until it stands alone. */
async function startRun(room: Room, wave: readonly Job[], read: ReadRuns): Promise<void> {
  const { connection, clock } = room;
  const marks = wave.map(job => job.mark);
  let runId: number;
  try {
    runId = await createRun(connection, {
      name: runName(connection.target.ldso, marks, clock.now()),
      pointIds: wave.flatMap(job => job.point?.id ?? []),
      startedAt: Math.min(...wave.map(job => job.wanted.startedAt)),
    });
  } catch (fault) {
    if (!isAboutAnItem(fault)) throw fault;
    const [only, ...others] = wave;
    if (only === undefined) return;
    if (others.length === 0) {
      // The point may be gone because its test case was made anew: then the plan as it was read is to blame.
      only.answer = room.plan.doubt() ? { is: 'again', error: fault.message } : mirroredFault(fault);
      return;
    }
    const middle = Math.ceil(wave.length / 2);
    await startRun(room, wave.slice(0, middle), read);
    await startRun(room, wave.slice(middle), read);
    return;
  }
  const results = await resultsOf(connection, runId);
  read.set(runId, results);
  for (const job of wave) {
    placeIn(job, runId, results);
    if (job.place === undefined) job.answer = impossible(room, `run ${runId} holds no result for its point`);
  }
}

function placeIn(job: Job, runId: number, results: readonly FoundResult[]): void {
  const { point } = job;
  const result = results.find(each => each.pointId === point?.id);
  if (point === undefined || result === undefined) return;
  job.place = { runId, resultId: result.id, pointId: point.id, suiteId: point.suiteId };
}

function impossible(room: Room, problem: string): Mirrored {
  const { target } = room.connection;
  return { is: 'impossible', error: `show the result ${target.ldso}, plan ${target.planId}: ${problem}` };
}
