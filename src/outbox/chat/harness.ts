// Calls the QT team to what waits for it in the test harness and to replays, each call once in its thread.
import { harnessCallText } from '../../cards/queue/harness-words.ts';
import { type HarnessWord, isOfTest, openRequest, triggerRequests } from '../../domain/harness/harness.ts';
import type { HarnessCall } from '../../domain/harness/harness-told.ts';
import { answer, type ChatNeeds, firstContactIn } from './reply.ts';

/** Nobody is called to what was taken back meanwhile, or reminded of what was triggered. */
export async function callHarness(needs: ChatNeeds, { to, why, wordIds }: HarnessCall): Promise<void> {
  const shelf = await needs.store.shelf('harness', to.ldso);
  const words: HarnessWord[] = [];
  for (const id of wordIds) {
    const word = shelf.get(id);
    if (word === undefined || word.withdrawn === true) continue;
    if (why !== 'lag' || (await isWaiting(needs, word, shelf.values()))) words.push(word);
  }
  if (words.length === 0) return;
  const message = harnessCallText({
    why,
    words,
    tagId: needs.tagId,
    ...(await firstContactIn(needs, to.ldso)),
    ldsoName: needs.ldsoName(to.ldso),
    now: needs.clock.now(),
    lag: (from, until) => needs.lag(to.ldso, from, until),
  });
  await answer(needs, { to, key: `harness/${why}/${to.messageId}/${wordIds[0] ?? ''}`, message });
}

async function isWaiting(
  { store }: ChatNeeds,
  word: HarnessWord,
  words: Iterable<HarnessWord>,
): Promise<boolean> {
  const { testCaseId, mpanRef } = word.test;
  const entries = await store.entriesOfTest({ ldso: word.message.ldso, testCaseId, mpanRef });
  const own = [...words].filter(each => isOfTest(each, word.test));
  const standing = entries.filter(({ withdrawn }) => !withdrawn);
  const request = openRequest(triggerRequests(own, standing));
  return request !== undefined && request.triggered === undefined;
}
