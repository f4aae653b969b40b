import { afterEach, beforeEach, expect, it } from 'vitest';
import { openStore } from '../../src/adapters/store/open.ts';
import { tellHeldBack } from '../../src/outbox/ado/mirror.ts';
import { deliverChat } from '../../src/outbox/chat/chat.ts';
import type { ChatNeeds } from '../../src/outbox/chat/reply.ts';
import type { Chat, Outgoing } from '../../src/ports/chat.ts';
import type { Settlement } from '../../src/ports/outbox.ts';
import type { Store } from '../../src/ports/store.ts';
import { een, entryFor, mirror, nine, noted, test40662 } from '../contracts/samples.ts';
import { newFolder, removeFolders } from './folders.ts';

let store: Store;
let shown: Outgoing[];

beforeEach(async () => {
  shown = [];
  store = await openStore({ dir: await newFolder(), now: () => nine });
  await store.perform(async book => {
    const address = { channelId: '19:een@thread.tacv2', serviceUrl: 'https://teams.example' };
    await book.saveChannel({ ldso: een, ...address, tenantId: 'tenant', botId: '28:bot' });
    await book.append([noted(entryFor(test40662, '1001', { kind: 'passed' }))]);
    await book.enqueue([mirror(test40662)]);
  });
});
afterEach(async () => {
  await store.close();
  await removeFolders();
});

const chat = {
  reply: async (_channel: unknown, _thread: string, message: Outgoing) => {
    shown.push(message);
    return 'card';
  },
  update: async (_channel: unknown, _at: unknown, message: Outgoing) => {
    shown.push(message);
    return true;
  },
} as Partial<Chat> as Chat;

/** What is tried for Azure DevOps ends so, and the channel is told what follows from it. */
async function comesTo(end: (id: number) => Settlement, now = nine): Promise<string> {
  const work = await store.outbox.claim({ lanes: 'ado/', now, leaseMs: 1000, limit: 10 });
  const settled = work.map(({ id }) => end(id));
  await store.outbox.settle(settled, now);
  await tellHeldBack(store, work, settled);
  const toSay = await store.outbox.claim({ lanes: 'chat/', now, leaseMs: 1000, limit: 10 });
  const clock = { now: () => new Date(now) };
  const needs = { store, chat, clock, ldsoName: () => 'Eastmere' } as Partial<ChatNeeds> as ChatNeeds;
  await store.outbox.settle(await deliverChat(needs, toSay), now);
  return JSON.stringify(shown.at(-1)?.card ?? '');
}

const again = (id: number): Settlement => ({ id, is: 'again', nextAt: nine + 60_000, error: 'status 503' });
const dead = (id: number): Settlement => ({ id, is: 'dead', error: 'status 403' });

it('the card says since when Azure DevOps waits, once, and that it was given up', async () => {
  expect(await comesTo(again)).toContain('Azure DevOps waits since Tue 24 Nov 09:00 UK');
  expect(await comesTo(again, nine + 60_000)).toContain('waits since');
  expect(shown).toHaveLength(1);
  expect(await comesTo(dead, nine + 120_000)).toContain('Azure DevOps refuses it');
  expect(shown).toHaveLength(2);
});
