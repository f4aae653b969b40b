import { afterAll, beforeAll, expect, test } from 'vitest';
import { ldsoId } from '../../src/domain/refs.ts';
import { type Bot, openBot } from '../given-bot.ts';
import { importPlan } from '../given-plan.ts';
import { idOf, postAs, press, textIn } from '../told.ts';

const een = ldsoId('EEN')!;
const tester = 'Asha Rao';
const lead = 'Ruth Amin';
let bot: Bot;
let names: readonly string[];

beforeAll(async () => {
  bot = await openBot('2026-11-24T08:30:00Z');
  names = (await bot.app.books.bookOf(een)).testCases.map(({ name }) => name);
  await importPlan(bot, tester, [
    [names[0], 24, 'EEN-MPAN-0001', tester],
    [names[1], 24, 'EEN-MPAN-0002', lead],
    [names[2], 24, 'EEN-MPAN-0003', 'Gus Ferry'],
    [names[3], 26, 'EEN-MPAN-0004', tester],
  ]);
});
afterAll(() => bot.close());

const channel = () => bot.local.teams.transcript().filter(({ ldso }) => ldso === 'EEN');
const card = () => channel().filter(({ summary }) => summary?.startsWith('Stand-up') === true);
const shown = () => textIn(card());

const post = async (person: string, text: string) => (await postAs(bot, { person, text })).said;

/** Chooses on a card that opens on the stand-up's card, and sends it. */
async function choose(person: string, line: string, chosen: Readonly<Record<string, string>>) {
  const { teams } = bot.local;
  await teams.submit({
    cardMessageId: card()[0]?.id ?? '',
    person: idOf(bot, person),
    data: { act: 'line', line },
    inputs: chosen,
    type: 'Action.Execute',
    verb: 'line',
  });
  await bot.app.idle();
}

test('before its time nobody is shown a stand-up, whatever is said of the day', async () => {
  expect(textIn(await post(tester, '/away tomorrow am'))).toContain('Asha Rao is away Wed 25 Nov, morning');
  expect(card()).toEqual([]);
});

test('the stand-up has the tests of the schedule, and waits for those who are named in it', async () => {
  await bot.tickAt('2026-11-24T09:00:00Z');
  expect(shown()).toContain('1 · Tests today: 3, by the schedule');
  expect(shown()).toContain('Not confirmed yet: Asha Rao · Ruth Amin · Gus Ferry');
});

test('a press confirms the plan on the card, without a word in the channel', async () => {
  bot.setTime('2026-11-24T09:05:00Z');
  const before = channel().length;
  await press(bot, { person: tester, said: card(), title: 'Confirm plan' });
  expect(shown()).toContain('✓ Confirmed by Asha Rao');
  expect(shown()).toContain('Not confirmed yet: Ruth Amin · Gus Ferry');
  expect(channel().length).toBe(before);
});

test('tests swap places, which is told in words too', async () => {
  const [first = '', , , fourth = ''] = names;
  await choose(lead, '/swap {out} for {in} on 2026-11-24', {
    out: `${first} EEN-MPAN-0001`,
    in: `${fourth} EEN-MPAN-0004`,
  });
  expect(shown()).toContain(`${fourth} · EEN-MPAN-0004`);
  expect(shown()).not.toContain(`${first} · EEN-MPAN-0001`);
  const said = textIn(channel());
  expect(said).toContain(`Ruth Amin swaps: ${fourth} EEN-MPAN-0004 comes to Tue 24 Nov`);
  expect(textIn(await post(tester, '/schedule 26 Nov'))).toContain(`${first} EEN-MPAN-0001`);
});

test('what cannot be swapped is said so', async () => {
  expect(textIn(await post(tester, '/swap 1 for 2'))).toContain('name two tests');
  expect(textIn(await post(tester, `/swap ${names[3]} for ${names[1]}`))).toContain('on no other day');
  expect(textIn(await post(tester, `/swap ${names[0]} for ${names[3]}`))).toContain(
    'is not planned for that day',
  );
});

test('a swap is taken back with its message, and changed by its edit', async () => {
  const [first = '', second = '', , fourth = ''] = names;
  // The swap above has brought the fourth to today and the first to the 26th.
  bot.setTime('2026-11-24T09:06:00Z');
  const said = await bot.post(`/swap ${second} for ${first}`);
  expect(shown()).not.toContain(`${second} · EEN-MPAN-0002`);
  await bot.local.teams.edit({ messageId: said, text: `/swap ${fourth} for ${first}` });
  await bot.app.idle();
  expect(shown()).toContain(`${second} · EEN-MPAN-0002`);
  expect(shown()).not.toContain(`${fourth} · EEN-MPAN-0004`);
  await bot.local.teams.remove({ messageId: said });
  await bot.app.idle();
  expect(shown()).toContain(`${fourth} · EEN-MPAN-0004`);
  expect(shown()).not.toContain(`${first} · EEN-MPAN-0001`);
});

test('a blocker is taken from the card, by its own key', async () => {
  await post(tester, `/blocking ${names[1]} EEN-MPAN-0002 S1 P1 DIP rejects all`);
  await bot.tickAt('2026-11-24T09:10:00Z');
  await post(tester, '/confirm');
  const choices = JSON.stringify(card()[0]?.cards[0] ?? {});
  const key = /"value":"([a-z]+-[a-z]+)"/.exec(choices)?.[1] ?? '';
  await choose(lead, '/take {blocker}', { blocker: key });
  expect(shown()).toContain('4 · Blockers: 1');
  expect(JSON.stringify(card()[0]?.cards)).toContain('Ruth Amin sees to it');
  expect(textIn(await post(tester, '/take 99999'))).toContain('I find no blocker by that');
});

test('a blocker is taken by its test case, and asked for when none is named', async () => {
  expect(textIn(await post(tester, `/take ${names[1]}`))).toContain(
    `Asha Rao sees to ${names[1]} EEN-MPAN-0002`,
  );
  expect(textIn(await post(lead, '/take'))).toContain('Which blocker do you see to? Press “Take blocker”');
  expect(textIn(await post(lead, `/take ${names[1]} EEN-MPAN-0002`))).toContain('Ruth Amin sees to');
});

test('who is away is not waited for, and stands on the card', async () => {
  await choose(lead, '/away {when}', { when: '2026-11-24 am' });
  expect(shown()).toContain('Away today: Ruth Amin (morning, 1 test)');
  expect(shown()).toContain('4 · Blockers: 1, and 1 away without cover');
  expect(shown()).toContain('Not confirmed yet: Gus Ferry');
  expect(textIn(await post(lead, '/back'))).toContain('Ruth Amin is back');
  expect(shown()).not.toContain('Away today');
});

test('who has not confirmed is asked once, by name, when most of the time is over', async () => {
  const asked = () => channel().filter(({ text }) => text?.includes('as you will test it') === true);
  await bot.tickAt('2026-11-24T09:23:00Z');
  expect(asked()).toEqual([]);
  await bot.tickAt('2026-11-24T09:24:00Z');
  await bot.tickAt('2026-11-24T09:25:00Z');
  expect(asked()).toHaveLength(1);
  expect(asked()[0]?.root).toBe(card()[0]?.id);
  expect(asked()[0]?.text).toContain('**Gus Ferry**');
  // Ruth Amin has posted nothing yet that is noted: her name is known, her account is not.
  expect(asked()[0]?.text).toContain('Ruth Amin');
});
