// Mends drift through the outbox: what was lost is written anew, what differs once more, what is too many is taken back.
import type { Day } from '../domain/events.ts';
import type { Intent } from '../domain/intents.ts';
import { type LdsoId, testKeyText } from '../domain/refs.ts';
import type { Clock } from '../ports/clock.ts';
import type { Link, Store } from '../ports/store.ts';
import type { Difference } from '../ports/tracker-compare.ts';
import type { Drift } from './drift.ts';

export type MendNeeds = {
  readonly store: Store;
  readonly clock: Clock;
  /** Runs of earlier days are over. */
  readonly today: () => Day;
};

export type Mended = {
  /** Put into the outbox. */
  readonly asked: readonly Difference[];
  /** Nobody but a person can tell what is right. */
  readonly byHand: readonly Difference[];
};

/** What people said there since is no drift, and nothing of it is touched: the mirror looks once more before it writes. */
export async function mend(needs: MendNeeds, drift: Drift): Promise<Mended> {
  const asked: Difference[] = [];
  const byHand: Difference[] = [];
  for (const difference of drift.differences) {
    const intent = await mending(needs, drift.ldso, difference);
    if (intent === undefined) byHand.push(difference);
    else {
      asked.push(difference);
      await needs.store.perform(book => book.enqueue([intent]));
    }
  }
  // What waits is asked for once more: with nothing in the outbox it would wait for ever.
  const waiting = drift.onTheWay.flatMap(each => again(drift.ldso, each));
  await needs.store.perform(book => book.enqueue(waiting));
  return { asked, byHand };
}

function again(
  ldso: LdsoId,
  { test, entryId }: Partial<Pick<Difference, 'test' | 'entryId'>>,
): readonly Intent[] {
  if (test !== undefined) return [{ is: 'mirror-test', test }];
  return entryId === undefined ? [] : [{ is: 'mirror-defect', ldso, entryId }];
}

/** Also forgets what would keep the mirror from doing it. @returns undefined when it is for people */
async function mending(needs: MendNeeds, ldso: LdsoId, difference: Difference): Promise<Intent | undefined> {
  const { kind, test, attempt, entryId, at } = difference;
  switch (kind) {
    case 'result missing':
      return test && (await forget(needs.store, { test, attempt, as: lost }));
    case 'result different':
    case 'grid different':
      return test && (await forget(needs.store, { test, attempt, as: unwritten }));
    case 'result not taken back':
    case 'result twice':
      if (test === undefined) return undefined;
      return at === undefined ? { is: 'mirror-test', test } : { is: 'drop-result', test, at };
    case 'run left open':
      return { is: 'close-runs', ldso, before: needs.today() };
    case 'defect missing':
      return entryId === undefined ? undefined : raisedAgain(needs, ldso, entryId);
    case 'defect not taken back':
      return entryId === undefined ? undefined : { is: 'mirror-defect', ldso, entryId };
    case 'defect twice':
      // People may have worked on either.
      return undefined;
  }
}

type Forget = {
  readonly test: NonNullable<Difference['test']>;
  /** Undefined: the latest. */
  readonly attempt: number | undefined;
  readonly as: (at: Link['at']) => Link['at'];
};

async function forget(store: Store, { test, attempt, as }: Forget): Promise<Intent> {
  const key = testKeyText(test);
  for (let number = attempt ?? 1; ; number += 1) {
    const link = await store.link('result', `${key}/${number}`);
    if (link === undefined) break;
    const isLast = (await store.link('result', `${key}/${number + 1}`)) === undefined;
    if (attempt !== undefined || isLast) await store.saveLink({ ...link, at: as(link.at) });
    if (attempt !== undefined) break;
  }
  return { is: 'mirror-test', test };
}

/** As after a withdrawal: the attempt gets a result of its own again. */
function lost({ newerThere: _there, tried: _tried, ...at }: Link['at']): Link['at'] {
  return at.runId === undefined ? at : { ...at, status: '', withdrawn: 1 };
}

/** As if it had never been written: the mirror compares it with what stands there, and writes. */
function unwritten({ newerThere: _there, ...at }: Link['at']): Link['at'] {
  return { ...at, status: '', wrote: '' };
}

/** Looked for by its tag before it is made. */
async function raisedAgain({ store, clock }: MendNeeds, ldso: LdsoId, entryId: string): Promise<Intent> {
  const entry = await store.entry(entryId);
  const testCaseId = entry?.testCaseId;
  const at = { tried: clock.now().getTime(), ...(testCaseId === undefined ? {} : { testCaseId }) };
  await store.saveLink({ kind: 'defect', key: entryId, at });
  return { is: 'mirror-defect', ldso, entryId };
}
