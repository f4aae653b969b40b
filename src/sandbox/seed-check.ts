/** What a seed must hold beyond its shape: ids and names are unique, and whatever is named exists. */
import type { Seed, SeedOrganisation, SeedPlan, SeedProject, SeedStep, SeedSuite } from './seed.ts';

type Mistake = { readonly path: readonly (string | number)[]; readonly message: string };
type Path = readonly (string | number)[];
type Known = { readonly users: ReadonlySet<string>; readonly found: Mistake[] };

export function check(seed: Seed): readonly Mistake[] {
  const found: Mistake[] = [];
  const users = new Set(seed.users.map(user => user.name.toLowerCase()));
  const known: Known = { users, found };
  const organisations = new Set(seed.organisations.map(organisation => organisation.name.toLowerCase()));
  for (const [at, token] of seed.tokens.entries()) {
    knownUser(known, token.user, ['tokens', at, 'user']);
    for (const [index, name] of (token.organisations ?? []).entries()) {
      if (organisations.has(name.toLowerCase())) continue;
      found.push({
        path: ['tokens', at, 'organisations', index],
        message: 'write the name of an organisation',
      });
    }
  }
  unique(found, seed.organisations, ['organisations']);
  for (const [at, organisation] of seed.organisations.entries()) {
    checkOrganisation(known, organisation, ['organisations', at]);
  }
  return found;
}

function checkOrganisation(known: Known, organisation: SeedOrganisation, path: Path): void {
  unique(known.found, organisation.projects, [...path, 'projects']);
  const ids = new Map<number, string>();
  for (const [place, id] of idsOf(organisation)) {
    const before = ids.get(id);
    const message = `write another id: ${id} is also that of ${before}`;
    if (before !== undefined) known.found.push({ path: [...path, ...place], message });
    ids.set(id, place.join('.'));
  }
  const cases = new Set(
    organisation.projects
      .flatMap(project => project.plans)
      .flatMap(entriesOf)
      .flatMap(([, entry]) => (typeof entry === 'number' ? [] : [entry.id])),
  );
  for (const [at, project] of organisation.projects.entries()) {
    const place = [...path, 'projects', at];
    checkProject(known, project, place);
    for (const [index, plan] of project.plans.entries()) {
      for (const [inPlan, entry] of entriesOf(plan)) {
        if (typeof entry !== 'number' || cases.has(entry)) continue;
        const message = `write the id of a test case of this organisation: ${entry} is none`;
        known.found.push({ path: [...place, 'plans', index, ...inPlan], message });
      }
    }
  }
}

function checkProject(known: Known, project: SeedProject, path: Path): void {
  const configurations = new Set(project.configurations.map(one => one.name.toLowerCase()));
  const sharedSteps = new Set(project.sharedSteps.map(one => one.title.toLowerCase()));
  for (const [at, shared] of project.sharedSteps.entries()) {
    checkSteps(known.found, shared.steps, [...path, 'sharedSteps', at], new Set());
  }
  for (const [at, plan] of project.plans.entries()) {
    const place = [...path, 'plans', at];
    for (const [inPlan, names] of configurationsOf(plan)) {
      for (const [index, name] of names.entries()) {
        if (configurations.has(name.toLowerCase())) continue;
        const message = 'write the name of one of the project’s configurations';
        known.found.push({ path: [...place, ...inPlan, index], message });
      }
    }
    for (const [inPlan, entry] of entriesOf(plan)) {
      if (typeof entry === 'number') continue;
      knownUser(known, entry.tester, [...place, ...inPlan, 'tester']);
      checkSteps(known.found, entry.steps, [...place, ...inPlan], sharedSteps);
    }
  }
}

function checkSteps(
  found: Mistake[],
  steps: readonly SeedStep[],
  path: Path,
  sharedSteps: ReadonlySet<string>,
): void {
  const ids = new Set<number>();
  for (const [at, step] of steps.entries()) {
    const place = [...path, 'steps', at];
    if (step.id !== undefined && ids.has(step.id))
      found.push({ path: [...place, 'id'], message: 'write another id' });
    if (step.id !== undefined) ids.add(step.id);
    if (step.sharedSteps === undefined) {
      if (step.action === undefined)
        found.push({ path: [...place, 'action'], message: 'write what the tester does' });
    } else if (!sharedSteps.has(step.sharedSteps.toLowerCase())) {
      const message = 'write the title of one of the project’s sharedSteps';
      found.push({ path: [...place, 'sharedSteps'], message });
    }
  }
}

function knownUser({ users, found }: Known, name: string | undefined, path: Path): void {
  if (name === undefined || users.has(name.toLowerCase())) return;
  found.push({ path, message: 'write the name of one of the users' });
}

function unique(found: Mistake[], rows: readonly { readonly name: string }[], path: Path): void {
  const names = new Set<string>();
  for (const [at, { name }] of rows.entries()) {
    if (names.has(name.toLowerCase()))
      found.push({ path: [...path, at, 'name'], message: 'write another name' });
    names.add(name.toLowerCase());
  }
}

type Place<Value> = readonly [Path, Value];

/** Every suite of a plan with its place in it; the plan itself is the root suite. */
function suitesOf(plan: SeedPlan): readonly Place<SeedPlan | SeedSuite>[] {
  const below = (suites: readonly SeedSuite[], path: Path): Place<SeedPlan | SeedSuite>[] =>
    suites.flatMap((suite, at) => {
      const place = [...path, 'suites', at];
      return [[place, suite] as const, ...below(suite.suites, place)];
    });
  return [[[], plan], ...below(plan.suites, [])];
}

function entriesOf(plan: SeedPlan): readonly Place<SeedPlan['testCases'][number]>[] {
  return suitesOf(plan).flatMap(([path, suite]) =>
    suite.testCases.map((entry, at) => [[...path, 'testCases', at], entry] as const),
  );
}

function configurationsOf(plan: SeedPlan): readonly Place<readonly string[]>[] {
  return suitesOf(plan).map(
    ([path, suite]) => [[...path, 'configurations'], suite.configurations ?? []] as const,
  );
}

/** Every id that is written out, with its place. Plans, suites and cases are all work items: one row of ids. */
export function idsOf(organisation: SeedOrganisation): readonly Place<number>[] {
  const found: Place<number>[] = [];
  const add = (path: Path, id: number | undefined) => {
    if (id !== undefined) found.push([path, id]);
  };
  for (const [at, project] of organisation.projects.entries()) {
    const path = ['projects', at];
    for (const [index, shared] of project.sharedSteps.entries())
      add([...path, 'sharedSteps', index, 'id'], shared.id);
    for (const [index, plan] of project.plans.entries()) {
      const place = [...path, 'plans', index];
      add([...place, 'rootSuiteId'], plan.rootSuiteId);
      for (const [inPlan, suite] of suitesOf(plan)) add([...place, ...inPlan, 'id'], suite.id);
      for (const [inPlan, entry] of entriesOf(plan)) {
        if (typeof entry !== 'number') add([...place, ...inPlan, 'id'], entry.id);
      }
    }
  }
  return found;
}
