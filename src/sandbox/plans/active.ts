/** A test point that nobody has run. */
import type { Point } from '../state.ts';

/** What a new point is, and what a reset makes of any. */
export function activePoint(
  at: string,
  byId: string,
): Omit<Point, 'id' | 'suiteId' | 'caseId' | 'configurationId' | 'testerId'> {
  return {
    lastRunId: 0,
    lastResultId: 0,
    outcome: 'Unspecified',
    state: 'Ready',
    lastResultState: 'Unspecified',
    lastResetToActive: null,
    revision: 1,
    at,
    byId,
  };
}
