// Measures the store: durable notifications a second, and what taking work costs with a long backlog.
// Run: node --import tsx test/bench/store.ts [postgres address of an empty database]
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { openStore } from '../../src/adapters/store/open.ts';
import type { Store } from '../../src/ports/store.ts';
import { een, entryFor, keyOf, mirror, nine, noted, show } from '../contracts/samples.ts';

const inFlight = 200;
const backlog = 100_000;
const url = process.argv[2];

let commits = 0;
const dir = await mkdtemp(join(tmpdir(), 'daybook-bench-'));
const store = await openStore({ url, dir, now: () => nine, onCommit: () => (commits += 1) });
try {
  say(`Node ${process.version}, ${url === undefined ? 'SQLite' : 'PostgreSQL'}`);
  await notifications(store);
  await claims(store);
} finally {
  await store.close();
  await rm(dir, { recursive: true, force: true });
}

/** The way of one notification through the store: cause, look-ups, one event, two intents. */
async function notify(to: Store, number: number): Promise<void> {
  const messageId = `${1_700_000_000_000 + number}`;
  const test = keyOf(een, `${40_000 + (number % 500)}`, `EEN-MPAN-${`${number % 100}`.padStart(4, '0')}`);
  await to.perform(async book => {
    if (!(await book.claim(`msg/${messageId}`, nine)))
      throw new Error('every message of the measurement is new');
    await book.entriesOfMessage(een, messageId);
    await book.entriesOfTest(test);
    await book.append([noted(entryFor(test, messageId, { at: nine + number }))]);
    await book.enqueue([show(test), mirror(test)]);
  });
}

async function notifications(to: Store): Promise<void> {
  for (let i = 0; i < 200; i += 1) await notify(to, i);
  let number = 200;
  const alone: number[] = [];
  const together: number[] = [];
  for (let round = 0; round < 3; round += 1) {
    alone.push(
      await rate(500, async () => {
        for (let i = 0; i < 500; i += 1) await notify(to, number++);
      }),
    );
    commits = 0;
    together.push(
      await rate(4000, async () => {
        for (let i = 0; i < 4000; i += inFlight) {
          await Promise.all(Array.from({ length: inFlight }, () => notify(to, number++)));
        }
      }),
    );
  }
  const [slow, fast] = [Math.max(...alone), Math.max(...together)];
  say(`notifications one at a time: ${Math.round(slow)}/s`);
  say(`notifications, ${inFlight} in flight: ${Math.round(fast)}/s, ${commits} commits for 4000`);
  say(`ratio ${(fast / slow).toFixed(1)}`);
}

async function claims(to: Store): Promise<void> {
  const before = await claimTimes(to, nine);
  say(`taking from few lanes: ${summary(before)}`);
  for (let first = 0; first < backlog; first += 1000) {
    const tests = Array.from({ length: 1000 }, (_, i) =>
      keyOf(een, `${100_000 + first + i}`, 'EEN-MPAN-0001'),
    );
    await to.perform(book => book.enqueue(tests.map(show)));
  }
  // An outage: every lane was tried and waits for an hour from now.
  for (;;) {
    const lanes = await Promise.all(
      Array.from({ length: inFlight }, () =>
        to.outbox.claim({ lanes: 'chat/', now: nine, leaseMs: 3_600_000, limit: 10 }),
      ),
    );
    const work = lanes.flat();
    if (work.length === 0) break;
    await to.outbox.settle(
      work.map(({ id }) => ({ id, is: 'again' as const, nextAt: nine + 3_600_000, error: 'status 503' })),
      nine,
    );
  }
  const { waiting } = await to.outbox.counts();
  say(`${waiting} waiting, all of chat/ in backoff`);
  say(`taking when nothing is due: ${summary(await emptyTimes(to))}`);
  say(`taking the one lane that is due: ${summary(await claimTimes(to, nine + 1))}`);
}

async function emptyTimes(to: Store): Promise<readonly number[]> {
  const times: number[] = [];
  for (let i = 0; i < 500; i += 1) {
    const start = performance.now();
    const work = await to.outbox.claim({ lanes: 'chat/', now: nine + 1, leaseMs: 1000, limit: 10 });
    times.push(performance.now() - start);
    if (work.length > 0) throw new Error('nothing was to be due');
  }
  return times;
}

/** Puts one piece of work at a time into a lane of its own, and times taking it. */
async function claimTimes(to: Store, now: number): Promise<readonly number[]> {
  const times: number[] = [];
  for (let i = 0; i < 300; i += 1) {
    await to.perform(book => book.enqueue([{ is: 'post-stand-up', ldso: een, day: `day ${i}` }]));
    const start = performance.now();
    const work = await to.outbox.claim({ lanes: 'chat/EEN/channel', now, leaseMs: 1000, limit: 10 });
    times.push(performance.now() - start);
    await to.outbox.settle(
      work.map(({ id }) => ({ id, is: 'done' as const })),
      now,
    );
    if (work.length !== 1) throw new Error('one piece of work was to be due');
  }
  return times;
}

async function rate(works: number, run: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await run();
  return (works * 1000) / (performance.now() - start);
}

function summary(times: readonly number[]): string {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (part: number) => (sorted[Math.floor(sorted.length * part)] ?? 0).toFixed(2);
  return `p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, each a durable transaction`;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
