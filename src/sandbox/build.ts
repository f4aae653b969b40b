/** Builds the first state of a sandbox from its seed; the same seed always gives the same ids. */
import { createHash } from 'node:crypto';
import { addItem, buildPlan, type Site, stepOf } from './build-plan.ts';
import { itemTypes } from './items/types.ts';
import { stepsXml } from './plans/steps.ts';
import type { Seed, SeedOrganisation, SeedProject } from './seed.ts';
import { idsOf } from './seed-check.ts';
import type { Organisation, Person, Project, World } from './state.ts';

export function buildWorld(seed: Seed, at: string): World {
  const users = seed.users.map(user => ({ id: guid(`user ${user.email}`), ...user }));
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
