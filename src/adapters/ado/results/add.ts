// Adds the results of new attempts to the run of the day: however many, one request.
import type { WorldFault } from '../../../ports/world-fault.ts';
import { isAboutAnItem } from '../faults.ts';
import type { PlanBook } from '../plan/book.ts';
import { mirroredFault, type Room } from '../room.ts';
import type { OwnRun } from '../runs/runs.ts';
import { fieldsFor } from './fields.ts';
import { adopt, impossible } from './find.ts';
import { isOpen, type Job, linkOf } from './job.ts';
import { markOfResult, type ResultFields } from './result.ts';
import { addResults, mayBeAboutOne, withoutExtras } from './results.ts';

type Run = Pick<OwnRun, 'id' | 'day'>;
type Draft = { readonly job: Job; readonly fields: ResultFields; readonly body: ResultFields };

/** @param jobs with a point and without a place, in the order of their results @returns those that were added @throws WorldFault */
export async function addNew(room: Room, jobs: readonly Job[]): Promise<readonly Job[]> {
  if (jobs.length === 0) return [];
  const book = await room.plan.knowing(jobs.map(job => job.wanted.test.testCaseId));
  const drafts = jobs.map(job => draftOf(job, book));
  const run = await room.dayRun.today();
  if (jobs.some(job => job.wanted.status === 'triggered')) await room.dayRun.keepOpen(run.id);
  const refusal = await refusalOf(room, run, drafts);
  if (refusal !== undefined) await addApart(room, await runAfter(room, run, refusal.fault), refusal);
  return drafts.map(({ job }) => job).filter(job => job.answer?.is === 'done');
}

async function add(room: Room, run: Run, drafts: readonly Draft[]): Promise<void> {
  const ids = await addResults(
    room.connection,
    run.id,
    drafts.map(({ body }) => body),
  );
  for (const [place, { job, fields }] of drafts.entries()) {
    const { point } = job;
    const id = ids[place];
    if (id === undefined || point === undefined) {
      job.answer = impossible(room, `run ${run.id} tells no result for its point`);
      continue;
    }
    job.place = { runId: run.id, resultId: id, pointId: point.id, suiteId: point.suiteId, day: run.day };
    const at = linkOf(job, { outcome: fields.outcome, wrote: markOfResult(fields) }, room.connection);
    job.answer = { is: 'done', at };
  }
}

/** When the day's run has been deleted there is another now. */
async function runAfter(room: Room, run: Run, { status }: WorldFault): Promise<Run> {
  if (status !== 404) return run;
  room.dayRun.forget();
  return room.dayRun.today();
}

type Refused = { readonly drafts: readonly Draft[]; readonly fault: WorldFault };

/** One that Azure DevOps refuses fails all of them: they are halved until it stands alone. */
async function addApart(room: Room, run: Run, { drafts, fault }: Refused): Promise<void> {
  const [only, ...others] = drafts;
  if (only === undefined) return;
  if (others.length === 0) return addAlone(room, run, { draft: only, fault });
  const middle = Math.ceil(drafts.length / 2);
  for (const half of [drafts.slice(0, middle), drafts.slice(middle)]) {
    const refusal = await refusalOf(room, run, half);
    if (refusal !== undefined) await addApart(room, run, refusal);
  }
}

async function addAlone(
  room: Room,
  run: Run,
  { draft, fault }: { readonly draft: Draft; readonly fault: WorldFault },
): Promise<void> {
  const { job, body } = draft;
  // Once more as it is, for the run may be another one now; then without what people can miss least.
  for (const tried of [body, withoutExtras(body)]) {
    if (tried === undefined) continue;
    const refusal = await refusalOf(room, run, [{ ...draft, body: tried }]);
    if (refusal !== undefined && isOpen(job)) continue;
    if (tried === body || job.answer?.is !== 'done') return;
    const { ldso } = room.connection.target;
    room.log.warn({ ldso, runId: run.id, resultId: job.place?.resultId }, 'step rows refused, result kept');
    return;
  }
  const { message: error } = fault;
  // The point may be gone because its test case was made anew: then the plan as it was read is to blame.
  if (!fault.permanent) job.answer = { is: 'again', error };
  else job.answer = room.plan.doubt() ? { is: 'again', error } : mirroredFault(fault);
}

/** @returns why they were refused, and which are still to be added */
async function refusalOf(room: Room, run: Run, drafts: readonly Draft[]): Promise<Refused | undefined> {
  try {
    await add(room, run, drafts);
    return undefined;
  } catch (fault) {
    const isStubborn = drafts.some(({ job }) => job.isStubborn);
    if (!mayBeAboutOne(fault, isStubborn)) throw fault;
    return { fault, drafts: isAboutAnItem(fault) ? drafts : await notThere(room, drafts) };
  }
}

/** An error of the service's own does not say that nothing was added. */
async function notThere(room: Room, drafts: readonly Draft[]): Promise<readonly Draft[]> {
  await adopt(
    room,
    drafts.map(({ job }) => job),
    new Map(),
  );
  for (const { job } of drafts)
    if (job.place !== undefined) job.answer = { is: 'again', afterMs: 0, error: 'added, and to be written' };
  return drafts.filter(({ job }) => isOpen(job));
}

function draftOf(job: Job, book: PlanBook): Draft {
  const { test } = job.wanted;
  const known = book.cases.get(test.testCaseId);
  const fields = fieldsFor(job, book);
  const whose = {
    // Newer servers want the test case spelt out. Source: github.com/microsoft/azure-devops-node-api/issues/318.
    testPoint: { id: String(job.point?.id) },
    testCase: { id: test.testCaseId },
    testCaseTitle: known?.planned.title ?? test.testCaseId,
    testCaseRevision: known?.revision ?? 1,
  };
  return { job, fields, body: { ...whose, ...fields } };
}
