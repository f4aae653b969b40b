// Which days' test runs are over.
import type { Day } from '../domain/events.ts';
import type { LdsoId } from '../domain/refs.ts';
import type { Clock } from '../ports/clock.ts';
import type { Store } from '../ports/store.ts';
import { dayAfter, dayOf } from './calendar.ts';
import { causeOf } from './due.ts';

/** @returns the first day that is not over: today, or tomorrow once today's wash-up was called */
export async function firstOpenDay(
  { store, clock, zone }: { readonly store: Store; readonly clock: Clock; readonly zone: string },
  ldso: LdsoId,
): Promise<Day> {
  const day = dayOf(clock.now().getTime(), zone);
  return (await store.causeTaken(causeOf({ is: 'wash-up', ldso, day }))) ? dayAfter(day) : day;
}
