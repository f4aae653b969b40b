import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openStore } from '../../src/adapters/store/open.ts';
import { type Drain, type DrainNeeds, drain } from '../../src/outbox/drain.ts';
import type { Delivery } from '../../src/ports/outbox.ts';
import type { Store } from '../../src/ports/store.ts';
import { WorldFault } from '../../src/ports/world-fault.ts';
import { cvd, een, keyOf, mirror, nine } from '../contracts/samples.ts';
import { newFolder, removeFolders } from './folders.ts';

const log = { info: () => {}, warn: () => {}, error: () => {} };
const time = { now: nine };
let store: Store;
const drains: Drain[] = [];

beforeEach(async () => {
  time.now = nine;
  store = await openStore({ dir: await newFolder(), now: () => time.now });
});
afterEach(async () => {
  for (const each of drains.splice(0)) await each.close();
  await store.close();
  await removeFolders();
});

const test = (number: number, ldso = een) => keyOf(ldso, `${40_000 + number}`, 'EEN-MPAN-0001');
const put = (...numbers: readonly number[]) =>
  store.perform(book => book.enqueue(numbers.map(number => mirror(test(number)))));

function draining(deliver: DrainNeeds['deliver'], more: Partial<DrainNeeds> = {}): Drain {
  const clock = { now: () => new Date(time.now) };
  const made = drain({
    outbox: store.outbox,
    clock,
    log,
    lanes: 'ado/',
    limit: 200,
    hands: 2,
    deliver,
    ...more,
  });
  drains.push(made);
  return made;
}

const done = async (work: readonly Delivery[]) => work.map(({ id }) => ({ id, is: 'done' as const }));

describe('a drain that gathers', () => {
  const gather = { quietMs: 60, mostMs: 5000 };

  it('takes what comes in quick succession together', async () => {
    const sizes: number[] = [];
    const each = draining(
      async work => {
        sizes.push(work.length);
        return done(work);
      },
      { gather },
    );
    for (let number = 0; number < 10; number += 1) {
      await put(number);
      each.wake();
    }
    await vi.waitFor(() => expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(10));
    expect(sizes).toEqual([10]);
  });

  it('delivers at once when somebody waits for it to be idle', async () => {
    const sizes: number[] = [];
    const each = draining(
      async work => {
        sizes.push(work.length);
        return done(work);
      },
      { gather: { quietMs: 600_000, mostMs: 600_000 } },
    );
    await put(1);
    each.wake();
    await each.idle();
    expect(sizes).toEqual([1]);
  });

  it('leaves what comes while it works for the next round', async () => {
    const sizes: number[] = [];
    const each = draining(
      async work => {
        sizes.push(work.length);
        if (sizes.length === 1) {
          time.now += 5;
          for (const number of [2, 3, 4]) {
            await put(number);
            each.wake();
          }
        }
        return done(work);
      },
      { gather },
    );
    await put(1);
    each.wake();
    await vi.waitFor(() => expect(sizes).toEqual([1, 3]));
  });
});

describe('a drain', () => {
  it('goes on with one lane while another fails', async () => {
    const shown: string[] = [];
    const each = draining(async work => {
      const { lane } = work[0]!;
      if (lane === 'ado/EEN') throw new WorldFault({ operation: 'write', target: 'eastmere', status: 503 });
      shown.push(lane);
      return done(work);
    });
    await put(1);
    await store.perform(book => book.enqueue([mirror(test(1, cvd))]));
    await each.idle();
    expect(shown).toEqual(['ado/CVD']);
    expect(await store.outbox.counts()).toEqual({ waiting: 1, dead: 0 });
  });

  it('says when work was settled, for what follows from it', async () => {
    let settled = 0;
    const each = draining(done, {
      onSettled: () => {
        settled += 1;
      },
    });
    await put(1, 2);
    await each.idle();
    expect(settled).toBe(1);
  });
});
