// The results of a test run: read, added, written; one that Azure DevOps refuses does not sink the others.
import { z } from 'zod';
import { WorldFault } from '../../../ports/world-fault.ts';
import type { Connection } from '../client.ts';
import { isAboutAnItem, making } from '../faults.ts';
import { timeOf } from './points.ts';
import { markIn, type ResultBody, type ResultFields } from './result.ts';

const by = z.object({ id: z.string().nullish(), displayName: z.string().nullish() }).nullish();
// References in the test area carry their ids as text.
const reference = z.object({ id: z.coerce.number() }).nullish();
const result = z.object({
  id: z.number(),
  outcome: z.string().nullish(),
  state: z.string().nullish(),
  comment: z.string().nullish(),
  lastUpdatedBy: by,
  // The client makes a date of it.
  lastUpdatedDate: z.union([z.string(), z.date()]).nullish(),
  testPoint: reference,
  testCase: reference,
  testCaseRevision: z.number().nullish(),
});
const added = z.array(z.object({ id: z.number() }));

/** Azure DevOps gives at most so many at a time. Source: REST specification 7.1 of the test area, Results - List. */
const resultsAtMost = 1000;

export type FoundResult = {
  readonly id: number;
  readonly pointId: number | undefined;
  readonly outcome: string;
  readonly state: string;
  readonly comment: string;
  readonly testCaseId: number | undefined;
  /** What the attempt is found again by, where the result is ours. */
  readonly mark: string | undefined;
  /** Who changed it last. */
  readonly byId: string | undefined;
  readonly byName: string | undefined;
  /** Epoch milliseconds; 0 where it is not told. */
  readonly changedAt: number;
  readonly caseRevision: number;
};

export async function resultsOf(connection: Connection, runId: number): Promise<readonly FoundResult[]> {
  const found: FoundResult[] = [];
  for (;;) {
    const rows = await connection.ask('read the results of a test run', z.array(result), ({ test }) =>
      test.getTestResults(connection.project, runId, undefined, found.length, resultsAtMost),
    );
    found.push(
      ...rows.map(row => ({
        id: row.id,
        pointId: row.testPoint?.id,
        outcome: row.outcome ?? '',
        state: row.state ?? '',
        comment: row.comment ?? '',
        testCaseId: row.testCase?.id,
        mark: markIn(row.comment ?? ''),
        byId: row.lastUpdatedBy?.id ?? undefined,
        byName: row.lastUpdatedBy?.displayName ?? undefined,
        changedAt: timeOf(row.lastUpdatedDate),
        caseRevision: row.testCaseRevision ?? 0,
      })),
    );
    if (rows.length < resultsAtMost) return found;
  }
}

/** @returns the ids, in order @throws WorldFault; whether anything was added is then not known unless it is a refusal */
export async function addResults(
  connection: Connection,
  runId: number,
  bodies: readonly ResultFields[],
): Promise<readonly number[]> {
  const rows = await making(() =>
    connection.ask('add test results', added, ({ test }) =>
      test.addTestResultsToTestRun([...bodies], connection.project, runId),
    ),
  );
  return rows.map(({ id }) => id);
}

/** What became of one body: written, written without what people can miss least, or refused. */
export type Written = { readonly id: number; readonly is: 'whole' | 'without steps' | WorldFault };

export type Into = {
  readonly runId: number;
  /** It was tried several times: an error of the service's own may be about one of them. */
  readonly isStubborn?: boolean;
};

/**
 * Writes all bodies with one request. One that Azure DevOps refuses fails the whole request, so then they are halved until
 * it stands alone; alone, it is tried without its step rows.
 * @throws WorldFault for what has nothing to do with a single result
 */
export async function writeResults(
  connection: Connection,
  into: Into,
  bodies: readonly ResultBody[],
): Promise<readonly Written[]> {
  const refusal = await refusalOf(connection, into, bodies);
  if (refusal === undefined) return bodies.map(({ id }) => ({ id, is: 'whole' }));
  const [only, ...others] = bodies;
  if (only === undefined) return [];
  if (others.length > 0) {
    const middle = Math.ceil(bodies.length / 2);
    const before = await writeResults(connection, into, bodies.slice(0, middle));
    return [...before, ...(await writeResults(connection, into, bodies.slice(middle)))];
  }
  const plain = withoutExtras(only);
  if (plain === undefined) return [{ id: only.id, is: refusal }];
  const again = await refusalOf(connection, into, [plain]);
  return [{ id: only.id, is: again ?? 'without steps' }];
}

/** What people can miss least is left out: the rows of the steps, and whose account it was. */
export function withoutExtras<Body extends ResultFields>(body: Body): Body | undefined {
  const { iterationDetails, runBy, ...plain } = body;
  return iterationDetails === undefined && runBy === undefined ? undefined : (plain as Body);
}

/** @returns why a body among them is refused @throws WorldFault for what has nothing to do with a single result */
export async function refusalOf(
  connection: Connection,
  { runId, isStubborn = false }: Into,
  bodies: readonly ResultBody[],
): Promise<WorldFault | undefined> {
  try {
    // The answer is a list of stubs: nothing to be read from it.
    await connection.ask('write test results', z.unknown(), ({ test }) =>
      test.updateTestResults([...bodies], connection.project, runId),
    );
    return undefined;
  } catch (fault) {
    if (mayBeAboutOne(fault, isStubborn)) return fault;
    throw fault;
  }
}

/** Step rows in some shapes were seen to fail with a plain 500. Source: github.com/microsoft/azure-devops-node-api/issues/545. */
export function mayBeAboutOne(fault: unknown, isStubborn: boolean): fault is WorldFault {
  return isAboutAnItem(fault) || (isStubborn && fault instanceof WorldFault && fault.status === 500);
}
