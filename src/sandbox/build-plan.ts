/** Builds plans, suites, points, test cases and shared steps from a seed. */
import type { FieldValue, Item } from './items/state.ts';
import { activePoint } from './plans/active.ts';
import { stepsXml } from './plans/steps.ts';
import type { SeedPlan, SeedStep, SeedSuite } from './seed.ts';
import type { Organisation, Person, Plan, Point, Project, Suite } from './state.ts';

export type Site = {
  readonly organisation: Organisation;
  readonly itemId: (written: number | undefined) => number;
  readonly at: string;
  readonly by: Person;
};

export function stepOf(
  shared: ReadonlyMap<string, number>,
): (step: SeedStep) => Parameters<typeof stepsXml>[0][number] {
  return ({ id, action, expected, sharedSteps }) => {
    const sharedId = sharedSteps === undefined ? undefined : shared.get(sharedSteps.toLowerCase());
    return { id, action, expected, sharedId };
  };
}

type Draft = {
  readonly type: 'Test Case' | 'Shared Steps';
  readonly id: number | undefined;
  readonly title: string;
  readonly state: string;
  readonly xml: string;
  readonly priority?: number;
};

export function addItem({ organisation, itemId, at, by }: Site, project: Project, draft: Draft): number {
  const id = itemId(draft.id);
  const fields: Record<string, FieldValue> = {
    'System.AreaPath': project.name,
    'System.IterationPath': project.name,
    'System.WorkItemType': draft.type,
    'System.State': draft.state,
    'System.Reason': 'New',
    'System.Title': draft.title,
    'Microsoft.VSTS.Common.StateChangeDate': at,
    'Microsoft.VSTS.Common.Priority': draft.priority ?? 2,
    'Microsoft.VSTS.TCM.Steps': draft.xml,
  };
  if (draft.type === 'Test Case') fields['Microsoft.VSTS.TCM.AutomationStatus'] = 'Not Automated';
  const change = organisation.next.change++;
  const item: Item = {
    id,
    projectId: project.id,
    deleted: false,
    revisions: [{ rev: 1, change, at, byId: by.id, fields, relations: [] }],
    comments: [],
  };
  organisation.items.push(item);
  return id;
}

type PlanSeed = { readonly plan: SeedPlan; readonly shared: ReadonlyMap<string, number> };

export function buildPlan(site: Site, project: Project, { plan: seed, shared }: PlanSeed): Plan {
  const { organisation, at, by } = site;
  const id = site.itemId(seed.id);
  const rootSuiteId = site.itemId(seed.rootSuiteId);
  const suites: Suite[] = [];
  const points: Point[] = [];
  const addSuite = (
    from: Pick<SeedSuite, 'name' | 'testCases' | 'suites' | 'configurations'>,
    suiteId: number,
    above: { readonly parentId: number | null; readonly configurations: readonly string[] | undefined },
  ) => {
    const configurations = from.configurations ?? above.configurations;
    const suite: Suite = {
      id: suiteId,
      name: from.name,
      parentId: above.parentId,
      childIds: [],
      caseIds: [],
      revision: 1,
      at,
      byId: by.id,
    };
    suites.push(suite);
    for (const entry of from.testCases) {
      const caseId = typeof entry === 'number' ? entry : addCase(site, project, { entry, shared });
      suite.caseIds.push(caseId);
      const tester = typeof entry === 'number' ? undefined : entry.tester;
      for (const configurationId of configurationIds(project, configurations)) {
        points.push({
          ...activePoint(at, by.id),
          id: organisation.next.point++,
          suiteId,
          caseId,
          configurationId,
          testerId: personNamed(organisation, tester)?.id ?? null,
        });
      }
    }
    for (const child of from.suites) {
      const childId = site.itemId(child.id);
      suite.childIds.push(childId);
      addSuite(child, childId, { parentId: suiteId, configurations });
    }
  };
  addSuite(seed, rootSuiteId, { parentId: null, configurations: undefined });
  return {
    id,
    name: seed.name,
    state: 'Active',
    areaPath: project.name,
    iteration: project.name,
    syncOutcomeAcrossSuites: seed.syncOutcomeAcrossSuites,
    rootSuiteId,
    suites,
    points,
    revision: 1,
    at,
    byId: by.id,
  };
}

type CaseSeed = {
  readonly entry: Exclude<SeedPlan['testCases'][number], number>;
  readonly shared: ReadonlyMap<string, number>;
};

function addCase(site: Site, project: Project, { entry, shared }: CaseSeed): number {
  const xml = stepsXml(entry.steps.map(stepOf(shared)));
  const { id, title, state, priority } = entry;
  return addItem(site, project, { type: 'Test Case', id, title, state, priority, xml });
}

function configurationIds(project: Project, names: readonly string[] | undefined): readonly number[] {
  const wanted = names?.map(name => name.toLowerCase());
  return project.configurations
    .filter(one => (wanted ? wanted.includes(one.name.toLowerCase()) : one.isDefault))
    .map(one => one.id);
}

function personNamed({ users }: Organisation, name: string | undefined): Person | undefined {
  return users.find(user => user.name.toLowerCase() === name?.toLowerCase());
}
