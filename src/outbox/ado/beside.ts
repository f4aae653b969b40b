// What stands in Azure DevOps beside a test: the latest attempt of each meter point of the same test case.

import { type TestKey, testKeyText } from '../../domain/refs.ts';
import { currentAttempt, progressByTest } from '../../domain/tests/progress.ts';
import type { Store } from '../../ports/store.ts';
import type { Beside } from '../../ports/tracker.ts';

/** Of the tests themselves too; without those that were taken back, and those of which a person's record was left as it is. */
export async function besideOf(store: Store, tests: readonly TestKey[]): Promise<readonly Beside[]> {
  const cases = new Map(tests.map(({ ldso, testCaseId }) => [`${ldso}/${testCaseId}`, { ldso, testCaseId }]));
  const beside: Beside[] = [];
  for (const { ldso, testCaseId } of cases.values()) {
    for (const progress of progressByTest(await store.entriesOfTestCase(ldso, testCaseId))) {
      const attempt = currentAttempt(progress);
      if (attempt === undefined) continue;
      const link = await store.link('result', `${testKeyText(progress.key)}/${attempt.number}`);
      if (link === undefined || link.at.withdrawn !== undefined || link.at.newerThere !== undefined) continue;
      beside.push({ test: progress.key, since: attempt.finishedAt ?? attempt.startedAt, at: link.at });
    }
  }
  return beside;
}
