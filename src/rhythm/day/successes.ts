// The runs of a test that passed, and when each did: the word said again is no later success.
import type { Attempt } from '../../domain/tests/progress.ts';
import type { Standing, Test } from './standing.ts';

export type Success = {
  readonly test: Test;
  readonly attempt: Attempt;
  /** When it was first said to have passed, epoch milliseconds. */
  readonly at: number;
};

/** Oldest first. A later run that failed takes nothing back: what had succeeded did happen. */
export function successesOf({ entries }: Pick<Standing, 'entries'>, test: Test): readonly Success[] {
  // The last run counts as a person left it in Azure DevOps.
  const runs = [...test.attempts.slice(0, -1), test.attempt];
  return runs
    .filter(({ status }) => status === 'passed')
    .map(attempt => {
      const first = entries.find(
        ({ kind, at, testCaseId, mpanRef }) =>
          kind === 'passed' &&
          at >= attempt.startedAt &&
          testCaseId === test.key.testCaseId &&
          mpanRef === test.key.mpanRef,
      );
      return { test, attempt, at: first?.at ?? attempt.finishedAt ?? attempt.startedAt };
    });
}
