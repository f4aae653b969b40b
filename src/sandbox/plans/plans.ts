/** Test plans, suites and configurations of the testplan area. */
import { type Answer, list, ok, Refused } from '../http/answer.ts';
import { type Ask, flagQuery, idParam, numberQuery, page, projectOf } from '../http/ask.ts';
import { flagAt, pick, textAt } from '../http/read.ts';
import type { Route } from '../http/router.ts';
import { personById, projectReference } from '../shapes.ts';
import type { Configuration, Plan, Project, Suite } from '../state.ts';
import { findPlan, findSuite, withDescendants } from './find.ts';

function planShape(ask: Ask, plan: Plan): object {
  const project = projectOf(ask);
  const self = `${ask.base}/${project.id}/_apis/testplan/Plans/${plan.id}`;
  return {
    id: plan.id,
    project: projectReference(ask, project),
    updatedDate: plan.at,
    updatedBy: personById(ask, plan.byId),
    rootSuite: { id: plan.rootSuiteId, name: plan.name },
    _links: { _self: { href: self }, rootSuite: { href: `${self}/Suites/${plan.rootSuiteId}` } },
    revision: plan.revision,
    name: plan.name,
    areaPath: plan.areaPath,
    iteration: plan.iteration,
    owner: personById(ask, plan.byId),
    state: plan.state,
    testOutcomeSettings: { syncOutcomeAcrossSuites: plan.syncOutcomeAcrossSuites },
  };
}

function suiteShape(ask: Ask, plan: Plan, suite: Suite): object {
  const project = projectOf(ask);
  const self = `${ask.base}/${project.id}/_apis/testplan/Plans/${plan.id}/Suites/${suite.id}`;
  const parent = suite.parentId === null ? undefined : findSuite(plan, suite.parentId);
  return {
    id: suite.id,
    revision: suite.revision,
    project: projectReference(ask, project),
    lastUpdatedBy: personById(ask, suite.byId),
    lastUpdatedDate: suite.at,
    plan: { id: plan.id, name: plan.name },
    _links: {
      _self: { href: self },
      testCases: { href: `${self}/TestCase` },
      testPoints: { href: `${self}/TestPoint` },
    },
    hasChildren: suite.childIds.length > 0,
    suiteType: 'staticTestSuite',
    name: suite.name,
    parentSuite: parent && { id: parent.id, name: parent.name },
    inheritDefaultConfigurations: true,
    defaultConfigurations: project.configurations
      .filter(one => one.isDefault)
      .map(({ id, name }) => ({ id, name })),
  };
}

function suiteTree(ask: Ask, plan: Plan, suite: Suite): object {
  const children = suite.childIds.map(id => suiteTree(ask, plan, findSuite(plan, id)));
  return { ...suiteShape(ask, plan, suite), children: children.length > 0 ? children : undefined };
}

function suitesAnswer(ask: Ask): Answer {
  const plan = findPlan(projectOf(ask), idParam(ask, 'planId'));
  const root = findSuite(plan, plan.rootSuiteId);
  if (flagQuery(ask, 'asTreeView')) return list([suiteTree(ask, plan, root)]);
  return page(ask, withDescendants(plan, root), suite => suiteShape(ask, plan, suite));
}

function suitesOfCase(ask: Ask): Answer {
  const caseId = numberQuery(ask, 'testCaseId');
  const found = ask.organisation.projects.flatMap(project =>
    project.plans.flatMap(plan =>
      plan.suites
        .filter(suite => caseId !== undefined && suite.caseIds.includes(caseId))
        .map(suite => suiteShape({ ...ask, project }, plan, suite)),
    ),
  );
  return list(found);
}

function patchPlan(ask: Ask): Answer {
  const plan = findPlan(projectOf(ask), idParam(ask, 'planId'));
  const sync = flagAt(pick(ask.body, 'testOutcomeSettings'), 'syncOutcomeAcrossSuites');
  plan.name = textAt(ask.body, 'name') ?? plan.name;
  plan.state = textAt(ask.body, 'state') ?? plan.state;
  plan.syncOutcomeAcrossSuites = sync ?? plan.syncOutcomeAcrossSuites;
  plan.revision += 1;
  plan.at = ask.now;
  plan.byId = ask.by.id;
  return ok(planShape(ask, plan));
}

function configurationShape(ask: Ask, project: Project, configuration: Configuration): object {
  return {
    ...configuration,
    description: '',
    state: 'active',
    project: projectReference(ask, project),
  };
}

function configurationAnswer(ask: Ask): Answer {
  const project = projectOf(ask);
  const id = idParam(ask, 'configurationId');
  const found = project.configurations.find(one => one.id === id);
  if (found) return ok(configurationShape(ask, project, found));
  throw new Refused(404, 'TestObjectNotFoundException', `Test configuration ${id} not found.`);
}

export const planRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: 'testplan/plans',
    scope: 'project',
    answer: ask => {
      const active = flagQuery(ask, 'filterActivePlans');
      const plans = projectOf(ask).plans.filter(plan => !active || plan.state === 'Active');
      return page(ask, plans, plan => planShape(ask, plan));
    },
  },
  {
    method: 'GET',
    path: 'testplan/plans/{planId}',
    scope: 'project',
    answer: ask => ok(planShape(ask, findPlan(projectOf(ask), idParam(ask, 'planId')))),
  },
  { method: 'PATCH', path: 'testplan/plans/{planId}', scope: 'project', answer: patchPlan },
  { method: 'GET', path: 'testplan/plans/{planId}/suites', scope: 'project', answer: suitesAnswer },
  {
    method: 'GET',
    path: 'testplan/plans/{planId}/suites/{suiteId}',
    scope: 'project',
    answer: ask => {
      const plan = findPlan(projectOf(ask), idParam(ask, 'planId'));
      return ok(suiteTree(ask, plan, findSuite(plan, idParam(ask, 'suiteId'))));
    },
  },
  { method: 'GET', path: 'testplan/suites', scope: 'organisation', answer: suitesOfCase },
  {
    method: 'GET',
    path: 'testplan/configurations',
    scope: 'project',
    answer: ask => {
      const project = projectOf(ask);
      return page(ask, project.configurations, one => configurationShape(ask, project, one));
    },
  },
  {
    method: 'GET',
    path: 'testplan/configurations/{configurationId}',
    scope: 'project',
    answer: configurationAnswer,
  },
];
