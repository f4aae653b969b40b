// What a person is told of their day, over the whole bot.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ldsoId } from '../../src/domain/refs.ts';
import { type Bot, openBot } from '../given-bot.ts';
import { importPlan } from '../given-plan.ts';
import { idOf, postAs, textIn } from '../told.ts';

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
    [names[0], 23, 'EEN-MPAN-0001', 'Asha'],
    [names[1], 24, 'EEN-MPAN-0002', 'Asha and Gus Ferry'],
    [names[2], 24, 'EEN-MPAN-0003', 'Gus Ferry'],
    [names[3], 25, 'EEN-MPAN-0004', 'Asha'],
  ]);
  bot.setTime('2026-11-24T09:30:00Z');
});
afterAll(() => bot.close());

const post = async (channel: string, person: string, text: string) =>
  (await postAs(bot, { channel, person, text })).id;

/** The card as words. */
async function myDay(person: string, line = '/my-day'): Promise<string> {
  return textIn(await bot.confide(person, line));
}

test('given a schedule, my tests are those that name me, then what earlier days left', async () => {
  const told = await myDay(tester);
  expect(told).toContain('Your tests: 2');
  expect(told.indexOf('EEN-MPAN-0002')).toBeLessThan(told.indexOf('EEN-MPAN-0001'));
  expect(told).toContain('was for Mon 23 Nov');
  expect(told).not.toContain('EEN-MPAN-0003');
  expect(told).not.toContain('EEN-MPAN-0004');
  expect(told).toContain('Waits for you: 0');
});

test('when I post, the test is mine, with whose move it is', async () => {
  await post('EEN', tester, `/triggered ${names[4]} EEN-MPAN-0005`);
  await post('EEN', tester, `/failed ${names[1]} EEN-MPAN-0002 step 2 no answer`);
  const told = await myDay(tester);
  expect(told).toContain('Your tests: 3');
  expect(told).toContain('your move since 09:30, to go on with the test');
  expect(told).toContain('your move since 09:30, to raise a defect, or to say why there is none');
});

test('what waits for me: a reason, evidence, my query; not what waits for others', async () => {
  await post('EEN', tester, `/passed ${names[5]} EEN-MPAN-0006`);
  await post('EEN', tester, `/query ${names[2]} EEN-MPAN-0003 which supplier?`);
  await post('EEN', lead, `/failed ${names[6]} EEN-MPAN-0007`);
  const told = await myDay(tester);
  expect(told).toContain('✓ 1 passed by you today');
  // The failed one is of migration, of which only the first success owes evidence.
  expect(told).toContain('Waits for you: 3');
  expect(told).toContain('✕ Say why');
  expect(told).toContain('■ Query');
  expect(told.match(/▲ Evidence/g)).toHaveLength(1);
  expect(told).not.toContain('EEN-MPAN-0007');
  expect(await myDay(lead)).toContain('EEN-MPAN-0007');
});

test('a message of mine that holds personal data, and one that may, wait for me first', async () => {
  const leak = await post('EEN', tester, 'has anybody seen MPAN 20 0000 0000 015?');
  const held = await post('EEN', tester, 'see 3 Mill View');
  const told = await myDay(tester);
  expect(told).toContain('your message holds a full MPAN');
  expect(told).toContain('may your message hold');
  expect(told.indexOf('▲ Mend')).toBeLessThan(told.indexOf('✕ Say why'));
  expect(await myDay(lead)).not.toContain('▲ Mend');
  await bot.local.teams.remove({ messageId: leak });
  await bot.local.teams.remove({ messageId: held });
  await bot.app.idle();
  expect(await myDay(tester)).toContain('Waits for you: 3');
});

test('what I took stands there, and whom I cover', async () => {
  await post('EEN', lead, `/blocking ${names[7]} EEN-MPAN-0008 S1 P1 DIP rejects all`);
  await post('EEN', tester, `/take ${names[7]} EEN-MPAN-0008`);
  await post('EEN', tester, '/cover for Gus');
  const told = await myDay(tester);
  expect(told).toContain('You see to: 1');
  expect(told).toContain('Cover: Asha Rao for Gus Ferry');
  expect(told).toContain('you cover for Gus Ferry');
  expect(told).toContain('EEN-MPAN-0003');
});

test('the test analyst is told what waits for the QT team, of each LDSO that they are in the channel of', async () => {
  await post('EEN', tester, `/trigger-request ${names[3]} EEN-MPAN-0004`);
  const told = await myDay(analyst);
  expect(told).toContain('Eastmere Electricity Networks');
  expect(told).toContain('Kestrel Networks (IDNO)');
  expect(told).toContain('To trigger in the test harness: 1');
  expect(told).toContain('Queries open: 1');
});

test('of one LDSO when it is named', async () => {
  const told = await myDay(analyst, '/my-day KES');
  expect(told).toContain('Kestrel Networks (IDNO)');
  expect(told).not.toContain('Eastmere');
  expect(told).toContain('To trigger in the test harness: 0');
});

test('an answer to my query is told, and then it is my move', async () => {
  const query = await post('EEN', tester, `/query ${names[3]} EEN-MPAN-0004 is it migrated?`);
  expect(await myDay(tester)).not.toContain('✓ Answered');
  await bot.local.teams.post({
    channel: 'EEN',
    person: idOf(bot, analyst),
    text: 'Yes, since Monday.',
    replyTo: query,
  });
  await bot.app.idle();
  const told = await myDay(tester);
  expect(told).toContain('✓ Answered');
  expect(told).toContain('is it migrated?');
});

test('a tester has no queue, until they cover for the test analyst', async () => {
  expect(await myDay(tester)).not.toContain('To trigger');
  await post('EEN', lead, '/cover');
  expect(await myDay(lead)).toContain('To trigger in the test harness: 1');
});

test('nobody is told of an LDSO in whose channel they are not', async () => {
  await post('CVD', 'Tomos Reed', '/triggered 40715 CVD-MPAN-012');
  expect(await myDay(tester, '/my-day CVD')).toBe(
    'I do not find you in the channel of CVD, so nothing was done.',
  );
  expect(await myDay(tester)).not.toContain('CVD');
  const other = await myDay('Tomos Reed');
  expect(other).toContain('CVD-MPAN-012');
  expect(other).not.toContain('EEN');
});

test('in the channel it is said where to ask, and nothing else', async () => {
  const before = new Set(bot.local.teams.transcript().map(({ id }) => id));
  await post('EEN', tester, '/my-day');
  const said = bot.local.teams
    .transcript()
    .filter(({ id, from }) => !before.has(id) && from.is === 'bot')
    .map(({ text, ldso }) => ({ text, ldso }));
  expect(said).toEqual([
    { ldso: 'EEN', text: 'What is yours today is told to you alone: write /my-day in our own chat.' },
  ]);
});

test('asking changes nothing', async () => {
  const before = (await bot.app.store.events(0, 10_000)).length;
  await myDay(tester);
  expect((await bot.app.store.events(0, 10_000)).length).toBe(before);
});
