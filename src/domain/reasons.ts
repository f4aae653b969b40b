// A failed test has a defect, or somebody says why not.
import type { AboutTest, NamedTest } from './commands.ts';
import type { StandingEntry } from './entry.ts';
import { currentAttempt, progressOf } from './progress.ts';
import { type LdsoId, testKeyText } from './refs.ts';
import { type Decision, ignored, type Said } from './said.ts';

/** @param ofTests all entries of each test that the command names, by `testKeyText` */
export function decideReason(
  said: Said,
  command: AboutTest,
  ofTests: ReadonlyMap<string, readonly StandingEntry[]>,
): Decision {
  const { ldso } = said.message;
  const isFailed = (test: NamedTest) => statusOf(ldso, test, ofTests) === 'failed';
  const noted = command.tests.filter(isFailed);
  const notFailed = command.tests.filter(test => !isFailed(test));
  return {
    events: noted.map(test => ({
      type: 'reason-given',
      ldso,
      at: said.at,
      test,
      words: said.note,
      by: said.by,
    })),
    intents: [
      { is: 'answer', to: said.message, answer: { about: 'reason', noted, notFailed } },
      ...noted.map(({ testCaseId, mpanRef }) => ({
        is: 'show-test' as const,
        test: { ldso, testCaseId, mpanRef },
      })),
    ],
    outcome: ignored,
  };
}

function statusOf(
  ldso: LdsoId,
  test: NamedTest,
  ofTests: ReadonlyMap<string, readonly StandingEntry[]>,
): string | undefined {
  const key = { ldso, testCaseId: test.testCaseId, mpanRef: test.mpanRef };
  const progress = progressOf(key, ofTests.get(testKeyText(key)) ?? []);
  return progress === undefined ? undefined : currentAttempt(progress)?.status;
}
