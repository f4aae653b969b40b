// One look at the clock: calls the stand-ups and wash-ups that are due, each once, whoever else looks too.
import type { Intent } from '../domain/intents.ts';
import type { Clock } from '../ports/clock.ts';
import type { Store } from '../ports/store.ts';
import { dayAfter } from './calendar.ts';
import { causeOf, type DueItem, due, type Rhythm } from './due.ts';

/**
 * A stand-up or wash-up goes the same way in as a message: its cause is claimed, and what follows is written in the same
 * transaction. So a restart, a second replica or a clock that looks twice calls nothing twice.
 * @returns how many were newly called
 * @throws when the store cannot record it; what was called before stays called, the rest is due at the next look
 */
export async function tick(
  { store, clock }: { readonly store: Pick<Store, 'perform'>; readonly clock: Clock },
  rhythm: Rhythm,
): Promise<number> {
  const now = clock.now().getTime();
  let called = 0;
  for (const item of due({ ...rhythm, now })) {
    if (await call(store, item, now)) called += 1;
  }
  return called;
}

function call(store: Pick<Store, 'perform'>, item: DueItem, now: number): Promise<boolean> {
  const { ldso, day } = item;
  return store.perform(async book => {
    if (!(await book.claim(causeOf(item), now))) return false;
    const { event, intents } = calledBy(item);
    await book.append([{ type: event, ldso, at: now, day }]);
    await book.enqueue(intents);
    return true;
  });
}

/** The wash-up ends the day for Azure DevOps' test runs too; what was written after it is seen to in the morning. */
function calledBy({ is, ldso, day }: DueItem): {
  readonly event: 'stand-up-called' | 'wash-up-called';
  readonly intents: readonly Intent[];
} {
  switch (is) {
    case 'stand-up':
      return {
        event: 'stand-up-called',
        intents: [
          { is: 'post-stand-up', ldso, day },
          { is: 'close-runs', ldso, before: day },
        ],
      };
    case 'wash-up':
      return {
        event: 'wash-up-called',
        intents: [
          { is: 'post-wash-up', ldso, day },
          { is: 'close-runs', ldso, before: dayAfter(day) },
        ],
      };
  }
}
