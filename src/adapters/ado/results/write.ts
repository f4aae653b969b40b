// Writes the attempts of one run: at once where the daybook's word is the newest, else leaving alone what a person has changed.
import { WorldFault } from '../../../ports/world-fault.ts';
import type { PlanBook } from '../plan/book.ts';
import { mirroredFault, type Room } from '../room.ts';
import { fieldsFor } from './fields.ts';
import type { ReadRuns } from './find.ts';
import { type Job, linkBefore, linkOf, newerThan } from './job.ts';
import { isSaid, isSame, markOfResult, type ResultBody } from './result.ts';
import {
  type FoundResult,
  refusalOf,
  resultsOf,
  type Written,
  withoutExtras,
  writeResults,
} from './results.ts';

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
  const { jobs, read } = work;
  if (!read.has(runId) && jobs.every(job => job.known !== undefined && !job.isLate && !job.isStubborn)) {
    const written = await writeUnread(room, runId, jobs);
    if (written !== undefined) return written;
  }
  const results = read.get(runId) ?? (await resultsIfThere(room, runId));
  const book = await bookFor(room, jobs, results);
  const drafts = await draftsOf(room, jobs, { results, book });
  if (drafts.length === 0) return [];
  await keepOpen(room, runId, drafts);
  const isStubborn = jobs.some(job => job.isStubborn);
  const written = await writeResults(room.connection, { runId, isStubborn }, bodiesOf(drafts));
  return settle(room, runId, { drafts, written });
}

/** @returns undefined when something among them is refused: then it is looked at first */
async function writeUnread(
  room: Room,
  runId: number,
  jobs: readonly Job[],
): Promise<readonly Job[] | undefined> {
  const book = await room.plan.knowing(jobs.map(job => job.wanted.test.testCaseId));
  const drafts = jobs.flatMap(job => draftOf(room, job, { resultId: job.known?.resultId ?? 0, book }));
  if (drafts.length === 0) return [];
  await keepOpen(room, runId, drafts);
  const bodies = bodiesOf(drafts);
  if ((await refusalOf(room.connection, { runId }, bodies)) !== undefined) return undefined;
  return settle(room, runId, { drafts, written: bodies.map(({ id }) => ({ id, is: 'whole' })) });
}

function draftOf(
  room: Room,
  job: Job,
  at: { readonly resultId: number; readonly book: PlanBook },
): readonly Draft[] {
  const whole = { id: at.resultId, ...fieldsFor(job, at.book) };
  if (job.known?.wrote === markOfResult(whole)) {
    job.answer = { is: 'done', at: linkBefore(job, room.connection) };
    return [];
  }
  return [{ job, whole, send: whole }];
}

async function keepOpen(room: Room, runId: number, drafts: readonly Draft[]): Promise<void> {
  if (drafts.some(({ job }) => job.wanted.status === 'triggered')) await room.dayRun.keepOpen(runId);
}

/** The same attempt twice in one call is written once, as it stands last. */
function bodiesOf(drafts: readonly Draft[]): readonly ResultBody[] {
  return [...new Map(drafts.map(({ send }) => [send.id, send])).values()];
}

function settle(
  room: Room,
  runId: number,
  { drafts, written }: { readonly drafts: readonly Draft[]; readonly written: readonly Written[] },
): readonly Job[] {
  const refused = new Map(written.flatMap(({ id, is }) => (is instanceof WorldFault ? [[id, is]] : [])));
  for (const { job, whole } of drafts) {
    const refusal = refused.get(whole.id);
    job.answer =
      refusal === undefined
        ? {
            is: 'done',
            at: linkOf(job, { outcome: whole.outcome, wrote: markOfResult(whole) }, room.connection),
          }
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
  return jobs.flatMap((job): readonly Draft[] => {
    const found = results.find(result => result.id === job.place?.resultId);
    const at = linkBefore(job, room.connection);
    if (found === undefined) {
      job.answer = { is: 'newer-there', at, found: 'removed' };
      return [];
    }
    const whole = { id: found.id, ...fieldsFor(job, book) };
    const isPersons = found.byId !== undefined && found.byId !== ownId;
    const isNewer = found.changedAt > newerThan(job.wanted);
    const isChanged =
      isPersons && isNewer && isSaid(found.outcome) && !isSame(found.outcome, job.known?.outcome ?? '');
    const agrees = isSame(found.outcome, whole.outcome);
    if (isChanged) {
      job.answer = agrees ? { is: 'done', at } : { is: 'newer-there', at, found: found.outcome };
      return [];
    }
    if (agrees && job.known?.wrote === markOfResult(whole)) {
      job.answer = { is: 'done', at };
      return [];
    }
    // The rows that a person has marked stay theirs.
    return [{ job, whole, send: isPersons ? (withoutExtras(whole) ?? whole) : whole }];
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

/** A run that a person has deleted has no results: each of its attempts then counts as removed. */
export async function resultsIfThere(room: Room, runId: number): Promise<readonly FoundResult[]> {
  try {
    return await resultsOf(room.connection, runId);
  } catch (fault) {
    if (fault instanceof WorldFault && fault.status === 404) return [];
    throw fault;
  }
}
