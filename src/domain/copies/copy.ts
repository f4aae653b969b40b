// A defect as other organisations may read it: what happened, and nothing of whose it is.
import type { Entry } from '../entry.ts';
import type { Priority, Severity } from '../kinds.ts';
import type { PlannedTestCase } from '../planning/plan.ts';
import { type NameFinder, plain } from './names.ts';
import { namesSomebody, unnamed } from './unnamed.ts';

export type DefectCopy = {
  readonly title: string;
  /** Name and value, to be listed. */
  readonly facts: readonly (readonly [name: string, value: string])[];
  readonly words: string;
  readonly severity?: Severity;
  readonly priority?: Priority;
};

const wordsInTitle = 100;

/** @param gist what the person wrote, without references and verb */
export function copyOf(entry: Entry, gist: string, find: NameFinder): DefectCopy {
  const { testCaseName, step, defect } = entry;
  const words = unnamed(gist, find);
  // The programme's own reference, unless an LDSO has put its name into it. The number is of one organisation only.
  const testCase =
    testCaseName === undefined || namesSomebody(testCaseName, find) ? undefined : plain(testCaseName);
  const where = [testCase, step === undefined ? undefined : `step ${step}`].filter(
    part => part !== undefined,
  );
  const what = words === '' || words === '[…]' ? 'defect in qualification testing' : words;
  return {
    title: [where.join(', '), [...what].slice(0, wordsInTitle).join('')]
      .filter(part => part !== '')
      .join(': '),
    facts: [
      ...(testCase === undefined ? [] : ([['Test case', testCase]] as const)),
      ...(step === undefined ? [] : ([['Step', String(step)]] as const)),
      ['Raised on', new Date(entry.at).toISOString().slice(0, 10)],
    ],
    words,
    ...(defect?.severity === undefined ? {} : { severity: defect.severity }),
    ...(defect?.priority === undefined ? {} : { priority: defect.priority }),
  };
}

/** The test case of another LDSO's plan that a copy speaks of: the longest name that its title begins with. */
export function testCaseIn(title: string, plan: readonly PlannedTestCase[]): PlannedTestCase | undefined {
  return plan
    .filter(({ name }) => title === name || title.startsWith(`${name},`) || title.startsWith(`${name}:`))
    .sort((a, b) => b.name.length - a.name.length)[0];
}
