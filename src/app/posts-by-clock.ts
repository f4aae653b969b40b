// Calls what is due: by the clock, or at once where the local channel asks for it.
import type { Clock } from '../ports/clock.ts';
import type { Store } from '../ports/store.ts';
import { dayOf } from '../rhythm/calendar.ts';
import { askUnconfirmed } from '../rhythm/reminders/confirmations.ts';
import { remindOfHarness } from '../rhythm/reminders/harness-reminders.ts';
import { remindOfHeld } from '../rhythm/reminders/held-reminders.ts';
import { remindOfLeaks } from '../rhythm/reminders/leak-reminders.ts';
import { nudgeQueries } from '../rhythm/reminders/query-nudges.ts';
import { tick } from '../rhythm/tick.ts';
import type { Participants } from '../settings/participants.ts';
import {
  confirmWindowOf,
  harnessRemindersOf,
  leakRemindersOf,
  queryNudgesOf,
  rhythmOf,
} from '../settings/rhythm.ts';

type Needs = {
  readonly participants: Participants;
  readonly store: Store;
  readonly clock: Clock;
  /** Asks for triage to be read. @returns how many times it was newly asked for */
  readonly triage: () => Promise<number>;
  readonly wakeOutbox: () => void;
};

export function postsByClock({ participants, store, clock, triage, wakeOutbox }: Needs) {
  async function tickNow(): Promise<number> {
    const called = await tick({ store, clock }, rhythmOf(participants));
    const reminded = await remindOfLeaks({ store, clock }, leakRemindersOf(participants));
    const held = await remindOfHeld({ store, clock }, leakRemindersOf(participants));
    const lagging = await remindOfHarness({ store, clock }, harnessRemindersOf(participants));
    const nudged = await nudgeQueries({ store, clock }, queryNudgesOf(participants));
    const asked = await triage();
    const unconfirmed = await askUnconfirmed({ store, clock }, confirmWindowOf(participants));
    // Also for what another process put there: a replica that died, or a command line.
    wakeOutbox();
    return called + reminded + held + lagging + nudged + asked + unconfirmed;
  }

  /** @returns why not, where it cannot be posted */
  async function postNow(ldso: string, kind: 'stand-up' | 'wash-up'): Promise<string | undefined> {
    const known = participants.ldsos.find(each => each.id === ldso);
    if (known === undefined) return `${ldso} is not in the participants file`;
    const now = clock.now().getTime();
    const day = dayOf(now, participants.programme.timeZone);
    const is = kind === 'stand-up' ? 'post-stand-up' : 'post-wash-up';
    const called =
      kind === 'stand-up' ? [] : [{ type: 'wash-up-called' as const, ldso: known.id, at: now, day }];
    await store.perform(async book => {
      await book.append(called);
      await book.enqueue([{ is, ldso: known.id, day }]);
    });
    wakeOutbox();
    return undefined;
  }

  return { tick: tickNow, now: postNow };
}
