// The stand-up and the wash-up as they are to be posted: the book and the plan, computed, given a card.
import { standUp, washUp } from './cards/say.ts';
import type { Day } from './domain/events.ts';
import type { LdsoId } from './domain/refs.ts';
import type { Participants } from './participants.ts';
import type { PlanBooks } from './plan-books.ts';
import type { Clock, Outgoing, Store } from './ports.ts';
import { standUpView } from './rhythm/stand-up.ts';
import { washUpView } from './rhythm/wash-up.ts';

export function dayPosts(needs: {
  readonly participants: Participants;
  readonly store: Store;
  readonly books: PlanBooks;
  readonly clock: Clock;
}): {
  readonly standUp: (ldso: LdsoId, day: Day) => Promise<Outgoing>;
  readonly washUp: (ldso: LdsoId, day: Day) => Promise<Outgoing>;
} {
  async function facts(ldso: LdsoId, day: Day) {
    const { participants, store, books, clock } = needs;
    const settings = participants.ldsos.find(each => each.id === ldso);
    if (settings === undefined) throw new Error(`${ldso} is not in the participants file`);
    return {
      ldso: { id: ldso, name: settings.name },
      day,
      now: clock.now().getTime(),
      calendar: settings.calendar,
      zone: participants.programme.timeZone,
      plan: (await books.bookOf(ldso)).testCases,
      entries: await store.entriesOf(ldso, { from: 0, to: Number.MAX_SAFE_INTEGER }),
      leaks: await store.leaks(ldso),
    };
  }
  return {
    standUp: async (ldso, day) => standUp(standUpView(await facts(ldso, day)), needs.clock.now()),
    washUp: async (ldso, day) => {
      const { waiting, dead } = await needs.store.outbox.counts();
      const view = washUpView({ ...(await facts(ldso, day)), mirror: { waiting, givenUp: dead } });
      return washUp(view, needs.clock.now());
    },
  };
}
