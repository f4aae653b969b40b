// Every test point of the plan with its latest result, in as few requests as Azure DevOps allows: nothing tells which changed.
import { z } from 'zod';
import type { Connection } from '../client.ts';
import { timeOf } from '../results/points.ts';

const who = z.object({ id: z.string().nullish(), displayName: z.string().nullish() }).nullish();
const point = z.object({
  id: z.number(),
  testCaseReference: z.object({ id: z.number() }),
  lastUpdatedBy: who,
  lastUpdatedDate: z.string().nullish(),
  lastResetToActive: z.string().nullish(),
  results: z
    .object({
      outcome: z.string().nullish(),
      lastTestRunId: z.number().nullish(),
      lastResultId: z.number().nullish(),
    })
    .nullish(),
});

export type PointThere = {
  readonly id: number;
  readonly testCaseId: number;
  readonly outcome: string;
  /** 0 when it is to be run. */
  readonly runId: number;
  readonly resultId: number;
  readonly byId: string | undefined;
  readonly byName: string | undefined;
  /** When it was set back to be run, or else last changed; epoch milliseconds, 0 where it is not told. */
  readonly changedAt: number;
};

/** @param rootSuiteId the plan's own suite: all others stand in it */
export async function allPoints(connection: Connection, rootSuiteId: number): Promise<readonly PointThere[]> {
  const rows = await connection.pages('read the test points', point, {
    api: 'plans',
    area: 'testplan',
    location: '52df686e-bae4-4334-b0ee-b6cf4e6f6b73',
    version: '7.2-preview.2',
    route: { project: connection.project, planId: connection.target.planId, suiteId: rootSuiteId },
    query: { isRecursive: true, includePointDetails: true, returnIdentityRef: true },
  });
  return rows.map(row => ({
    id: row.id,
    testCaseId: row.testCaseReference.id,
    outcome: row.results?.outcome ?? '',
    runId: row.results?.lastTestRunId ?? 0,
    resultId: row.results?.lastResultId ?? 0,
    byId: row.lastUpdatedBy?.id ?? undefined,
    byName: row.lastUpdatedBy?.displayName ?? undefined,
    changedAt: timeOf(row.lastResetToActive) || timeOf(row.lastUpdatedDate),
  }));
}
