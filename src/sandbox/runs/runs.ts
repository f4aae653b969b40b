/** Test runs: created from points, listed, queried by date, updated, counted, deleted. */
import { type Answer, badRequest, list, ok, Refused } from '../http/answer.ts';
import { type Ask, flagQuery, idParam, idsQuery, numberQuery, projectOf } from '../http/ask.ts';
import {
  fieldsOf,
  flagAt,
  instantAt,
  instantOf,
  numberAt,
  numberOf,
  pick,
  rowsAt,
  textAt,
} from '../http/read.ts';
import type { Route } from '../http/router.ts';
import { findPlan, findPoint } from '../plans/find.ts';
import { follow, forgetRun } from '../plans/follow.ts';
import type { Project } from '../state.ts';
import { runStates, wordOf } from '../words.ts';
import { makeRun, pendingResult } from './make.ts';
import { runShape, runUrl, statistics } from './shape.ts';
import type { Run } from './state.ts';

export function runInAddress(ask: Ask): { readonly project: Project; readonly run: Run } {
  const project = projectOf(ask);
  const id = idParam(ask, 'runId');
  const run = project.runs.find(one => one.id === id);
  if (run) return { project, run };
  throw new Refused(404, 'TestObjectNotFoundException', `Test run ${id} not found.`);
}

function createRun(ask: Ask): Answer {
  const project = projectOf(ask);
  const body = fieldsOf(ask.body, 'testRun');
  const name = textAt(body, 'name');
  if (!name) throw badRequest('Value cannot be null. Parameter name: testRun.Name');
  const planId = numberAt(pick(body, 'plan'), 'id');
  const ids = rowsAt(body, 'pointIds').map(id => numberOf(id) ?? 0);
  if (ids.length > 0 && planId === undefined)
    throw badRequest('A test plan is required for the points of a run.');
  const plan = planId === undefined ? undefined : findPlan(project, planId);
  // All are looked up before anything is made: one unknown point, and there is no run.
  const points = plan ? ids.map(id => findPoint(plan, id)) : [];
  const fields = {
    state: stateIn(body) ?? 'InProgress',
    startedAt: instantAt(body, 'startDate'),
    dueAt: instantAt(body, 'dueDate'),
    tags: tagsIn(body),
  };
  const draft = {
    name,
    planId: plan?.id ?? null,
    state: fields.state,
    automated: flagAt(body, 'automated') ?? false,
  };
  const run = makeRun(ask, project, draft);
  run.comment = textAt(body, 'comment') ?? '';
  run.startedAt = fields.startedAt ?? run.startedAt;
  run.dueAt = fields.dueAt ?? null;
  run.tags = fields.tags ?? [];
  if (plan) {
    for (const point of points) {
      const result = pendingResult(ask, run, { plan, point });
      follow(plan, { run, result }, { now: ask.now, byId: ask.by.id });
    }
  }
  return ok(runShape(ask, { project, run }, true));
}

function stateIn(body: unknown) {
  const given = pick(body, 'state');
  if (given === undefined || given === '') return undefined;
  const state = wordOf(runStates, given);
  if (state) return state;
  throw badRequest('The state of the test run is not valid.');
}

function tagsIn(body: unknown): string[] | undefined {
  if (pick(body, 'tags') === undefined) return undefined;
  const names = rowsAt(body, 'tags').flatMap(tag => textAt(tag, 'name') ?? []);
  return checkedTags(names);
}

function checkedTags(names: readonly string[]): string[] {
  const tags = [...new Set(names)];
  if (tags.length > 5) throw badRequest('A test run cannot have more than 5 tags.');
  return tags;
}

function updateRun(ask: Ask): Answer {
  const { project, run } = runInAddress(ask);
  const body = fieldsOf(ask.body, 'runUpdateModel');
  const state = stateIn(body);
  const startedAt = instantAt(body, 'startedDate');
  const completedAt = instantAt(body, 'completedDate');
  const dueAt = instantAt(body, 'dueDate');
  const tags = tagsIn(body);
  run.name = textAt(body, 'name') ?? run.name;
  run.comment = textAt(body, 'comment') ?? run.comment;
  run.errorMessage = textAt(body, 'errorMessage') ?? run.errorMessage;
  run.startedAt = startedAt ?? run.startedAt;
  run.dueAt = dueAt ?? run.dueAt;
  run.tags = tags ?? run.tags;
  run.state = state ?? run.state;
  const ended = state === 'Completed' || state === 'Aborted';
  run.completedAt = completedAt ?? (ended ? (run.completedAt ?? ask.now) : run.completedAt);
  if (flagAt(body, 'deleteInProgressResults'))
    run.results = run.results.filter(one => one.state === 'Completed');
  touchRun(ask, run);
  return ok(runShape(ask, { project, run }, true));
}

export function touchRun(ask: Ask, run: Run): void {
  run.revision += 1;
  run.at = ask.now;
  run.byId = ask.by.id;
}

function deleteRun(ask: Ask): Answer {
  const { project, run } = runInAddress(ask);
  project.runs.splice(project.runs.indexOf(run), 1);
  forgetRun(project, run, { now: ask.now, byId: ask.by.id });
  return { status: 204 };
}

function runsAnswer(ask: Ask): Answer {
  const project = projectOf(ask);
  if (ask.query('minLastUpdatedDate') !== undefined || ask.query('maxLastUpdatedDate') !== undefined) {
    return queryRuns(ask, project);
  }
  const planId = numberQuery(ask, 'planId');
  const automated = ask.query('automated');
  const skip = numberQuery(ask, '$skip') ?? 0;
  const runs = project.runs
    .filter(run => planId === undefined || run.planId === planId)
    .filter(run => automated === undefined || String(run.automated) === automated.toLowerCase())
    .slice(skip, skip + (numberQuery(ask, '$top') ?? 100));
  const details = flagQuery(ask, 'includeRunDetails');
  return list(runs.map(run => runShape(ask, { project, run }, details)));
}

const windowInMs = 7 * 24 * 60 * 60 * 1000;

function queryRuns(ask: Ask, project: Project): Answer {
  const from = instantOf(ask.query('minLastUpdatedDate'), 'minLastUpdatedDate');
  const to = instantOf(ask.query('maxLastUpdatedDate'), 'maxLastUpdatedDate');
  const span = Date.parse(to) - Date.parse(from);
  if (span < 0 || span > windowInMs) {
    throw badRequest('minLastUpdatedDate and maxLastUpdatedDate must be at most 7 days apart.');
  }
  const planIds = idsQuery(ask, 'planIds');
  if (planIds && planIds.length > 10) throw badRequest('planIds must not hold more than 10 ids.');
  const state = wordOf(runStates, ask.query('state'));
  const title = ask.query('runTitle')?.toLowerCase();
  const automated = ask.query('isAutomated')?.toLowerCase();
  const found = project.runs
    .filter(run => run.at >= from && run.at <= to)
    .filter(run => !planIds || (run.planId !== null && planIds.includes(run.planId)))
    .filter(run => !state || run.state === state)
    .filter(run => title === undefined || title === '' || run.name.toLowerCase() === title)
    .filter(run => automated === undefined || String(run.automated) === automated)
    .sort((a, b) => a.id - b.id);
  // The token names the last run given out, so that runs which arrive meanwhile shift nothing.
  const after = numberOf(ask.query('continuationToken')) ?? 0;
  const rest = found.filter(run => run.id > after);
  const top = Math.min(numberQuery(ask, '$top') ?? 100, 100, ask.house.pageSize);
  const shown = rest.slice(0, top);
  const last = shown.at(-1);
  const rows = shown.map(run => runShape(ask, { project, run }, true));
  return rest.length > top && last ? list(rows, { 'x-ms-continuationtoken': String(last.id) }) : list(rows);
}

function statisticsAnswer(ask: Ask): Answer {
  const { project, run } = runInAddress(ask);
  const reference = { id: String(run.id), name: run.name, url: runUrl(ask, project, run.id) };
  return ok({ run: reference, runStatistics: statistics(run) });
}

const tagOperations = ['', 'add', 'delete'] as const;

function patchTags(ask: Ask): Answer {
  const { run } = runInAddress(ask);
  let tags: readonly string[] = run.tags;
  for (const row of rowsAt(ask.body, 'tags')) {
    const names = rowsAt(row, 'value').flatMap(tag => textAt(tag, 'name') ?? []);
    const operation = wordOf(tagOperations, pick(row, 'key'));
    if (!operation) throw badRequest('The key of the tags must be add or delete.');
    tags = operation === 'add' ? [...tags, ...names] : tags.filter(tag => !names.includes(tag));
  }
  run.tags = checkedTags(tags);
  touchRun(ask, run);
  return list(run.tags.map(name => ({ name })));
}

/** @param area `test`, or `testresults`: the same runs under another address, which alone changes tags */
export function runRoutes(area: 'test' | 'testresults'): readonly Route[] {
  const preview = area === 'testresults' ? { preview: true as const } : {};
  const at = (method: string, path: string, answer: Route['answer']): Route => {
    return { method, path: `${area}/runs${path}`, scope: 'project', answer, ...preview };
  };
  const both = [
    at('POST', '', createRun),
    at('GET', '', runsAnswer),
    at('GET', '/{runId}', ask => ok(runShape(ask, runInAddress(ask), true))),
    at('PATCH', '/{runId}', updateRun),
    at('DELETE', '/{runId}', deleteRun),
    at('GET', '/{runId}/statistics', statisticsAnswer),
  ];
  return area === 'test' ? both : [...both, at('PATCH', '/{runId}/tags', patchTags)];
}
