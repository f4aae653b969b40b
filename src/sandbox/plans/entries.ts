/** The order of a suite's entries: its child suites first, then its test cases. */
import { type Answer, badRequest, list, Refused } from '../http/answer.ts';
import { type Ask, idParam, projectOf } from '../http/ask.ts';
import { numberAt, rowsOf } from '../http/read.ts';
import type { Route } from '../http/router.ts';
import type { Suite } from '../state.ts';
import { wordOf } from '../words.ts';

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
  throw new Refused(404, 'TestObjectNotFoundException', `Test suite ${id} not found.`);
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

export const entryRoutes: readonly Route[] = [
  { method: 'GET', path: 'testplan/suiteentry/{suiteId}', scope: 'project', answer: entriesAnswer },
  { method: 'PATCH', path: 'testplan/suiteentry/{suiteId}', scope: 'project', answer: reorder },
];
