/** Builds the first state of a sandbox from its seed; the same seed always gives the same ids. */
import { createHash } from 'node:crypto';
import { itemTypes } from './items/types.ts';
import { stepsXml } from './plans/steps.ts';
import type { Seed, SeedOrganisation, SeedPlan, SeedProject, SeedStep, SeedSuite } from './seed.ts';
import { idsOf } from './seed-check.ts';
import type { FieldValue, Item, Organisation, Person, Plan, Point, Project, Suite, World } from './state.ts';

export function buildWorld(seed: Seed, at: string): World {
  const users = seed.users.map(({ name, email }) => ({ id: guid(`user ${email}`), name, email }));
  return {
    format: 1,
    seedHash: seedHash(seed),
    organisations: seed.organisations.map(one => buildOrganisation(one, users, at)),
  };
}

/** Tells whether a seed has changed since a state was built from it. */
export function seedHash(seed: Seed): string {
  return createHash('sha256').update(JSON.stringify(seed)).digest('hex');
}

/** A GUID that depends on the text alone. */
function guid(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}

type Site = {
  readonly organisation: Organisation;
  readonly itemId: (written: number | undefined) => number;
  readonly at: string;
  readonly by: Person;
};

function buildOrganisation(seed: SeedOrganisation, users: readonly Person[], at: string): Organisation {
  const used = new Set(idsOf(seed).map(([, id]) => id));
  let free = seed.firstItemId;
  const itemId = (written: number | undefined) => {
    if (written !== undefined) return written;
    while (used.has(free)) free += 1;
    used.add(free);
    return free;
  };
  const next = {
    item: 0,
    point: seed.firstPointId,
    run: seed.firstRunId,
    attachment: 1,
    comment: 1,
    change: 1,
    notification: 1,
  };
  const organisation: Organisation = {
    name: seed.name,
    id: guid(`organisation ${seed.name.toLowerCase()}`),
    tenant: seed.tenant,
    users: [...users],
    next,
    projects: [],
    items: [],
    files: [],
    subscriptions: [],
    notifications: [],
  };
  const [by] = users;
  if (!by)
    throw new Error(
      `building the sandbox organisation ${seed.name}: the seed has no users, write at least one`,
    );
  const site: Site = { organisation, itemId, at, by };
  for (const project of seed.projects) buildProject(site, project);
  next.item = Math.max(seed.firstItemId - 1, ...used) + 1;
  return organisation;
}

function buildProject(site: Site, seed: SeedProject): void {
  const { organisation, at, by } = site;
  const written =
    seed.configurations.length > 0 ? seed.configurations : [{ name: 'Default', values: [], id: 1 }];
  const project: Project = {
    id: seed.id ?? guid(`project ${organisation.name}/${seed.name}`.toLowerCase()),
    name: seed.name,
    description: seed.description,
    types: itemTypes(
      seed.workItemTypes.map(type => ({
        ...type,
        fields: type.fields.map(one => ({ ...one, readOnly: false })),
      })),
    ),
    areas: [seed.name, ...seed.areas.map(path => `${seed.name}\\${path}`)],
    iterations: [seed.name, ...seed.iterations.map(path => `${seed.name}\\${path}`)],
    configurations: written.map(({ id, name, values }, index) => ({
      id: id ?? index + 1,
      name,
      isDefault: index === 0,
      values,
    })),
    plans: [],
    runs: [],
    retention: { automatedDays: 30, manualDays: 365, at, byId: by.id },
  };
  organisation.projects.push(project);
  const shared = new Map<string, number>();
  for (const { id, title, steps } of seed.sharedSteps) {
    const xml = stepsXml(steps.map(stepOf(shared)));
    shared.set(
      title.toLowerCase(),
      addItem(site, project, { type: 'Shared Steps', id, title, state: 'Active', xml }),
    );
  }
  for (const plan of seed.plans) project.plans.push(buildPlan(site, project, { plan, shared }));
}

function stepOf(
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

function addItem({ organisation, itemId, at, by }: Site, project: Project, draft: Draft): number {
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

function buildPlan(site: Site, project: Project, { plan: seed, shared }: PlanSeed): Plan {
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

/** A point that nobody has run: what a new one is, and what a reset makes of any. */
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
