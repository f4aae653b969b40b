// Messages that are held because the guard is not sure: their author is reminded, once a hold, that only they can answer.
import type { MessageRef } from '../../domain/entry.ts';
import type { LdsoId } from '../../domain/refs.ts';
import type { Shelf } from '../../domain/shelf.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Store } from '../../ports/store.ts';
import { once, soonestAfter } from '../once.ts';

type Needs = { readonly store: Pick<Store, 'perform' | 'shelf' | 'causeTaken'>; readonly clock: Clock };

export type HeldReminders = {
  /** How long a message may be held before its author is reminded. */
  readonly minutes: number;
  readonly ldsos: readonly LdsoId[];
};

/**
 * @returns of how many messages somebody was newly reminded
 * @throws when the store cannot record it; the rest is reminded of at the next look
 */
export async function remindOfHeld({ store, clock }: Needs, when: HeldReminders): Promise<number> {
  const now = clock.now().getTime();
  let reminded = 0;
  for (const ldso of when.ldsos)
    for (const [messageId, held] of await store.shelf('held', ldso)) {
      const message = { ldso, thread: held.thread, messageId };
      const isDue = held.since + when.minutes * 60_000 <= now;
      if (isDue && (await remind(store, { message, held, now }))) reminded += 1;
    }
  return reminded;
}

/** When the next one comes, epoch milliseconds after `now`; for whoever plays a day. */
export async function nextHeldReminder(
  store: Pick<Store, 'shelf'>,
  when: HeldReminders,
  now: number,
): Promise<number | undefined> {
  const held = await Promise.all(
    when.ldsos.map(async ldso => [...(await store.shelf('held', ldso)).values()]),
  );
  return soonestAfter(
    now,
    held.flat().map(({ since }) => since + when.minutes * 60_000),
  );
}

function remind(
  store: Needs['store'],
  of: { readonly message: MessageRef; readonly held: Shelf['held']; readonly now: number },
): Promise<boolean> {
  const { message, held, now } = of;
  const { ldso, messageId } = message;
  // A message that is changed into something else that is doubtful is held anew.
  const cause = `held-reminder/${ldso}/${messageId}/${held.since}`;
  return once(store, { cause, now }, async book => {
    const standing = (await book.shelf('held', ldso)).get(messageId);
    if (standing?.since !== held.since) return undefined;
    return {
      events: [{ type: 'hold-reminded', ldso, at: now, message }],
      intents: [{ is: 'remind-held', to: message }],
    };
  });
}
