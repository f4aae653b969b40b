/** How a test point follows the results of its runs, and how it is set back to active. */
import type { Result, Run } from '../runs/state.ts';
import type { Plan, Point, Project } from '../state.ts';
import type { Outcome, PointState } from '../words.ts';
import { activePoint } from './active.ts';

export type Stamp = { readonly now: string; readonly byId: string };

/** The result becomes the point's last one. Points take the newest word, from whichever run it comes. */
export function follow(plan: Plan, { run, result }: { run: Run; result: Result }, stamp: Stamp): void {
  const point = plan.points.find(one => one.id === result.pointId);
  if (!point) return;
  for (const one of plan.syncOutcomeAcrossSuites ? twins(plan, point) : [point]) {
    one.lastRunId = run.id;
    one.lastResultId = result.id;
    one.lastResultState = result.state;
    one.outcome = outcomeShown(result);
    one.state = stateShown(result);
    touch(one, stamp);
  }
}

/** The same test case with the same configuration, in every suite of the plan. */
function twins(plan: Plan, { caseId, configurationId }: Point): readonly Point[] {
  return plan.points.filter(one => one.caseId === caseId && one.configurationId === configurationId);
}

function outcomeShown({ state, outcome }: Result): Outcome {
  if (state === 'Completed') return outcome;
  if (state === 'InProgress' || state === 'Paused') return state;
  return 'Unspecified';
}

function stateShown({ state, outcome }: Result): PointState {
  if (state !== 'Completed') return 'InProgress';
  if (outcome === 'Unspecified' || outcome === 'None') return 'Ready';
  return outcome === 'Passed' || outcome === 'NotApplicable' ? 'Completed' : 'NotReady';
}

export function reset(point: Point, stamp: Stamp): void {
  const { revision } = point;
  Object.assign(point, activePoint(stamp.now, stamp.byId), { revision, lastResetToActive: stamp.now });
  touch(point, stamp);
}

/** A run has gone: its points fall back to the newest result that is left, or become active. */
export function forgetRun(project: Project, run: Run, stamp: Stamp): void {
  const plan = project.plans.find(one => one.id === run.planId);
  if (!plan) return;
  for (const point of plan.points.filter(one => one.lastRunId === run.id)) {
    const left = project.runs
      .filter(other => other.id !== run.id)
      .flatMap(other => other.results.map(result => ({ run: other, result })))
      .filter(({ result }) => result.pointId === point.id)
      .sort((a, b) => a.result.at.localeCompare(b.result.at))
      .at(-1);
    if (left) follow(plan, left, stamp);
    else reset(point, stamp);
  }
}

function touch(point: Point, { now, byId }: Stamp): void {
  point.revision += 1;
  point.at = now;
  point.byId = byId;
}
