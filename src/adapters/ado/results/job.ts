// One attempt on its way into Azure DevOps: what is wanted, what is known, where it stands, what came of it.
import { z } from 'zod';
import type { Link, Mirrored, WantedResult } from '../../../ports.ts';
import type { Point } from '../plan/book.ts';
import { markOfAttempt } from './runs.ts';

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
  withdrawn: z.number().optional(),
});
export type KnownResult = z.infer<typeof knownResult>;

export type Place = {
  readonly runId: number;
  readonly resultId: number;
  readonly pointId: number;
  readonly suiteId: number;
};

export type Job = {
  readonly wanted: WantedResult;
  /** Set when the attempt is known to stand somewhere and was not withdrawn there. */
  readonly known: KnownResult | undefined;
  readonly take: number;
  readonly mark: string;
  point?: Point;
  place?: Place;
  answer?: Mirrored;
};

export function knownIn(at: Link['at'] | undefined): KnownResult | undefined {
  return knownResult.safeParse(at).data;
}

export function jobFor(wanted: WantedResult, at: Link['at'] | undefined): Job {
  const link = knownIn(at);
  const same = link?.attempt === wanted.attempt ? link : undefined;
  // What was withdrawn stays so, for a point that was reset takes no more from its old results: it starts anew.
  const take = same === undefined ? 1 : same.take + (same.withdrawn === undefined ? 0 : 1);
  const known = same?.withdrawn === undefined ? same : undefined;
  return {
    wanted,
    known,
    take,
    mark: markOfAttempt(wanted.test, wanted.attempt, take),
    ...(known === undefined ? {} : { place: known }),
  };
}

/** What people did until then is older than what is wanted, epoch milliseconds. */
export function newerThan({ newerThan: known, finishedAt, startedAt }: WantedResult): number {
  return Math.max(known ?? 0, finishedAt ?? startedAt);
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
  const { runId, resultId, pointId, suiteId } = place;
  const page = `_testManagement/runs?_a=resultSummary&runId=${runId}&resultId=${resultId}`;
  return {
    runId,
    resultId,
    pointId,
    suiteId,
    attempt: job.wanted.attempt,
    take,
    outcome: written.outcome,
    wrote: written.wrote,
    url: `${home.address}/${encodeURIComponent(home.project)}/${page}`,
  };
}
