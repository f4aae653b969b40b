// Test points as Azure DevOps shows them in the grid: their latest result, and whether a person gave it.
import { z } from 'zod';
import type { Connection } from '../client.ts';
import type { Point } from '../plan/book.ts';

const found = z.object({
  id: z.number(),
  results: z
    .object({
      outcome: z.string().nullish(),
      lastTestRunId: z.number().nullish(),
      lastResultId: z.number().nullish(),
      lastResultDetails: z
        .object({
          dateCompleted: z.string().nullish(),
          runBy: z.object({ id: z.string().nullish() }).nullish(),
        })
        .nullish(),
    })
    .nullish(),
});
const result = z.object({
  lastUpdatedBy: z.object({ id: z.string().nullish() }).nullish(),
});

export type Latest = {
  readonly pointId: number;
  readonly runId: number;
  readonly resultId: number;
  readonly outcome: string;
  readonly byId: string | undefined;
  /** Epoch milliseconds; 0 for never. */
  readonly completedAt: number;
};

export async function latestOf(
  connection: Connection,
  points: readonly Pick<Point, 'id' | 'suiteId'>[],
): Promise<readonly Latest[]> {
  const rows: z.infer<typeof found>[] = [];
  for (const suiteId of new Set(points.map(point => point.suiteId))) {
    const ids = points.filter(point => point.suiteId === suiteId).map(point => point.id);
    rows.push(...(await pointsIn(connection, suiteId, [...new Set(ids)])));
  }
  return rows.map(({ id, results }) => ({
    pointId: id,
    runId: results?.lastTestRunId ?? 0,
    resultId: results?.lastResultId ?? 0,
    outcome: results?.outcome ?? '',
    byId: results?.lastResultDetails?.runBy?.id ?? undefined,
    completedAt: timeOf(results?.lastResultDetails?.dateCompleted),
  }));
}

/** A result, for who last changed it: who it is run by may be the tester. */
export async function readLatest(
  connection: Connection,
  { runId, resultId }: Pick<Latest, 'runId' | 'resultId'>,
): Promise<{ readonly isPersons: boolean }> {
  const read = await connection.ask('read a test result', result, ({ test }) =>
    test.getTestResultById(connection.project, runId, resultId),
  );
  const id = read.lastUpdatedBy?.id ?? undefined;
  const isPersons = id !== undefined && id !== (await connection.ownId());
  return { isPersons };
}

/** The point is to be run again: no result stands for it. */
export async function resetPoint(
  connection: Connection,
  point: Pick<Point, 'id' | 'suiteId'>,
): Promise<void> {
  const { project, target } = connection;
  await connection.ask('reset a test point', z.unknown(), ({ plans }) =>
    plans.updateTestPoints([{ id: point.id, isActive: true }], project, target.planId, point.suiteId),
  );
}

function pointsIn(connection: Connection, suiteId: number, ids: readonly number[]) {
  return connection.pages('read the test points', found, {
    api: 'plans',
    area: 'testplan',
    location: '52df686e-bae4-4334-b0ee-b6cf4e6f6b73',
    version: '7.2-preview.2',
    route: { project: connection.project, planId: connection.target.planId, suiteId },
    query: { testPointIds: ids.join(','), includePointDetails: true, returnIdentityRef: true },
  });
}

/** Epoch milliseconds; 0 for never. */
export function timeOf(date: string | Date | null | undefined): number {
  const time = date === null || date === undefined ? Number.NaN : new Date(date).getTime();
  // "Never" is written as the first day of the calendar.
  return Number.isNaN(time) ? 0 : Math.max(time, 0);
}
