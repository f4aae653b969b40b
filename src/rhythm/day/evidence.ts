// What evidence is owed: of every test that has a result, due at execution or by the end of the business day.

import { type LdsoId, type TestKey, testKeyText } from '../../domain/refs.ts';
import type { Attempt } from '../../domain/tests/progress.ts';
import type { Standing, Test } from './standing.ts';
import { type Success, successesOf } from './successes.ts';

export type EvidenceAsked = {
  /** Files that were taken. */
  readonly taken: readonly {
    readonly at: number;
    readonly test: Omit<TestKey, 'ldso'>;
  }[];
  /** Granted by the QT Manager, by `testKeyText`. */
  readonly exceptions: ReadonlyMap<string, { readonly at: number }>;
  /**
   * Words in a test case's title or suite. Migration runs many times over, and its first success alone needs evidence
   * (the programme's document, "Test evidence").
   */
  readonly firstSuccessOnly: readonly string[];
};

export const noEvidence: EvidenceAsked = { taken: [], exceptions: new Map(), firstSuccessOnly: [] };

/** Tests that passed or failed, of any day, in the plan's order. A new run owes evidence of its own. */
export function evidenceOwed(ldso: LdsoId, standing: Standing, asked: EvidenceAsked): readonly Test[] {
  const { taken, exceptions } = asked;
  const isGiven = ({ test, attempt }: Run) =>
    taken.some(
      ({ at, test: of }) => at >= attempt.startedAt && testKeyText({ ldso, ...of }) === testKeyText(test.key),
    ) || saysUploaded(standing, attempt);
  const isExcepted = ({ test, attempt }: Run) => {
    const exception = exceptions.get(testKeyText(test.key));
    return exception !== undefined && exception.at >= attempt.startedAt;
  };
  const isFinished = ({ attempt }: Test) => attempt.status === 'passed' || attempt.status === 'failed';
  return standing.tests.filter(test => {
    if (!isOnce(standing, test, asked.firstSuccessOnly)) {
      const run = { test, attempt: test.attempt };
      return isFinished(test) && !isGiven(run) && !isExcepted(run);
    }
    const successes = successesOfCase(standing, test.key.testCaseId);
    const [first] = successes;
    return first?.test === test && !isExcepted(first) && !successes.some(isGiven);
  });
}

type Run = { readonly test: Test; readonly attempt: Attempt };

/** With every meter point of the LDSO, the first success first. */
function successesOfCase(standing: Standing, testCaseId: string): readonly Success[] {
  return standing.tests
    .filter(({ key }) => key.testCaseId === testCaseId)
    .flatMap(test => successesOf(standing, test))
    .sort((a, b) => a.at - b.at || a.test.place - b.test.place);
}

const uploaded = [
  /\bevidence\b[^.;\n]{0,30}\b(?:uploaded|attached|added|in ado|up)\b/i,
  /\b(?:uploaded|attached|added)\b[^.;\n]{0,20}\bevidence\b/i,
];
const notYet =
  /\b(?:not|no|will|to be|to follow|later|tomorrow|yet)\b[^.;\n]{0,40}\bevidence\b|\bevidence\b[^.;\n]{0,30}\b(?:not|will|to be|later|tomorrow)\b/i;

/** People may still put it into Azure DevOps by hand, and say so: "passed …, evidence uploaded". */
function saysUploaded({ entries }: Standing, attempt: Attempt): boolean {
  const note = entries.find(({ id }) => id === attempt.entryId)?.note ?? '';
  return uploaded.some(words => words.test(note)) && !notYet.test(note);
}

function isOnce({ plan }: Standing, { key }: Test, words: readonly string[]): boolean {
  const planned = plan.find(({ id }) => id === key.testCaseId);
  const described = `${planned?.title ?? ''} ${planned?.suite ?? ''}`.toLowerCase();
  return words.some(word => described.includes(word.toLowerCase()));
}
