/** Test results: listed with the details asked for, updated in batches, added without a point. */
import { type Answer, badRequest, list, ok, Refused } from '../http/answer.ts';
import { type Ask, numberQuery } from '../http/ask.ts';
import {
  type Fields,
  fieldsOf,
  has,
  instantAt,
  numberAt,
  pick,
  rowsAt,
  rowsOf,
  textAt,
} from '../http/read.ts';
import type { Route } from '../http/router.ts';
import { linkBug } from '../items/bugs.ts';
import { findPlan, findPoint, itemById } from '../plans/find.ts';
import { follow } from '../plans/follow.ts';
import { shallow, whoIs } from '../shapes.ts';
import { outcomes, resultDetails, resultStates, wordOf } from '../words.ts';
import { outcomeIn, readIterations } from './iterations.ts';
import { blankResult, pendingResult } from './make.ts';
import { bugsAnswer, iterationsAnswer, resultInAddress } from './result-parts.ts';
import { runInAddress, touchRun } from './runs.ts';
import { type Details, type ResultPlace, resultShape } from './shape.ts';
import type { Result } from './state.ts';

/** Names in any case, comma lists, and bit flags: `Iterations,WorkItems` = `3`. */
function detailsOf(ask: Ask): Details {
  let flags = 0;
  for (const part of (ask.query('detailsToInclude') ?? '').split(',')) {
    const word = part.trim();
    if (word === '') continue;
    if (/^\d+$/.test(word)) {
      flags |= Number(word);
      continue;
    }
    const found = wordOf(resultDetails, word);
    if (!found) throw badRequest(`The value '${word}' is not valid for detailsToInclude.`);
    flags |= resultDetails.indexOf(found);
  }
  return { iterations: (flags & 1) !== 0, workItems: (flags & 2) !== 0 };
}

function resultsAnswer(ask: Ask): Answer {
  const { project, run } = runInAddress(ask);
  const details = detailsOf(ask);
  const most = details.iterations || details.workItems ? 200 : 1000;
  const wanted = ask
    .query('outcomes')
    ?.split(',')
    .map(word => wordOf(outcomes, word));
  const skip = numberQuery(ask, '$skip') ?? 0;
  const rows = run.results
    .filter(result => !wanted || wanted.includes(result.outcome))
    .slice(skip, skip + Math.min(numberQuery(ask, '$top') ?? most, most));
  return list(rows.map(result => resultShape(ask, { project, run, result }, details)));
}

type Change = { readonly result: Result; readonly fields: Fields; readonly bugs: readonly number[] };

function updateResults(ask: Ask): Answer {
  const { project, run } = runInAddress(ask);
  const changes = rowsOf(ask.body, 'results').map(row => {
    const fields = fieldsOf(row, 'results');
    const result = run.results.find(one => one.id === numberAt(fields, 'id'));
    // One unknown id fails the whole request, and as a server error: so does the real service.
    // Source: issue 546 of microsoft/azure-devops-node-api.
    if (!result)
      throw new Refused(500, 'ArgumentNullException', 'Value cannot be null.\r\nParameter name: result');
    checkFields(ask, fields);
    return { result, fields, bugs: bugsIn(ask, fields) };
  });
  for (const change of changes) apply(ask, { project, run, result: change.result }, change);
  touchRun(ask, run);
  const stub = ({ result }: Change) => {
    return { id: result.id, project: {}, testRun: {}, lastUpdatedBy: { id: null }, url: '' };
  };
  return list(changes.map(stub));
}

/** Everything that can be wrong is found here, before the first result of the batch changes. */
function checkFields(ask: Ask, fields: Fields): void {
  outcomeIn(fields);
  stateOf(fields);
  readIterations(rowsAt(fields, 'iterationDetails'));
  for (const name of ['startedDate', 'completedDate']) instantAt(fields, name);
  if ((textAt(fields, 'comment') ?? '').length > 1000) {
    throw badRequest('The comment of a test result cannot be longer than 1000 characters.');
  }
  for (const name of ['runBy', 'owner']) {
    if (has(fields, name) && !whoIs(ask.organisation, pick(fields, name))) {
      throw badRequest(`The value of '${name}' is not a known identity.`);
    }
  }
}

function stateOf(fields: Fields) {
  const given = pick(fields, 'state');
  if (given === undefined || given === '') return undefined;
  const state = wordOf(resultStates, given);
  if (state) return state;
  throw badRequest('The state of the test result is not valid.');
}

function bugsIn(ask: Ask, fields: Fields): readonly number[] {
  return rowsAt(fields, 'associatedBugs').map(row => {
    const id = numberAt(row, 'id') ?? 0;
    if (itemById(ask.organisation, id)) return id;
    throw new Refused(
      404,
      'WorkItemUnauthorizedAccessException',
      `TF401232: Work item ${id} does not exist.`,
    );
  });
}

function apply(ask: Ask, place: ResultPlace, { result, fields, bugs }: Change): void {
  const { project, run } = place;
  result.outcome = outcomeIn(fields) ?? result.outcome;
  result.state = stateOf(fields) ?? result.state;
  result.comment = textAt(fields, 'comment') ?? result.comment;
  result.errorMessage = textAt(fields, 'errorMessage') ?? result.errorMessage;
  result.stackTrace = textAt(fields, 'stackTrace') ?? result.stackTrace;
  result.failureType = textAt(fields, 'failureType') ?? result.failureType;
  result.resolutionState = textAt(fields, 'resolutionState') ?? result.resolutionState;
  result.computerName = textAt(fields, 'computerName') ?? result.computerName;
  result.durationInMs = numberAt(fields, 'durationInMs') ?? result.durationInMs;
  result.caseRevision = numberAt(fields, 'testCaseRevision') ?? result.caseRevision;
  result.startedAt = instantAt(fields, 'startedDate') ?? result.startedAt;
  const ended = result.state === 'Completed' ? (result.completedAt ?? ask.now) : result.completedAt;
  result.completedAt = instantAt(fields, 'completedDate') ?? ended;
  result.ownerId = whoIs(ask.organisation, pick(fields, 'owner'))?.id ?? result.ownerId;
  const runBy = whoIs(ask.organisation, pick(fields, 'runBy'))?.id;
  result.runById = runBy ?? result.runById ?? (result.state === 'Completed' ? ask.by.id : null);
  // The rows sent take the place of all rows before: whoever sends a part loses the rest.
  if (has(fields, 'iterationDetails')) result.iterations = readIterations(rowsAt(fields, 'iterationDetails'));
  result.revision += 1;
  result.at = ask.now;
  result.byId = ask.by.id;
  for (const bug of bugs) linkBug(ask, bug, { runId: run.id, resultId: result.id });
  const plan = project.plans.find(one => one.id === result.planId);
  if (plan) follow(plan, { run, result }, { now: ask.now, byId: ask.by.id });
}

/** Results without a waiting one to update: automated tests by name, or a point of the run's plan. */
function addResults(ask: Ask): Answer {
  const { project, run } = runInAddress(ask);
  const plan = run.planId === null ? undefined : findPlan(project, run.planId);
  const rows = rowsOf(ask.body, 'results').map(row => {
    const fields = fieldsOf(row, 'results');
    checkFields(ask, fields);
    const pointId = numberAt(pick(fields, 'testPoint'), 'id');
    const title = textAt(fields, 'testCaseTitle') ?? textAt(fields, 'automatedTestName');
    if (pointId !== undefined && !plan)
      throw badRequest('A result for a test point needs a run of a test plan.');
    if (pointId === undefined && !title)
      throw badRequest('Value cannot be null. Parameter name: testCaseTitle');
    const point = plan && pointId !== undefined ? findPoint(plan, pointId) : undefined;
    return { fields, point, title: title ?? '', bugs: bugsIn(ask, fields) };
  });
  const made = rows.map(({ fields, point, title, bugs }) => {
    const result =
      plan && point ? pendingResult(ask, run, { plan, point }) : looseResult(ask, run.nextResult++, title);
    if (!point) run.results.push(result);
    apply(ask, { project, run, result }, { result, fields, bugs });
    return result;
  });
  touchRun(ask, run);
  const reference = shallow(run.id, run.name);
  return list(
    made.map(({ id }) => ({ id, project: {}, testRun: reference, lastUpdatedBy: { id: null }, url: '' })),
  );
}

function looseResult(ask: Ask, id: number, caseTitle: string): Result {
  return {
    ...blankResult(ask),
    id,
    pointId: null,
    planId: null,
    suiteId: null,
    caseId: null,
    caseTitle,
    caseRevision: 0,
    configurationId: null,
    automatedTestName: caseTitle,
  };
}

/** @param area `test`, or `testresults`: the same results under another address */
export function resultRoutes(area: 'test' | 'testresults'): readonly Route[] {
  const preview = area === 'testresults' ? { preview: true as const } : {};
  const at = (method: string, path: string, answer: Route['answer']): Route => {
    return { method, path: `${area}/runs/{runId}/results${path}`, scope: 'project', answer, ...preview };
  };
  return [
    at('GET', '', resultsAnswer),
    at('PATCH', '', updateResults),
    at('POST', '', addResults),
    at('GET', '/{resultId}', ask => ok(resultShape(ask, resultInAddress(ask), detailsOf(ask)))),
    at('GET', '/{resultId}/iterations', iterationsAnswer),
    at('GET', '/{resultId}/iterations/{iterationId}', iterationsAnswer),
    at('GET', '/{resultId}/bugs', bugsAnswer),
  ];
}
