/** One test result and what hangs on it: iterations, bugs, and how long results are kept. */
import { type Answer, list, ok, Refused } from '../http/answer.ts';
import { type Ask, flagQuery, idParam, projectOf } from '../http/ask.ts';
import { numberAt } from '../http/read.ts';
import type { Route } from '../http/router.ts';
import { bugsOf } from '../items/bugs.ts';
import { itemUrl } from '../items/shape.ts';
import { titleOf } from '../plans/find.ts';
import { runInAddress } from './runs.ts';
import { iterationShape, type ResultPlace, resultUrl } from './shape.ts';

export function resultInAddress(ask: Ask): ResultPlace {
  const { project, run } = runInAddress(ask);
  const id = idParam(ask, 'resultId');
  const result = run.results.find(one => one.id === id);
  if (result) return { project, run, result };
  throw new Refused(404, 'TestObjectNotFoundException', `Test result ${id} of test run ${run.id} not found.`);
}

export function iterationsAnswer(ask: Ask): Answer {
  const place = resultInAddress(ask);
  const url = resultUrl(ask, place);
  const rows = place.result.iterations;
  if (ask.params.iterationId === undefined) return list(rows.map(one => iterationShape(place, url, one)));
  const id = idParam(ask, 'iterationId');
  const found = rows.find(one => one.id === id);
  if (!found) throw new Refused(404, 'TestObjectNotFoundException', `Test iteration ${id} not found.`);
  const shape = iterationShape(place, url, found);
  return ok(flagQuery(ask, 'includeActionResults') ? shape : { ...shape, actionResults: undefined });
}

export function bugsAnswer(ask: Ask): Answer {
  const { run, result } = resultInAddress(ask);
  const ids = bugsOf(ask.organisation, run.id, result.id);
  const name = (id: number) => titleOf(ask.organisation, id);
  return list(
    ids.map(id => ({
      id: String(id),
      name: name(id),
      type: 'Bug',
      url: itemUrl(ask, id),
      webUrl: itemUrl(ask, id),
    })),
  );
}

function retention(ask: Ask): Answer {
  const { retention: kept } = projectOf(ask);
  return ok({
    automatedResultsRetentionDuration: kept.automatedDays,
    manualResultsRetentionDuration: kept.manualDays,
    lastUpdatedBy: { id: kept.byId },
    lastUpdatedDate: kept.at,
  });
}

function patchRetention(ask: Ask): Answer {
  const project = projectOf(ask);
  const automatedDays =
    numberAt(ask.body, 'automatedResultsRetentionDuration') ?? project.retention.automatedDays;
  const manualDays = numberAt(ask.body, 'manualResultsRetentionDuration') ?? project.retention.manualDays;
  project.retention = { automatedDays, manualDays, at: ask.now, byId: ask.by.id };
  return retention(ask);
}

export const retentionRoutes: readonly Route[] = [
  { method: 'GET', path: 'test/resultretentionsettings', scope: 'project', answer: retention },
  { method: 'PATCH', path: 'test/resultretentionsettings', scope: 'project', answer: patchRetention },
];
