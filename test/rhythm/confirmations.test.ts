import { expect, test } from 'vitest';
import { askUnconfirmed } from '../../src/rhythm/reminders/confirmations.ts';
import { sqlitePlace } from '../adapters/store/places.ts';
import { givenStore } from '../contracts/given-store.ts';
import { een } from './given.ts';

const window = { minutes: 30, lateMinutes: 120, zone: 'Europe/London', ldsos: [een] };
const given = givenStore(sqlitePlace);

const at = (time: string) => Date.parse(`2026-11-24T${time}Z`);
const call = (time: string) =>
  given.store.perform(book =>
    book.append([{ type: 'stand-up-called', ldso: een, at: at(time), day: '2026-11-24' }]),
  );
const look = (time: string) =>
  askUnconfirmed({ store: given.store, clock: { now: () => new Date(at(time)) } }, window);

test('nobody is asked before there was a stand-up', async () => {
  expect(await look('09:30:00')).toBe(0);
});

test('people are asked once, at four fifths of the time from when the stand-up was called', async () => {
  await call('09:10:00');
  expect(await look('09:33:59')).toBe(0);
  expect(await look('09:34:00')).toBe(1);
  expect(await look('09:34:15')).toBe(0);
  expect(await given.store.events(0, 10)).toHaveLength(2);
});

test('two replicas that look at once ask once', async () => {
  await call('09:00:00');
  const asked = await Promise.all([look('09:24:00'), look('09:24:00')]);
  expect(asked.sort()).toEqual([0, 1]);
});

test('when it is too late to help, nobody is asked; nor about the day before', async () => {
  await call('09:00:00');
  expect(await look('11:00:01')).toBe(0);
  const tomorrow = new Date(at('09:25:00') + 86_400_000);
  expect(await askUnconfirmed({ store: given.store, clock: { now: () => tomorrow } }, window)).toBe(0);
});
