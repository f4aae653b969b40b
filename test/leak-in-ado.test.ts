import { afterAll, beforeAll, expect, test } from 'vitest';
import { ldsoId } from '../src/domain/refs.ts';
import { ofType } from './cards/walk.ts';
import { type Bot, openBot } from './given-bot.ts';

let bot: Bot;
beforeAll(async () => {
  bot = await openBot('2026-11-24T13:00:00Z');
});
afterAll(() => bot.close());

const een = ldsoId('EEN')!;
const [asha, jo] = ['29:person-1', '29:person-7'];

const wordsTo = (messageId: string) =>
  bot.answersTo(messageId).map(({ text, summary }) => text ?? summary ?? '');
const cardIn = (messageId: string) => bot.answersTo(messageId).find(({ cards }) => cards.length > 0);

type Action = { readonly title: string; readonly data: Readonly<Record<string, unknown>> };

function buttonsIn(messageId: string): readonly Action[] {
  const cards = cardIn(messageId)?.cards ?? [];
  return cards
    .flatMap(card => ofType(card, 'ActionSet'))
    .flatMap(({ actions }) => actions as readonly Action[]);
}

async function press(messageId: string, title: string, person = asha): Promise<void> {
  const action = buttonsIn(messageId).find(each => each.title === title);
  if (action === undefined) throw new Error(`there is no button ${title}`);
  await bot.local.teams.submit({
    cardMessageId: cardIn(messageId)?.id ?? '',
    person,
    data: action.data,
    verb: 'line',
  });
  await bot.app.idle();
}

test('a checklist with its owners opens in the thread, and the QT team is called', async () => {
  const id = await bot.post('/leak-in-ado FM_TS_1_TC_1_2_3_4_5_6_7');
  expect(wordsTo(id)).toEqual([
    'Personal data in Azure DevOps · FM_TS_1_TC_1_2_3_4_5_6_7 · 0 of 3 steps done',
    expect.stringMatching(/QualificationTeam.*evidence with personal data.*FM_TS_1_TC_1_2_3_4_5_6_7/),
  ]);
  const card = JSON.stringify(cardIn(id)?.cards);
  expect(card).toContain('the ADO team, asked by Eastmere Electricity Networks');
  expect(buttonsIn(id).map(({ title }) => title)).toEqual(['Step 1 is done']);

  await press(id, 'Step 1 is done', jo);
  expect(JSON.stringify(cardIn(id)?.cards)).toContain('done, says Jo Penrose, Tue 24 Nov 13:00 UK');
  expect(buttonsIn(id).map(({ title }) => title)).toEqual(['Step 2 is done', 'Step 1 is not done']);
  await press(id, 'Step 1 is not done');
  expect(wordsTo(id)[0]).toContain('0 of 3 steps');

  for (const step of [1, 2, 3]) await press(id, `Step ${step} is done`);
  expect(wordsTo(id)[0]).toBe('Evidence clean again · FM_TS_1_TC_1_2_3_4_5_6_7');
  // Changed in place: one card and one call, whatever was pressed.
  expect(bot.answersTo(id)).toHaveLength(2);
  const events = (await bot.app.store.events(0, 100)).map(({ event }) => event);
  expect(events.map(event => [event.type, 'step' in event ? event.step : undefined])).toEqual([
    ['remediation-opened', undefined],
    ['remediation-ticked', 1],
    ['remediation-ticked', 1],
    ['remediation-ticked', 1],
    ['remediation-ticked', 2],
    ['remediation-ticked', 3],
  ]);
});

test('a step cannot be ticked before the one before it, nor twice', async () => {
  const id = await bot.post('/leak-in-ado 40663');
  await bot.post('/leak-in-ado 40663 step 2 done');
  await press(id, 'Step 1 is done');
  await bot.post('/leak-in-ado 40663 step 1 done');
  const { done } = (await bot.app.store.shelf('remediation', een)).get('40663') ?? {};
  expect(done).toHaveLength(1);
});

test('asked for again while it is open it says so, and again later it opens anew', async () => {
  const id = await bot.post('/leak-in-ado 40710');
  const again = await bot.post('/leak-in-ado 40710');
  expect(wordsTo(again)).toEqual([expect.stringContaining('That is being seen to')]);
  for (const step of [1, 2, 3]) await press(id, `Step ${step} is done`);
  const anew = await bot.post('/leak-in-ado 40710');
  expect(wordsTo(anew)[0]).toContain('0 of 3 steps');
  expect(wordsTo(id)[0]).toContain('clean again');
});

test.each([
  ['/leak-in-ado', 'Which test case'],
  ['/leak-in-ado 40711', 'is not in this LDSO’s plan'],
  ['/leak-in-ado SITFTS-0010 TC 09', 'Did you mean SITFTS-0010 TC 01'],
  ['/leak-in-ado 40715 step 1 done', 'There is no checklist'],
])('%s is answered clearly', async (text, said) => {
  const id = await bot.post(text);
  expect(wordsTo(id)).toEqual([expect.stringContaining(said)]);
});

test('it is not kept between one person and the bot', async () => {
  const said = await bot.confide('Asha Rao', '/leak-in-ado 40720');
  expect(said.map(({ text }) => text)).toEqual([expect.stringContaining('in the channel')]);
});

test('the wash-up lists it until it is complete', async () => {
  const id = await bot.post('/leak-in-ado 40720');
  await press(id, 'Step 1 is done');
  bot.setTime('2026-11-24T17:00:00Z');
  await bot.app.tick();
  await bot.app.idle();
  const washUp = bot.local.teams
    .transcript()
    .findLast(({ ldso, summary }) => ldso === 'EEN' && summary?.startsWith('Wash-up'));
  const card = JSON.stringify(washUp?.cards);
  expect(card).toContain('step 2 of 3: have the test case deleted and uploaded anew · since 13:00');
  expect(card).not.toContain('FM_TS_1_TC_1_2_3_4_5_6_7 · step');
});
