// One look at the clock: calls the stand-ups and wash-ups that are due, each once, whoever else looks too.
import type { Clock, Store } from '../ports.ts';
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
  const [type, is] =
    item.is === 'stand-up'
      ? (['stand-up-called', 'post-stand-up'] as const)
      : (['wash-up-called', 'post-wash-up'] as const);
  return store.perform(async book => {
    if (!(await book.claim(causeOf(item), now))) return false;
    await book.append([{ type, ldso, at: now, day }]);
    await book.enqueue([{ is, ldso, day }]);
    return true;
  });
}
