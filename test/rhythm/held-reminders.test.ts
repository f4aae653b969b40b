import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openStore } from '../../src/adapters/store/open.ts';
import type { DaybookEvent } from '../../src/domain/events.ts';
import type { Store } from '../../src/ports/store.ts';
import { nextHeldReminder, remindOfHeld } from '../../src/rhythm/reminders/held-reminders.ts';
import { at, een } from './given.ts';

const when = { minutes: 15, ldsos: [een] };
const message = { ldso: een, thread: '19:een@thread.tacv2;messageid=1001', messageId: '1001' };
const by = { id: 'asha', name: 'Asha Renn' };

let dir: string;
let store: Store;
const opened: Store[] = [];

async function open(): Promise<Store> {
  const another = await openStore({ dir, now: () => at('12:00') });
  opened.push(another);
  return another;
}

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'daybook-held-'));
  store = await open();
});
afterEach(async () => {
  for (const each of opened.splice(0)) await each.close();
  rmSync(dir, { recursive: true });
});

const append = (event: DaybookEvent) => store.perform(book => book.append([event]));
const common = { ldso: een, message, by, kinds: ['raw_address'] };
const hold = (time: string) => append({ type: 'message-held', at: at(time), ...common });
const end = (time: string) => append({ type: 'hold-ended', how: 'edited', at: at(time), ...common });
const look = (time: string, from = store) =>
  remindOfHeld({ store: from, clock: { now: () => new Date(at(time)) } }, when);

test('its author is reminded once, when it was held as long as the setting says', async () => {
  await hold('10:00');
  expect(await nextHeldReminder(store, when, at('10:00'))).toBe(at('10:15'));
  expect(await look('10:14')).toBe(0);
  expect(await look('10:15')).toBe(1);
  expect(await look('10:16')).toBe(0);
  expect(await nextHeldReminder(store, when, at('10:16'))).toBeUndefined();
  const work = await store.outbox.claim({ lanes: 'chat/', now: at('12:00'), leaseMs: 1, limit: 10 });
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
  const other = await open();
  const told = await Promise.all([store, other, store, other].map(each => look('10:20', each)));
  expect(told.reduce((sum, count) => sum + count, 0)).toBe(1);
  expect(await look('10:21', await open())).toBe(0);
});
