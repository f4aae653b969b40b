// What working on one LDSO's record needs at hand: the connection, the plan as last read, the clock, the log.
import type { TestCaseId } from '../../domain/refs.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { Mirrored } from '../../ports/tracker.ts';
import { WorldFault } from '../../ports/world-fault.ts';
import type { Connection } from './client.ts';
import type { PlanBook } from './plan/book.ts';
import { readPlan, withFreshSteps } from './plan/plan.ts';
import type { DayRun } from './runs/day-run.ts';
import type { SignInWatch } from './signed-out.ts';

export type Room = {
  readonly connection: Connection;
  readonly clock: Clock;
  readonly log: Pick<Log, 'warn' | 'error'>;
  readonly plan: PlanKeeper;
  readonly dayRun: DayRun;
  readonly watch: SignInWatch;
};

export type PlanKeeper = {
  /** Reads the plan anew. */
  read(): Promise<PlanBook>;
  /** The plan as last read; read anew when it is old, or does not know one of these test cases. */
  knowing(ids: readonly TestCaseId[]): Promise<PlanBook>;
  /** Reads the steps of these test cases anew. */
  freshSteps(ids: readonly TestCaseId[]): Promise<PlanBook>;
  /** Points may have been made anew since the plan was read. @returns whether reading it again can help */
  doubt(): boolean;
};

const oldMs = 12 * 3600_000;
/** A plan this young is not read again for a test case that it does not know. */
const youngMs = 60_000;

export function planKeeper(connection: Connection, clock: Clock): PlanKeeper {
  let book: PlanBook | undefined;
  const read = async () => {
    book = await readPlan(connection, clock.now().getTime());
    return book;
  };
  const age = (of: PlanBook) => clock.now().getTime() - of.readAt;
  return {
    read,
    async knowing(ids) {
      if (book === undefined || age(book) > oldMs) return read();
      const { cases } = book;
      return ids.every(id => cases.has(id)) || age(book) < youngMs ? book : read();
    },
    async freshSteps(ids) {
      book = await withFreshSteps(connection, book ?? (await read()), ids);
      return book;
    },
    doubt() {
      const helps = book === undefined || age(book) >= youngMs;
      if (helps) book = undefined;
      return helps;
    },
  };
}

/** A fault as the answer about one thing. @throws what is no fault of the world */
export function mirroredFault(fault: unknown): Mirrored {
  if (!(fault instanceof WorldFault)) throw fault;
  if (fault.permanent) return { is: 'impossible', error: fault.message };
  const { retryAfterMs: afterMs, message: error } = fault;
  return afterMs === undefined ? { is: 'again', error } : { is: 'again', afterMs, error };
}
