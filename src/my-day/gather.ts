// One person's day, for the LDSOs that they work for: what is kept, looked up and computed.
import type { DayViewNeeds, DayViews } from '../day-views.ts';
import type { MyDayView } from '../domain/day/my-day.ts';
import type { Person } from '../domain/entry.ts';
import type { LdsoId } from '../domain/refs.ts';
import { dayOf } from '../rhythm/calendar.ts';
import { myDayPart } from './part.ts';

/** @param of.ldsos whoever asks must have been found in the channel of each */
export async function myDay(
  needs: DayViewNeeds & { readonly views: DayViews },
  of: { readonly person: Person; readonly ldsos: readonly LdsoId[] },
): Promise<MyDayView> {
  const { store, clock, participants, urlOf, views } = needs;
  const { person } = of;
  const day = dayOf(clock.now().getTime(), participants.programme.timeZone);
  const ldsos = participants.ldsos.map(({ id }) => id).filter(id => of.ldsos.includes(id));
  const parts = ldsos.map(async ldso =>
    myDayPart({
      ...(await views.standUpAsked(ldso, day)),
      person,
      evidence: await views.evidence(ldso),
      leaks: await store.leaks(ldso),
      held: await store.shelf('held', ldso),
      urlOf,
    }),
  );
  return { person, day, parts: await Promise.all(parts) };
}
