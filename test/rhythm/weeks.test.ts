// The weeks of a year in which a clock goes wrong, by two replicas on one real store that go down and come back.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { openStore } from '../../src/adapters/store/open.ts';
import type { Store } from '../../src/ports/store.ts';
import { tick } from '../../src/rhythm/tick.ts';
import { chance, twoLdsos as rhythm } from './calendars.ts';

const dir = mkdtempSync(join(tmpdir(), 'qt-weeks-'));
let replicas: Store[] = [];
afterEach(async () => {
  for (const store of replicas) await store.close();
  rmSync(dir, { recursive: true });
});

const minute = 60_000;
const ldsos = ['EEN', 'KES'] as const;

// Written out by hand: when London is an hour ahead of UTC, and who does not work.
const weeks: readonly {
  readonly from: string;
  readonly days: number;
  readonly isSummer: (day: string) => boolean;
  readonly off: Readonly<Record<(typeof ldsos)[number], readonly string[]>>;
}[] = [
  // The clocks go forward on the 29th, and Good Friday follows.
  {
    from: '2026-03-27',
    days: 12,
    isSummer: day => day >= '2026-03-29',
    off: { EEN: ['2026-04-03', '2026-04-06'], KES: ['2026-04-03'] },
  },
  // They go back on the 25th.
  { from: '2026-10-23', days: 4, isSummer: day => day < '2026-10-25', off: { EEN: [], KES: [] } },
  {
    from: '2026-12-31',
    days: 6,
    isSummer: () => false,
    off: { EEN: ['2027-01-01'], KES: ['2027-01-01', '2027-01-04'] },
  },
];

const posts = weeks.flatMap(({ from, days, isSummer, off }) =>
  Array.from({ length: days }, (_, n) => {
    const midnight = Date.parse(`${from}T00:00Z`) + n * 1440 * minute;
    const day = new Date(midnight).toISOString().slice(0, 10);
    const isWeekend = [0, 6].includes(new Date(midnight).getUTCDay());
    const nine = midnight + (isSummer(day) ? 8 : 9) * 60 * minute;
    const working = isWeekend ? [] : ldsos.filter(ldso => !off[ldso].includes(day));
    return [
      { name: 'stand-up', day, at: nine, working },
      { name: 'wash-up', day, at: nine + 8 * 60 * minute, working },
    ];
  }).flat(),
);

test('each stand-up and wash-up is called once and at its hour, however often a replica falls', async () => {
  const next = chance(7);
  let now = 0;
  const open = () => openStore({ dir, now: () => now });
  const look = async (instant: number) => {
    now = instant;
    const clock = { now: () => new Date(instant) };
    await Promise.all(replicas.map(store => tick({ store, clock }, rhythm)));
  };
  replicas = [await open(), await open()];
  const expected: string[] = [];
  for (const { name, day, at, working } of posts) {
    // Down now and then, and back within the two hours in which a post still helps.
    const back = at + (next() < 0.3 ? Math.floor(next() * 119) * minute : 0);
    expected.push(...working.map(ldso => `${name}-called ${ldso} ${day} ${back}`));
    for (const instant of [at - minute, back, back + minute, at + 121 * minute]) await look(instant);
    if (next() < 0.2) {
      await replicas.shift()?.close();
      replicas.push(await open());
    }
  }
  const events = await replicas[0]!.events(0, 1_000);
  const called = events.map(({ event }) =>
    'day' in event ? `${event.type} ${event.ldso} ${event.day} ${event.at}` : event.type,
  );
  expect(called.toSorted()).toEqual(expected.toSorted());
  expect(called.length).toBe(44);
});
