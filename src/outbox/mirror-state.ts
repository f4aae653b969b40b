// Whether Azure DevOps already shows how a test stands.
import type { Attempt } from '../domain/progress.ts';
import type { Link } from '../ports.ts';

export type MirrorState = 'done' | 'waiting' | 'newer-there';

/** @param result the link of this attempt's result, as the mirror left it; undefined when there is none yet */
export function mirrorState(attempt: Attempt | undefined, result: Link | undefined): MirrorState {
  if (attempt === undefined) return 'done';
  if (result === undefined) return 'waiting';
  if (result.at.newerThere !== undefined) return 'newer-there';
  return isShown(attempt, result) ? 'done' : 'waiting';
}

/** What was last written to Azure DevOps about an attempt is what stands in the daybook. */
export function isShown(attempt: Attempt, result: Link): boolean {
  return result.at.entryId === attempt.entryId && result.at.status === attempt.status;
}
