// Who is there for an LDSO: who is away, who covers, and whom the QT team's calls name beside the group.
import { firstContactAt, halfOf, type NamedPerson, type Presence } from './domain/day/cover.ts';
import { isNamed } from './domain/day/day-plan.ts';
import type { LdsoId } from './domain/refs.ts';
import type { PlanBooks } from './plan/books.ts';
import type { Clock } from './ports/clock.ts';
import type { Store } from './ports/store.ts';
import { dayOf, timeOf } from './rhythm/calendar.ts';

type Needs = {
  readonly store: Pick<Store, 'shelf' | 'entriesOf'>;
  readonly books: Pick<PlanBooks, 'bookOf'>;
};

export async function presenceIn({ store, books }: Needs, ldso: LdsoId): Promise<Presence> {
  const { testAnalyst } = await books.bookOf(ldso);
  return {
    away: [...(await store.shelf('away', ldso)).values()],
    covers: [...(await store.shelf('cover', ldso)).values()],
    ...(testAnalyst === undefined ? {} : { analyst: testAnalyst }),
  };
}

/** @returns undefined where nobody is named, or the test analyst is away and nobody covers */
export async function firstContact(
  needs: Needs & { readonly clock: Clock; readonly zone: string },
  ldso: LdsoId,
): Promise<NamedPerson | undefined> {
  const now = needs.clock.now().getTime();
  const when = { day: dayOf(now, needs.zone), half: halfOf(timeOf(now, needs.zone)) };
  const person = firstContactAt(await presenceIn(needs, ldso), when);
  if (person === undefined || person.id !== undefined) return person;
  // Named in words: whoever has posted by that name has an account.
  const entries = await needs.store.entriesOf(ldso, { from: 0, to: Number.MAX_SAFE_INTEGER });
  const author = entries.findLast(({ by }) => isNamed(person.name, by.name))?.by;
  return author ?? person;
}
