// Looks up whose move it is in a test, with what was asked of the test harness, for its card.

import { dayIn } from '../../cards/making/times.ts';
import type { Moves } from '../../cards/test/move-facts.ts';
import type { StandingEntry } from '../../domain/entry.ts';
import { isOfTest, type TriggerRequest, triggerRequests } from '../../domain/harness/harness.ts';
import { type Replay, replaysOf } from '../../domain/harness/replay.ts';
import { type TestKey, testKeyText } from '../../domain/refs.ts';
import { currentAttempt, progressOf } from '../../domain/tests/progress.ts';
import { queryStates } from '../../domain/tests/queries.ts';
import { whoseMove } from '../../domain/tests/whose-move.ts';
import type { ChatNeeds } from './reply.ts';

export async function movesOf(
  needs: ChatNeeds,
  key: TestKey,
  entries: readonly StandingEntry[],
): Promise<Moves> {
  const { store, clock } = needs;
  const { ldso } = key;
  const test = testKeyText(key);
  const words = [...(await store.shelf('harness', ldso)).values()].filter(word => isOfTest(word, key));
  const standing = entries.filter(({ withdrawn }) => !withdrawn);
  const today = dayIn(clock.now().getTime());
  const move = whoseMove(key, {
    entries,
    words,
    today,
    seen: (await store.shelf('seenOutcome', ldso)).get(test),
    defects: await store.shelf('seenDefect', ldso),
    reason: (await store.shelf('reason', ldso)).get(test),
    owners: await store.shelf('blocker-owner', ldso),
    queries: queryStates(await store.shelf('query', ldso), clock.now().getTime()),
  });
  const progress = progressOf(key, entries);
  const startedAt = (progress && currentAttempt(progress)?.startedAt) ?? 0;
  const request = triggerRequests(words, standing).findLast(each => isShown(each, startedAt));
  // One that has come, or whose time ran out, is told of too, until the test is run again.
  const replays = replaysOf({ words, entries: standing }, today).filter(
    ({ ended, word }) => ended === undefined || (isTold(ended.how) && word.at >= startedAt),
  );
  return {
    ...(move === undefined ? {} : { move }),
    ...(request === undefined ? {} : { request }),
    replays,
    lag: (from, to) => needs.lag(ldso, from, to),
  };
}

function isTold(how: NonNullable<Replay['ended']>['how']): boolean {
  return how === 'received' || how === 'run-out';
}

/** Of earlier runs nothing is told any more. */
function isShown({ word, triggered, ended }: TriggerRequest, startedAt: number): boolean {
  if (ended === undefined) return true;
  if (ended.how === 'cancelled' || ended.how === 'asked-again') return false;
  return Math.max(word.at, triggered?.at ?? 0) >= startedAt;
}
