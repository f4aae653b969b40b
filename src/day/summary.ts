// What stands at the end of a day: each test in the daybook, and what is in each organisation.
import { currentAttempt, type Progress, progressOf } from '../domain/progress.ts';
import { type TestKey, testKeyText } from '../domain/refs.ts';
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
    const keys = new Map<string, TestKey>();
    for (const { testCaseId, mpanRef } of entries) {
      if (testCaseId === undefined || mpanRef === undefined) continue;
      const key = { ldso, testCaseId, mpanRef };
      keys.set(testKeyText(key), key);
    }
    for (const key of [...keys.values()].sort((a, b) => (testKeyText(a) < testKeyText(b) ? -1 : 1))) {
      const progress = progressOf(key, await app.store.entriesOfTest(key));
      if (progress !== undefined) found.push(progress);
    }
  }
  return found;
}
