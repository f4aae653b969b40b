// Test runs and their results: found again by the marks in their names, created, read, written.
import { createHash } from 'node:crypto';
import type { RunCreateModel } from 'azure-devops-node-api/interfaces/TestInterfaces.js';
import { z } from 'zod';
import { type TestKey, testKeyText } from '../../../domain/refs.ts';
import type { WorldFault } from '../../../ports.ts';
import type { Connection } from '../client.ts';
import { isAboutAnItem } from '../faults.ts';
import { timeOf } from './points.ts';
import type { ResultBody } from './result.ts';

const run = z.object({ id: z.number() });
const by = z.object({ id: z.string().nullish(), displayName: z.string().nullish() }).nullish();
const namedRun = z.object({ id: z.number(), name: z.string().nullish(), lastUpdatedBy: by });
// References in the test area carry their ids as text.
const reference = z.object({ id: z.coerce.number() }).nullish();
const result = z.object({
  id: z.number(),
  outcome: z.string().nullish(),
  lastUpdatedBy: by,
  // The client makes a date of it.
  lastUpdatedDate: z.union([z.string(), z.date()]).nullish(),
  testPoint: reference,
  testCaseRevision: z.number().nullish(),
});
const anything = z.unknown();

export type FoundResult = {
  readonly id: number;
  readonly pointId: number | undefined;
  readonly outcome: string;
  /** Who changed it last. */
  readonly byId: string | undefined;
  readonly byName: string | undefined;
  /** Epoch milliseconds; 0 where it is not told. */
  readonly changedAt: number;
  readonly caseRevision: number;
};

/** Runs of one call: a point once in each, and as many as their marks fit into a name of 256 characters. */
export const attemptsInRun = 20;
const dayMs = 24 * 3600_000;
/** The query takes at most seven days at a time; what is older than that is not looked for. */
const windowMs = 7 * dayMs;
const windowsAtMost = 6;
const resultsAtMost = 1000;

/**
 * What an attempt is found again by after an unknown outcome, e.g. `3kT9vQ_a`.
 * @param take 1, and one more each time the attempt was withdrawn and came back
 */
export function markOfAttempt(test: TestKey, attempt: number, take: number): string {
  const text = `${testKeyText(test)}/${attempt}/${take}`;
  return createHash('sha256').update(text).digest('base64url').slice(0, 8);
}

export function runName(ldso: string, marks: readonly string[], now: Date): string {
  return `QT Daybook ${ldso} ${now.toISOString().slice(0, 10)} [k:${marks.join(' ')}]`;
}

/** @returns the runs of each mark, oldest first: two, if two replicas ever worked at once */
export async function runsWithMarks(
  connection: Connection,
  marks: ReadonlySet<string>,
  window: { readonly from: number; readonly to: number },
): Promise<ReadonlyMap<string, readonly number[]>> {
  const found = new Map<string, readonly number[]>();
  // A day more on both sides: clocks differ, and it is the server's that dates a run.
  const end = window.to + dayMs;
  const start = Math.max(window.from - dayMs, end - windowsAtMost * windowMs);
  for (let from = start; from < end; from += windowMs) {
    for (const { id, name } of await runsUpdated(connection, from, Math.min(from + windowMs, end))) {
      for (const mark of marksIn(name ?? '')) {
        if (!marks.has(mark)) continue;
        const ids = new Set([...(found.get(mark) ?? []), id]);
        found.set(
          mark,
          [...ids].sort((a, b) => a - b),
        );
      }
    }
  }
  return found;
}

export async function createRun(
  connection: Connection,
  wanted: { readonly name: string; readonly pointIds: readonly number[]; readonly startedAt: number },
): Promise<number> {
  const { project, target } = connection;
  // The client's type demands configuration ids, which a run of test points does not have.
  const model: Omit<RunCreateModel, 'configurationIds'> = {
    name: wanted.name,
    plan: { id: String(target.planId) },
    pointIds: [...wanted.pointIds],
    automated: false,
    state: 'InProgress',
    startDate: new Date(wanted.startedAt).toISOString(),
    comment: 'Kept by QT Daybook from the notifications in the LDSO’s Teams channel.',
  };
  const created = await connection.ask('create a test run', run, ({ test }) =>
    test.createTestRun(model as RunCreateModel, project),
  );
  return created.id;
}

export async function resultsOf(connection: Connection, runId: number): Promise<readonly FoundResult[]> {
  const rows = await connection.ask('read the results of a test run', z.array(result), ({ test }) =>
    test.getTestResults(connection.project, runId, undefined, undefined, resultsAtMost),
  );
  return rows.map(row => ({
    id: row.id,
    pointId: row.testPoint?.id,
    outcome: row.outcome ?? '',
    byId: row.lastUpdatedBy?.id ?? undefined,
    byName: row.lastUpdatedBy?.displayName ?? undefined,
    changedAt: timeOf(row.lastUpdatedDate),
    caseRevision: row.testCaseRevision ?? 0,
  }));
}

/** What became of one body: written, written without its step rows, or refused. */
export type Written = { readonly id: number; readonly is: 'whole' | 'without steps' | WorldFault };

/**
 * Writes all bodies with one request. One that Azure DevOps refuses fails the whole request, so then they are halved until
 * it stands alone; alone, it is tried without its step rows.
 * @throws WorldFault for what has nothing to do with a single result
 */
export async function writeResults(
  connection: Connection,
  runId: number,
  bodies: readonly ResultBody[],
): Promise<readonly Written[]> {
  const refusal = await refusalOf(connection, runId, bodies);
  if (refusal === undefined) return bodies.map(({ id }) => ({ id, is: 'whole' }));
  const [only, ...others] = bodies;
  if (only === undefined) return [];
  if (others.length > 0) {
    const middle = Math.ceil(bodies.length / 2);
    const before = await writeResults(connection, runId, bodies.slice(0, middle));
    return [...before, ...(await writeResults(connection, runId, bodies.slice(middle)))];
  }
  // What people can miss least: the rows of the steps, and whose account it was.
  const { iterationDetails, runBy, ...plain } = only;
  if (iterationDetails === undefined && runBy === undefined) return [{ id: only.id, is: refusal }];
  const again = await refusalOf(connection, runId, [plain]);
  return [{ id: only.id, is: again ?? 'without steps' }];
}

export async function setRunState(
  connection: Connection,
  runId: number,
  wanted: { readonly state: 'InProgress' | 'Completed'; readonly at: Date },
): Promise<void> {
  const completed = wanted.state === 'Completed' ? { completedDate: wanted.at.toISOString() } : {};
  await connection.ask('set the state of a test run', anything, ({ test }) =>
    test.updateTestRun({ state: wanted.state, ...completed }, connection.project, runId),
  );
}

async function refusalOf(
  connection: Connection,
  runId: number,
  bodies: readonly ResultBody[],
): Promise<WorldFault | undefined> {
  try {
    // The answer is a list of stubs: nothing to be read from it.
    await connection.ask('write test results', anything, ({ test }) =>
      test.updateTestResults([...bodies], connection.project, runId),
    );
    return undefined;
  } catch (fault) {
    if (isAboutAnItem(fault)) return fault;
    throw fault;
  }
}

/** @param from, to epoch milliseconds, at most a week apart */
export function runsUpdated(connection: Connection, from: number, to: number) {
  return connection.pages('look for test runs', namedRun, {
    api: 'test',
    area: 'Test',
    location: 'cadb3810-d47d-4a3c-a234-fe5f3be50138',
    version: '7.2-preview.3',
    route: { project: connection.project },
    query: {
      // As text: the client writes dates in a form that loses the milliseconds.
      minLastUpdatedDate: new Date(from).toISOString(),
      maxLastUpdatedDate: new Date(to).toISOString(),
      planIds: connection.target.planId,
      isAutomated: false,
      $top: 100,
    },
  });
}

function marksIn(name: string): readonly string[] {
  return /\[k:([^\]]+)\]/.exec(name)?.[1]?.split(' ') ?? [];
}
