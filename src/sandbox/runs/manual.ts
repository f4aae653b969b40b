/** The run that Azure DevOps makes by itself when a point is marked without one. */
import type { Ask } from '../http/ask.ts';
import { follow } from '../plans/follow.ts';
import type { Plan, Point, Project } from '../state.ts';
import type { Outcome } from '../words.ts';
import { makeRun, pendingResult } from './make.ts';

type Marking = {
  readonly project: Project;
  readonly plan: Plan;
  readonly marked: readonly { readonly point: Point; readonly outcome: Outcome }[];
};

/** Every call makes another run, also for the same outcome. */
export function manualRun(ask: Ask, { project, plan, marked }: Marking): void {
  const draft = {
    name: `${plan.name} (Manual)`,
    planId: plan.id,
    state: 'Completed',
    automated: false,
  } as const;
  const run = makeRun(ask, project, draft);
  run.completedAt = ask.now;
  for (const { point, outcome } of marked) {
    const result = pendingResult(ask, run, { plan, point });
    result.outcome = outcome;
    result.state = 'Completed';
    result.startedAt = ask.now;
    result.completedAt = ask.now;
    result.durationInMs = 0;
    result.runById = ask.by.id;
    follow(plan, { run, result }, { now: ask.now, byId: ask.by.id });
  }
}
