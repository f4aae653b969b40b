/** The test cases of a suite with their points, and the order of a suite's entries. */
import { activePoint } from '../build.ts';
import { type Answer, badRequest, list, Refused } from '../http/answer.ts';
import { type Ask, flagQuery, idParam, idsQuery, namesQuery, page, param, projectOf } from '../http/ask.ts';
import { numberAt, pick, rowsAt, rowsOf } from '../http/read.ts';
import type { Route } from '../http/router.ts';
import { fieldValue } from '../items/shape.ts';
import { personById, projectReference } from '../shapes.ts';
import type { Plan, Project, Suite } from '../state.ts';
import { wordOf } from '../words.ts';
import {
  configurationName,
  itemById,
  latest,
  type Place,
  placeOf,
  titleOf,
  withDescendants,
} from './find.ts';

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

function pointsOf(plan: Plan, suite: Suite, caseId: number) {
  return plan.points.filter(point => point.suiteId === suite.id && point.caseId === caseId);
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
    if (!item || latest(item).fields['System.WorkItemType'] !== 'Test Case') {
      throw new Refused(404, 'TestObjectNotFoundException', `Test case ${caseId ?? ''} not found.`);
    }
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

const entryTypes = ['testCase', 'suite'] as const;

/** A suite's children: first the suites, then the test cases, numbered from 0. */
function entries(suite: Suite) {
  const rows = [
    ...suite.childIds.map(id => ({ id, suiteEntryType: entryTypes[1] })),
    ...suite.caseIds.map(id => ({ id, suiteEntryType: entryTypes[0] })),
  ];
  return rows.map((row, sequenceNumber) => ({ suiteId: suite.id, sequenceNumber, ...row }));
}

function suiteInAddress(ask: Ask): Suite {
  const id = idParam(ask, 'suiteId');
  const found = projectOf(ask)
    .plans.flatMap(plan => plan.suites)
    .find(suite => suite.id === id);
  if (found) return found;
  throw new Refused(404, 'TestObjectNotFoundException', `Test suite ${param(ask, 'suiteId')} not found.`);
}

function entriesAnswer(ask: Ask): Answer {
  const only = wordOf(entryTypes, ask.query('suiteEntryType'));
  return list(entries(suiteInAddress(ask)).filter(one => !only || one.suiteEntryType === only));
}

/** Equal numbers are settled by id and the rows are numbered again without gaps.
 *  Source: examples testPlan/SuiteEntry in MicrosoftDocs/vsts-rest-api-specs, 7.1. */
function reorder(ask: Ask): Answer {
  const suite = suiteInAddress(ask);
  const places = new Map(entries(suite).map(one => [one.id, one.sequenceNumber]));
  for (const row of rowsOf(ask.body, 'suiteEntries')) {
    const id = numberAt(row, 'id');
    const wanted = numberAt(row, 'sequenceNumber');
    if (id === undefined || !places.has(id) || wanted === undefined) {
      throw badRequest(`Suite ${suite.id} has no entry ${id ?? ''} to be moved.`);
    }
    places.set(id, wanted);
  }
  const byPlace = (a: number, b: number) => (places.get(a) ?? 0) - (places.get(b) ?? 0) || a - b;
  suite.childIds = [...suite.childIds].sort(byPlace);
  suite.caseIds = [...suite.caseIds].sort(byPlace);
  suite.revision += 1;
  suite.at = ask.now;
  suite.byId = ask.by.id;
  return list(entries(suite));
}

const cases = 'testplan/plans/{planId}/suites/{suiteId}/testcase';

export const caseRoutes: readonly Route[] = [
  { method: 'GET', path: cases, scope: 'project', answer: casesAnswer },
  { method: 'GET', path: `${cases}/{testCaseId}`, scope: 'project', answer: casesAnswer },
  { method: 'POST', path: cases, scope: 'project', answer: addCases },
  { method: 'GET', path: 'testplan/suiteentry/{suiteId}', scope: 'project', answer: entriesAnswer },
  { method: 'PATCH', path: 'testplan/suiteentry/{suiteId}', scope: 'project', answer: reorder },
];
