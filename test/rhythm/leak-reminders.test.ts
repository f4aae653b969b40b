import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openStore } from '../../src/adapters/store/open.ts';
import type { DaybookEvent } from '../../src/domain/events.ts';
import type { Store } from '../../src/ports/store.ts';
import { nextLeakReminder, remindOfLeaks } from '../../src/rhythm/reminders/leak-reminders.ts';
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
  dir = await mkdtemp(join(tmpdir(), 'daybook-leaks-'));
  store = await open();
});
afterEach(async () => {
  for (const each of opened.splice(0)) await each.close();
  await rm(dir, { recursive: true, force: true });
});

const append = (...events: readonly DaybookEvent[]) => store.perform(book => book.append(events));
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
const look = (time: string, from = store) =>
  remindOfLeaks({ store: from, clock: { now: () => new Date(at(time)) } }, when);

test('a case that stands open as long as the setting says is told once', async () => {
  await append(leaks('10:00'));
  expect(await look('10:14')).toBe(0);
  expect(await look('10:15')).toBe(1);
  expect(await look('10:16')).toBe(0);
  const events = await store.events(0, 10);
  expect(events.map(({ event }) => event.type)).toEqual(['leak-opened', 'leak-reminded']);
  const work = await store.outbox.claim({ lanes: 'chat/', now: at('12:00'), leaseMs: 1, limit: 10 });
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
  expect(await nextLeakReminder(store, when, at('10:00'))).toBeUndefined();
  await append(leaks('10:00'));
  expect(await nextLeakReminder(store, when, at('10:00'))).toBe(at('10:15'));
  expect(await nextLeakReminder(store, when, at('10:15'))).toBeUndefined();
});

test('two replicas tell it once', async () => {
  await append(leaks('10:00'));
  const other = await open();
  const told = await Promise.all([store, other, store, other].map(each => look('10:20', each)));
  expect(told.reduce((sum, count) => sum + count, 0)).toBe(1);
});

test('after a restart it is told all the same, and not a second time', async () => {
  await append(leaks('10:00'));
  await store.close();
  const restarted = await open();
  expect(await look('18:00', restarted)).toBe(1);
  await restarted.close();
  expect(await look('18:01', await open())).toBe(0);
});
