// Whether Azure DevOps already shows how a test stands.
import type { Attempt } from '../../domain/tests/progress.ts';
import { countingSeen, type SeenOutcome } from '../../domain/tests/seen.ts';
import type { Link } from '../../ports/store.ts';

export type MirrorState = 'done' | 'waiting' | 'newer-there';

/** @param there what is known of it: the result as the mirror left it, and what a person last made of the test */
export function mirrorState(
  attempt: Attempt | undefined,
  { result, seen }: { readonly result: Link | undefined; readonly seen: SeenOutcome | undefined },
): MirrorState {
  if (attempt === undefined) return 'done';
  if (countingSeen(seen, attempt) !== undefined) return 'newer-there';
  if (result === undefined) return 'waiting';
  if (result.at.newerThere !== undefined) return 'newer-there';
  return isShown(attempt, result) ? 'done' : 'waiting';
}

/** What was last written to Azure DevOps about an attempt is what stands in the daybook. */
export function isShown(attempt: Attempt, result: Link): boolean {
  return result.at.entryId === attempt.entryId && result.at.status === attempt.status;
}
