import { afterEach, beforeEach, expect, test } from 'vitest';
import type { MigrationProposal } from '../../src/domain/migration/migration.ts';
import { proposed } from '../../src/domain/migration/migration.ts';
import { een } from '../domain/given.ts';
import { type Channel, openChannel } from '../given-channel.ts';

/** Tuesday, 24 November; whoever posts is Asha. */
let channel: Channel;
beforeEach(async () => {
  channel = await openChannel();
});
afterEach(() => channel.close());

async function standing(): Promise<MigrationProposal | undefined> {
  return (await channel.store.shelf('migration-proposal', een)).get('channel');
}
async function days() {
  const proposal = await standing();
  return proposal === undefined ? undefined : proposed({ days: {}, weeks: {} }, proposal).days;
}
const told = async () =>
  (await channel.toSay()).flatMap(intent =>
    intent.is === 'answer' && intent.answer.about === 'migration' ? [intent.answer.told] : [],
  );

test('what is said later adds to what waits, and each change is another proposal', async () => {
  await channel.post('1001', '/migration plan 1 Dec 5');
  const first = await standing();
  await channel.post('1002', '/migration plan 2 Dec 10, 1 Dec 6');
  expect(await days()).toEqual({ '2026-12-01': 6, '2026-12-02': 10 });
  expect((await standing())?.id).not.toBe(first?.id);
});

test('an edit says its part anew, a deletion or other words take it back', async () => {
  await channel.post('1001', '/migration plan 1 Dec 50');
  await channel.post('1002', '/migration plan 2 Dec 10');
  await channel.edit('1001', '/migration plan 1 Dec 5');
  expect(await days()).toEqual({ '2026-12-01': 5, '2026-12-02': 10 });
  await channel.remove('1002');
  expect(await days()).toEqual({ '2026-12-01': 5 });
  await channel.edit('1001', 'never mind', '10:20');
  expect(await standing()).toBeUndefined();
});

test('a plan of which nothing is understood changes nothing, and says why', async () => {
  await channel.post('1001', '/migration plan soon, 28 Nov 5');
  expect(await standing()).toBeUndefined();
  expect(await told()).toEqual([
    {
      is: 'nothing-proposed',
      bad: [
        { typed: 'soon', why: 'unclear' },
        { typed: '28 Nov 5', why: 'not-worked' },
      ],
    },
  ]);
});

test('nobody agrees to their own proposal, and there must be one', async () => {
  await channel.post('1001', '/migration agree');
  await channel.post('1002', '/migration plan 1 Dec 5');
  await channel.post('1003', '/migration agree');
  expect((await told()).filter(({ is }) => is === 'not-agreed')).toEqual([
    { is: 'not-agreed', why: 'none' },
    { is: 'not-agreed', why: 'own' },
  ]);
  expect((await channel.store.shelf('migration-agreed', een)).size).toBe(0);
});

test('personal data in a plan is refused as anywhere', async () => {
  const { decision } = await channel.post('1001', '/migration plan 1 Dec 5 for MPAN 20 0000 0000 015');
  expect(decision).toBe('reject');
  expect(await standing()).toBeUndefined();
});
