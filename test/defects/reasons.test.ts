import { afterEach, beforeEach, expect, test } from 'vitest';
import { een } from '../domain/given.ts';
import { type Channel, openChannel } from '../given-channel.ts';

let channel: Channel;
beforeEach(async () => {
  channel = await openChannel();
});
afterEach(() => channel.close());

const answers = async () =>
  (await channel.toSay()).flatMap(intent => (intent.is === 'answer' ? [intent.answer] : []));
const reasons = () => channel.store.shelf('reason', een);
const named = { testCaseId: '40662', testCaseName: 'TC_40662', mpanRef: 'EEN-MPAN-0007' };

test('why a failed test has no defect is recorded, and its card shows it', async () => {
  await channel.post('1', '/failed 40662 EEN-MPAN-0007 step 3');
  await channel.toSay();
  await channel.post('2', '/reason 40662 EEN-MPAN-0007 the reading was typed wrong');
  const said = await channel.toSay();
  expect(said).toMatchObject([
    { is: 'answer', answer: { about: 'reason', noted: [named], notFailed: [] } },
    { is: 'show-test', test: { mpanRef: 'EEN-MPAN-0007' } },
  ]);
  expect([...(await reasons())]).toMatchObject([
    ['EEN/40662/EEN-MPAN-0007', { byName: 'Asha Rao', words: expect.stringContaining('typed wrong') }],
  ]);
});

test('a test that has not failed needs none', async () => {
  await channel.post('1', '/passed 40662 EEN-MPAN-0007');
  await channel.post('2', '/reason 40662 EEN-MPAN-0007 nothing to raise');
  expect(await answers()).toMatchObject([{ about: 'reason', noted: [], notFailed: [named] }]);
  expect((await reasons()).size).toBe(0);
});

test.each([
  [
    '/reason the reading was typed wrong',
    { problems: [{ reason: 'missing_tc_ref' }, { reason: 'missing_mpan_ref' }] },
  ],
  ['/reason TC 49999 EEN-MPAN-0007 typed wrong', { problems: [{ reason: 'unknown_tc', typed: '49999' }] }],
  ['/reason 40662 EEN-MPAN-0007', { problems: [], lacks: 'words' }],
])('%s is answered with what is missing', async (line, unclear) => {
  await channel.post('1', '/failed 40662 EEN-MPAN-0007');
  await channel.post('2', line);
  expect(await answers()).toMatchObject([{ about: 'test-unclear', of: 'reason', ...unclear }]);
  expect((await reasons()).size).toBe(0);
});
