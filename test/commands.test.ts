import { afterEach, beforeEach, expect, test } from 'vitest';
import { een } from './domain/given.ts';
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
