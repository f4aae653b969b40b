// The bot of the simulation: everything of the product between a message and Azure DevOps, without Teams.
import { adoTracker } from '../../src/adapters/ado/tracker.ts';
import { openStore } from '../../src/adapters/store/open.ts';
import type { Inbound } from '../../src/domain/inbound.ts';
import type { LdsoBook } from '../../src/domain/planning/plan.ts';
import type { LdsoId } from '../../src/domain/refs.ts';
import { notifier } from '../../src/notify.ts';
import { deliverMirror } from '../../src/outbox/ado/mirror.ts';
import { drain } from '../../src/outbox/drain.ts';
import type { Delivery, Settlement } from '../../src/ports/outbox.ts';
import { dayAfter, dayOf } from '../../src/rhythm/calendar.ts';
import { causeOf, type Rhythm } from '../../src/rhythm/due.ts';
import { tick } from '../../src/rhythm/tick.ts';
import { bookOf, planId, project, type SimLdso } from './programme.ts';

export type Bot = {
  /** Resolves when it is on disk. */
  hear(inbound: Inbound): Promise<void>;
  /** Looks at the clock: stand-ups, wash-ups, the closing of runs. */
  tick(): Promise<void>;
  /** @returns when nothing is due */
  idle(): Promise<void>;
  /** Epoch milliseconds of the next work that waits; undefined when none does. */
  nextDue(): Promise<number | undefined>;
  /** Ids of the messages whose entries stand. */
  entries(ldso: LdsoId): Promise<readonly string[]>;
  /** Why work was given up, if any was. */
  givenUp(): Promise<readonly string[]>;
  /** Resolves when it was killed. */
  readonly dead: Promise<void>;
  /** Ends as a process that is killed: of what it was doing nothing is written down any more. */
  kill(): Promise<void>;
  close(): Promise<void>;
};

export type BotNeeds = {
  readonly ldsos: readonly SimLdso[];
  readonly sandboxUrl: string;
  readonly dir: string;
  /** How long it waits for an answer, in milliseconds. */
  readonly timeoutMs: number;
  readonly now: () => number;
  readonly pass: (ms: number) => void;
};

const lanes = 'ado/';
const zone = 'Europe/London';
const silent = { info: () => {}, warn: () => {}, error: () => {} };

export async function openBot(needs: BotNeeds): Promise<Bot> {
  const { ldsos } = needs;
  const clock = { now: () => new Date(needs.now()) };
  const store = await openStore({ dir: needs.dir, now: needs.now });
  let killed = false;
  let die = () => {};
  const dead = new Promise<void>(resolve => {
    die = resolve;
  });
  const tracker = adoTracker({
    ldsos: ldsos.map(({ id, organisation }) => ({
      ldso: id,
      organisationUrl: `${needs.sandboxUrl}/${organisation}`,
      project,
      planId,
      signIn: { token: () => 'bot-token' },
    })),
    clock,
    log: silent,
    timeoutMs: needs.timeoutMs,
    sleep: async ms => needs.pass(ms),
  });
  const books = new Map<LdsoId, LdsoBook>();
  for (const ldso of ldsos) books.set(ldso.id, bookOf(ldso, await planOf(ldso)));

  /** From Azure DevOps when it answers, else from the last reading. */
  async function planOf({ id }: SimLdso): Promise<LdsoBook['testCases']> {
    for (let tries = 0; tries < 50; tries += 1) {
      try {
        const plan = await tracker.plan(id);
        await store.savePlan(id, plan, needs.now());
        return plan;
      } catch {
        const kept = await store.plan(id);
        if (kept !== undefined) return kept.testCases;
        needs.pass(60_000);
      }
    }
    throw new Error(`no plan of ${id} could be read`);
  }

  const closingBefore = async (ldso: LdsoId) => {
    const day = dayOf(needs.now(), zone);
    return (await store.causeTaken(causeOf({ is: 'wash-up', ldso, day }))) ? dayAfter(day) : day;
  };
  const inHand = new Set<Promise<unknown>>();
  /** Of what a killed process had in hand Azure DevOps may still hear, but nobody hears what came of it. */
  const unlessKilled =
    (deliver: (work: readonly Delivery[]) => Promise<readonly Settlement[]>) =>
    async (work: readonly Delivery[]): Promise<readonly Settlement[]> => {
      if (killed) return new Promise(() => {});
      const doing = deliver(work);
      inHand.add(doing);
      const settled = await doing.finally(() => inHand.delete(doing));
      return killed ? new Promise(() => {}) : settled;
    };
  // What is to be said in the channels stays in the outbox: it is no matter of Azure DevOps.
  const adoDrain = drain({
    outbox: store.outbox,
    clock,
    log: silent,
    lanes,
    limit: 200,
    hands: ldsos.length,
    gather: { quietMs: 300, mostMs: 2000 },
    deliver: unlessKilled(work =>
      deliverMirror({ store, tracker, clock, closingBefore, urlOf: () => undefined }, work),
    ),
  });
  const notify = notifier({
    store,
    bookOf: async ldso => {
      const book = books.get(ldso);
      if (book === undefined) throw new Error(`no plan of ${ldso}`);
      return book;
    },
    outsideHours: () => false,
    botNames: ['Daybook'],
    isQtManager: () => false,
    wakeOutbox: () => {},
  });
  const rhythm: Rhythm = {
    zone,
    times: { standUp: '09:00', washUp: '17:00', lateWindowMinutes: 240 },
    ldsos: ldsos.map(({ id: ldso }) => ({
      ldso,
      calendar: { region: 'england-and-wales', extraHolidays: [], extraWorkingDays: [] },
    })),
  };

  return {
    hear: async inbound => {
      await notify(inbound);
    },
    tick: async () => {
      await tick({ store, clock }, rhythm);
    },
    idle: () => adoDrain.idle(),
    nextDue: () => store.outbox.nextDue(lanes),
    entries: async ldso => {
      const all = await store.entriesOf(ldso, { from: 0, to: Number.MAX_SAFE_INTEGER });
      return all.filter(entry => !entry.withdrawn).map(entry => entry.message.messageId);
    },
    givenUp: async () => (await store.outbox.dead()).map(({ error }) => error),
    dead,
    kill: async () => {
      killed = true;
      die();
      void adoDrain.close();
      await Promise.allSettled(inHand);
      tracker.close();
    },
    close: async () => {
      await adoDrain.close();
      tracker.close();
      await store.close();
    },
  };
}
