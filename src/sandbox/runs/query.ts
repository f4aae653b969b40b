/** Test results asked for by their ids, or by what they are of: from whichever runs. */
import { type Answer, ok } from '../http/answer.ts';
import { type Ask, projectOf } from '../http/ask.ts';
import { numberAt, numberOf, pick, rowsAt } from '../http/read.ts';
import type { Route } from '../http/router.ts';
import type { Project } from '../state.ts';
import { resultShape } from './shape.ts';
import type { Result, Run } from './state.ts';

type Place = { readonly run: Run; readonly result: Result };

function answerQuery(ask: Ask): Answer {
  const project = projectOf(ask);
  const wanted = rowsAt(ask.body, 'results');
  const filter = pick(ask.body, 'resultsFilter');
  const found = wanted.length > 0 ? named(project, wanted) : filtered(project, filter);
  const details = { iterations: false, workItems: false };
  return ok({
    fields: rowsAt(ask.body, 'fields'),
    results: found.map(place => resultShape(ask, { project, ...place }, details)),
    resultsFilter: filter,
  });
}

/** What is not there is left out. */
function named(project: Project, rows: readonly unknown[]): readonly Place[] {
  return rows.flatMap(row => {
    const id = numberAt(row, 'id');
    const runId = numberOf(pick(pick(row, 'testRun'), 'id'));
    return placesOf(project).filter(({ run, result }) => run.id === runId && result.id === id);
  });
}

function filtered(project: Project, filter: unknown): readonly Place[] {
  const planId = numberAt(filter, 'testPlanId');
  const caseId = numberAt(filter, 'testCaseId');
  const pointIds = rowsAt(filter, 'testPointIds').map(numberOf);
  return placesOf(project)
    .filter(({ result }) => planId === undefined || result.planId === planId)
    .filter(({ result }) => caseId === undefined || result.caseId === caseId)
    .filter(({ result }) => pointIds.length === 0 || pointIds.includes(result.pointId ?? undefined));
}

function placesOf(project: Project): readonly Place[] {
  return project.runs.flatMap(run => run.results.map(result => ({ run, result })));
}

export const resultQueryRoutes: readonly Route[] = [
  { method: 'POST', path: 'test/results', scope: 'project', answer: answerQuery },
];
