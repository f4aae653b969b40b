// One attempt on its way into Azure DevOps: what is wanted, what is known, where it stands, what came of it.
import { z } from 'zod';
import type { Link } from '../../../ports/store.ts';
import type { Mirrored, ToShow, WantedResult } from '../../../ports/tracker.ts';
import type { Point } from '../plan/book.ts';
import { markOfAttempt } from './result.ts';

/** Where an attempt stands, and what the bot last wrote there. */
const knownResult = z.object({
  runId: z.number(),
  resultId: z.number(),
  pointId: z.number(),
  suiteId: z.number(),
  attempt: z.number(),
  take: z.number(),
  outcome: z.string(),
  wrote: z.string(),
  /** The day of its run. */
  day: z.string().optional(),
  withdrawn: z.number().optional(),
});
export type KnownResult = z.infer<typeof knownResult>;

export type Place = {
  readonly runId: number;
  readonly resultId: number;
  readonly pointId: number;
  readonly suiteId: number;
  readonly day?: string | undefined;
};

export type Job = {
  readonly wanted: WantedResult;
  /** Set when the attempt is known to stand somewhere and was not withdrawn there. */
  readonly known: KnownResult | undefined;
  readonly take: number;
  readonly mark: string;
  /** Nobody has tried it before: nothing of it can be there. */
  readonly isNew: boolean;
  /** It was tried several times: what fails may be its own fault. */
  readonly isStubborn: boolean;
  /** Since when something of it may be there, epoch milliseconds. */
  readonly since: number;
  /** It was said a while ago: a person may have said something newer in Azure DevOps, so that is looked at first. */
  readonly isLate: boolean;
  point?: Point;
  place?: Place;
  answer?: Mirrored;
};

/** What was said this short a time ago is the newest word there is. */
const promptMs = 60_000;

/** So often a failure is taken for one of the service. */
const patientTries = 2;

export function knownIn(at: Link['at'] | undefined): KnownResult | undefined {
  return knownResult.safeParse(at).data;
}

/** @param now epoch milliseconds */
export function jobFor(asked: ToShow, now: number): Job {
  const { result: wanted, known: at, isNew = false, attempts = 0 } = asked;
  const link = knownIn(at);
  const same = link?.attempt === wanted.attempt ? link : undefined;
  const known = same?.withdrawn === undefined ? same : undefined;
  const take = takeNow(same);
  return {
    wanted,
    known,
    take,
    mark: markOfAttempt(wanted.test, wanted.attempt, take),
    isNew,
    isStubborn: attempts >= patientTries,
    since: Math.min(triedAt(at) ?? wanted.startedAt, now),
    isLate: now - newerThan(wanted) > promptMs,
    ...(known === undefined ? {} : { place: known }),
  };
}

/** What people did until then is older than what is wanted, epoch milliseconds. */
export function newerThan({ newerThan: known, finishedAt, startedAt }: WantedResult): number {
  return Math.max(known ?? 0, finishedAt ?? startedAt);
}

/** What was withdrawn stays so, for a point that was reset takes no more from its old results: it starts anew. */
export function takeNow(link: KnownResult | undefined): number {
  return link === undefined ? 1 : link.take + (link.withdrawn === undefined ? 0 : 1);
}

/** When an attempt without a known place was first tried, epoch milliseconds. */
export function triedAt(at: Link['at'] | undefined): number | undefined {
  return typeof at?.tried === 'number' ? at.tried : undefined;
}

export function saidAt({ finishedAt, startedAt }: WantedResult): number {
  return finishedAt ?? startedAt;
}

export function isOpen(job: Job): boolean {
  return job.answer === undefined;
}

type Home = { readonly address: string; readonly project: string };

/** The link as it was, where nothing is written. */
export function linkBefore(job: Job, home: Home): Link['at'] {
  return linkOf(job, { outcome: job.known?.outcome ?? '', wrote: job.known?.wrote ?? '' }, home);
}

/** Facts for the link, with the address at which people see the result. */
export function linkOf(
  job: Pick<Job, 'take' | 'place'> & { readonly wanted: Pick<WantedResult, 'attempt'> },
  written: { readonly outcome: string; readonly wrote: string },
  home: Home,
): Link['at'] {
  const { place, take } = job;
  if (place === undefined) return {};
  const { runId, resultId, pointId, suiteId, day } = place;
  const page = `_testManagement/runs?_a=resultSummary&runId=${runId}&resultId=${resultId}`;
  return {
    runId,
    resultId,
    pointId,
    suiteId,
    ...(day === undefined ? {} : { day }),
    attempt: job.wanted.attempt,
    take,
    outcome: written.outcome,
    wrote: written.wrote,
    url: `${home.address}/${encodeURIComponent(home.project)}/${page}`,
  };
}
