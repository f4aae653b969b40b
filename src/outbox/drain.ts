// Delivers what the outbox holds: takes a lane's due work, does it, settles it; a failure never stops the others.
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { Delivery, Outbox, Settlement } from '../ports/outbox.ts';
import { wordsOf } from '../ports/world-fault.ts';
import { afterFault } from './retry.ts';

/** Does the work of one lane, in order. What it throws is about all of it; what it settles is about each. */
export type Deliver = (work: readonly Delivery[]) => Promise<readonly Settlement[]>;

export type Drain = {
  /** There may be new work. */
  wake(): void;
  /** @returns when nothing is due any more; work put back for later does not count */
  idle(): Promise<void>;
  /** Finishes what is in hand and takes no more. */
  close(): Promise<void>;
};

export type DrainNeeds = {
  readonly outbox: Outbox;
  readonly clock: Clock;
  readonly log: Log;
  readonly deliver: Deliver;
  /** e.g. `chat/` */
  readonly lanes: string;
  /** How much of a lane is taken at once. */
  readonly limit: number;
  /** How many lanes are worked on at a time. */
  readonly hands: number;
  /** Waits for more before it takes work, so that a burst goes together; takes it at once when left out. */
  readonly gather?: Gather;
  /** Work was settled, and what follows from that may be work for others. */
  readonly onSettled?: (work: readonly Delivery[], settled: readonly Settlement[]) => Promise<void> | void;
};

export type Gather = {
  /** Until nothing came for so long … */
  readonly quietMs: number;
  /** … but no longer than this. */
  readonly mostMs: number;
};

/** A lane whose worker died is free again after this long; one that works on renews its lease. */
const leaseMs = 60_000;

/** A longer sleep than this is cut: setTimeout takes 24 days at most, and clocks are set. */
const longestSleepMs = 60_000;

export function drain(needs: DrainNeeds): Drain {
  const { gather } = needs;
  const working = new Set<Promise<void>>();
  let timer: NodeJS.Timeout | undefined;
  let gathering: { readonly since: number; readonly timer: NodeJS.Timeout } | undefined;
  let closed = false;
  /** Counts the wakes: work that came while a hand was looking must not be slept over. */
  let wakes = 0;

  function wake(): void {
    if (closed) return;
    wakes += 1;
    if (gather === undefined) {
      start();
      return;
    }
    // By the machine's own clock: it is about how fast things come, not about what day it is.
    const now = performance.now();
    const since = gathering?.since ?? now;
    clearTimeout(gathering?.timer);
    const wait = Math.max(0, Math.min(gather.quietMs, since + gather.mostMs - now));
    gathering = { since, timer: setTimeout(start, wait) };
  }

  function start(): void {
    clearTimeout(gathering?.timer);
    gathering = undefined;
    if (closed) return;
    clearTimeout(timer);
    const from = needs.clock.now().getTime();
    while (working.size < needs.hands) {
      const hand = work(from).finally(() => working.delete(hand));
      working.add(hand);
      hand.then(sleep, error => needs.log.error(factsOf(error, needs.lanes), 'outbox stopped'));
    }
  }

  /** @param from when the hands were called: what comes later is gathered, where that is wanted */
  async function work(from: number): Promise<void> {
    while (!closed) {
      const looked = wakes;
      const now = needs.clock.now().getTime();
      const dueBy = gather === undefined ? now : Math.min(from, now);
      const taken = await needs.outbox.claim({
        lanes: needs.lanes,
        now: dueBy,
        leaseMs: leaseMs + now - dueBy,
        limit: needs.limit,
      });
      if (taken.length === 0 && (looked === wakes || gathering !== undefined)) return;
      if (taken.length === 0) continue;
      const settled = await attempt(taken);
      await needs.outbox.settle(settled, needs.clock.now().getTime());
      await needs.onSettled?.(taken, settled);
    }
  }

  async function attempt(taken: readonly Delivery[]): Promise<readonly Settlement[]> {
    // Slow work keeps its lane: two at one lane would do things twice.
    const renewing = setInterval(() => {
      const until = needs.clock.now().getTime() + leaseMs;
      needs.outbox
        .renew(
          taken.map(({ id }) => id),
          until,
        )
        .catch((error: unknown) => needs.log.warn(factsOf(error, needs.lanes), 'lease not renewed'));
    }, leaseMs / 3);
    try {
      return await needs.deliver(taken);
    } catch (error) {
      const now = needs.clock.now().getTime();
      needs.log.warn({ ...factsOf(error, needs.lanes), waiting: taken.length }, 'delivery put back');
      return taken.map(delivery => afterFault(delivery, error, now));
    } finally {
      clearInterval(renewing);
    }
  }

  async function sleep(): Promise<void> {
    if (closed || working.size > 0 || gathering !== undefined) return;
    const due = await needs.outbox.nextDue(needs.lanes);
    if (due === undefined || closed) return;
    const soonest = gather?.quietMs ?? 50;
    const wait = Math.min(Math.max(due - needs.clock.now().getTime(), soonest), longestSleepMs);
    clearTimeout(timer);
    timer = setTimeout(start, wait);
    timer.unref();
  }

  return {
    wake,
    idle: async () => {
      wakes += 1;
      start();
      while (working.size > 0) await Promise.allSettled(working);
    },
    close: async () => {
      closed = true;
      clearTimeout(timer);
      clearTimeout(gathering?.timer);
      await Promise.allSettled(working);
    },
  };
}

function factsOf(error: unknown, lanes: string): object {
  return { lanes, error: wordsOf(error) };
}
