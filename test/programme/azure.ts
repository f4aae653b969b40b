// Plays Azure DevOps for a programme: takes most of what the outbox brings, refuses some, and lets some wait.

import { type LdsoId, testKeyText } from '../../src/domain/refs.ts';
import type { Delivery, Settlement } from '../../src/ports/outbox.ts';
import type { Store } from '../../src/ports/store.ts';
import type { Known } from './expected/log.ts';
import type { Mirror } from './expected/wash-up.ts';
import type { Random } from './traffic.ts';

export type Azure = {
  /** Delivers what waits for the LDSO. `known` says how each test stands, so that it can be written down. */
  deliver(ldso: string, known: Known, now: number): Promise<void>;
  /** People close the bug of a defect now and then, and open it again. */
  move(ldso: LdsoId, known: Known, now: number): Promise<void>;
  /** What was given up is tried again. */
  replayed(ldso: string): void;
  /** Compares, as the wash-up asks it to; each time another answer. */
  compare(ldso: string): Promise<Mirror['drift']>;
  standing(ldso: string): Mirror;
};

type Own = {
  readonly told: Map<string, string>;
  /** What was refused and has not been done since. */
  readonly refused: Set<string>;
  drift: Mirror['drift'];
};

/** @param bugs chance of its own */
export function playedAzure(store: Store, random: Random, bugs: Random): Azure {
  const owns = new Map<string, Own>();
  const ownOf = (ldso: string) => {
    const own = owns.get(ldso) ?? { told: new Map(), refused: new Set(), drift: 'unread' as const };
    owns.set(ldso, own);
    return own;
  };

  async function settle(delivery: Delivery, known: Known, { ldso, now }: { ldso: string; now: number }) {
    const chance = random();
    const { id, intent } = delivery;
    if (chance < 0.06) {
      ownOf(ldso).refused.add(workOf(intent));
      return { id, is: 'dead', error: 'refused' } satisfies Settlement;
    }
    if (chance < 0.12)
      return { id, is: 'again', nextAt: now + 20 * 3_600_000, error: 'away' } satisfies Settlement;
    if (intent.is === 'mirror-test') {
      const { test } = intent;
      const run = known.runs.find(each => each.test === `${test.testCaseId} ${test.mpanRef}`);
      if (run !== undefined) {
        const key = `${testKeyText(test)}/${run.number}`;
        const { entryId, status } = run;
        await store.saveLink({ kind: 'result', key, at: { entryId, status } });
        ownOf(ldso).told.set(`${run.test} ${run.number}`, `${entryId} ${status}`);
      }
    }
    ownOf(ldso).refused.delete(workOf(intent));
    return { id, is: 'done' } satisfies Settlement;
  }

  return {
    async deliver(ldso, known, now) {
      for (;;) {
        const work = await store.outbox.claim({ lanes: `ado/${ldso}`, now, leaseMs: 1_000, limit: 1 });
        const [delivery] = work;
        if (delivery === undefined) return;
        await store.outbox.settle([await settle(delivery, known, { ldso, now })], now);
      }
    },
    async move(ldso, { entries }, now) {
      for (const { id, kind } of entries) {
        if ((kind !== 'defect_raised' && kind !== 'blocking_defect') || bugs() > 0.15) continue;
        const closed = bugs() < 0.7 ? { closed: true as const } : {};
        const seen = { bugId: 7, byName: 'Dee Lund', changedAt: now, ready: false, ...closed };
        const bug = { is: 'defect', entryId: id, state: 'made up', ...seen } as const;
        await store.perform(book => book.append([{ type: 'seen-in-tracker', ldso, at: now, seen: bug }]));
      }
    },
    replayed: ldso => {
      ownOf(ldso).refused.clear();
    },
    async compare(ldso) {
      const own = ownOf(ldso);
      own.drift =
        random() < 0.2
          ? 'unread'
          : { differences: Math.floor(random() * 3), leftToPersons: Math.floor(random() * 3) };
      return own.drift;
    },
    standing: ldso => {
      const { told, refused, drift } = ownOf(ldso);
      return { told, drift, givenUp: refused.size };
    },
  };
}

/** The same work is brought again under the same name. */
function workOf(intent: Delivery['intent']): string {
  const { is } = intent;
  if ('test' in intent && intent.test !== undefined)
    return `${is} ${intent.test.testCaseId} ${intent.test.mpanRef}`;
  return `${is} ${'entryId' in intent ? intent.entryId : JSON.stringify(intent)}`;
}

/** A comparison with nothing in it but how many there are. */
export function driftOf(ldso: LdsoId, told: Awaited<ReturnType<Azure['compare']>>, at: number) {
  if (told === 'unread') return undefined;
  const some = (count: number) =>
    Array.from({ length: count }, () => ({ is: 'missing', what: 'result', of: '' }) as never);
  const { differences, leftToPersons } = told;
  return {
    ldso,
    at,
    attempts: 0,
    defects: 0,
    differences: some(differences),
    onTheWay: [],
    leftToPersons: some(leftToPersons),
  };
}
