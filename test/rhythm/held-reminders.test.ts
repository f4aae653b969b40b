import { expect, test } from 'vitest';
import { nextHeldReminder, remindOfHeld } from '../../src/rhythm/reminders/held-reminders.ts';
import { sqlitePlace } from '../adapters/store/places.ts';
import { givenStore } from '../contracts/given-store.ts';
import { at, een } from './given.ts';

const when = { minutes: 15, ldsos: [een] };
const message = { ldso: een, thread: '19:een@thread.tacv2;messageid=1001', messageId: '1001' };
const by = { id: 'asha', name: 'Asha Renn' };

const given = givenStore(sqlitePlace);

const { append } = given;
const common = { ldso: een, message, by, kinds: ['raw_address'] };
const hold = (time: string) => append({ type: 'message-held', at: at(time), ...common });
const end = (time: string) => append({ type: 'hold-ended', how: 'edited', at: at(time), ...common });
const look = (time: string, from = given.store) =>
  remindOfHeld({ store: from, clock: { now: () => new Date(at(time)) } }, when);

test('its author is reminded once, when it was held as long as the setting says', async () => {
  await hold('10:00');
  expect(await nextHeldReminder(given.store, when, at('10:00'))).toBe(at('10:15'));
  expect(await look('10:14')).toBe(0);
  expect(await look('10:15')).toBe(1);
  expect(await look('10:16')).toBe(0);
  expect(await nextHeldReminder(given.store, when, at('10:16'))).toBeUndefined();
  const work = await given.store.outbox.claim({ lanes: 'chat/', now: at('12:00'), leaseMs: 1, limit: 10 });
  expect(work.map(({ intent }) => intent)).toEqual([{ is: 'remind-held', to: message }]);
});

test('of one that was answered or changed nobody is reminded; held anew it is another', async () => {
  await hold('10:00');
  await end('10:10');
  expect(await look('10:30')).toBe(0);
  await hold('10:40');
  expect(await look('10:50')).toBe(0);
  expect(await look('10:55')).toBe(1);
});

test('two replicas and a restart remind once', async () => {
  await hold('10:00');
  const other = await given.another();
  const told = await Promise.all([given.store, other, given.store, other].map(each => look('10:20', each)));
  expect(told.reduce((sum, count) => sum + count, 0)).toBe(1);
  expect(await look('10:21', await given.another())).toBe(0);
});
