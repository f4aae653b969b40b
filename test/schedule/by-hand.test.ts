import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStore } from '../../src/adapters/store/open.ts';
import { plainCard } from '../../src/cards/making/plain-card.ts';
import { ldsoId } from '../../src/domain/refs.ts';
import type { Store } from '../../src/ports/store.ts';
import { importByHand } from '../../src/schedule/by-hand.ts';
import { stateSaid } from '../../src/schedule/offer.ts';
import { readParticipants, shippedParticipants } from '../../src/settings/participants.ts';
import { type Bot, openBot } from '../given-bot.ts';
import { type Value, workbookOf } from '../sheets/given.ts';
import { press } from '../told.ts';

const een = ldsoId('EEN')!;
const dir = mkdtempSync(join(tmpdir(), 'qt-by-hand-'));
let bot: Bot;
/** That of another process than the bot's. */
let store: Store;
beforeAll(async () => {
  bot = await openBot('2026-11-24T15:00:00Z', { DATA_DIR: dir });
  store = await openStore({ dir, now: () => bot.clock.now().getTime() });
});
afterAll(async () => {
  await store.close();
  await bot.close();
  rmSync(dir, { recursive: true });
});

async function importPlan(name: string, rows: readonly (readonly Value[])[], agrees = true) {
  const said: string[] = [];
  const isImported = await importByHand(
    {
      store,
      participants: readParticipants(shippedParticipants),
      ldso: { id: een, name: 'Eastmere' },
      now: bot.clock.now,
      show: message => said.push(...plainCard(message)),
      say: line => said.push(line),
      agrees: async () => agrees,
    },
    {
      name,
      bytes: workbookOf({ name: 'Plan', rows: [['Test case', 'Date', 'MPAN ref'], ...rows] }),
      columns: '',
      isFinal: false,
    },
  );
  await bot.app.idle();
  return { isImported, said: said.join('\n') };
}

const standing = async () => [...(await store.shelf('schedule-standing', een)).keys()];
const inChannel = (start: string) =>
  bot.local.teams.transcript().filter(({ ldso, summary }) => ldso === 'EEN' && summary?.startsWith(start));
const row = (day: string, ref = 'EEN-MPAN-0007') => ['40715', { day }, ref];

test('nothing is imported without a yes, and a plan without a test not even with one', async () => {
  expect((await importPlan('plan.xlsx', [row('2026-11-24')], false)).isImported).toBe(false);
  const empty = await importPlan('plan.xlsx', [['49999', { day: '2026-12-01' }]]);
  expect(empty).toMatchObject({ isImported: false });
  expect(empty.said).toContain('There is nothing to import');
  expect(await standing()).toEqual([]);
});

test('beside a running bot the channel is told, and a wash-up that was posted follows', async () => {
  bot.setTime('2026-11-24T17:00:00Z');
  await bot.app.tick();
  await bot.app.idle();
  const [before] = inChannel('Wash-up');
  bot.setTime('2026-11-24T17:20:00Z');
  expect((await importPlan('EEN plan draft.xlsx', [row('2026-11-24')])).isImported).toBe(true);
  expect(inChannel('Draft 1 of the schedule')).toHaveLength(1);
  const after = inChannel('Wash-up');
  expect(after).toHaveLength(1);
  expect(JSON.stringify(after[0]?.cards)).not.toBe(JSON.stringify(before?.cards));
});

test.each([
  ['EEN plan FINAL v1.0.xlsx', 'final'],
  ['draft 3 of the plan', 'draft'],
  ['final draft', undefined],
  ['not-final', undefined],
  ['finalised', undefined],
])('%s', (words, state) => {
  expect(stateSaid(words)).toBe(state);
});

test('the data register is known here too', async () => {
  const sheet = workbookOf({
    name: 'MPANs',
    rows: [
      ['MPAN ref', 'Status', 'Harness ref'],
      ['EEN-MPAN-0007', 'Migrated', 'MPAN000777'],
    ],
  });
  const said = await bot.confide('Asha Rao', 'our data', [{ name: 'EEN data.xlsx', bytes: sheet }]);
  await press(bot, { person: 'Asha Rao', said, title: 'Take it over' });
  const { said: words } = await importPlan('plan.xlsx', [
    row('2026-12-01', 'MPAN000777'),
    row('2026-12-02', 'EEN-MPAN-0099'),
  ]);
  expect(words).toContain('1 test on Tue 1 Dec');
  expect(words).toContain('EEN-MPAN-0099 is not an MPAN reference');
});
