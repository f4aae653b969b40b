import { afterAll, beforeAll, expect, test } from 'vitest';
import { ldsoId } from '../../src/domain/refs.ts';
import { type Bot, openBot } from '../given-bot.ts';
import { type Value, workbookOf } from '../sheets/given.ts';
import { press, textIn } from '../told.ts';

const een = ldsoId('EEN')!;
const tester = 'Asha Rao';
let bot: Bot;
beforeAll(async () => {
  bot = await openBot();
});
afterAll(() => bot.close());

const head = [
  'MPAN ref',
  'Status',
  'Supplier MPID',
  'CSS2860 sent',
  'CSS2860 received',
  'Dummy agents loaded',
  'Import/Export',
  'Harness ref',
];

function sheet(...rows: readonly (readonly Value[])[]) {
  return { name: 'EEN data sheet.xlsx', bytes: workbookOf({ name: 'MPANs', rows: [head, ...rows] }) };
}

const register = () => bot.app.store.shelf('meter-point', een);
const tell = async (text: string) => textIn(await bot.confide(tester, text));

test('a fact is told in a line, answered plainly, and counts at once', async () => {
  expect(await tell('/data EEN-MPAN-0007')).toContain('EEN-MPAN-0007: not in the register');
  expect(await tell('/data EEN-MPAN-0007 migrated css2860 received supplier MHHS')).toContain(
    'EEN-MPAN-0007: migrated · supplier MHHS · CSS2860 received',
  );
  expect(await tell('/data EEN-MPAN-0007 harness MPAN000777')).toContain('harness MPAN000777');
  expect((await bot.app.books.bookOf(een)).harnessRefs).toMatchObject({ MPAN000777: 'EEN-MPAN-0007' });
  expect((await register()).get('EEN-MPAN-0007')).toMatchObject({ state: 'migrated', cssSent: true });
});

test('what is not understood changes nothing', async () => {
  const before = await register();
  expect(await tell('/data EEN-MPAN-0007 maybe migrated')).toContain('I do not understand “maybe”');
  expect(await tell('/data migrated')).toContain('name an MPAN reference');
  expect(await tell('/data CVD-MPAN-012 migrated')).toContain('CVD');
  expect(await register()).toEqual(before);
});

test('one fact alone makes no list: a reference of the right form stays known', async () => {
  expect((await bot.app.books.bookOf(een)).mpanRefs).toEqual([]);
});

test('a data sheet is shown before it is taken over, and what it does not name stays', async () => {
  const said = await bot.confide(tester, 'our data', [
    sheet(
      ['EEN-MPAN-0008', 'Migrated', 'mhhs', 'Y', { day: '2026-11-20' }, 'Yes', 'I', 'MPAN000555'],
      ['EEN-MPAN-0009', 'Legacy', 'MHHS', 'Y', 'No', 'N', 'Export', null],
      ['EEN-MPAN-0010', 'perhaps', null, null, null, null, null, null],
      ['CVD-MPAN-012', 'Legacy', null, null, null, null, null, null],
    ),
  ]);
  const words = textIn(said);
  expect(words).toContain('3 meter points, 3 of them new');
  expect(words).toContain('MPANs!B4: perhaps is not understood');
  expect(words).toContain('MPANs!A5: CVD-MPAN-012 is another LDSO’s');
  expect((await register()).size).toBe(1);
  const after = textIn(await press(bot, { person: tester, said, title: 'Take it over' }));
  expect(after).toContain('3 meter points. What it does not name stays as it was: 1 meter point.');
  expect((await register()).get('EEN-MPAN-0008')).toEqual({
    state: 'migrated',
    supplier: 'MHHS',
    cssSent: true,
    cssReceived: true,
    agentsLoaded: true,
    direction: 'import',
    harnessRef: 'MPAN000555',
  });
  expect((await register()).get('EEN-MPAN-0009')).toMatchObject({ cssReceived: false, direction: 'export' });
});

test('from then on the list decides which references there are', async () => {
  expect((await bot.app.books.bookOf(een)).mpanRefs).toEqual([
    'EEN-MPAN-0007',
    'EEN-MPAN-0008',
    'EEN-MPAN-0009',
    'EEN-MPAN-0010',
  ]);
  const { teams } = bot.local;
  const person = teams.people[0]?.id ?? '';
  await teams.post({ channel: 'EEN', person, text: '/triggered 40662 EEN-MPAN-0099' });
  await bot.app.idle();
  expect(await bot.app.store.entriesOf(een, { from: 0, to: Number.MAX_SAFE_INTEGER })).toEqual([]);
  await tell('/data EEN-MPAN-0099 legacy');
  await teams.post({ channel: 'EEN', person, text: '/triggered 40662 EEN-MPAN-0099' });
  expect(await bot.app.store.entriesOf(een, { from: 0, to: Number.MAX_SAFE_INTEGER })).toHaveLength(1);
});

test('the register is told in figures', async () => {
  const words = await tell('/data');
  expect(words).toContain('5 meter points: 2 migrated, 2 with their CSS2860');
  expect(words).toContain('EEN-MPAN-0009, EEN-MPAN-0010, EEN-MPAN-0099');
});

test('a dummy participant is looked up', async () => {
  expect(await tell('/mpid 1195000001')).toContain(
    'MHHS · ADS (Advanced Data Service) · DIP id 1195000001 · role code O',
  );
  expect(await tell('/mpid 1195000009')).toContain('The nearest: 1195000001, 1195000002');
});
