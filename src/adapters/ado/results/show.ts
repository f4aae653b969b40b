// Shows attempts in Azure DevOps as they are to stand.
import type { Beside, Mirrored, ToShow } from '../../../ports/tracker.ts';
import { mirroredFault, type Room } from '../room.ts';
import { addNew } from './add.ts';
import { findPlaces, type ReadRuns } from './find.ts';
import { gridBefore, leaveToPersons } from './grid.ts';
import { isOpen, type Job, jobFor } from './job.ts';
import { inOrderOfTop, putOnTop } from './top.ts';
import { writeRun } from './write.ts';

// How few requests it takes: a burst of new attempts is one, a burst of changes is one for each run, and nothing is looked at
// before, unless it may be there already or was said so long ago that a person may have said something newer.

/** @returns one answer each, in order; a fault is the answer of those that it kept from being shown */
export async function showResults(
  room: Room,
  wanted: readonly ToShow[],
  beside: readonly Beside[],
): Promise<readonly Mirrored[]> {
  const now = room.clock.now().getTime();
  const jobs = wanted.map(each => jobFor(each, now));
  const read: ReadRuns = new Map();
  await orFault(jobs, async () => {
    await findPlaces(
      room,
      jobs.filter(job => job.place === undefined),
      read,
    );
    const late = jobs.filter(job => isOpen(job) && job.isLate);
    if (late.length > 0) await leaveToPersons(room, late, await gridBefore(room, late));
  });
  const ordered = inOrderOfTop(room, jobs);
  const written: Job[] = [];
  // Oldest run first, so that of several results of one point the newest is its latest.
  for (const runId of runsOf(jobs.filter(isOpen))) {
    const ofRun = ordered.filter(job => isOpen(job) && job.place?.runId === runId);
    await orFault(ofRun, async () => {
      written.push(...(await writeRun(room, runId, { jobs: ofRun, read })));
    });
  }
  const unplaced = ordered.filter(job => isOpen(job) && job.place === undefined);
  await orFault(unplaced, async () => {
    written.push(...(await addNew(room, unplaced)));
  });
  await putOnTop(room, written, beside);
  return jobs.map(job => answerOf(job, written.length > 0));
}

/** @param others whether others of the same call were shown */
function answerOf({ answer, isStubborn }: Job, others: boolean): Mirrored {
  if (answer === undefined) return { is: 'impossible', error: 'show the result: it has no place' };
  return answer.is === 'again' && isStubborn && others ? { ...answer, alone: true } : answer;
}

function runsOf(jobs: readonly Job[]): readonly number[] {
  return [...new Set(jobs.flatMap(job => job.place?.runId ?? []))].sort((a, b) => a - b);
}

async function orFault(jobs: readonly Job[], work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (fault) {
    for (const job of jobs) if (isOpen(job)) job.answer = mirroredFault(fault);
  }
}
