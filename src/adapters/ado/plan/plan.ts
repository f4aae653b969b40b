// Reads an LDSO's test plan: suites in their order, test cases with their points and their steps.
import { z } from 'zod';
import { type TestCaseId, testCaseId } from '../../../domain/refs.ts';
import type { Connection } from '../client.ts';
import { timeOf } from '../results/points.ts';
import { type Identity, nameIn, type PlanBook, type PlanCase } from './book.ts';
import { type SharedSteps, sharedStepsIn } from './steps.ts';

const plan = z.object({
  rootSuite: z.object({ id: z.number() }),
  testOutcomeSettings: z.object({ syncOutcomeAcrossSuites: z.boolean().optional() }).nullish(),
});
const suite = z.object({
  id: z.number(),
  name: z.string(),
  parentSuite: z.object({ id: z.number() }).nullish(),
  lastUpdatedBy: z.object({ displayName: z.string().nullish() }).nullish(),
  lastUpdatedDate: z.string().nullish(),
});
type Suite = z.infer<typeof suite>;
const entry = z.object({ id: z.number(), sequenceNumber: z.number() });
// Testers come as identities or, from older servers, as names.
const tester = z
  .union([
    z.object({
      displayName: z.string(),
      id: z.string().nullish(),
      uniqueName: z.string().nullish(),
    }),
    z.string(),
  ])
  .nullish();
const suiteCase = z.object({
  order: z.number().nullish(),
  workItem: z.object({
    id: z.number(),
    name: z.string(),
    workItemFields: z.array(z.record(z.string(), z.unknown())).nullish(),
  }),
  pointAssignments: z
    .array(z.object({ id: z.number(), configurationName: z.string().nullish(), tester }))
    .nullish(),
});
type SuiteCase = z.infer<typeof suiteCase>;
const items = z.array(
  z.object({ id: z.number(), rev: z.number(), fields: z.record(z.string(), z.unknown()) }).nullable(),
);

const stepsField = 'Microsoft.VSTS.TCM.Steps';
/** Azure DevOps reads at most 200 work items at a time. */
const itemsAtMost = 200;
const suiteEntries = 1;
const omitMissing = 2;

export async function readPlan(connection: Connection, readAt: number): Promise<PlanBook> {
  const { target, project } = connection;
  const { rootSuite, testOutcomeSettings } = await connection.ask('read the test plan', plan, ({ plans }) =>
    plans.getTestPlanById(project, target.planId),
  );
  const cases = new Map<TestCaseId, PlanCase>();
  const assigned: z.infer<typeof tester>[] = [];
  for (const suite of await suitesInOrder(connection, rootSuite.id)) {
    if (target.suiteIds !== undefined && !target.suiteIds.includes(suite.id)) continue;
    for (const row of await casesOf(connection, suite.id)) {
      addCase(cases, suite, row);
      assigned.push(...(row.pointAssignments ?? []).map(point => point.tester));
    }
  }
  const sharedIds = [...cases.values()].flatMap(each => sharedStepsIn(each.stepsXml));
  return {
    rootSuiteId: rootSuite.id,
    cases,
    shared: await stepsOf(connection, sharedIds),
    testers: testersFrom(assigned),
    sameInAllSuites: testOutcomeSettings?.syncOutcomeAcrossSuites ?? false,
    readAt,
  };
}

/** The book with the steps of these test cases as they are now. */
export async function withFreshSteps(
  connection: Connection,
  book: PlanBook,
  ids: readonly TestCaseId[],
): Promise<PlanBook> {
  const read = await stepsOf(connection, ids.map(Number));
  const cases = new Map(book.cases);
  for (const id of ids) {
    const known = cases.get(id);
    const steps = read.get(Number(id));
    if (known === undefined || steps === undefined) continue;
    cases.set(id, { ...known, stepsXml: steps.xml, revision: steps.revision });
  }
  const sharedIds = ids.flatMap(id => sharedStepsIn(cases.get(id)?.stepsXml ?? ''));
  const shared = await stepsOf(connection, sharedIds);
  return { ...book, cases, shared: new Map([...book.shared, ...shared]) };
}

function addCase(cases: Map<TestCaseId, PlanCase>, suite: Suite, row: SuiteCase): void {
  const id = testCaseId(String(row.workItem.id));
  if (id === undefined) return;
  const assigned = row.pointAssignments ?? [];
  const points = assigned.map(point => ({
    id: point.id,
    suiteId: suite.id,
    configuration: point.configurationName ?? '',
  }));
  const known = cases.get(id);
  if (known !== undefined) {
    cases.set(id, { ...known, points: [...known.points, ...points] });
    return;
  }
  const who = assigned.map(point => nameOf(point.tester)).find(name => name !== undefined);
  const title = row.workItem.name;
  const fields: Record<string, unknown> = Object.assign({}, ...(row.workItem.workItemFields ?? []));
  cases.set(id, {
    planned: {
      id,
      name: nameIn(title),
      title,
      suite: suite.name,
      order: cases.size + 1,
      ...(who === undefined ? {} : { tester: who }),
      ...changeOf(suite),
    },
    points,
    revision: Number(fields['System.Rev'] ?? 0),
    stepsXml: textOf(fields[stepsField]),
  });
}

function changeOf({ lastUpdatedBy, lastUpdatedDate }: Suite) {
  const byName = lastUpdatedBy?.displayName;
  const at = timeOf(lastUpdatedDate);
  return byName === undefined || byName === null || at === 0 ? {} : { suiteChanged: { byName, at } };
}

async function casesOf(connection: Connection, suiteId: number): Promise<readonly SuiteCase[]> {
  const rows = await connection.pages('read the test cases', suiteCase, {
    api: 'plans',
    area: 'testplan',
    location: 'a9bd61ac-45cf-4d13-9441-43dcd01edf8d',
    version: '7.2-preview.3',
    route: { project: connection.project, planId: connection.target.planId, suiteId },
    query: { witFields: `${stepsField},System.Rev`, returnIdentityRef: true },
  });
  return [...rows].sort((a, b) => (a.order ?? 0) - (b.order ?? 0));
}

/** Depth first, each suite before the suites in it, those in the order that the coordinator gave them. */
async function suitesInOrder(connection: Connection, rootId: number): Promise<readonly Suite[]> {
  const all = await connection.pages('read the test suites', suite, {
    api: 'plans',
    area: 'testplan',
    location: '1046d5d3-ab61-4ca7-a65a-36118a978256',
    version: '7.2-preview.1',
    route: { project: connection.project, planId: connection.target.planId },
  });
  const inOrder: Suite[] = [];
  const waiting = all.filter(each => each.id === rootId);
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    inOrder.push(next);
    const { id } = next;
    const children = all.filter(each => each.parentSuite?.id === id);
    waiting.unshift(...(await asOrdered(connection, id, children)));
  }
  return inOrder;
}

async function asOrdered(
  connection: Connection,
  parentId: number,
  children: readonly Suite[],
): Promise<readonly Suite[]> {
  if (children.length < 2) return children;
  const entries = await connection.ask('read the order of the suites', z.array(entry), ({ plans }) =>
    plans.getSuiteEntries(connection.project, parentId, suiteEntries),
  );
  const places = new Map(entries.map(each => [each.id, each.sequenceNumber]));
  const placeOf = (child: Suite) => places.get(child.id) ?? Number.MAX_SAFE_INTEGER;
  return [...children].sort((a, b) => placeOf(a) - placeOf(b));
}

async function stepsOf(connection: Connection, wanted: readonly number[]): Promise<SharedSteps> {
  const found = new Map<number, { readonly revision: number; readonly xml: string }>();
  const ids = [...new Set(wanted)];
  for (let from = 0; from < ids.length; from += itemsAtMost) {
    const part = ids.slice(from, from + itemsAtMost);
    const rows = await connection.ask('read the steps', items, api =>
      // A deleted item leaves a gap instead of failing the others.
      api.items.getWorkItemsBatch(
        { ids: part, fields: [stepsField], errorPolicy: omitMissing },
        connection.project,
      ),
    );
    for (const row of rows) {
      if (row !== null) found.set(row.id, { revision: row.rev, xml: textOf(row.fields[stepsField]) });
    }
  }
  return found;
}

function testersFrom(assigned: readonly z.infer<typeof tester>[]): PlanBook['testers'] {
  const testers = new Map<string, Identity>();
  for (const who of assigned) {
    if (typeof who !== 'object' || who === null || !who.id) continue;
    const { id, displayName, uniqueName } = who;
    testers.set(id, { id, displayName, ...(uniqueName ? { uniqueName } : {}) });
  }
  return [...testers.values()];
}

function nameOf(who: z.infer<typeof tester>): string | undefined {
  if (who === null || who === undefined || who === '') return undefined;
  return typeof who === 'string' ? who : who.displayName;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
