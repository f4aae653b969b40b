// A failed test has a defect, or somebody says why not.
import type { AboutTest, NamedTest } from '../commands.ts';
import type { Entry, StandingEntry } from '../entry.ts';
import { type LdsoId, testKeyText } from '../refs.ts';
import { type Decision, ignored, type Said } from '../said.ts';
import { currentAttempt, progressOf } from './progress.ts';

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

/** Whether an entry of a failed test tells of its defect, or says that there is none. */
export function tellsDefect(entry: Entry): boolean {
  if (entry.kind === 'failed') return entry.defect?.bugId !== undefined || deniesDefect(entry);
  return entry.kind === 'defect_raised' || entry.kind === 'blocking_defect';
}

/** "failed at step 6, no defect: the reading was typed wrong" gives the reason itself. */
export function deniesDefect({ note }: Entry): boolean {
  return /\b(?:no|not a|without(?: a)?) (?:new )?(?:defect|bug)\b/i.test(note);
}
