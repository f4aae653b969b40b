/** The test cases of a suite with their points. */
import { type Answer, badRequest, list, Refused } from '../http/answer.ts';
import { type Ask, flagQuery, idParam, idsQuery, namesQuery, page, projectOf } from '../http/ask.ts';
import { numberAt, pick, rowsAt, rowsOf } from '../http/read.ts';
import type { Route } from '../http/router.ts';
import { bin } from '../items/bin.ts';
import { fieldValue } from '../items/shape.ts';
import type { Item } from '../items/state.ts';
import { personById, projectReference } from '../shapes.ts';
import type { Project, Suite } from '../state.ts';
import { activePoint } from './active.ts';
import {
  configurationName,
  itemById,
  latest,
  type Place,
  placeOf,
  titleOf,
  withDescendants,
} from './find.ts';
import { pointsOf, takeOut } from './take-out.ts';

const usualFields = [
  'Microsoft.VSTS.TCM.Steps',
  'Microsoft.VSTS.TCM.AutomationStatus',
  'Microsoft.VSTS.Common.Priority',
  'Microsoft.VSTS.Common.StateChangeDate',
  'System.State',
  'System.AssignedTo',
  'System.Rev',
];

type Row = { readonly suite: Suite; readonly caseId: number };

function casesAnswer(ask: Ask): Answer {
  const place = placeOf(ask);
  const only = ask.params.testCaseId === undefined ? idsQuery(ask, 'testIds') : [idParam(ask, 'testCaseId')];
  const suites = flagQuery(ask, 'isRecursive') ? withDescendants(place.plan, place.suite) : [place.suite];
  const configurations = idsQuery(ask, 'configurationIds');
  const rows = suites.flatMap(suite => suite.caseIds.map(caseId => ({ suite, caseId })));
  const wanted = rows.filter(
    ({ suite, caseId }) =>
      (!only || only.includes(caseId)) &&
      (!configurations ||
        pointsOf(place.plan, suite, caseId).some(one => configurations.includes(one.configurationId))),
  );
  return page(ask, wanted, row => caseShape(ask, place, row));
}

function caseShape(ask: Ask, { project, plan }: Place, { suite, caseId }: Row): object {
  const self = `${ask.base}/${project.id}/_apis/testplan/Plans/${plan.id}/Suites/${suite.id}/TestCase/${caseId}`;
  return {
    testPlan: { id: plan.id, name: plan.name },
    project: projectReference(ask, project),
    testSuite: { id: suite.id, name: suite.name },
    workItem: {
      id: caseId,
      name: titleOf(ask.organisation, caseId),
      workItemFields: itemFields(ask, project, caseId),
    },
    pointAssignments: pointsOf(plan, suite, caseId).map(point => ({
      id: point.id,
      configurationName: configurationName(project, point.configurationId),
      tester: personById(ask, point.testerId),
      configurationId: point.configurationId,
    })),
    links: {
      _self: { href: self },
      testPoints: {
        href: `${ask.base}/${project.id}/_apis/testplan/Plans/${plan.id}/Suites/${suite.id}/TestPoint`,
      },
    },
    order: suite.childIds.length + suite.caseIds.indexOf(caseId),
  };
}

function itemFields(ask: Ask, project: Project, caseId: number): readonly object[] {
  const item = itemById(ask.organisation, caseId);
  if (!item) return [];
  return (namesQuery(ask, 'witFields') ?? usualFields).flatMap(name => {
    const found = fieldValue(ask, { item, revision: latest(item), project }, name);
    return found ? [{ [found.refName]: found.value }] : [];
  });
}

/** Adds test cases to a suite, with one active point per configuration. */
function addCases(ask: Ask): Answer {
  const place = placeOf(ask);
  const { plan, suite, project } = place;
  const rows = rowsOf(ask.body, 'suiteTestCaseCreateUpdateParameters').map(row => {
    const caseId = numberAt(pick(row, 'workItem'), 'id');
    const item = itemById(ask.organisation, caseId ?? null);
    if (!item || !isTestCase(item)) throw noCase(caseId);
    if (suite.caseIds.includes(item.id))
      throw badRequest(`Test case ${item.id} is already in suite ${suite.id}.`);
    const written = rowsAt(row, 'pointAssignments').map(one => numberAt(one, 'configurationId'));
    const configurations = project.configurations.filter(one =>
      written.length > 0 ? written.includes(one.id) : one.isDefault,
    );
    return { item, configurations };
  });
  for (const { item, configurations } of rows) {
    suite.caseIds.push(item.id);
    for (const { id: configurationId } of configurations) {
      const id = ask.organisation.next.point++;
      const blank = activePoint(ask.now, ask.by.id);
      plan.points.push({ ...blank, id, suiteId: suite.id, caseId: item.id, configurationId, testerId: null });
    }
  }
  suite.revision += 1;
  return list(rows.map(({ item }) => caseShape(ask, place, { suite, caseId: item.id })));
}

function removeCases(ask: Ask): Answer {
  const { plan, suite } = placeOf(ask);
  // The older name of the parameter is still in use.
  const ids = idsQuery(ask, 'testIds') ?? idsQuery(ask, 'testCaseIds') ?? [];
  takeOut(ask, plan, (one, caseId) => one === suite && ids.includes(caseId));
  return { status: 204 };
}

function deleteCase(ask: Ask): Answer {
  const project = projectOf(ask);
  const item = itemById(ask.organisation, idParam(ask, 'testCaseId'));
  if (!item || item.projectId !== project.id || !isTestCase(item)) throw noCase(idParam(ask, 'testCaseId'));
  bin(ask, item);
  return { status: 204 };
}

function isTestCase(item: Item): boolean {
  return latest(item).fields['System.WorkItemType'] === 'Test Case';
}

function noCase(id: number | undefined): Refused {
  return new Refused(404, 'TestObjectNotFoundException', `Test case ${id ?? ''} not found.`);
}

const cases = 'testplan/plans/{planId}/suites/{suiteId}/testcase';

export const caseRoutes: readonly Route[] = [
  { method: 'GET', path: cases, scope: 'project', answer: casesAnswer },
  { method: 'GET', path: `${cases}/{testCaseId}`, scope: 'project', answer: casesAnswer },
  { method: 'POST', path: cases, scope: 'project', answer: addCases },
  { method: 'DELETE', path: cases, scope: 'project', answer: removeCases },
  { method: 'DELETE', path: 'testplan/testcases/{testCaseId}', scope: 'project', answer: deleteCase },
];
