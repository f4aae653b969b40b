// When to try again, and when to give up and let people see it.
import type { Delivery, Settlement } from '../ports/outbox.ts';
import { WorldFault, wordsOf } from '../ports/world-fault.ts';

/** First wait, doubled each time: 1 s, 2 s, 4 s … up to the longest. */
const firstWaitMs = 1_000;
const longestWaitMs = 5 * 60_000;

/** A fault of ours does not mend itself: a few tries for luck, then people look at it. */
const triesOfOurFault = 5;

/** What is said to people is no use after a day. Azure DevOps is the record: it is never given up while it fails for now. */
const chatPatienceMs = 24 * 60 * 60_000;

export function afterFault(delivery: Delivery, error: unknown, now: number): Settlement {
  const { id } = delivery;
  const said = wordsOf(error);
  const isWorld = error instanceof WorldFault;
  const isOver = isWorld
    ? error.permanent || (!delivery.lane.startsWith('ado/') && now - delivery.enqueuedAt > chatPatienceMs)
    : delivery.attempts + 1 >= triesOfOurFault;
  if (isOver) return { id, is: 'dead', error: said };
  return {
    id,
    is: 'again',
    nextAt: now + waitMs(delivery.attempts, isWorld ? error.retryAfterMs : undefined),
    error: said,
  };
}

/** Full jitter would allow no wait at all; half of it keeps replicas from knocking together. */
export function waitMs(attempts: number, askedFor?: number): number {
  if (askedFor !== undefined) return askedFor;
  const wait = Math.min(firstWaitMs * 2 ** attempts, longestWaitMs);
  // Whole milliseconds: PostgreSQL keeps no other instants.
  return Math.round(wait / 2 + Math.random() * (wait / 2));
}
