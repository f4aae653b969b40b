// What is needed to copy defects between organisations without telling one LDSO of another: who and what must not be named.
import { randomUUID } from 'node:crypto';
import { organisationName } from '../adapters/ado/target.ts';
import type { Copying } from '../outbox/ado/copying.ts';
import type { Clock } from '../ports/clock.ts';
import type { Store } from '../ports/store.ts';
import type { Participants } from '../settings/participants.ts';

/** @returns undefined where the programme has no organisation of its own */
export function copyingOf(participants: Participants, store: Store): Copying | undefined {
  if (participants.programme.masterOrganisation === undefined) return undefined;
  const { ldsos } = participants;

  /** Testers whom the plans name, and everybody who has posted in a channel. */
  async function people(): Promise<readonly string[]> {
    const names = new Set<string>();
    for (const { id } of ldsos) {
      for (const { tester } of (await store.plan(id))?.testCases ?? [])
        if (tester !== undefined) names.add(tester);
      for (const { by } of await store.entriesOf(id, { from: 0, to: Number.MAX_SAFE_INTEGER }))
        names.add(by.name);
    }
    return [...names];
  }

  return {
    ldsos: ldsos.map(({ id }) => id),
    names: async () => ({
      names: [
        ...ldsos.flatMap(({ name, azureDevOps }) => [name, organisationName(azureDevOps.organisationUrl)]),
        ...(await people()),
      ],
      ids: ldsos.map(({ id }) => id),
      patterns: ldsos.map(({ mpanRefPattern }) => mpanRefPattern),
    }),
    newMark: () => `daybook-copy-${randomUUID().replaceAll('-', '').slice(0, 16)}`,
  };
}

/** Triage is a meeting a day: what it marks is copied within a few minutes. */
const everyMs = 5 * 60_000;

/** @returns what to call with every tick; it tells how many readings it has asked for */
export function triageReading(needs: {
  readonly copying: Copying | undefined;
  readonly store: Store;
  readonly clock: Clock;
}): () => Promise<number> {
  const { copying, store, clock } = needs;
  let nextAt = 0;
  return async () => {
    const now = clock.now().getTime();
    if (copying === undefined || now < nextAt) return 0;
    nextAt = now + everyMs;
    await store.perform(book => book.enqueue([{ is: 'read-triage' }]));
    return 1;
  };
}
