import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { openStore } from '../../src/adapters/store/open.ts';
import type { Clock } from '../../src/ports/clock.ts';
import type { Book, Store } from '../../src/ports/store.ts';
import { tick } from '../../src/rhythm/tick.ts';
import { twoLdsos as rhythm } from './calendars.ts';

const leave: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const each of leave.splice(0).reverse()) await each();
});

async function newFolder(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'daybook-rhythm-'));
  leave.push(() => rm(dir, { recursive: true, force: true }));
  return dir;
}

async function open(dir: string, now: () => number): Promise<Store> {
  const store = await openStore({ dir, now });
  leave.push(() => store.close());
  return store;
}

function clockAt(instant: string): Clock & { set(instant: string): void } {
  let now = instant;
  return {
    now: () => new Date(now),
    set: later => {
      now = later;
    },
  };
}

async function called(store: Store): Promise<readonly string[]> {
  const events = await store.events(0, 1000);
  return events.map(({ event }) =>
    'day' in event ? `${event.type} ${event.ldso} ${event.day}` : event.type,
  );
}

describe('a tick', () => {
  it('calls each stand-up that is due, once, with what follows from it', async () => {
    const clock = clockAt('2026-11-24T09:00:10Z');
    const store = await open(await newFolder(), () => clock.now().getTime());
    expect(await tick({ store, clock }, rhythm)).toBe(2);
    expect(await called(store)).toEqual(['stand-up-called EEN 2026-11-24', 'stand-up-called KES 2026-11-24']);
    expect((await store.events(0, 1)).map(({ event }) => event.at)).toEqual([clock.now().getTime()]);
    expect(await store.causeTaken('stand-up/EEN/2026-11-24')).toBe(true);
    const work = await store.outbox.claim({
      lanes: 'chat/EEN/',
      now: clock.now().getTime(),
      leaseMs: 60_000,
      limit: 10,
    });
    expect(work.map(({ intent }) => intent)).toEqual([
      { is: 'post-stand-up', ldso: 'EEN', day: '2026-11-24' },
    ]);
    expect(await tick({ store, clock }, rhythm)).toBe(0);
    expect(await store.outbox.counts()).toMatchObject({ waiting: 4 });
  });

  it('closes the test runs of the days before in the morning, and of the day itself with the wash-up', async () => {
    const time = { now: '2026-11-24T09:00:10Z' };
    const clock = { now: () => new Date(time.now) };
    const store = await open(await newFolder(), () => clock.now().getTime());
    const toAdo = async () => {
      const now = clock.now().getTime();
      const work = await store.outbox.claim({ lanes: 'ado/EEN', now, leaseMs: 60_000, limit: 10 });
      await store.outbox.settle(
        work.map(({ id }) => ({ id, is: 'done' })),
        now,
      );
      return work.map(({ intent }) => intent);
    };
    await tick({ store, clock }, rhythm);
    expect(await toAdo()).toEqual([{ is: 'close-runs', ldso: 'EEN', before: '2026-11-24' }]);
    time.now = '2026-11-24T17:00:00Z';
    await tick({ store, clock }, rhythm);
    expect(await toAdo()).toEqual([{ is: 'close-runs', ldso: 'EEN', before: '2026-11-25' }]);
  });

  it('calls the wash-up of its own', async () => {
    const clock = clockAt('2026-11-24T17:00:00Z');
    const store = await open(await newFolder(), () => clock.now().getTime());
    expect(await tick({ store, clock }, rhythm)).toBe(2);
    const work = await store.outbox.claim({
      lanes: 'chat/KES/',
      now: clock.now().getTime(),
      leaseMs: 60_000,
      limit: 10,
    });
    expect(work.map(({ intent }) => intent)).toEqual([
      { is: 'post-wash-up', ldso: 'KES', day: '2026-11-24' },
    ]);
    expect(await called(store)).toEqual(['wash-up-called EEN 2026-11-24', 'wash-up-called KES 2026-11-24']);
  });

  it('changes nothing when nothing is due', async () => {
    const clock = clockAt('2026-11-28T09:00:00Z');
    const store = await open(await newFolder(), () => clock.now().getTime());
    expect(await tick({ store, clock }, rhythm)).toBe(0);
    expect(await called(store)).toEqual([]);
  });

  it('calls once when two replicas look at one daybook at the same time', async () => {
    const dir = await newFolder();
    const clock = clockAt('2026-11-24T09:00:00Z');
    const now = () => clock.now().getTime();
    const replicas = [await open(dir, now), await open(dir, now)];
    const looks = replicas.flatMap(store => [1, 2, 3].map(() => tick({ store, clock }, rhythm)));
    const counts = await Promise.all(looks);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(2);
    expect((await called(replicas[0]!)).toSorted()).toEqual([
      'stand-up-called EEN 2026-11-24',
      'stand-up-called KES 2026-11-24',
    ]);
  });

  it('does not call again after a restart, and catches up on what was missed within the window', async () => {
    const dir = await newFolder();
    const clock = clockAt('2026-11-24T09:00:00Z');
    const first = await openStore({ dir, now: () => clock.now().getTime() });
    expect(await tick({ store: first, clock }, { ...rhythm, ldsos: rhythm.ldsos.slice(0, 1) })).toBe(1);
    await first.close();
    clock.set('2026-11-24T10:40:00Z');
    const second = await open(dir, () => clock.now().getTime());
    expect(await tick({ store: second, clock }, rhythm)).toBe(1);
    expect(await called(second)).toEqual([
      'stand-up-called EEN 2026-11-24',
      'stand-up-called KES 2026-11-24',
    ]);
  });

  it('leaves the rest for the next look when the store fails, and says so', async () => {
    const clock = clockAt('2026-11-24T09:00:00Z');
    const store = await open(await newFolder(), () => clock.now().getTime());
    let works = 0;
    const failing: Pick<Store, 'perform'> = {
      perform: work => {
        works += 1;
        return works === 2 ? Promise.reject(new Error('the disk is full')) : store.perform(work);
      },
    };
    await expect(tick({ store: failing, clock }, rhythm)).rejects.toThrow('the disk is full');
    expect(await called(store)).toEqual(['stand-up-called EEN 2026-11-24']);
    expect(await tick({ store: failing, clock }, rhythm)).toBe(1);
  });

  it('takes nothing when what follows cannot be written', async () => {
    const clock = clockAt('2026-11-24T09:00:00Z');
    const store = await open(await newFolder(), () => clock.now().getTime());
    const failing: Pick<Store, 'perform'> = {
      perform: work =>
        store.perform(book => {
          const broken: Book = { ...book, enqueue: () => Promise.reject(new Error('no room')) };
          return work(broken);
        }),
    };
    await expect(tick({ store: failing, clock }, rhythm)).rejects.toThrow('no room');
    expect(await called(store)).toEqual([]);
    expect(await tick({ store, clock }, rhythm)).toBe(2);
  });
});
