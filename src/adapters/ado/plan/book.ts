// An LDSO's test plan as it was read: test cases by id, and the one test point to report each against.
import type { PlannedTestCase } from '../../../domain/planning/plan.ts';
import type { TestCaseId } from '../../../domain/refs.ts';
import type { SharedSteps } from './steps.ts';

export type Point = {
  readonly id: number;
  readonly suiteId: number;
  readonly configuration: string;
};

export type PlanCase = {
  readonly planned: PlannedTestCase;
  /** Every point of the test case in the plan, in plan order. */
  readonly points: readonly Point[];
  /** Revision of the test case whose steps these are. */
  readonly revision: number;
  readonly stepsXml: string;
};

/** An account of the organisation. */
export type Identity = { readonly id: string; readonly displayName: string; readonly uniqueName?: string };

export type PlanBook = {
  /** The suite that all others stand in. */
  readonly rootSuiteId: number;
  /** In plan order. */
  readonly cases: ReadonlyMap<TestCaseId, PlanCase>;
  readonly shared: SharedSteps;
  /** Everybody who is named as tester in the plan, each account once. */
  readonly testers: readonly Identity[];
  /** One outcome counts for all suites that a test case stands in. */
  readonly sameInAllSuites: boolean;
  /** Epoch milliseconds. */
  readonly readAt: number;
};

export function plannedIn(book: PlanBook): readonly PlannedTestCase[] {
  return [...book.cases.values()].map(each => each.planned);
}

/** @returns the account of who posted, where the plan knows exactly one person of that name */
export function testerNamed(book: PlanBook, name: string): Identity | undefined {
  const plain = name.trim().toLowerCase();
  const [only, ...others] = book.testers.filter(each => each.displayName.trim().toLowerCase() === plain);
  return others.length === 0 ? only : undefined;
}

/** @returns the one point to report a test case against, or why there is none that can be told */
export function pointFor(
  book: PlanBook,
  id: TestCaseId,
  configuration: string | undefined,
): Point | { readonly problem: string } {
  const points = book.cases.get(id)?.points;
  if (points === undefined) return { problem: `test case ${id} is not in the plan` };
  const fitting = points.filter(
    point => configuration === undefined || point.configuration === configuration,
  );
  const first = fitting[0];
  if (first === undefined) {
    const wanted = configuration === undefined ? '' : ` with the configuration "${configuration}"`;
    return { problem: `test case ${id} has no test point${wanted}` };
  }
  if (fitting.some(point => point.configuration !== first.configuration))
    return { problem: `test case ${id} has several configurations: name one in the settings` };
  // Guessing would mark the wrong suite's point: people ask for one to be named.
  if (fitting.length > 1 && !book.sameInAllSuites) {
    const suites = fitting.map(point => point.suiteId).join(' and ');
    return { problem: `test case ${id} stands in the suites ${suites}: name one in the settings` };
  }
  return first;
}

/**
 * The reference at the head of a title: `SITFTS-0240 TC 03` of `SITFTS-0240 TC 03 - Change of agent`.
 * It holds a digit; a `TC 03` or `TS 1` behind it belongs to it. The whole title when there is none.
 */
export function nameIn(title: string): string {
  const head = /^[A-Z][A-Z0-9]*(?:[-_.][A-Z0-9]+)*(?:[ \t]+T[CS][ _-]?\d+[A-Z]?)*(?![A-Za-z0-9])/.exec(
    title.trim(),
  )?.[0];
  return head !== undefined && /\d/.test(head) ? head : title.trim();
}
