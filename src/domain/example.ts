// A test and a reference that an LDSO would know as its own, to write examples with.
import type { LdsoBook } from './planning/plan.ts';
import { type MpanRef, mpanRef, type TestCaseId } from './refs.ts';

export type TestExample = {
  readonly testCaseId: TestCaseId;
  readonly testCaseName: string;
  readonly mpanRef: MpanRef;
};

/** @returns undefined while no plan is known, or where the pattern is of a form that cannot be written out */
export function exampleIn({ testCases, mpanRefs, mpanRefPattern }: LdsoBook): TestExample | undefined {
  const [testCase] = testCases;
  const ref = mpanRefs[0] ?? mpanRef(referenceLike(mpanRefPattern, 7));
  if (testCase === undefined || ref === undefined) return undefined;
  if (!new RegExp(`^(?:${mpanRefPattern})$`, 'i').test(ref)) return undefined;
  return { testCaseId: testCase.id, testCaseName: testCase.name, mpanRef: ref };
}

/** `EEN-MPAN-\d{4}` and 7 are `EEN-MPAN-0007`. */
export function referenceLike(pattern: string, number: number): string {
  return pattern.replace(/\\d\{(\d+)(?:,\d*)?\}/g, (_match, digits: string) =>
    String(number).padStart(Number(digits), '0'),
  );
}
