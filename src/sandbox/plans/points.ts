/** Test points of the testplan area: read, set back to active, marked without a run, given to a tester. */
import { type Answer, badRequest, list } from '../http/answer.ts';
import { type Ask, flagQuery, idsQuery, numberQuery, page } from '../http/ask.ts';
import { fieldsOf, flagAt, has, numberAt, pick, rowsOf } from '../http/read.ts';
import type { Route } from '../http/router.ts';
import { manualRun } from '../runs/manual.ts';
import { personById, projectReference, whoIs } from '../shapes.ts';
import type { Point } from '../state.ts';
import { camel, type Outcome, outcomes, wordOf } from '../words.ts';
import {
  configurationName,
  findPoint,
  findSuite,
  itemById,
  latest,
  type Place,
  placeOf,
  titleOf,
  withDescendants,
} from './find.ts';
import { reset } from './follow.ts';

export function pointsOfPlace(
  ask: Ask,
  { plan, suite }: Place,
  ids: readonly number[] | undefined,
): readonly Point[] {
  const caseId = numberQuery(ask, 'testCaseId');
  const suites = flagQuery(ask, 'isRecursive') ? withDescendants(plan, suite) : [suite];
  return suites.flatMap(({ id, caseIds }) =>
    plan.points
      .filter(point => point.suiteId === id)
      .filter(point => (!ids || ids.includes(point.id)) && (caseId === undefined || point.caseId === caseId))
      .sort((a, b) => caseIds.indexOf(a.caseId) - caseIds.indexOf(b.caseId) || a.id - b.id),
  );
}

function pointsAnswer(ask: Ask): Answer {
  const place = placeOf(ask);
  const ids = idsQuery(ask, 'pointId') ?? idsQuery(ask, 'testPointIds') ?? idsInAddress(ask);
  return page(ask, pointsOfPlace(ask, place, ids), point => pointShape(ask, place, point));
}

export function idsInAddress(ask: Ask): readonly number[] | undefined {
  return ask.params.pointIds?.split(',').map(Number);
}

function pointShape(ask: Ask, place: Place, point: Point): object {
  const { project, plan } = place;
  const suite = findSuite(plan, point.suiteId);
  const item = itemById(ask.organisation, point.caseId);
  const planUrl = `${ask.base}/${project.id}/_apis/testplan/Plans/${plan.id}`;
  return {
    id: point.id,
    tester: personById(ask, point.testerId),
    configuration: { id: point.configurationId, name: configurationName(project, point.configurationId) },
    isAutomated: false,
    project: projectReference(ask, project),
    testPlan: { id: plan.id, name: plan.name },
    testSuite: { id: suite.id, name: suite.name },
    lastUpdatedBy: personById(ask, point.byId),
    lastUpdatedDate: point.at,
    results: resultsShape(ask, place, point),
    lastResetToActive: point.lastResetToActive ?? undefined,
    isActive: point.lastRunId === 0,
    links: {
      _self: { href: `${planUrl}/Suites/${suite.id}/TestPoint?pointId=${point.id}` },
      sourcePlan: { href: planUrl },
      sourceSuite: { href: `${planUrl}/Suites/${suite.id}` },
    },
    testCaseReference: {
      id: point.caseId,
      name: titleOf(ask.organisation, point.caseId),
      state: item ? latest(item).fields['System.State'] : undefined,
    },
  };
}

function resultsShape(ask: Ask, { project }: Place, point: Point): object {
  const run = project.runs.find(one => one.id === point.lastRunId);
  const result = run?.results.find(one => one.id === point.lastResultId);
  return {
    lastResultDetails: {
      duration: result?.durationInMs ?? 0,
      dateCompleted: result?.completedAt ?? '0001-01-01T00:00:00Z',
      runBy: personById(ask, result?.runById ?? null) ?? { id: null },
    },
    lastResultId: point.lastResultId,
    lastTestRunId: point.lastRunId,
    lastRunBuildNumber: undefined,
    lastResultState: camel(point.lastResultState),
    state: camel(point.state),
    outcome: camel(point.outcome),
    failureType: result ? camel(result.failureType.replaceAll(' ', '_')) : 'none',
  };
}

export type PointChange = {
  readonly point: Point;
  readonly reset: boolean;
  readonly outcome: Outcome | undefined;
  /** `undefined`: leave the tester; `null`: take the tester away. */
  readonly testerId: string | null | undefined;
};

/** @throws 400 for an outcome or tester that does not exist */
export function pointChange(
  ask: Ask,
  point: Point,
  row: { reset: boolean; outcome: unknown; tester: unknown },
): PointChange {
  const outcome = row.outcome === undefined ? undefined : wordOf(outcomes, row.outcome);
  if (row.outcome !== undefined && !outcome)
    throw badRequest(`The outcome of test point ${point.id} is not valid.`);
  if (row.tester === undefined) return { point, reset: row.reset, outcome, testerId: undefined };
  const tester = whoIs(ask.organisation, row.tester);
  if (!tester) throw badRequest(`The tester of test point ${point.id} is not a known identity.`);
  return { point, reset: row.reset, outcome, testerId: tester.id };
}

/** Everything was checked before: either all points change, or none. */
export function applyPointChanges(ask: Ask, { project, plan }: Place, changes: readonly PointChange[]): void {
  const stamp = { now: ask.now, byId: ask.by.id };
  for (const { point, testerId } of changes) if (testerId !== undefined) point.testerId = testerId;
  for (const change of changes) if (change.reset) reset(change.point, stamp);
  const marked = changes.flatMap(({ point, outcome }) => (outcome ? [{ point, outcome }] : []));
  if (marked.length > 0) manualRun(ask, { project, plan, marked });
}

function patchPoints(ask: Ask): Answer {
  const place = placeOf(ask);
  const changes = rowsOf(ask.body, 'testPointUpdateParams').map(value => {
    const row = fieldsOf(value, 'testPointUpdateParams');
    const point = findPoint(place.plan, numberAt(row, 'id') ?? 0);
    return pointChange(ask, point, {
      reset: flagAt(row, 'isActive') === true,
      outcome: pick(pick(row, 'results'), 'outcome'),
      tester: has(row, 'tester') ? pick(row, 'tester') : undefined,
    });
  });
  applyPointChanges(ask, place, changes);
  return list(changes.map(({ point }) => pointShape(ask, place, point)));
}

const points = 'testplan/plans/{planId}/suites/{suiteId}/testpoint';

export const pointRoutes: readonly Route[] = [
  { method: 'GET', path: points, scope: 'project', answer: pointsAnswer },
  { method: 'GET', path: `${points}/{pointIds}`, scope: 'project', answer: pointsAnswer },
  { method: 'PATCH', path: points, scope: 'project', answer: patchPoints },
];
