// Writes the attempts of one run, leaving alone what a person has changed there since.
import { WorldFault } from '../../../ports.ts';
import { type PlanBook, testerNamed } from '../plan/book.ts';
import { stepRows } from '../plan/steps.ts';
import { mirroredFault, type Room } from '../room.ts';
import { type Job, linkBefore, linkOf, newerThan } from './job.ts';
import type { ReadRuns } from './place.ts';
import { isFinal, isSaid, isSame, markOf, type ResultBody, resultBody } from './result.ts';
import { type FoundResult, resultsOf, setRunState, writeResults } from './runs.ts';

type Draft = {
  readonly job: Job;
  /** As it is to stand, whatever is sent of it. */
  readonly whole: ResultBody;
  readonly send: ResultBody;
};

/** @returns the jobs that were written @throws WorldFault for what is no single job's matter */
export async function writeRun(
  room: Room,
  runId: number,
  work: { readonly jobs: readonly Job[]; readonly read: ReadRuns },
): Promise<readonly Job[]> {
  const results = work.read.get(runId) ?? (await resultsIfThere(room, runId));
  const book = await bookFor(room, work.jobs, results);
  const drafts = await draftsOf(room, work.jobs, { results, book });
  if (drafts.length === 0) return [];
  // The same attempt twice in one call is written once, as it stands last.
  const bodies = new Map(drafts.map(({ send }) => [send.id, send]));
  const written = await writeResults(room.connection, runId, [...bodies.values()]);
  const refused = new Map(written.flatMap(({ id, is }) => (is instanceof WorldFault ? [[id, is]] : [])));
  await keepRunState(room, runId, {
    results,
    written: [...bodies.values()].filter(({ id }) => !refused.has(id)),
  });
  for (const { job, whole } of drafts) {
    const refusal = refused.get(whole.id);
    job.answer =
      refusal === undefined
        ? { is: 'done', at: linkOf(job, { outcome: whole.outcome, wrote: markOf(whole) }, room.connection) }
        : mirroredFault(refusal);
  }
  const { ldso } = room.connection.target;
  for (const { id, is } of written) {
    if (is === 'without steps')
      room.log.warn({ ldso, runId, resultId: id }, 'step rows refused, result kept');
  }
  return drafts.filter(({ whole }) => !refused.has(whole.id)).map(({ job }) => job);
}

type Found = { readonly results: readonly FoundResult[]; readonly book: PlanBook };

/** What is to be written; the others get their answer. */
async function draftsOf(
  room: Room,
  jobs: readonly Job[],
  { results, book }: Found,
): Promise<readonly Draft[]> {
  const ownId = await room.connection.ownId();
  return jobs.flatMap((job): Draft[] => {
    const found = results.find(result => result.id === job.place?.resultId);
    const at = linkBefore(job, room.connection);
    if (found === undefined) {
      job.answer = { is: 'newer-there', at, found: 'removed' };
      return [];
    }
    const whole = bodyFor(job, found.id, book);
    const isPersons = found.byId !== undefined && found.byId !== ownId;
    const isNewer = found.changedAt > newerThan(job.wanted);
    const isChanged =
      isPersons && isNewer && isSaid(found.outcome) && !isSame(found.outcome, job.known?.outcome ?? '');
    const agrees = isSame(found.outcome, whole.outcome);
    if (isChanged) {
      job.answer = agrees ? { is: 'done', at } : { is: 'newer-there', at, found: found.outcome };
      return [];
    }
    if (agrees && job.known?.wrote === markOf(whole)) {
      job.answer = { is: 'done', at };
      return [];
    }
    // The rows that a person has marked stay theirs.
    return [{ job, whole, send: isPersons ? withoutSteps(whole) : whole }];
  });
}

/** Steps may have changed since the plan was read; a result tells the revision that it was made for. */
async function bookFor(room: Room, jobs: readonly Job[], results: readonly FoundResult[]): Promise<PlanBook> {
  const ids = [...new Set(jobs.map(job => job.wanted.test.testCaseId))];
  const book = await room.plan.knowing(ids);
  const stale = jobs.filter(({ place, wanted }) => {
    const made = results.find(result => result.id === place?.resultId)?.caseRevision ?? 0;
    return made > (book.cases.get(wanted.test.testCaseId)?.revision ?? made);
  });
  return stale.length === 0 ? book : room.plan.freshSteps(stale.map(job => job.wanted.test.testCaseId));
}

function bodyFor({ wanted }: Job, resultId: number, book: PlanBook): ResultBody {
  const xml = book.cases.get(wanted.test.testCaseId)?.stepsXml ?? '';
  const rows = stepRows(xml, book.shared);
  return resultBody(wanted, resultId, { rows, runBy: testerNamed(book, wanted.byName) });
}

/** A run that a person has deleted has no results: each of its attempts then counts as removed. */
export async function resultsIfThere(room: Room, runId: number): Promise<readonly FoundResult[]> {
  try {
    return await resultsOf(room.connection, runId);
  } catch (fault) {
    if (fault instanceof WorldFault && fault.status === 404) return [];
    throw fault;
  }
}

type Change = { readonly results: readonly FoundResult[]; readonly written: readonly ResultBody[] };

/** Completed when all its results are final; open again when one of them no longer is. */
export async function keepRunState(room: Room, runId: number, { results, written }: Change): Promise<void> {
  if (written.length === 0) return;
  const now = results.map(({ id, outcome }) => written.find(body => body.id === id)?.outcome ?? outcome);
  const at = room.clock.now();
  if (now.every(isFinal)) return setRunState(room.connection, runId, { state: 'Completed', at });
  if (results.every(({ outcome }) => isFinal(outcome)))
    return setRunState(room.connection, runId, { state: 'InProgress', at });
}

function withoutSteps({ iterationDetails: _rows, ...plain }: ResultBody): ResultBody {
  return plain;
}
