/** Test runs and their results as the older test area writes them. */
import type { Ask } from '../http/ask.ts';
import { bugsOf } from '../items/bugs.ts';
import { itemUrl } from '../items/shape.ts';
import { configurationName, findPlan, titleOf } from '../plans/find.ts';
import { personById, shallow } from '../shapes.ts';
import type { Project } from '../state.ts';
import type { Action, Iteration, Result, Run, TestAttachment } from './state.ts';

export function runUrl(ask: Ask, project: Project, runId: number): string {
  return `${ask.base}/${encodeURIComponent(project.name)}/_apis/test/Runs/${runId}`;
}

export function runShape(
  ask: Ask,
  { project, run }: { project: Project; run: Run },
  details: boolean,
): object {
  const plan = project.plans.find(one => one.id === run.planId);
  const count = (wanted: (result: Result) => boolean) => run.results.filter(wanted).length;
  const brief = {
    id: run.id,
    name: run.name,
    url: runUrl(ask, project, run.id),
    isAutomated: run.automated,
    iteration: project.name,
    owner: personById(ask, run.ownerId),
    project: projectShallow(ask, project),
    startedDate: run.startedAt ?? undefined,
    completedDate: run.completedAt ?? undefined,
    state: run.state,
    plan:
      plan &&
      shallow(
        plan.id,
        plan.name,
        `${ask.base}/${encodeURIComponent(project.name)}/_apis/test/Plans/${plan.id}`,
      ),
    postProcessState: 'Complete',
    totalTests: run.results.length,
    incompleteTests: count(one => one.state !== 'Completed'),
    notApplicableTests: count(one => one.state === 'Completed' && one.outcome === 'NotApplicable'),
    passedTests: count(one => one.state === 'Completed' && one.outcome === 'Passed'),
    unanalyzedTests: count(one => one.state === 'Completed' && one.outcome === 'Failed'),
    revision: run.revision,
    webAccessUrl: `${ask.base}/${encodeURIComponent(project.name)}/_testManagement/runs?runId=${run.id}`,
    tags: run.tags.map(name => ({ name })),
  };
  if (!details) return brief;
  return {
    ...brief,
    comment: run.comment,
    errorMessage: run.errorMessage,
    dueDate: run.dueAt ?? undefined,
    createdDate: run.createdAt,
    lastUpdatedDate: run.at,
    lastUpdatedBy: personById(ask, run.byId),
    runStatistics: statistics(run),
  };
}

function projectShallow(ask: Ask, project: Project): object {
  return shallow(project.id, project.name, `${ask.base}/_apis/projects/${project.id}`);
}

export function statistics(run: Run): readonly object[] {
  const counts = new Map<string, { state: string; outcome: string; count: number }>();
  for (const { state, outcome } of run.results) {
    const row = counts.get(`${state} ${outcome}`) ?? { state, outcome, count: 0 };
    counts.set(`${state} ${outcome}`, { ...row, count: row.count + 1 });
  }
  return [...counts.values()];
}

export type Details = { readonly iterations: boolean; readonly workItems: boolean };
export type ResultPlace = { readonly project: Project; readonly run: Run; readonly result: Result };

export function resultShape(ask: Ask, place: ResultPlace, details: Details): object {
  const { project, run, result } = place;
  const url = resultUrl(ask, place);
  const plan = result.planId === null ? undefined : findPlan(project, result.planId);
  const suite = plan?.suites.find(one => one.id === result.suiteId);
  return {
    id: result.id,
    project: projectShallow(ask, project),
    startedDate: result.startedAt ?? undefined,
    completedDate: result.completedAt ?? undefined,
    durationInMs: result.durationInMs ?? 0,
    outcome: result.outcome,
    revision: result.revision,
    runBy: personById(ask, result.runById),
    owner: personById(ask, result.ownerId),
    state: result.state,
    testCase: result.caseId === null ? { name: result.caseTitle } : caseReference(ask, result),
    testPoint: result.pointId === null ? undefined : shallow(result.pointId),
    testPlan: plan && shallow(plan.id, plan.name),
    testSuite: suite && shallow(suite.id, suite.name),
    testRun: shallow(run.id, run.name, runUrl(ask, project, run.id)),
    configuration:
      result.configurationId === null
        ? undefined
        : shallow(result.configurationId, configurationName(project, result.configurationId)),
    lastUpdatedDate: result.at,
    lastUpdatedBy: personById(ask, result.byId),
    createdDate: result.createdAt,
    priority: result.priority,
    computerName: result.computerName,
    comment: result.comment || undefined,
    errorMessage: result.errorMessage || undefined,
    stackTrace: result.stackTrace || undefined,
    resolutionState: result.resolutionState || undefined,
    failureType: result.failureType,
    testCaseTitle: result.caseTitle,
    testCaseRevision: result.caseRevision,
    testCaseReferenceId: result.caseId ?? undefined,
    automatedTestName: result.automatedTestName || undefined,
    area: shallow(project.id, project.name),
    customFields: [],
    associatedBugs: details.workItems ? bugsOf(ask.organisation, run.id, result.id).map(bug(ask)) : undefined,
    iterationDetails: details.iterations
      ? result.iterations.map(one => iterationShape(place, url, one))
      : undefined,
    url,
  };
}

export function resultUrl(ask: Ask, { project, run, result }: ResultPlace): string {
  return `${runUrl(ask, project, run.id)}/Results/${result.id}`;
}

function caseReference(ask: Ask, { caseId, caseTitle }: Result): object {
  return shallow(caseId ?? 0, titleOf(ask.organisation, caseId) || caseTitle, itemUrl(ask, caseId ?? 0));
}

function bug(ask: Ask): (id: number) => object {
  return id => shallow(id, titleOf(ask.organisation, id), itemUrl(ask, id));
}

export function iterationShape({ result }: ResultPlace, url: string, iteration: Iteration): object {
  const self = `${url}/Iterations/${iteration.id}`;
  return {
    id: iteration.id,
    ...marks(iteration),
    actionResults: iteration.actions.map(action => actionShape(self, iteration.id, action)),
    parameters: iteration.parameters.map(({ name, value, actionPath }) => ({
      parameterName: name,
      value,
      actionPath,
      iterationId: iteration.id,
      url: `${self}/ParameterResults?paramName=${encodeURIComponent(name)}`,
    })),
    attachments: result.attachments
      .filter(one => one.iterationId === iteration.id)
      .map(one => iterationFile(url, one)),
    url: self,
  };
}

function actionShape(self: string, iterationId: number, action: Action): object {
  return {
    actionPath: action.actionPath,
    iterationId,
    stepIdentifier: action.stepIdentifier,
    sharedStepModel: action.shared ?? undefined,
    url: `${self}/ActionResults/${action.actionPath}`,
    ...marks(action),
  };
}

function marks({
  outcome,
  comment,
  errorMessage,
  startedAt,
  completedAt,
  durationInMs,
}: Omit<Action, 'actionPath' | 'stepIdentifier' | 'shared'>): object {
  return {
    outcome,
    comment: comment || undefined,
    errorMessage,
    startedDate: startedAt ?? undefined,
    completedDate: completedAt ?? undefined,
    durationInMs: durationInMs ?? 0,
  };
}

function iterationFile(
  url: string,
  { id, fileName, sizeInBytes, iterationId, actionPath }: TestAttachment,
): object {
  return { id, name: fileName, size: sizeInBytes, iterationId, actionPath, url: `${url}/Attachments/${id}` };
}
