// Shows attempts in Azure DevOps as they are to stand.
import type { Beside, Link, Mirrored, WantedResult } from '../../../ports.ts';
import { mirroredFault, type Room } from '../room.ts';
import { gridBefore, leaveToPersons } from './grid.ts';
import { type Job, jobFor } from './job.ts';
import { findPlaces, makePlaces, type ReadRuns } from './place.ts';
import { putOnTop } from './top.ts';
import { writeRun } from './write.ts';

type Wanted = readonly { readonly result: WantedResult; readonly known?: Link['at'] }[];

/** @returns one answer each, in order; a fault is the answer of those that it kept from being shown */
export async function showResults(
  room: Room,
  wanted: Wanted,
  beside: readonly Beside[],
): Promise<readonly Mirrored[]> {
  const jobs = wanted.map(({ result, known }) => jobFor(result, known));
  const read: ReadRuns = new Map();
  await orFault(jobs, async () => {
    await findPlaces(
      room,
      jobs.filter(job => job.place === undefined),
      read,
    );
    const grid = await gridBefore(room, jobs.filter(isOpen));
    await leaveToPersons(room, jobs.filter(isOpen), grid);
  });
  const unplaced = jobs.filter(job => isOpen(job) && job.place === undefined);
  await orFault(
    unplaced,
    () => makePlaces(room, unplaced, read),
    job => job.place !== undefined,
  );
  const written: Job[] = [];
  // Oldest run first, so that of several results of one point the newest is its latest.
  for (const runId of runsOf(jobs.filter(isOpen))) {
    const ofRun = jobs.filter(job => isOpen(job) && job.place?.runId === runId);
    await orFault(ofRun, async () => {
      written.push(...(await writeRun(room, runId, { jobs: ofRun, read })));
    });
  }
  await putOnTop(room, written, beside);
  return jobs.map(job => job.answer ?? { is: 'impossible', error: 'show the result: it has no place' });
}

function isOpen(job: Job): boolean {
  return job.answer === undefined;
}

function runsOf(jobs: readonly Job[]): readonly number[] {
  return [...new Set(jobs.flatMap(job => job.place?.runId ?? []))].sort((a, b) => a - b);
}

/** @param isSpared whom a fault does not concern: in making places, those that have got one */
async function orFault(
  jobs: readonly Job[],
  work: () => Promise<void>,
  isSpared: (job: Job) => boolean = () => false,
): Promise<void> {
  try {
    await work();
  } catch (fault) {
    for (const job of jobs) if (isOpen(job) && !isSpared(job)) job.answer = mirroredFault(fault);
  }
}
