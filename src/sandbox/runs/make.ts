/** Makes runs and their first results. */
import { Refused } from '../http/answer.ts';
import type { Ask } from '../http/ask.ts';
import { itemById, latest, titleOf } from '../plans/find.ts';
import type { Plan, Point, Project } from '../state.ts';
import type { RunState } from '../words.ts';
import type { Result, Run } from './state.ts';

export type RunDraft = {
  readonly name: string;
  readonly planId: number | null;
  readonly state: RunState;
  readonly automated: boolean;
};

export function makeRun(ask: Ask, project: Project, draft: RunDraft): Run {
  const run: Run = {
    id: ask.organisation.next.run++,
    ...draft,
    comment: '',
    errorMessage: '',
    startedAt: draft.state === 'NotStarted' ? null : ask.now,
    completedAt: null,
    dueAt: null,
    createdAt: ask.now,
    ownerId: ask.by.id,
    tags: [],
    results: [],
    // Azure DevOps numbers the results of every run from here.
    nextResult: 100_000,
    attachments: [],
    revision: 1,
    at: ask.now,
    byId: ask.by.id,
  };
  project.runs.push(run);
  return run;
}

/** A result that waits: one for every point of a run, and a point may stand twice in one run. */
export function pendingResult(ask: Ask, run: Run, { plan, point }: { plan: Plan; point: Point }): Result {
  const item = itemById(ask.organisation, point.caseId);
  if (!item) throw new Refused(404, 'TestObjectNotFoundException', `Test case ${point.caseId} not found.`);
  const { rev, fields } = latest(item);
  const result: Result = {
    ...blankResult(ask),
    id: run.nextResult++,
    pointId: point.id,
    planId: plan.id,
    suiteId: point.suiteId,
    caseId: point.caseId,
    caseTitle: titleOf(ask.organisation, point.caseId),
    caseRevision: rev,
    configurationId: point.configurationId,
    automatedTestName: '',
    priority: Number(fields['Microsoft.VSTS.Common.Priority'] ?? 0),
    ownerId: point.testerId ?? ask.by.id,
  };
  run.results.push(result);
  return result;
}

type Identifying =
  | 'id'
  | 'pointId'
  | 'planId'
  | 'suiteId'
  | 'caseId'
  | 'caseTitle'
  | 'caseRevision'
  | 'configurationId'
  | 'automatedTestName';

export function blankResult(ask: Ask): Omit<Result, Identifying> {
  return {
    outcome: 'Unspecified',
    state: 'Pending',
    comment: '',
    errorMessage: '',
    stackTrace: '',
    failureType: 'None',
    resolutionState: '',
    computerName: '',
    priority: 0,
    startedAt: null,
    completedAt: null,
    durationInMs: null,
    runById: null,
    ownerId: ask.by.id,
    createdAt: ask.now,
    iterations: [],
    attachments: [],
    revision: 1,
    at: ask.now,
    byId: ask.by.id,
  };
}
