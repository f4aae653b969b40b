// What evidence is owed: of every test that has a result, due at execution or by the end of the business day.
import { type LdsoId, type TestKey, testKeyText } from '../domain/refs.ts';
import type { Standing, Test } from './standing.ts';

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
  const isGiven = (test: Test) =>
    taken.some(
      ({ at, test: of }) =>
        at >= test.attempt.startedAt && testKeyText({ ldso, ...of }) === testKeyText(test.key),
    ) || saysUploaded(standing, test);
  const isExcepted = (test: Test) => {
    const exception = exceptions.get(testKeyText(test.key));
    return exception !== undefined && exception.at >= test.attempt.startedAt;
  };
  const isFinished = ({ attempt }: Test) => attempt.status === 'passed' || attempt.status === 'failed';
  return standing.tests.filter(test => {
    if (!isFinished(test) || isGiven(test) || isExcepted(test)) return false;
    return !isOnce(standing, test, asked.firstSuccessOnly) || isFirstSuccess(standing, test, isGiven);
  });
}

const uploaded = [
  /\bevidence\b[^.;\n]{0,30}\b(?:uploaded|attached|added|in ado|up)\b/i,
  /\b(?:uploaded|attached|added)\b[^.;\n]{0,20}\bevidence\b/i,
];
const notYet =
  /\b(?:not|no|will|to be|to follow|later|tomorrow|yet)\b[^.;\n]{0,40}\bevidence\b|\bevidence\b[^.;\n]{0,30}\b(?:not|will|to be|later|tomorrow)\b/i;

/** People may still put it into Azure DevOps by hand, and say so: "passed …, evidence uploaded". */
function saysUploaded({ entries }: Standing, { attempt }: Test): boolean {
  const note = entries.find(({ id }) => id === attempt.entryId)?.note ?? '';
  return uploaded.some(words => words.test(note)) && !notYet.test(note);
}

function isOnce({ plan }: Standing, { key }: Test, words: readonly string[]): boolean {
  const planned = plan.find(({ id }) => id === key.testCaseId);
  const described = `${planned?.title ?? ''} ${planned?.suite ?? ''}`.toLowerCase();
  return words.some(word => described.includes(word.toLowerCase()));
}

function isFirstSuccess({ tests }: Standing, test: Test, isGiven: (test: Test) => boolean): boolean {
  if (test.attempt.status !== 'passed') return false;
  const others = tests.filter(
    other => other.key.testCaseId === test.key.testCaseId && other.attempt.status === 'passed',
  );
  return !others.some(other => isGiven(other) || other.place < test.place);
}
