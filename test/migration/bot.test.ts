// The migration of an LDSO from its first proposal to its last correction, through the running bot.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Bot, openBot } from '../given-bot.ts';
import { postAs, press, textIn } from '../told.ts';

/** EEN's tester proposes, the QT team's analyst agrees. */
const tester = 'Asha Rao';
const analyst = 'Jo Penrose';

let bot: Bot;
beforeAll(async () => {
  // Thursday.
  bot = await openBot('2026-11-26T10:00:00Z');
});
afterAll(() => bot.close());

const say = async (person: string, text: string) => (await postAs(bot, { person, text })).said;
const tell = async (person: string, text: string) => textIn(await say(person, text));

const tickAt = (instant: string) => bot.tickAt(instant);

/** The newest card of that name in the channel, as words. */
function card(name: 'Stand-up' | 'Wash-up', day: string): string {
  const found = bot.local.teams
    .transcript()
    .filter(({ ldso, summary }) => ldso === 'EEN' && summary?.startsWith(`${name} ${day}`));
  return textIn(found);
}

test('numbers are proposed: the good ones are shown, the bad ones named, nothing counts yet', async () => {
  expect(await tell(tester, '/migration')).toContain(
    'No migration of Eastmere Electricity Networks is planned',
  );
  const words = await tell(tester, '/migration plan 1 Dec 5, 2 Dec 10\n3-5 Dec 20, soon 7');
  expect(words).toContain('Tue 1 Dec: none → 5');
  expect(words).toContain('Thu 3 Dec to Fri 4 Dec, each: none → 20');
  expect(words).toContain('“soon 7” names no day');
  expect(words).toContain('No working day, so without a number: Sat 5 Dec');
  expect(words).toContain('55 MPANs in all');
  expect(words).toContain('No number has been agreed yet');
});

test('another person agrees to it, and to what they have seen', async () => {
  expect(await tell(tester, '/migration agree')).toContain('another person agrees');
  const first = await say(tester, '/migration');
  await say(tester, '/migration plan 4 Dec 25');
  expect(textIn(await press(bot, { person: analyst, said: first, title: 'Agree to it' }))).toContain(
    'the proposal has changed since',
  );
  const now = await say(tester, '/migration');
  const agreed = textIn(await press(bot, { person: analyst, said: now, title: 'Agree to it' }));
  expect(agreed).toContain('proposed by Asha Rao, agreed by Jo Penrose');
  expect(agreed).toContain('Fri 4 Dec: none → 25');
});

test('a change is said as a difference, and may be left', async () => {
  const words = await tell(analyst, '/migration plan 2 Dec 60, 29 Dec 3');
  expect(words).toContain('Wed 2 Dec: 10 → 60');
  expect(words).toContain('Spike: 60 planned for Wed 2 Dec; at most 5 on a day before it');
  expect(words).toContain('Past limit: 3 planned after Mon 21 Dec');
  expect(await tell(tester, '/migration leave')).toContain('The proposal is left');
  expect(await tell(tester, '/migration')).toContain('Wed 2 Dec: 0 done of 10 asked');
});

test('is not agreed between one person and the bot', async () => {
  expect(textIn(await bot.confide(tester, '/migration plan 1 Dec 6'))).toContain('in the LDSO’s channel');
  expect(textIn(await bot.confide(tester, '/migration'))).toContain('0 done of 10 asked');
});

test('the stand-up says what is asked, and that IF-031 comes first', async () => {
  await tickAt('2026-12-01T09:00:00Z');
  const words = card('Stand-up', 'Tue 1 Dec');
  expect(words).toContain('Migration: 5 asked today');
  expect(words).toContain('the QT team issues IF-031 for 5 MPANs');
});

test('what is migrated counts once each, by passed tests and by the register', async () => {
  bot.setTime('2026-12-01T11:00:00Z');
  await say(tester, '/passed 40662 EEN-MPAN-0007');
  await say(tester, '/passed 40662 EEN-MPAN-0008');
  await say(tester, '/data EEN-MPAN-0008 migrated');
  await say(tester, '/data EEN-MPAN-0009 migrated');
  expect(await tell(analyst, '/migration')).toContain('Tue 1 Dec: 3 done of 5 asked');
  await tickAt('2026-12-01T17:00:00Z');
  const words = card('Wash-up', 'Tue 1 Dec');
  expect(words).toContain('Migrated today: 3 of 5 asked');
  expect(words).toContain('3 done of 5 asked until Tue 1 Dec · 2 behind · 60 in all');
  expect(words).toContain('Evidence owed: 1');
});

test('a pass makes its reference migrated in the register too', async () => {
  await say(tester, '/data EEN-MPAN-0007 legacy');
  expect(await tell(tester, '/data EEN-MPAN-0007')).toContain('EEN-MPAN-0007: legacy');
  bot.setTime('2026-12-01T17:10:00Z');
  await say(tester, '/passed 40662 EEN-MPAN-0007 retest');
  expect(await tell(tester, '/data EEN-MPAN-0007')).toContain('EEN-MPAN-0007: migrated');
});

test('a correction changes the numbers, also on the wash-up that stands', async () => {
  const { teams } = bot.local;
  const passed = teams.transcript().find(({ text }) => text === '/passed 40662 EEN-MPAN-0008');
  expect(card('Wash-up', 'Tue 1 Dec')).toContain('Migrated today: 3 of 5 asked');
  await say(tester, '/data EEN-MPAN-0009 legacy');
  expect(card('Wash-up', 'Tue 1 Dec')).toContain('Migrated today: 2 of 5 asked');
  await teams.remove({ messageId: passed?.id ?? '' });
  await say(tester, '/data EEN-MPAN-0008 legacy');
  expect(card('Wash-up', 'Tue 1 Dec')).toContain('Migrated today: 1 of 5 asked');
});

test('a number that is agreed late counts on the wash-up that stands', async () => {
  await say(tester, '/migration plan 1 Dec 6');
  await say(analyst, '/migration agree');
  expect(card('Wash-up', 'Tue 1 Dec')).toContain('Migrated today: 1 of 6 asked');
  await say(analyst, '/migration plan 1 Dec 5');
  await say(tester, '/migration agree');
  expect(card('Wash-up', 'Tue 1 Dec')).toContain('Migrated today: 1 of 5 asked');
});

test('the day after, what was done late belongs to its day', async () => {
  await tickAt('2026-12-02T09:00:00Z');
  const words = card('Stand-up', 'Wed 2 Dec');
  expect(words).toContain('Migration: 10 asked today');
  expect(words).toContain('Tue 1 Dec: 1 done of 5 asked');
  expect(words).toContain('4 behind');
  bot.setTime('2026-12-02T09:30:00Z');
  await say(tester, '/data EEN-MPAN-0009 migrated on 1 Dec');
  expect(card('Wash-up', 'Tue 1 Dec')).toContain('Migrated today: 2 of 5 asked');
});

test('a day that takes many more than those before is a spike, said at the wash-up', async () => {
  const refs = Array.from({ length: 12 }, (_, place) => `EEN-MPAN-${String(100 + place).padStart(4, '0')}`);
  await say(tester, `/data ${refs.join(' ')} migrated`);
  await tickAt('2026-12-02T17:00:00Z');
  expect(card('Wash-up', 'Wed 2 Dec')).toMatch(/▲ Spike\s+12 migrated today\s+· at most 2 on a day before/);
  expect(card('Wash-up', 'Wed 2 Dec')).toContain('14 done of 15 asked until Wed 2 Dec · 1 behind');
});

test('the reports have the same figures', async () => {
  const daily = await tell(analyst, '/report daily');
  expect(daily).toContain('On the day: 12 migrated of 10 asked.');
  expect(daily).toContain('Until then 14 migrated of 15 asked, 1 behind; 60 in all.');
  const weekly = await tell(analyst, '/report weekly');
  expect(weekly).toMatch(/asked in the week 60 · migrated in the week 14 · asked so far 15/);
});

test('near the end of the three weeks the stand-up counts the days', async () => {
  await tickAt('2026-12-18T09:00:00Z');
  expect(card('Stand-up', 'Fri 18 Dec')).toMatch(
    /▲ Limit\s+The 3 weeks of a bulk end Mon 21 Dec, in 3 days\s+· 46 are left, which takes 23 a working day/,
  );
});
