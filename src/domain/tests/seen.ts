// What a person changed in Azure DevOps, as the daybook remembers it, and for how long that counts more than the channel's word.

import type { MpanRef, TestCaseId } from '../refs.ts';
import type { Attempt, Progress, TestStatus } from './progress.ts';

type ByHand = {
  /** Display name there. */
  readonly byName: string;
  /** When it was changed there, epoch milliseconds. */
  readonly changedAt: number;
};

/** What was seen of one test: a person's outcome. */
export type SeenOutcome = ByHand & {
  /** In the words of Azure DevOps, e.g. `Passed`; `Active` for a test that was reset: it is to be run again. */
  readonly outcome: string;
  /** The channel's word that it is newer than, see `wordOf`. Another word in the channel is newer again. */
  readonly over: string;
  /** When that was said, epoch milliseconds. */
  readonly overAt: number;
  /** Said of the test case, not of one meter point: it was done in a run of the person's own. */
  readonly wholeCase: boolean;
};

/** What was seen of one defect: a person moved its bug on. */
export type SeenDefect = ByHand & {
  readonly bugId: number;
  /** In the words of Azure DevOps. */
  readonly state: string;
  /** It waits for the tester. */
  readonly ready: boolean;
  /** Nothing is to be done about it any more. */
  readonly closed?: true;
};

export type Seen =
  | ({ readonly is: 'outcome'; readonly testCaseId: TestCaseId; readonly mpanRef: MpanRef } & SeenOutcome)
  | ({ readonly is: 'defect'; readonly entryId: string } & SeenDefect)
  /** The order of the plan: what comes next follows it by itself. */
  | ({
      readonly is: 'order';
      /** How many test cases stand in another place. */
      readonly moved: number;
      readonly suites: readonly string[];
    } & Partial<ByHand>);

/** The word in the channel that gave a test its status; another entry, or another status of the same, is another word. */
export function wordOf(attempt: Attempt | undefined): string {
  return attempt === undefined ? '' : `${attempt.entryId}/${attempt.status}`;
}

/**
 * A person's word in Azure DevOps while it counts: the channel has said nothing since. An edit that gives another status is
 * a newer word; an earlier word that comes back because a later one was taken back is not.
 */
export function countingSeen(
  seen: SeenOutcome | undefined,
  attempt: Attempt | undefined,
): SeenOutcome | undefined {
  if (seen === undefined || attempt === undefined) return undefined;
  if (seen.over === wordOf(attempt)) return seen;
  // Told by the channel's own clock, for the two clocks differ.
  const isEarlier = !seen.over.startsWith(`${attempt.entryId}/`) && saidAt(attempt) <= seen.overAt;
  return isEarlier ? seen : undefined;
}

/** When the word was said that gave an attempt its status, epoch milliseconds. */
export function saidAt({ finishedAt, startedAt }: Attempt): number {
  return finishedAt ?? startedAt;
}

/** The outcome as a status of ours; `planned` for a test that is to be run again; undefined where there is no such status. */
export function statusIn(outcome: string): TestStatus | 'planned' | undefined {
  switch (outcome.toLowerCase()) {
    case 'passed':
      return 'passed';
    case 'failed':
      return 'failed';
    case 'blocked':
      return 'blocked';
    case 'active':
      return 'planned';
    default:
      return undefined;
  }
}

/** The latest attempt with a person's word in Azure DevOps on top; undefined when that says it is to be run again. */
export function attemptSeen(attempt: Attempt, seen: SeenOutcome | undefined): Attempt | undefined {
  const counting = countingSeen(seen, attempt);
  if (counting === undefined) return attempt;
  const status = statusIn(counting.outcome);
  if (status === 'planned') return undefined;
  if (status === undefined) return attempt;
  const { step: _channels, ...kept } = attempt;
  return { ...kept, status, by: { id: '', name: counting.byName }, finishedAt: counting.changedAt };
}

/** Whether a person's outcome is news to the daybook: later than its word, and different from what it holds. */
export function isNews(
  progress: Progress,
  found: Omit<SeenOutcome, 'over' | 'overAt'>,
  before: SeenOutcome | undefined,
): boolean {
  const attempt = progress.attempts.at(-1);
  if (attempt === undefined || found.changedAt <= saidAt(attempt)) return false;
  const counting = countingSeen(before, attempt);
  if (counting !== undefined)
    return (
      found.changedAt > counting.changedAt && counting.outcome.toLowerCase() !== found.outcome.toLowerCase()
    );
  return statusIn(found.outcome) !== attempt.status;
}
