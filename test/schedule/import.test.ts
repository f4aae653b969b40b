import { afterAll, beforeAll, expect, test } from 'vitest';
import { ldsoId } from '../../src/domain/refs.ts';
import { elementsOf } from '../cards/walk.ts';
import { type Bot, openBot } from '../given-bot.ts';
import { type Value, workbookOf } from '../sheets/given.ts';
import { press, textIn } from '../told.ts';

const een = ldsoId('EEN')!;
let bot: Bot;
let names: readonly string[];
beforeAll(async () => {
  bot = await openBot();
  names = (await bot.app.books.bookOf(een)).testCases.map(({ name }) => name);
});
afterAll(() => bot.close());

const tester = 'Asha Rao';
const lead = 'Ruth Amin';

function plan(...rows: readonly (readonly Value[])[]) {
  return {
    name: 'EEN_plan.xlsx',
    bytes: workbookOf({ name: 'Plan', rows: [['Test case', 'Date', 'MPAN ref'], ...rows] }),
  };
}

const row = (place: number, day: string, ref = `EEN-MPAN-000${place}`) => [names[place] ?? '', { day }, ref];

const standing = async () => [...(await bot.app.store.shelf('schedule-standing', een)).entries()];

test('a file is read, shown, and imported when its sender says so; the channel is told', async () => {
  const said = await bot.confide(tester, 'our plan', [plan(row(0, '2026-12-01'), row(1, '2026-12-02'))]);
  expect(textIn(said)).toContain('2 tests from Tue 1 Dec to Wed 2 Dec, read from Plan');
  expect(textIn(said)).toContain('Test case: “Test case”');
  expect(await standing()).toEqual([]);
  const after = await press(bot, { person: tester, said, title: 'Import as draft' });
  expect(await standing()).toMatchObject([['draft', { number: 1, byName: tester }]]);
  expect(after.map(({ ldso }) => ldso).sort()).toEqual(['EEN', said[0]?.ldso]);
});

test('the next version says in words what it changes', async () => {
  const said = await bot.confide(tester, 'the final plan', [
    plan(row(0, '2026-12-03'), row(1, '2026-12-02', 'EEN-MPAN-0009'), row(2, '2026-12-04')),
  ]);
  const words = textIn(said);
  expect(words).toContain('1 moved, 1 added, 1 with another reference');
  expect(words).toContain(`${names[0]} EEN-MPAN-0000 moves from Tue 1 Dec to Thu 3 Dec`);
  expect(words).toContain(`${names[1]} takes EEN-MPAN-0009 instead of EEN-MPAN-0001`);
  expect(words).toContain(`${names[2]} EEN-MPAN-0002 is new, on Fri 4 Dec`);
  await press(bot, { person: tester, said, title: 'Import as final' });
  expect(await standing()).toMatchObject([
    ['draft', { number: 1 }],
    ['final', { number: 2 }],
  ]);
  const shown = textIn(await bot.confide(lead, '/schedule'));
  expect(shown).toContain('Final version 2 counts: 3 tests');
  expect(shown).toContain('Draft 1 is there for review');
});

test('what was left, or imported already, is imported no more', async () => {
  const said = await bot.confide(tester, 'a draft', [plan(row(0, '2026-12-01'))]);
  expect(textIn(await press(bot, { person: tester, said, title: 'Leave it' }))).toContain(
    'nothing was imported',
  );
  expect(textIn(await press(bot, { person: tester, said, title: 'Import as draft' }))).toContain(
    'not waiting any more',
  );
  expect(await standing()).toMatchObject([
    ['draft', { number: 1 }],
    ['final', { number: 2 }],
  ]);
});

test('nobody imports what another sent', async () => {
  const said = await bot.confide(tester, 'a draft', [plan(row(0, '2026-12-01'))]);
  const line = elementsOf(said[0]?.cards[0] ?? {}).flatMap(({ data }) => Object.values(data ?? {}));
  const typed = line.find(each => typeof each === 'string' && each.startsWith('/schedule import'));
  expect(textIn(await bot.confide(lead, String(typed)))).toContain('Only the one who sent a file');
});

test('a file with personal data is refused by its place, and nothing of it is kept or repeated', async () => {
  const before = (await bot.app.store.events(0, 1_000)).length;
  const said = await bot.confide(tester, 'our plan', [plan(row(0, '2026-12-01', 'MPAN 2000000000015'))]);
  expect(textIn(said)).toContain('must not be in Teams, in Plan!C2.');
  expect(textIn(said)).not.toContain('2000000000015');
  expect((await bot.app.store.events(0, 1_000)).length).toBe(before);
});

test('a plan in Microsoft Project’s own format is answered with how to save it', async () => {
  const bytes = Buffer.from('d0cf11e0a1b11ae1', 'hex');
  expect(textIn(await bot.confide(tester, '', [{ name: 'EEN.mpp', bytes }]))).toContain('XML Format');
});

test('the headings of an imported file are known next time', async () => {
  const odd = (heading: string) => ({
    name: 'plan.xlsx',
    bytes: workbookOf({
      name: 'Plan',
      rows: [
        ['Test case', 'Date', heading],
        [names[0] ?? '', { day: '2026-12-01' }, { day: '2026-12-08' }],
      ],
    }),
  });
  const first = await bot.confide(tester, 'draft; day = Window two', [odd('Window two')]);
  expect(textIn(first)).toContain('Day: “Window two”');
  await press(bot, { person: tester, said: first, title: 'Import as draft' });
  expect(textIn(await bot.confide(tester, 'draft', [odd('Window two')]))).toContain('Day: “Window two”');
});
