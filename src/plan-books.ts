// What is known of each LDSO's plan: read from Azure DevOps, kept in the store, at hand before every answer.
import { orderChange } from './agreement/plan-order.ts';
import type { LdsoBook } from './domain/plan.ts';
import { type LdsoId, mpanRef } from './domain/refs.ts';
import type { Log } from './outbox/drain.ts';
import type { Participants } from './participants.ts';
import { type Clock, type Store, type Tracker, wordsOf } from './ports.ts';

export type PlanBooks = {
  /** Never waits for Azure DevOps: answers from the last plan read, also after a restart while Azure DevOps is away. */
  bookOf(ldso: LdsoId): Promise<LdsoBook>;
  /** Reads all plans anew. @returns the LDSOs whose plan could not be read */
  refresh(): Promise<readonly LdsoId[]>;
  /** LDSOs of which no plan was ever read. */
  unread(): readonly LdsoId[];
};

export function planBooks(needs: {
  readonly participants: Participants;
  readonly store: Store;
  readonly tracker: Tracker;
  readonly clock: Clock;
  readonly log: Log;
}): PlanBooks {
  const { participants, store, tracker, clock, log } = needs;
  const books = new Map<LdsoId, LdsoBook>();

  async function bookOf(ldso: LdsoId): Promise<LdsoBook> {
    const held = books.get(ldso);
    if (held !== undefined) return held;
    const kept = await store.plan(ldso);
    const book = bookFrom(participants, ldso, kept?.testCases ?? []);
    if (kept !== undefined) books.set(ldso, book);
    return book;
  }

  async function refreshOne(ldso: LdsoId): Promise<boolean> {
    try {
      const testCases = await tracker.plan(ldso);
      await noteOrder(ldso, testCases);
      await store.savePlan(ldso, testCases, clock.now().getTime());
      books.set(ldso, bookFrom(participants, ldso, testCases));
      return true;
    } catch (error) {
      log.warn({ ldso, error: wordsOf(error) }, 'plan not read');
      return false;
    }
  }

  /** Before the plan is kept: a plan that is kept is not compared again. */
  async function noteOrder(ldso: LdsoId, testCases: LdsoBook['testCases']): Promise<void> {
    const seen = orderChange((await store.plan(ldso))?.testCases ?? [], testCases);
    if (seen === undefined) return;
    const at = clock.now().getTime();
    await store.perform(async book => {
      if (await book.claim(`seen/order/${ldso}/${seen.changedAt ?? at}`, at))
        await book.append([{ type: 'seen-in-tracker', ldso, at, seen }]);
    });
  }

  return {
    bookOf,
    refresh: async () => {
      const ids = participants.ldsos.map(each => each.id);
      const read = await Promise.all(ids.map(refreshOne));
      return ids.filter((_, place) => read[place] === false);
    },
    unread: () => participants.ldsos.map(each => each.id).filter(id => !books.has(id)),
  };
}

export function bookFrom(
  participants: Participants,
  ldso: LdsoId,
  testCases: LdsoBook['testCases'],
): LdsoBook {
  const own = participants.ldsos.find(each => each.id === ldso);
  if (own === undefined) throw new Error(`${ldso} is not in the participants file`);
  return {
    id: ldso,
    testCases,
    mpanRefPattern: own.mpanRefPattern,
    mpanRefs: own.mpanRefs.flatMap(text => mpanRef(text) ?? []),
    harnessRefs: own.harnessRefs,
    otherPatterns: participants.ldsos.filter(each => each.id !== ldso).map(each => each.mpanRefPattern),
    needs: participants.programme.needs,
  };
}
