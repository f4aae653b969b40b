// The stand-up and the wash-up as they are to be posted: what they have to say, given a card.
import { unconfirmedAsked } from '../cards/day/day-plan-words.ts';
import { myDayCard } from '../cards/day/my-day-facts.ts';
import { reportCard } from '../cards/day/report-words.ts';
import { queueCard } from '../cards/queue/queue-facts.ts';
import { standUp, washUp } from '../cards/say.ts';
import { type DayViewNeeds, dayViews } from '../day-views.ts';
import { isNamed } from '../domain/day/day-plan.ts';
import { myDay } from '../my-day/gather.ts';
import type { DayPosts } from '../outbox/chat/reply.ts';
import { makeReport } from '../reports/make.ts';
import { dayOf } from '../rhythm/calendar.ts';
import { lagBetween } from '../rhythm/day/harness-queue.ts';
import { hoursOf } from '../settings/rhythm.ts';

export function dayPosts(needs: DayViewNeeds): DayPosts {
  const views = dayViews(needs);
  return {
    standUp: async (ldso, day) => standUp(await views.standUp(ldso, day), needs.clock.now()),
    washUp: async (ldso, day) => washUp(await views.washUp(ldso, day), needs.clock.now()),
    queue: async ldso => {
      const { clock, participants } = needs;
      return queueCard(
        await views.queue(ldso, dayOf(clock.now().getTime(), participants.programme.timeZone)),
      );
    },
    lag: (ldso, from, to) => lagBetween(from, to, hoursOf(needs.participants, ldso)),
    migration: views.migration,
    report: async ({ ldso, ask, ofAll }) => {
      const { store, clock, participants } = needs;
      const zone = participants.programme.timeZone;
      const others = participants.ldsos.map(({ id }) => id).filter(id => id !== ldso);
      const report = await makeReport(
        { store, views, clock, zone },
        {
          kind: ask.kind,
          day: ask.day ?? dayOf(clock.now().getTime(), zone),
          ldsos: [ldso, ...(ofAll ? others : [])],
        },
      );
      return reportCard(report);
    },
    myDay: async asked => myDayCard(await myDay({ ...needs, views }, asked), needs.clock.now()),
    unconfirmed: async (ldso, day) => {
      const view = await views.standUp(ldso, day);
      // Where nobody is named, one who confirms is enough; where somebody is, everybody named is asked for.
      if (view.unconfirmed.length === 0 && (view.confirmed.length > 0 || view.planned.length === 0))
        return undefined;
      const entries = await needs.store.entriesOf(ldso, { from: 0, to: Number.MAX_SAFE_INTEGER });
      const people = view.unconfirmed.map(name => {
        const known = entries.findLast(({ by }) => isNamed(name, by.name))?.by;
        return known === undefined ? { name } : { name: known.name, id: known.id };
      });
      return people.length === 0 && view.away.length > 0 ? undefined : unconfirmedAsked(people, day);
    },
  };
}
