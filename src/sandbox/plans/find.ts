/** Looks up plans, suites, points and test cases, and refuses with 404 what is not there. */
import { Refused } from '../http/answer.ts';
import { type Ask, idParam, projectOf } from '../http/ask.ts';
import type { Item, Revision } from '../items/state.ts';
import type { Organisation, Plan, Point, Project, Suite } from '../state.ts';

function missing(what: string, id: number): Refused {
  return new Refused(404, 'TestObjectNotFoundException', `${what} ${id} not found.`);
}

export function findPlan(project: Project, id: number): Plan {
  const plan = project.plans.find(one => one.id === id);
  if (plan) return plan;
  throw missing('Test plan', id);
}

export function findSuite(plan: Plan, id: number): Suite {
  const suite = plan.suites.find(one => one.id === id);
  if (suite) return suite;
  throw missing('Test suite', id);
}

export function findPoint(plan: Plan, id: number): Point {
  const point = plan.points.find(one => one.id === id);
  if (point) return point;
  throw missing('Test point', id);
}

export type Place = { readonly project: Project; readonly plan: Plan; readonly suite: Suite };

/** The plan and suite in the address. */
export function placeOf(ask: Ask): Place {
  const project = projectOf(ask);
  const plan = findPlan(project, idParam(ask, 'planId'));
  return { project, plan, suite: findSuite(plan, idParam(ask, 'suiteId')) };
}

/** The suite and, below it, all others in their order. */
export function withDescendants(plan: Plan, suite: Suite): readonly Suite[] {
  return [suite, ...suite.childIds.flatMap(id => withDescendants(plan, findSuite(plan, id)))];
}

export function itemById(organisation: Organisation, id: number | null): Item | undefined {
  return organisation.items.find(one => one.id === id && !one.deleted);
}

/** How an item stands now. */
export function latest(item: Item): Revision {
  const last = item.revisions.at(-1);
  if (last) return last;
  throw new Error(`work item ${item.id} has no revision`);
}

export function titleOf(organisation: Organisation, id: number | null): string {
  const item = organisation.items.find(one => one.id === id);
  return item ? String(latest(item).fields['System.Title'] ?? '') : '';
}

export function configurationName(project: Project, id: number | null): string {
  return project.configurations.find(one => one.id === id)?.name ?? '';
}
