import { describe, expect, test } from 'vitest';
import type { StandingEntry } from '../../src/domain/entry.ts';
import type { Region } from '../../src/rhythm/bank-holidays.ts';
import { nextQueryNudge, nudgeQueries, type QueryNudges } from '../../src/rhythm/reminders/query-nudges.ts';
import { sqlitePlace } from '../adapters/store/places.ts';
import { givenStore } from '../contracts/given-store.ts';
import { calendarOf } from './calendars.ts';
import { een, entry } from './given.ts';

const given = givenStore(sqlitePlace);

const by = { id: 'bo', name: 'Bo Tarn' };

function nudgesIn(region: Region, more: Partial<QueryNudges> = {}): QueryNudges {
  const hours = { from: '09:00', to: '17:00', zone: 'Europe/London', calendar: calendarOf(region) };
  return {
    afterMinutes: 120,
    everyMinutes: 120,
    most: 3,
    lateMinutes: 120,
    ldsos: [{ ldso: een, hours }],
    ...more,
  };
}

const english = nudgesIn('england-and-wales');
/** Winter: London is on UTC. */
const when = (local: string) => Date.parse(`${local.replace(' ', 'T')}:00Z`);

const { append } = given;

async function ask(local: string): Promise<StandingEntry> {
  const query = entry('data_query', when(local));
  await append({ type: 'entry-noted', ldso: een, at: query.at, entry: query });
  return query;
}

const look = (local: string, nudges = english, from = given.store) =>
  nudgeQueries({ store: from, clock: { now: () => new Date(when(local)) } }, nudges);

/** Looks at the clock four times an hour; the bot does more often. @returns when somebody was reminded */
async function lookedAt(from: string, to: string, nudges = english): Promise<readonly string[]> {
  const times: string[] = [];
  for (let at = when(from); at <= when(to); at += 15 * 60_000)
    if ((await nudgeQueries({ store: given.store, clock: { now: () => new Date(at) } }, nudges)) > 0)
      times.push(new Date(at).toISOString().slice(0, 16).replace('T', ' '));
  return times;
}

describe('the group of an open query is asked again', () => {
  test.each<[string, string, string, string, Region]>([
    ['in the day', '2026-11-24 10:00', '2026-11-24 11:59', '2026-11-24 12:00', 'england-and-wales'],
    ['not in the evening', '2026-11-24 15:30', '2026-11-25 09:29', '2026-11-25 09:30', 'england-and-wales'],
    [
      'at the end of the day: the next morning',
      '2026-11-24 15:00',
      '2026-11-24 17:00',
      '2026-11-25 09:00',
      'england-and-wales',
    ],
    [
      'asked at night: from the morning on',
      '2026-11-24 22:10',
      '2026-11-25 10:59',
      '2026-11-25 11:00',
      'england-and-wales',
    ],
    ['not over a weekend', '2026-11-27 16:00', '2026-11-30 09:59', '2026-11-30 10:00', 'england-and-wales'],
    [
      'not on a bank holiday of Scotland',
      '2026-11-27 16:00',
      '2026-12-01 09:59',
      '2026-12-01 10:00',
      'scotland',
    ],
    ['over Christmas', '2026-12-24 16:00', '2026-12-29 09:59', '2026-12-29 10:00', 'england-and-wales'],
    ['over New Year in Scotland', '2026-12-31 16:00', '2027-01-05 09:59', '2027-01-05 10:00', 'scotland'],
  ])('%s', async (_what, asked, before, due, region) => {
    await ask(asked);
    const nudges = nudgesIn(region);
    expect(await nextQueryNudge(given.store, nudges, when(asked))).toBe(when(due));
    expect(await look(before, nudges)).toBe(0);
    expect(await look(due, nudges)).toBe(1);
    expect(await look(due, nudges)).toBe(0);
  });

  test('in summer the hours are those of the clock on the wall', async () => {
    const query = entry('data_query', Date.parse('2026-07-01T14:30:00Z'));
    await append({ type: 'entry-noted', ldso: een, at: query.at, entry: query });
    expect(await nextQueryNudge(given.store, english, query.at)).toBe(Date.parse('2026-07-02T08:30:00Z'));
  });

  test('three times, and the last one says so', async () => {
    await ask('2026-11-24 10:00');
    expect(await lookedAt('2026-11-24 10:00', '2026-11-25 17:30')).toEqual([
      '2026-11-24 12:00',
      '2026-11-24 14:00',
      '2026-11-24 16:00',
    ]);
    const work = await given.store.outbox.claim({
      lanes: 'chat/',
      now: Date.now() * 2,
      leaseMs: 1,
      limit: 10,
    });
    // One key for one query: what waits is the newest.
    expect(work.flatMap(({ intent }) => (intent.is === 'nudge-query' ? [intent] : []))).toMatchObject([
      { count: 3, last: true },
    ]);
  });

  test('never when none is wanted', async () => {
    await ask('2026-11-24 10:00');
    expect(await look('2026-11-24 12:00', nudgesIn('england-and-wales', { most: 0 }))).toBe(0);
  });
});

describe('nobody is asked again', () => {
  test('of a query that was answered, by whatever sign; until the sign is gone', async () => {
    const { message } = await ask('2026-11-24 10:00');
    const query = message.messageId;
    const sign = 'reply/5';
    const at = when('2026-11-24 11:00');
    await append({ type: 'query-answered', ldso: een, at, query, by, how: 'reply', sign });
    expect(await look('2026-11-24 12:00')).toBe(0);
    await append({ type: 'query-sign-gone', ldso: een, at: when('2026-11-24 12:01'), query, by, sign });
    expect(await look('2026-11-24 12:02')).toBe(1);
  });

  test('of one that was withdrawn, or whose test has gone on', async () => {
    const { id } = await ask('2026-11-24 10:00');
    await append({
      type: 'entry-withdrawn',
      ldso: een,
      at: when('2026-11-24 10:30'),
      entryId: id,
      why: 'deleted',
      by,
    });
    await ask('2026-11-24 10:00');
    const passed = entry('passed', when('2026-11-24 11:00'));
    await append({ type: 'entry-noted', ldso: een, at: passed.at, entry: passed });
    expect(await look('2026-11-24 12:00')).toBe(0);
  });

  test('in a quiet channel', async () => {
    await ask('2026-11-24 10:00');
    await append({ type: 'quiet-turned', ldso: een, at: when('2026-11-24 10:00'), on: true, by });
    expect(await lookedAt('2026-11-24 11:00', '2026-11-24 13:00')).toEqual([]);
  });

  test('right after somebody replied, though without an answer', async () => {
    const { message } = await ask('2026-11-24 10:00');
    await append({
      type: 'query-heard',
      ldso: een,
      at: when('2026-11-24 11:45'),
      query: message.messageId,
      by,
      groups: [],
      sign: 'reply/5',
    });
    expect(await lookedAt('2026-11-24 11:00', '2026-11-24 14:00')).toEqual(['2026-11-24 13:45']);
  });
});

test('opened again it counts anew', async () => {
  const { message } = await ask('2026-11-24 10:00');
  const query = message.messageId;
  expect(await look('2026-11-24 12:00')).toBe(1);
  const at = when('2026-11-24 12:30');
  await append({ type: 'query-answered', ldso: een, at, query, by, how: 'said', sign: 'said' });
  await append({ type: 'query-reopened', ldso: een, at: when('2026-11-24 13:00'), query, by });
  expect(await lookedAt('2026-11-24 13:00', '2026-11-25 17:00')).toEqual([
    '2026-11-24 15:00',
    '2026-11-25 09:00',
    '2026-11-25 11:00',
  ]);
});

describe('after downtime', () => {
  test('one that was missed comes late within the window', async () => {
    await ask('2026-11-24 10:00');
    expect(await look('2026-11-24 13:30')).toBe(1);
  });

  test('one that was missed for longer is left out, and the next comes at its time', async () => {
    await ask('2026-11-24 10:00');
    const rare = nudgesIn('england-and-wales', { everyMinutes: 300, lateMinutes: 60 });
    expect(await look('2026-11-24 13:01', rare)).toBe(0);
    expect(await lookedAt('2026-11-24 13:15', '2026-11-25 10:00', rare)).toEqual(['2026-11-25 09:00']);
  });

  test('of days, nothing is made up for', async () => {
    await ask('2026-11-23 10:00');
    expect(await lookedAt('2026-11-26 09:00', '2026-11-26 17:00')).toEqual([]);
  });
});

test('two replicas ask once', async () => {
  await ask('2026-11-24 10:00');
  const other = await given.another();
  const told = await Promise.all(
    [given.store, other, given.store, other].map(each => look('2026-11-24 12:00', english, each)),
  );
  expect(told.reduce((sum, count) => sum + count, 0)).toBe(1);
});

test('a restart asks no second time', async () => {
  await ask('2026-11-24 10:00');
  expect(await look('2026-11-24 12:00')).toBe(1);
  expect(await look('2026-11-24 12:01', english, await given.another())).toBe(0);
});
