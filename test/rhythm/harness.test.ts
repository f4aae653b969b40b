import { expect, test } from 'vitest';
import type { Entry, StandingEntry } from '../../src/domain/entry.ts';
import type { HarnessWord } from '../../src/domain/harness/harness.ts';
import type { Kind } from '../../src/domain/kinds.ts';
import { harnessQueue } from '../../src/rhythm/day/harness-queue.ts';
import { remindOfHarness } from '../../src/rhythm/reminders/harness-reminders.ts';
import { sqlitePlace } from '../adapters/store/places.ts';
import { givenStore } from '../contracts/given-store.ts';
import { asha, clean, een, item } from '../domain/given.ts';
import { calendarOf } from './calendars.ts';

const hours = {
  from: '09:00',
  to: '17:00',
  zone: 'Europe/London',
  calendar: calendarOf('england-and-wales'),
};
const when = { minutes: 30, ldsos: [{ ldso: een, hours }] };

const kept = givenStore(sqlitePlace);

/** `2026-11-24 09:10`; London is on GMT in November. */
const at = (time: string) => Date.parse(`${time.replace(' ', 'T')}:00Z`);

function word(time: string, says: HarnessWord['says'], more: Partial<HarnessWord> = {}): HarnessWord {
  return {
    id: `${at(time)}/0`,
    says,
    test: item(),
    message: { ldso: een, thread: `t-${time}`, messageId: `m-${time}` },
    by: asha,
    at: at(time),
    note: clean('a note'),
    ...more,
  };
}

async function given(...words: readonly HarnessWord[]): Promise<void> {
  await kept.store.perform(book =>
    book.append(words.map(each => ({ type: 'harness-said', ldso: een, at: each.at, by: asha, word: each }))),
  );
}

function entryOf(time: string, kind: Kind): Entry {
  const { message, by, note } = word(time, 'asked');
  const id = `EEN/${message.messageId}/0`;
  return { id, kind, message, ...item(), routeTo: [], warnings: [], note, by, at: at(time) };
}

async function triggered(time: string): Promise<void> {
  const entry = entryOf(time, 'triggered');
  await kept.store.perform(book => book.append([{ type: 'entry-noted', ldso: een, at: at(time), entry }]));
}

const remindAt = (time: string) =>
  remindOfHarness({ store: kept.store, clock: { now: () => new Date(at(time)) } }, when);

async function reminders(): Promise<readonly string[]> {
  return (await kept.store.events(0, 100)).flatMap(({ event }) =>
    event.type === 'harness-reminded' ? [event.of] : [],
  );
}

test('a request that waits for the set minutes is reminded of once, whoever looks at the clock', async () => {
  await given(word('2026-11-24 10:00', 'asked'));
  expect(await remindAt('2026-11-24 10:29')).toBe(0);
  const both = await Promise.all([remindAt('2026-11-24 10:30'), remindAt('2026-11-24 10:30')]);
  expect(both[0] + both[1]).toBe(1);
  expect(await remindAt('2026-11-24 12:00')).toBe(0);
  expect(await reminders()).toEqual(['lag']);
});

test('only testing hours count: over night and over the weekend nobody waits', async () => {
  await given(word('2026-11-20 16:45', 'asked'));
  expect(await remindAt('2026-11-21 12:00')).toBe(0);
  expect(await remindAt('2026-11-23 09:14')).toBe(0);
  expect(await remindAt('2026-11-23 09:15')).toBe(1);
});

test('one that is wanted later waits from then on; one that was triggered, or taken back, waits no more', async () => {
  await given(word('2026-11-24 10:00', 'asked', { dueAt: at('2026-11-24 14:00') }));
  expect(await remindAt('2026-11-24 14:29')).toBe(0);
  await triggered('2026-11-24 14:20');
  expect(await remindAt('2026-11-24 14:40')).toBe(0);
  await given(word('2026-11-24 14:45', 'asked'), word('2026-11-24 14:50', 'cancelled'));
  expect(await remindAt('2026-11-24 16:00')).toBe(0);
});

test('the last day of a replay is told of on its morning, and that it ran out, once each', async () => {
  await given(word('2026-11-19 10:00', 'replay-asked', { sent: '2026-11-19' }));
  expect(await remindAt('2026-11-23 16:00')).toBe(0);
  expect(await remindAt('2026-11-24 08:59')).toBe(0);
  expect(await remindAt('2026-11-24 09:00')).toBe(1);
  expect(await remindAt('2026-11-24 16:00')).toBe(0);
  expect(await remindAt('2026-11-25 09:00')).toBe(1);
  expect(await remindAt('2026-11-26 09:00')).toBe(0);
  expect(await reminders()).toEqual(['last-day', 'run-out']);
});

test('a last day on a Saturday is told of on Friday; one that was replayed is not told of', async () => {
  await given(word('2026-11-23 10:00', 'replay-asked', { sent: '2026-11-23' }));
  expect(await remindAt('2026-11-27 09:00')).toBe(1);
  await given(word('2026-11-27 11:00', 'replayed'));
  expect(await remindAt('2026-11-30 09:00')).toBe(0);
});

const queueAt = (day: string, time: string, words: readonly HarnessWord[]) =>
  harnessQueue({ ldso: { id: een, name: 'EEN' }, day, now: at(time), hours, words, entries: [] });

test('what has come waits no more, on whatever day, until the test fails: then it is to be started again', () => {
  const asked = { ldso: { id: een, name: 'EEN' }, hours, entries: [] as readonly StandingEntry[] };
  const words = [word('2026-11-23 10:00', 'asked'), word('2026-11-23 11:00', 'received')];
  const comeAt = (time: string, entries = asked.entries) =>
    harnessQueue({ ...asked, day: '2026-11-24', now: at(time), words, entries }).come;
  expect(comeAt('2026-11-23 10:59')).toEqual([]);
  expect(comeAt('2026-11-24 09:00')).toMatchObject([item()]);
  const failed = { ...entryOf('2026-11-24 09:30', 'failed'), withdrawn: false };
  expect(comeAt('2026-11-24 10:00', [failed])).toEqual([]);
  expect(comeAt('2026-11-24 10:00', [{ ...failed, withdrawn: true }])).toHaveLength(1);
});

const tests = (ids: readonly string[]) =>
  ids.map((id, place) =>
    word(`2026-11-24 09:0${place}`, 'asked', {
      test: item(id),
      ...(place === 0 ? { dueAt: at('2026-11-24 14:00') } : {}),
    }),
  );

test('the queue is in the order asked, or of the later time that was asked for', () => {
  const { waiting } = queueAt('2026-11-24', '2026-11-24 10:00', tests(['40662', '40663', '40664']));
  expect(waiting.map(({ test }) => test.testCaseId)).toEqual(['40663', '40664', '40662']);
  expect(waiting.map(({ toTrigger }) => toTrigger.all)).toEqual([59, 58, 0]);
});

test('a clock tells testing hours and all hours; of an earlier day it tells how it stood then', () => {
  const words = [word('2026-11-23 16:40', 'asked'), word('2026-11-24 09:30', 'cancelled')];
  const [line] = queueAt('2026-11-24', '2026-11-24 09:20', words).waiting;
  expect(line?.toTrigger).toEqual({ testing: 40, all: 1000 });
  expect(queueAt('2026-11-23', '2026-11-24 12:00', words).waiting).toHaveLength(1);
  expect(queueAt('2026-11-24', '2026-11-24 12:00', words).waiting).toEqual([]);
});

test.each([
  ['2026-11-23', 1, 'asked'],
  ['2026-11-24', 0, 'asked'],
  ['2026-11-25', -1, 'run-out'],
])('the countdown of a replay on %s: %i left, %s', (day, left, stands) => {
  const words = [word('2026-11-19 10:00', 'replay-asked', { sent: '2026-11-19' })];
  const [fuse] = queueAt(day, `${day} 12:00`, words).fuses;
  expect(fuse).toMatchObject({ lastDay: '2026-11-24', daysLeft: left, stands });
});

test('a time that ran out is shown on the first working day after it alone', () => {
  const words = [word('2026-11-23 10:00', 'replay-asked', { sent: '2026-11-22' })];
  // Its last day is Friday the 27th.
  expect(queueAt('2026-11-30', '2026-11-30 09:00', words).fuses).toHaveLength(1);
  expect(queueAt('2026-12-01', '2026-12-01 09:00', words).fuses).toEqual([]);
});
