/** Test points of the older test area: other casing, ids as strings, and the query over all plans. */
import { type Answer, list, ok } from '../http/answer.ts';
import { type Ask, idsQuery, namesQuery, numberQuery, projectOf } from '../http/ask.ts';
import { fieldsOf, flagAt, has, numberOf, pick, rowsAt } from '../http/read.ts';
import type { Route } from '../http/router.ts';
import { itemUrl } from '../items/shape.ts';
import { runUrl } from '../runs/shape.ts';
import { personById, shallow, whoIs } from '../shapes.ts';
import type { Plan, Point, Project } from '../state.ts';
import { configurationName, findPoint, findSuite, type Place, placeOf, titleOf } from './find.ts';
import { applyPointChanges, idsInAddress, pointChange, pointsOfPlace } from './points.ts';

function legacyPoint(ask: Ask, { project, plan }: { project: Project; plan: Plan }, point: Point): object {
  const suite = findSuite(plan, point.suiteId);
  const planUrl = `${ask.base}/${project.name}/_apis/test/Plans/${plan.id}`;
  const run = project.runs.find(one => one.id === point.lastRunId);
  const result = run?.results.find(one => one.id === point.lastResultId);
  const lastRunUrl = run && runUrl(ask, project, run.id);
  return {
    id: point.id,
    url: `${planUrl}/Suites/${suite.id}/Points/${point.id}`,
    assignedTo: personById(ask, point.testerId),
    automated: false,
    configuration: shallow(point.configurationId, configurationName(project, point.configurationId)),
    lastTestRun: shallow(point.lastRunId, run?.name, lastRunUrl),
    lastResult: shallow(
      point.lastResultId,
      undefined,
      lastRunUrl && `${lastRunUrl}/Results/${point.lastResultId}`,
    ),
    outcome: point.outcome,
    state: point.state,
    lastResultState: point.lastResultState,
    failureType: result?.failureType ?? 'None',
    suite: shallow(suite.id, suite.name, `${planUrl}/Suites/${suite.id}`),
    testCase: {
      id: String(point.caseId),
      name: titleOf(ask.organisation, point.caseId),
      url: itemUrl(ask, point.caseId),
    },
    testPlan: shallow(plan.id, plan.name, planUrl),
    lastResetToActive: point.lastResetToActive ?? undefined,
    lastUpdatedDate: point.at,
    lastUpdatedBy: personById(ask, point.byId),
    revision: point.revision,
    workItemProperties: [
      { workItem: { key: 'Microsoft.VSTS.TCM.AutomationStatus', value: 'Not Automated' } },
    ],
    lastResultDetails: result && {
      duration: result.durationInMs ?? 0,
      dateCompleted: result.completedAt ?? undefined,
      runBy: personById(ask, result.runById),
    },
  };
}

function part<Row>(ask: Ask, rows: readonly Row[]): readonly Row[] {
  const skip = numberQuery(ask, '$skip') ?? 0;
  return rows.slice(skip, skip + (numberQuery(ask, '$top') ?? ask.house.pageSize));
}

function pointsAnswer(ask: Ask): Answer {
  const place = placeOf(ask);
  const ids = idsInAddress(ask) ?? idsQuery(ask, 'testPointIds');
  const configuration = numberQuery(ask, 'configurationId');
  const found = pointsOfPlace(ask, place, ids).filter(
    point => configuration === undefined || point.configurationId === configuration,
  );
  return list(part(ask, found).map(point => legacyPoint(ask, place, point)));
}

function patchPoints(ask: Ask): Answer {
  const place: Place = placeOf(ask);
  const body = fieldsOf(ask.body, 'pointUpdateModel');
  const changes = (idsInAddress(ask) ?? []).map(id =>
    pointChange(ask, findPoint(place.plan, id), {
      reset: flagAt(body, 'resetToActive') === true,
      outcome: pick(body, 'outcome'),
      tester: has(body, 'tester') ? pick(body, 'tester') : undefined,
    }),
  );
  applyPointChanges(ask, place, changes);
  return list(changes.map(({ point }) => legacyPoint(ask, place, point)));
}

/** All points of given test cases, over all plans; a short page unless `$top` says otherwise. */
function queryPoints(ask: Ask): Answer {
  const project = projectOf(ask);
  const filter = fieldsOf(pick(ask.body, 'pointsFilter') ?? {}, 'pointsFilter');
  const cases = rowsAt(filter, 'testcaseIds').map(numberOf);
  const names = rowsAt(filter, 'configurationNames').map(name => String(name).toLowerCase());
  const testers = rowsAt(filter, 'testers').map(tester => whoIs(ask.organisation, tester)?.id);
  const found = project.plans.flatMap(plan =>
    plan.points
      .filter(
        point =>
          (cases.length === 0 || cases.includes(point.caseId)) &&
          (names.length === 0 ||
            names.includes(configurationName(project, point.configurationId).toLowerCase())) &&
          (testers.length === 0 || (point.testerId !== null && testers.includes(point.testerId))),
      )
      .map(point => ({ plan, point })),
  );
  const points = part(ask, found).map(({ plan, point }) => legacyPoint(ask, { project, plan }, point));
  return ok({ points, pointsFilter: filter, witFields: namesQuery(ask, 'witFields') });
}

const points = 'test/plans/{planId}/suites/{suiteId}/points';

export const legacyPointRoutes: readonly Route[] = [
  { method: 'GET', path: points, scope: 'project', answer: pointsAnswer },
  {
    method: 'GET',
    path: `${points}/{pointIds}`,
    scope: 'project',
    answer: ask => {
      const place = placeOf(ask);
      const ids = idsInAddress(ask) ?? [];
      const [only] = ids;
      if (ids.length !== 1 || only === undefined) return pointsAnswer(ask);
      return ok(legacyPoint(ask, place, findPoint(place.plan, only)));
    },
  },
  { method: 'PATCH', path: `${points}/{pointIds}`, scope: 'project', answer: patchPoints },
  { method: 'POST', path: 'test/points', scope: 'project', answer: queryPoints },
];
