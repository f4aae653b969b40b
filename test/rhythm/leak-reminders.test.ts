import { expect, test } from 'vitest';
import type { DaybookEvent } from '../../src/domain/events.ts';
import { nextLeakReminder, remindOfLeaks } from '../../src/rhythm/reminders/leak-reminders.ts';
import { sqlitePlace } from '../adapters/store/places.ts';
import { givenStore } from '../contracts/given-store.ts';
import { at, een } from './given.ts';

const when = { minutes: 15, ldsos: [een] };
const message = { ldso: een, thread: '19:een@thread.tacv2;messageid=1001', messageId: '1001' };
const by = { id: 'asha', name: 'Asha Renn' };

const given = givenStore(sqlitePlace);

const { append } = given;
const leaks = (time: string): DaybookEvent => ({
  type: 'leak-opened',
  ldso: een,
  at: at(time),
  message,
  by,
  kinds: ['raw_mpan'],
});
const mended = (time: string): DaybookEvent => ({
  type: 'leak-closed',
  ldso: een,
  at: at(time),
  message,
  how: 'edited',
});
const look = (time: string, from = given.store) =>
  remindOfLeaks({ store: from, clock: { now: () => new Date(at(time)) } }, when);

test('a case that stands open as long as the setting says is told once', async () => {
  await append(leaks('10:00'));
  expect(await look('10:14')).toBe(0);
  expect(await look('10:15')).toBe(1);
  expect(await look('10:16')).toBe(0);
  const events = await given.store.events(0, 10);
  expect(events.map(({ event }) => event.type)).toEqual(['leak-opened', 'leak-reminded']);
  const work = await given.store.outbox.claim({ lanes: 'chat/', now: at('12:00'), leaseMs: 1, limit: 10 });
  expect(work.map(({ intent }) => intent)).toEqual([{ is: 'call-about-leak', to: message }]);
});

test('a case closed in between is not told', async () => {
  await append(leaks('10:00'), mended('10:10'));
  expect(await look('10:30')).toBe(0);
});

test('a message that leaks again is another case', async () => {
  await append(leaks('10:00'));
  expect(await look('10:20')).toBe(1);
  await append(mended('10:30'), leaks('10:40'));
  expect(await look('10:50')).toBe(0);
  expect(await look('10:55')).toBe(1);
});

test('whoever plays a day knows when the next case becomes due', async () => {
  expect(await nextLeakReminder(given.store, when, at('10:00'))).toBeUndefined();
  await append(leaks('10:00'));
  expect(await nextLeakReminder(given.store, when, at('10:00'))).toBe(at('10:15'));
  expect(await nextLeakReminder(given.store, when, at('10:15'))).toBeUndefined();
});

test('two replicas tell it once', async () => {
  await append(leaks('10:00'));
  const other = await given.another();
  const told = await Promise.all([given.store, other, given.store, other].map(each => look('10:20', each)));
  expect(told.reduce((sum, count) => sum + count, 0)).toBe(1);
});

test('after a restart it is told all the same, and not a second time', async () => {
  await append(leaks('10:00'));
  const restarted = await given.restart();
  expect(await look('18:00', restarted)).toBe(1);
  await restarted.close();
  expect(await look('18:01', await given.another())).toBe(0);
});
