// What is known of each LDSO's plan: read from Azure DevOps, kept in the store, at hand before every answer.
import { orderChange } from '../agreement/plan-order.ts';
import type { LdsoBook } from '../domain/planning/plan.ts';
import type { MeterPoint, RegisterStamp } from '../domain/planning/register.ts';
import { type LdsoId, mpanRef } from '../domain/refs.ts';
import { wholeChannel } from '../domain/shelf.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { Store } from '../ports/store.ts';
import type { Tracker } from '../ports/tracker.ts';
import { wordsOf } from '../ports/world-fault.ts';
import type { Participants } from '../settings/participants.ts';

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
  const plans = new Map<LdsoId, LdsoBook['testCases']>();
  const books = new Map<LdsoId, { readonly book: LdsoBook; readonly stamp: string | undefined }>();

  async function bookOf(ldso: LdsoId): Promise<LdsoBook> {
    // Another process may have changed the register: its stamp is one small row.
    const stamp = (await store.shelf('register-stamp', ldso)).get(wholeChannel);
    const held = books.get(ldso);
    if (held !== undefined && held.stamp === stamp?.stamp) return held.book;
    const testCases = plans.get(ldso) ?? (await store.plan(ldso))?.testCases;
    const plan = bookFrom(participants, ldso, testCases ?? []);
    const book = withRegister(plan, await store.shelf('meter-point', ldso), stamp);
    if (testCases === undefined) return book;
    // A newer plan may have come meanwhile: then the next question makes the book.
    if ((plans.get(ldso) ?? testCases) !== testCases) return book;
    plans.set(ldso, testCases);
    books.set(ldso, { book, stamp: stamp?.stamp });
    return book;
  }

  async function refreshOne(ldso: LdsoId): Promise<boolean> {
    try {
      const testCases = await tracker.plan(ldso);
      await noteOrder(ldso, testCases);
      await store.savePlan(ldso, testCases, clock.now().getTime());
      plans.set(ldso, testCases);
      books.delete(ldso);
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
    unread: () => participants.ldsos.map(each => each.id).filter(id => !plans.has(id)),
  };
}

/** The list of references decides only where a data sheet was loaded; else the pattern alone does. */
export function withRegister(
  book: LdsoBook,
  register: ReadonlyMap<string, MeterPoint>,
  stamp: RegisterStamp | undefined,
): LdsoBook {
  const ties = [...register].flatMap(([ref, { harnessRef }]) =>
    harnessRef === undefined ? [] : [[harnessRef, ref] as const],
  );
  const known = stamp?.isLoaded === true ? [...register.keys()].flatMap(ref => mpanRef(ref) ?? []) : [];
  return {
    ...book,
    mpanRefs: [...new Set([...book.mpanRefs, ...known])],
    harnessRefs: { ...book.harnessRefs, ...Object.fromEntries(ties) },
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
    ...analystOf(own.testAnalyst),
    otherPatterns: participants.ldsos.filter(each => each.id !== ldso).map(each => each.mpanRefPattern),
    needs: participants.programme.needs,
    calendar: own.calendar,
  };
}

function analystOf(named: Participants['ldsos'][number]['testAnalyst']): Pick<LdsoBook, 'testAnalyst'> {
  if (named === undefined) return {};
  const { name, personId } = named;
  return { testAnalyst: { name, ...(personId === undefined ? {} : { id: personId }) } };
}
