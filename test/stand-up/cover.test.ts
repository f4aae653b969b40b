// Cover in the channel and in a chat with the bot alone, over the whole bot.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ldsoId } from '../../src/domain/refs.ts';
import { type Bot, openBot } from '../given-bot.ts';
import { importPlan } from '../given-plan.ts';
import { postAs, type Told, textIn } from '../told.ts';

const een = ldsoId('EEN')!;
const tester = 'Asha Rao';
const lead = 'Ruth Amin';
const analyst = 'Jo Penrose';
let bot: Bot;
let names: readonly string[];

beforeAll(async () => {
  bot = await openBot('2026-11-24T08:30:00Z');
  names = (await bot.app.books.bookOf(een)).testCases.map(({ name }) => name);
  await importPlan(bot, tester, [
    [names[0], 24, 'EEN-MPAN-0001', 'Asha'],
    [names[1], 24, 'EEN-MPAN-0002', 'Gus Ferry'],
  ]);
  bot.setTime('2026-11-24T09:00:00Z');
  await bot.app.tick();
  await bot.app.idle();
});
afterAll(() => bot.close());

const channel = () => bot.local.teams.transcript().filter(({ ldso }) => ldso === 'EEN');
const shown = () => textIn(channel().filter(({ summary }) => summary?.startsWith('Stand-up') === true));

async function post(person: string, text: string): Promise<{ id: string; answers: Told }> {
  const { id, said } = await postAs(bot, { person, text });
  return { id, answers: said };
}

const answerTo = async (person: string, text: string) => textIn((await post(person, text)).answers);

test('an escalation names the test analyst beside the QT team', async () => {
  const { answers } = await post(
    tester,
    `/blocked ${names[0]} EEN-MPAN-0001 @QualificationTeam nobody answers`,
  );
  const call = answers.find(({ text }) => text?.includes('QualificationTeam') === true);
  expect(call?.text).toContain('<at>Jo Penrose</at>');
  expect(call?.mentions).toEqual([{ id: '00000000-0000-4000-8000-000000000007', name: analyst }]);
});

test('a data query does not', async () => {
  expect(await answerTo(tester, `/query ${names[1]} EEN-MPAN-0002 which supplier?`)).not.toContain(analyst);
});

test('a test analyst who is away without cover stands among the blockers, and is not mentioned', async () => {
  await post(analyst, '/away');
  expect(shown()).toContain('away without cover');
  expect(shown()).toContain('Jo Penrose, test analyst');
  const call = await answerTo(tester, `/blocked ${names[0]} EEN-MPAN-0001 @QualificationTeam still`);
  expect(call).not.toContain(analyst);
});

test('whoever covers is mentioned while it lasts', async () => {
  expect(await answerTo(lead, '/cover')).toContain(
    'Noted: Ruth Amin covers for Jo Penrose, test analyst: Tue 24 Nov',
  );
  expect(shown()).not.toContain('without cover');
  expect(shown()).toContain('Away today: Jo Penrose (test analyst), Ruth Amin covers');
  const call = await answerTo(tester, `/blocked ${names[0]} EEN-MPAN-0001 @QualificationTeam again`);
  expect(call).toContain('<at>Ruth Amin</at>');
});

test('an edit of it says something else in its place, and a deletion takes it back', async () => {
  await post(lead, '/cover off');
  const { id } = await post(lead, '/cover pm');
  expect(shown()).toContain('Ruth Amin covers in the afternoon');
  await bot.local.teams.edit({ messageId: id, text: '/cover am' });
  await bot.app.idle();
  expect(shown()).toContain('Ruth Amin covers in the morning');
  await bot.local.teams.remove({ messageId: id });
  await bot.app.idle();
  expect(shown()).toContain('Jo Penrose, test analyst');
  expect(shown()).not.toContain('Ruth Amin covers');
});

test('so it is with being away', async () => {
  const { id } = await post(tester, '/away');
  expect(shown()).toContain('Asha Rao (1 test)');
  await bot.local.teams.edit({ messageId: id, text: '/away pm' });
  await bot.app.idle();
  expect(shown()).toContain('Asha Rao (afternoon, 1 test)');
  await bot.local.teams.remove({ messageId: id });
  await bot.app.idle();
  expect(shown()).not.toContain('Asha Rao (afternoon');
});

test('a mention says who, and for whom', async () => {
  await post(tester, '/away');
  expect(shown()).toContain('▲ away');
  expect(await answerTo(analyst, '/cover @Ruth Amin for @Asha Rao')).toContain(
    'Noted: Ruth Amin covers for Asha Rao: Tue 24 Nov',
  );
  expect(shown()).not.toContain('▲ away');
  expect(shown()).toContain('Asha Rao (1 test), Ruth Amin covers');
});

test('who is back needs no cover any more', async () => {
  await post(tester, '/back');
  expect(shown()).not.toContain('Ruth Amin covers');
  expect(shown()).not.toContain('Cover today');
});

test('a name that is typed is the person of the plan, and of nobody else', async () => {
  expect(await answerTo(lead, '/cover Gus for Asha tomorrow am')).toContain(
    'Noted: Gus Ferry covers for Asha: Wed 25 Nov, morning',
  );
  expect(await answerTo(lead, '/cover off for Asha')).toContain('1 cover ended');
});

test('the test analyst may be named as well: it is the same cover', async () => {
  expect(await answerTo(lead, '/cover @Ruth Amin for @Jo Penrose Fri')).toContain(
    'covers for Jo Penrose, test analyst: Fri 27 Nov',
  );
  expect(await answerTo(lead, '/cover for Jo Fri')).toContain('for Jo Penrose, test analyst: Fri 27 Nov');
  expect(await answerTo(lead, '/cover off for the analyst')).toContain('2 covers ended');
});

test.each([
  ['/cover the day after', 'Who covers for whom, and when?'],
  ['/cover me for me', 'nobody covers for themselves'],
  ['/cover off', 'there is no cover to end'],
])('“%s” is answered', async (line, words) => {
  expect(await answerTo(lead, line)).toContain(words);
});

test('it can be said to the bot alone, and stands on the card of the channel', async () => {
  expect(textIn(await bot.confide(lead, '/cover'))).toContain('Ruth Amin covers for Jo Penrose');
  expect(shown()).toContain('Jo Penrose (test analyst), Ruth Amin covers');
});

test('what is personal data in a name is noted nowhere', async () => {
  const { answers } = await post(lead, '/cover for Asha at 12 Mill View Road, LS1 4AP');
  expect(textIn(answers)).not.toContain('Mill View');
  expect(shown()).not.toContain('Mill View');
});
