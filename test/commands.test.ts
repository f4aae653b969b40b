import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Intent } from '../src/domain/intents.ts';
import { at, een } from './domain/given.ts';
import { type Channel, openChannel } from './given-channel.ts';

let channel: Channel;

beforeEach(async () => {
  channel = await openChannel();
});
afterEach(() => channel.close());

test('help is answered in its thread, and recorded nowhere', async () => {
  const outcome = await channel.post('1001', '/help');
  expect(outcome.decision).toBe('ignore');
  expect(await channel.toSay()).toMatchObject([
    { is: 'answer', to: { messageId: '1001' }, answer: { about: 'help' } },
  ]);
  expect(await channel.store.events(0, 10)).toEqual([]);
});

test('quiet stays until it is turned off', async () => {
  await channel.post('1001', '/quiet');
  const quiet = await channel.store.shelf('quiet', een);
  expect([...quiet]).toMatchObject([['channel', { byName: 'Asha Rao' }]]);
  await channel.post('1002', '/quiet off');
  expect((await channel.store.shelf('quiet', een)).size).toBe(0);
});

test('a notification that is edited into a command is taken back', async () => {
  expect(await channel.post('1001', '/passed 40662 EEN-MPAN-0007')).toMatchObject({ decision: 'accept' });
  await channel.edit('1001', '/help');
  expect(await channel.store.entry('EEN/1001/0')).toMatchObject({ withdrawn: true });
});

test('a command with personal data in it is refused like any other message', async () => {
  const outcome = await channel.post('1001', '/help with MPAN 20 0000 0000 015');
  expect(outcome).toMatchObject({ decision: 'reject', rejectReasons: ['raw_mpan'] });
});

const mirrored = {
  is: 'mirror-test',
  test: { ldso: een, testCaseId: '40662', mpanRef: 'EEN-MPAN-0007' },
} as Intent;

async function giveUp(): Promise<void> {
  const { outbox } = channel.store;
  const work = await outbox.claim({ lanes: 'ado/', now: at('23:00'), leaseMs: 1000, limit: 10 });
  await outbox.settle(
    work.map(({ id }) => ({ id, is: 'dead', error: 'create a test run eastmere/QT: status 403. no rights' })),
    at('23:00'),
  );
}

test('what was given up is put back by anybody in the channel, and it is recorded who did', async () => {
  await channel.post('1001', '/passed 40662 EEN-MPAN-0007');
  await giveUp();
  await channel.post('1002', '/outbox');
  expect(await channel.store.outbox.where(mirrored)).toMatchObject({ is: 'given-up' });
  await channel.post('1003', '/outbox replay', '10:30');
  expect(await channel.store.outbox.where(mirrored)).toMatchObject({ is: 'waiting' });
  const events = (await channel.store.events(0, 20)).map(({ event }) => event);
  expect(events.at(-1)).toMatchObject({ type: 'outbox-replayed', count: 1, by: { name: 'Asha Rao' } });
  await channel.post('1004', '/outbox replay', '10:31');
  expect((await channel.store.events(0, 20)).length).toBe(events.length);
  const answers = (await channel.toSay()).flatMap(intent => (intent.is === 'answer' ? [intent.answer] : []));
  expect(answers).toEqual([
    { about: 'outbox', ldso: een },
    { about: 'outbox', ldso: een, replayed: 1 },
    { about: 'outbox', ldso: een, replayed: 0 },
  ]);
});
