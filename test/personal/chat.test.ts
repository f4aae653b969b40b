import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Bot, openBot } from '../given-bot.ts';

let bot: Bot;
beforeAll(async () => {
  bot = await openBot();
});
afterAll(() => bot.close());

const tester = 'Asha Rao';
const analyst = 'Jo Penrose';
const words = (said: Awaited<ReturnType<Bot['confide']>>) => said.map(({ text, summary }) => text ?? summary);
const file = (name: string, text = 'hello') => ({ name, bytes: Buffer.from(text) });

test('a command is answered to the one who gave it, and nowhere else', async () => {
  const channel = () => bot.local.teams.transcript().filter(({ ldso }) => ldso === 'EEN').length;
  const before = channel();
  expect(words(await bot.confide(tester, '/help'))).toEqual([expect.stringContaining('What you can post')]);
  expect(channel()).toBe(before);
});

test('a notification is not recorded there', async () => {
  const said = await bot.confide(tester, '/passed 40662 EEN-MPAN-0007');
  expect(words(said)).toEqual([expect.stringContaining('Nothing was recorded')]);
  expect(await bot.app.store.events(0, 10)).toEqual([]);
});

test('a file that nobody knows is fetched and said to be of no use', async () => {
  const said = await bot.confide(tester, 'here it is', [file('notes.bin'), file('more.bin')]);
  expect(words(said)).toEqual([
    expect.stringContaining('notes.bin was not taken'),
    expect.stringContaining('more.bin was not taken'),
  ]);
});

test('whoever is in several channels is asked for which one it is', async () => {
  expect(words(await bot.confide(analyst, 'the plan', [file('plan.bin')]))).toEqual([
    expect.stringContaining('EEN or CVD or KES'),
  ]);
  expect(words(await bot.confide(analyst, 'the plan of CVD', [file('plan.bin')]))).toEqual([
    expect.stringContaining('plan.bin was not taken'),
  ]);
});

test('a person of one LDSO can do nothing for another', async () => {
  expect(words(await bot.confide(tester, 'CVD', [file('plan.bin')]))).toEqual([
    'I do not find you in the channel of CVD, so nothing was done.',
  ]);
});

test('personal data in the words or in the name of a file is refused and not repeated', async () => {
  const mpan = '2000000000015';
  for (const said of [
    await bot.confide(tester, `the meter point is ${mpan}`),
    await bot.confide(tester, 'see this', [file(`MPAN ${mpan}.txt`)]),
  ]) {
    expect(words(said)).toEqual([expect.stringContaining('a full MPAN')]);
    expect(JSON.stringify(said)).not.toContain(mpan);
  }
});

test('the same message delivered again is answered once', async () => {
  const { teams } = bot.local;
  await bot.confide(tester, 'again', [file('again.bin')]);
  const posted = teams.transcript().findLast(({ from, text }) => from.is === 'person' && text === 'again');
  const before = teams.transcript().length;
  await teams.redeliver(posted?.id ?? '');
  await bot.app.idle();
  expect(teams.transcript().length).toBe(before);
});

test('what is alike for every LDSO is answered without asking for which', async () => {
  expect(words(await bot.confide(analyst, '/mpid 1195000001'))).toEqual([
    expect.stringContaining('Advanced Data Service'),
  ]);
});
