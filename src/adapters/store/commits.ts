// Group commit: works that arrive together share one durable transaction.
import { AsyncLocalStorage } from 'node:async_hooks';
import { sql } from 'kysely';
import type { Engine, Tx } from './schema.ts';

type Work<T> = (tx: Tx) => Promise<T>;

export type Commits = {
  /** @returns what the work gave, once it is safely on disk */
  commit<T>(work: Work<T>): Promise<T>;
  /** Finishes what is queued; later works are refused. */
  close(): Promise<void>;
};

type Job = {
  /** Does the work. @returns what tells its caller so, for after the commit */
  run(tx: Tx): Promise<() => void>;
  refuse(error: unknown): void;
};

/** More would hold the event loop for too long where the database is in this process. */
const mostPerCommit = 200;

// Taken while the module loads, so that tests with a clock of their own do not stop the commits.
const laterThisTurn = setImmediate;

const working = new AsyncLocalStorage<true>();

/** A work that waits for the store that runs it would wait for ever, and everybody else behind it. */
export function refuseInsideWork(): void {
  if (working.getStore() === undefined) return;
  throw new Error('Use the daybook: a work may use nothing but the book that it was given.');
}

/** @param onCommit hears after each commit how many works shared it */
export function groupCommit(
  engine: Pick<Engine, 'transaction'>,
  onCommit: (works: number) => void = () => {},
): Commits {
  const queue: Job[] = [];
  let running: Promise<void> | undefined;
  let closed = false;

  async function run(): Promise<void> {
    while (queue.length > 0) {
      // Whatever else this turn of the event loop brings joins in; and between commits other callers get their turn.
      await new Promise<void>(resolve => laterThisTurn(resolve));
      await commitTogether(queue.splice(0, mostPerCommit));
    }
    running = undefined;
  }

  async function commitTogether(jobs: readonly Job[]): Promise<void> {
    let tellers: readonly (() => void)[];
    try {
      tellers = await engine.transaction(async tx => {
        const told: (() => void)[] = [];
        for (const job of jobs) told.push(await runApart(tx, job));
        return told;
      });
    } catch (error) {
      for (const job of jobs) job.refuse(error);
      return;
    }
    onCommit(jobs.length);
    for (const tell of tellers) tell();
  }

  return {
    async commit(work) {
      refuseInsideWork();
      return new Promise((resolve, reject) => {
        if (closed) return reject(new Error('Write to the daybook: it is closed.'));
        queue.push({
          async run(tx) {
            const value = await working.run(true, () => work(tx));
            return () => resolve(value);
          },
          refuse: reject,
        });
        running ??= run();
      });
    },
    async close() {
      closed = true;
      await running;
    },
  };
}

/** Runs one job so that, when it throws, only its own changes are taken back. */
async function runApart(tx: Tx, job: Job): Promise<() => void> {
  await sql`savepoint work`.execute(tx);
  try {
    const tell = await job.run(tx);
    await sql`release savepoint work`.execute(tx);
    return tell;
  } catch (error) {
    try {
      await sql`rollback to savepoint work`.execute(tx);
      await sql`release savepoint work`.execute(tx);
    } catch {
      // The whole transaction is gone (disk full, connection lost): the first error says why.
      throw error;
    }
    return () => job.refuse(error);
  }
}
