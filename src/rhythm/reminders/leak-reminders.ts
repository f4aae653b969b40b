// Personal data that still stands in a message after a while: the QT team is told, once a case, whoever looks at the clock.
import type { LdsoId } from '../../domain/refs.ts';
import type { Clock } from '../../ports/clock.ts';
import type { LeakCase, Store } from '../../ports/store.ts';
import { once, soonestAfter } from '../once.ts';

type Needs = { readonly store: Pick<Store, 'perform' | 'leaks' | 'causeTaken'>; readonly clock: Clock };

/** One cause for one case: a message that leaks again after it was mended is another one. */
function causeOf({ message, openedAt }: LeakCase): string {
  return `leak-reminder/${message.ldso}/${message.messageId}/${openedAt}`;
}

/**
 * @param when `minutes`: how long a case may stand open before the QT team is told
 * @returns of how many cases it was newly told
 * @throws when the store cannot record it; the rest is told at the next look
 */
export async function remindOfLeaks(
  { store, clock }: Needs,
  when: { readonly minutes: number; readonly ldsos: readonly LdsoId[] },
): Promise<number> {
  const now = clock.now().getTime();
  let told = 0;
  for (const ldso of when.ldsos)
    for (const leak of await store.leaks(ldso)) {
      const isDue = leak.closedAt === undefined && leak.openedAt + when.minutes * 60_000 <= now;
      if (isDue && (await remind(store, leak, now))) told += 1;
    }
  return told;
}

/** When the next open case becomes due, epoch milliseconds after `now`; for whoever plays a day. */
export async function nextLeakReminder(
  store: Pick<Store, 'leaks'>,
  when: Parameters<typeof remindOfLeaks>[1],
  now: number,
): Promise<number | undefined> {
  const leaks = (await Promise.all(when.ldsos.map(ldso => store.leaks(ldso)))).flat();
  const open = leaks.filter(leak => leak.closedAt === undefined);
  return soonestAfter(
    now,
    open.map(leak => leak.openedAt + when.minutes * 60_000),
  );
}

function remind(store: Needs['store'], leak: LeakCase, now: number): Promise<boolean> {
  const { message } = leak;
  const { ldso, messageId } = message;
  return once(store, { cause: causeOf(leak), now }, async book => {
    const standing = await book.openLeak(ldso, messageId);
    if (standing?.openedAt !== leak.openedAt) return undefined;
    return {
      events: [{ type: 'leak-reminded', ldso, at: now, message }],
      intents: [{ is: 'call-about-leak', to: message }],
    };
  });
}
