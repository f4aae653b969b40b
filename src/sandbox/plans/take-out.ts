/** Takes test cases out of suites, and their points with them. */
import type { Ask } from '../http/ask.ts';
import type { Plan, Point, Suite } from '../state.ts';

export function pointsOf(plan: Plan, suite: Suite, caseId: number): readonly Point[] {
  return plan.points.filter(point => point.suiteId === suite.id && point.caseId === caseId);
}

export function takeOut(ask: Ask, plan: Plan, wanted: (suite: Suite, caseId: number) => boolean): void {
  for (const suite of plan.suites) {
    const gone = suite.caseIds.filter(id => wanted(suite, id));
    if (gone.length === 0) continue;
    suite.caseIds = suite.caseIds.filter(id => !gone.includes(id));
    suite.revision += 1;
    suite.at = ask.now;
    suite.byId = ask.by.id;
    for (const caseId of gone) {
      for (const point of pointsOf(plan, suite, caseId)) plan.points.splice(plan.points.indexOf(point), 1);
    }
  }
}
