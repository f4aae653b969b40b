// What waits in the outbox and what was given up, told as it stands when it is said.
import { outboxTold } from '../cards/outbox-words.ts';
import type { Undelivered } from '../domain/day/day-view.ts';
import type { Intent } from '../domain/intents.ts';
import { type LdsoId, testKeyOf } from '../domain/refs.ts';
import type { Outgoing } from '../ports/chat.ts';
import type { Clock } from '../ports/clock.ts';
import type { Store } from '../ports/store.ts';

type Needs = {
  readonly store: Store;
  readonly clock: Clock;
  readonly ldsoName: (ldso: LdsoId) => string;
};

export async function shownOutbox(
  needs: Needs,
  { ldso, replayed }: { readonly ldso: LdsoId; readonly replayed?: number },
): Promise<Outgoing> {
  const { waiting, dead } = await needs.store.outbox.standing(ldso);
  // The channel's own posts are on their way all the time, this answer too: only those that failed before are told.
  const held = waiting.filter(({ lane, error }) => lane.startsWith('ado/') || error !== undefined);
  return outboxTold({
    ldsoName: needs.ldsoName(ldso),
    now: needs.clock.now(),
    ...(replayed === undefined ? {} : { replayed }),
    waiting: await Promise.all(held.map(each => undelivered(needs, each))),
    givenUp: await Promise.all(dead.map(each => undelivered(needs, each))),
  });
}

export async function undelivered(
  { store }: Pick<Needs, 'store'>,
  work: { readonly intent: Intent; readonly enqueuedAt: number; readonly error?: string },
): Promise<Undelivered> {
  const { intent, enqueuedAt: since, error } = work;
  const of = await subjectOf(store, intent);
  return {
    is: intent.is,
    since,
    ...(of === undefined ? {} : { of }),
    ...(error === undefined ? {} : { error }),
  };
}

/** `FM_TS_1_TC_1 EEN-MPAN-0007`, where it is about a test. */
async function subjectOf(store: Store, intent: Intent): Promise<string | undefined> {
  if ('test' in intent && intent.test !== undefined)
    return `${intent.test.testCaseId} ${intent.test.mpanRef}`;
  if (!('entryId' in intent) || intent.entryId === undefined) return undefined;
  const entry = await store.entry(intent.entryId);
  if (entry === undefined) return undefined;
  const test = testKeyOf(entry.message.ldso, entry);
  const name = entry.testCaseName ?? test?.testCaseId;
  return [name, entry.mpanRef].filter(part => part !== undefined).join(' ') || undefined;
}
