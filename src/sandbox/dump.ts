/** Everything that stands in the sandbox, in a form that is easy to read and to test against. */
import type { House } from './http/ask.ts';
import { bugsOf } from './items/bugs.ts';
import { rawValue } from './items/shape.ts';
import type { Item } from './items/state.ts';
import { configurationName, latest, titleOf } from './plans/find.ts';
import type { Result, Run, TestAttachment } from './runs/state.ts';
import { personNameById } from './shapes.ts';
import type { Organisation, Plan, Project } from './state.ts';

type Shop = Pick<House, 'files'>;

export function dumpOrganisation(shop: Shop, organisation: Organisation) {
  return {
    name: organisation.name,
    projects: organisation.projects.map(project => ({
      name: project.name,
      id: project.id,
      plans: project.plans.map(plan => dumpPlan(organisation, project, plan)),
      runs: project.runs.map(run => dumpRun(shop, organisation, run)),
    })),
    workItems: organisation.items.map(item => dumpItem(organisation, item)),
    files: organisation.files.map(({ id, fileName, sizeInBytes, hash }) => {
      return { id, fileName, sizeInBytes, text: textOf(shop, hash) };
    }),
    subscriptions: organisation.subscriptions.map(
      ({ id, eventType, status, publisherInputs, probationRetries }) => {
        return { id, eventType, status, publisherInputs, probationRetries };
      },
    ),
    notifications: organisation.notifications.map(({ event, ...rest }) => rest),
  };
}

function dumpPlan(organisation: Organisation, project: Project, plan: Plan) {
  return {
    id: plan.id,
    name: plan.name,
    rootSuiteId: plan.rootSuiteId,
    suites: plan.suites.map(suite => ({
      id: suite.id,
      name: suite.name,
      parentId: suite.parentId,
      testCases: suite.caseIds.map(id => ({ id, title: titleOf(organisation, id) })),
    })),
    points: plan.points.map(point => ({
      id: point.id,
      suiteId: point.suiteId,
      testCaseId: point.caseId,
      testCase: titleOf(organisation, point.caseId),
      configuration: configurationName(project, point.configurationId),
      tester: personNameById(organisation, point.testerId),
      outcome: point.outcome,
      state: point.state,
      lastResultState: point.lastResultState,
      lastRunId: point.lastRunId,
      lastResultId: point.lastResultId,
      lastResetToActive: point.lastResetToActive,
    })),
  };
}

function dumpRun(shop: Shop, organisation: Organisation, run: Run) {
  return {
    id: run.id,
    name: run.name,
    planId: run.planId,
    state: run.state,
    comment: run.comment,
    tags: run.tags,
    startedAt: run.startedAt,
    completedAt: run.completedAt,
    results: run.results.map(result => dumpResult(shop, organisation, { run, result })),
    attachments: run.attachments.map(one => dumpAttachment(shop, one)),
  };
}

function dumpResult(shop: Shop, organisation: Organisation, { run, result }: { run: Run; result: Result }) {
  return {
    id: result.id,
    pointId: result.pointId,
    testCaseId: result.caseId,
    testCase: result.caseTitle,
    testCaseRevision: result.caseRevision,
    outcome: result.outcome,
    state: result.state,
    comment: result.comment,
    errorMessage: result.errorMessage,
    failureType: result.failureType,
    startedAt: result.startedAt,
    completedAt: result.completedAt,
    durationInMs: result.durationInMs,
    runBy: personNameById(organisation, result.runById),
    revision: result.revision,
    associatedBugs: bugsOf(organisation, run.id, result.id),
    iterationDetails: result.iterations.map(({ actions, ...iteration }) => ({
      ...iteration,
      actionResults: actions,
    })),
    attachments: result.attachments.map(one => dumpAttachment(shop, one)),
  };
}

function dumpAttachment(
  shop: Shop,
  { id, fileName, comment, sizeInBytes, iterationId, actionPath, hash }: TestAttachment,
) {
  return { id, fileName, comment, sizeInBytes, iterationId, actionPath, text: textOf(shop, hash) };
}

function dumpItem(organisation: Organisation, item: Item) {
  const project = organisation.projects.find(one => one.id === item.projectId);
  const revision = latest(item);
  const computed = ['System.CreatedDate', 'System.ChangedDate', 'System.CommentCount'];
  const values = project ? computed.map(name => [name, rawValue({ item, revision, project }, name)]) : [];
  return {
    id: item.id,
    rev: revision.rev,
    project: project?.name,
    type: revision.fields['System.WorkItemType'],
    title: revision.fields['System.Title'],
    deleted: item.deleted,
    fields: { ...revision.fields, ...Object.fromEntries(values) },
    relations: revision.relations,
    comments: item.comments
      .filter(one => !one.deleted)
      .map(({ id, text, createdAt, createdById }) => ({
        id,
        text,
        createdAt,
        createdBy: personNameById(organisation, createdById),
      })),
  };
}

/** Content that is short and text; `undefined` for anything else. */
function textOf({ files }: Shop, hash: string): string | undefined {
  const content = files.get(hash);
  if (content.length > 64_000 || content.includes(0)) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}
