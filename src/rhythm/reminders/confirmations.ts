// Who has not confirmed the plan of the day is asked, once, when most of the time for it is over.
import type { LdsoId } from '../../domain/refs.ts';
import { wholeChannel } from '../../domain/shelf.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Store } from '../../ports/store.ts';
import { dayOf } from '../calendar.ts';
import { once } from '../once.ts';

/** Of the time there is to confirm the plan. */
const share = 0.8;

type Needs = { readonly store: Pick<Store, 'perform' | 'shelf' | 'causeTaken'>; readonly clock: Clock };

export type ConfirmWindow = {
  /** How long after the stand-up its plan is to be confirmed. */
  readonly minutes: number;
  /** How late asking still helps, in minutes after the stand-up. */
  readonly lateMinutes: number;
  readonly zone: string;
  readonly ldsos: readonly LdsoId[];
};

/**
 * Counted from when the stand-up was called: one that came late is not asked about at once.
 * @returns of how many LDSOs people were newly asked
 * @throws when the store cannot record it; the rest is asked at the next look
 */
export async function askUnconfirmed({ store, clock }: Needs, window: ConfirmWindow): Promise<number> {
  const now = clock.now().getTime();
  const today = dayOf(now, window.zone);
  let asked = 0;
  for (const ldso of window.ldsos) {
    const standUp = (await store.shelf('stand-up', ldso)).get(wholeChannel);
    if (standUp?.day !== today) continue;
    const from = standUp.at + window.minutes * share * 60_000;
    const until = standUp.at + Math.max(window.lateMinutes, window.minutes) * 60_000;
    if (now < from || now > until) continue;
    if (await ask(store, { ldso, day: today, now })) asked += 1;
  }
  return asked;
}

function ask(
  store: Needs['store'],
  { ldso, day, now }: { readonly ldso: LdsoId; readonly day: string; readonly now: number },
): Promise<boolean> {
  return once(store, { cause: `confirmation/${ldso}/${day}`, now }, async () => ({
    events: [{ type: 'confirmation-asked', ldso, at: now, day }],
    intents: [{ is: 'ask-unconfirmed', ldso, day }],
  }));
}
