// What a drain does to the outbox, in the words of the tests: put, take, settle.
import type { Intent } from '../../src/domain/intents.ts';
import type { Delivery, Settlement } from '../../src/ports/outbox.ts';
import type { Store } from '../../src/ports/store.ts';
import type { GivenStore } from './given-store.ts';

export const minute = 60_000;

type Taking = { readonly limit?: number; readonly leaseMs?: number; readonly from?: Store };

export function outboxOf(given: GivenStore) {
  return {
    put: (...intents: readonly Intent[]): Promise<void> => given.store.perform(book => book.enqueue(intents)),
    take: (lanes: string, more: Taking = {}): Promise<readonly Delivery[]> => {
      const { limit = 10, leaseMs = minute, from = given.store } = more;
      return from.outbox.claim({ lanes, now: given.now, leaseMs, limit });
    },
    settle: (
      work: readonly Delivery[],
      how: (delivery: Delivery) => Settlement,
      at: Store = given.store,
    ): Promise<void> => at.outbox.settle(work.map(how), given.now),
  };
}

export const done = ({ id }: Delivery): Settlement => ({ id, is: 'done' });

export const dead = ({ id }: Delivery): Settlement => ({ id, is: 'dead', error: 'status 403' });

export const again =
  (nextAt: number) =>
  ({ id }: Delivery): Settlement => ({ id, is: 'again', nextAt, error: 'status 503' });

export const intentsOf = (work: readonly Delivery[]): readonly Intent[] => work.map(({ intent }) => intent);
