// What stands at the end of a day: each test in the daybook, and what is in each organisation.

import { testKeyText } from '../domain/refs.ts';
import { currentAttempt, type Progress, progressByTest } from '../domain/tests/progress.ts';
import type { Played } from './play.ts';

export async function summaryOf(played: Played): Promise<object> {
  const standing = await progressAtEnd(played);
  return {
    finalStates: standing.flatMap(progress => {
      const attempt = currentAttempt(progress);
      const { ldso, testCaseId, mpanRef } = progress.key;
      return attempt === undefined
        ? []
        : [{ ldso, adoTestCaseId: testCaseId, mpanRef, final: attempt.status }];
    }),
    ado: played.local.sandboxState().organisations,
  };
}

/** Every test about which anything stands, by LDSO, test case and meter point. */
export async function progressAtEnd({ app }: Played): Promise<readonly Progress[]> {
  const found: Progress[] = [];
  for (const { id: ldso } of app.participants.ldsos) {
    const entries = await app.store.entriesOf(ldso, { from: 0, to: Number.MAX_SAFE_INTEGER });
    found.push(
      ...[...progressByTest(entries)].sort((a, b) => (testKeyText(a.key) < testKeyText(b.key) ? -1 : 1)),
    );
  }
  return found;
}
