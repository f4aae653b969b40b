// What the clock brings about is done once, by whichever replica looks first, also after a restart.
import type { DaybookEvent } from '../domain/events.ts';
import type { Intent } from '../domain/intents.ts';
import type { Book, Store } from '../ports/store.ts';

export type Brought = { readonly events: readonly DaybookEvent[]; readonly intents: readonly Intent[] };

/**
 * @param bring what is to follow, decided inside the transaction; undefined when it is not due any more, and then its cause
 * is not taken
 * @returns whether it was done now
 * @throws when the store cannot record it
 */
export async function once(
  store: Pick<Store, 'perform' | 'causeTaken'>,
  { cause, now }: { readonly cause: string; readonly now: number },
  bring: (book: Book) => Promise<Brought | undefined>,
): Promise<boolean> {
  // The clock is looked at every few seconds, and what it asks for may stand open for days: most looks write nothing.
  if (await store.causeTaken(cause)) return false;
  return store.perform(async book => {
    const brought = await bring(book);
    if (brought === undefined || !(await book.claim(cause, now))) return false;
    await book.append(brought.events);
    await book.enqueue(brought.intents);
    return true;
  });
}

/** The soonest of some instants behind `now`, epoch milliseconds. */
export function soonestAfter(now: number, instants: readonly number[]): number | undefined {
  const coming = instants.filter(at => at > now);
  return coming.length === 0 ? undefined : Math.min(...coming);
}
