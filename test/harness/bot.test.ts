import { afterAll, beforeAll, expect, test } from 'vitest';
import { ldsoId } from '../../src/domain/refs.ts';
import { type Bot, openBot } from '../given-bot.ts';
import { postAs, press, textIn } from '../told.ts';

const een = ldsoId('EEN')!;
const tester = 'Asha Rao';
const lead = 'Ruth Amin';
let bot: Bot;
let name: string;
let other: string;

beforeAll(async () => {
  bot = await openBot('2026-11-24T09:30:00Z');
  const { testCases } = await bot.app.books.bookOf(een);
  name = testCases[0]?.name ?? '';
  other = testCases[1]?.name ?? '';
});
afterAll(() => bot.close());

const channel = () => bot.local.teams.transcript().filter(({ ldso }) => ldso === 'EEN');
const byBot = (words: string) =>
  channel().filter(({ from, summary, text }) => from.is === 'bot' && (summary ?? text ?? '').includes(words));
const card = (of = name) => byBot(`${of} · EEN-MPAN-0001`).filter(({ cards }) => cards.length > 0);

const post = async (person: string, text: string) => (await postAs(bot, { person, text })).said;

const tickAt = (instant: string) => bot.tickAt(instant);

test('a trigger is asked for: its card says whose move it is, and the QT team is called in the thread', async () => {
  const said = await post(tester, `/trigger-request ${name} EEN-MPAN-0001`);
  expect(textIn(card())).toContain('Whose move: **the QT team**, to trigger it in the test harness');
  const [call] = said.filter(({ text }) => text?.includes('please trigger in the test harness'));
  expect(call?.text).toContain('QualificationTeam');
  expect(call?.root).toBe(card()[0]?.root);
  expect(said).toHaveLength(2);
});

test('when nobody triggers it, the QT team is reminded once', async () => {
  const reminders = () => byBot('still to be triggered');
  await tickAt('2026-11-24T09:59:00Z');
  expect(reminders()).toEqual([]);
  await tickAt('2026-11-24T10:00:00Z');
  await tickAt('2026-11-24T10:01:00Z');
  expect(reminders()).toHaveLength(1);
  expect(reminders()[0]?.root).toBe(card()[0]?.root);
});

test('the queue shows how long it waits; a press on its card says that it was triggered', async () => {
  bot.setTime('2026-11-24T10:05:00Z');
  const queue = await post(lead, '/queue');
  expect(textIn(queue)).toContain('asked 09:30 by Asha Rao · waits 35 min');
  await press(bot, { person: lead, said: queue, title: `Triggered: ${name} EEN-MPAN-0001` });
  expect(textIn(card())).toContain('triggered 10:05 after 35 min');
  expect(textIn(card())).toContain('Whose move: **the LDSO**, to say when the message has come');
  expect(textIn(await post(lead, '/queue'))).toContain('Triggered, not received yet: 1');
});

test('a press on the card of the test says that the message has come', async () => {
  bot.setTime('2026-11-24T10:10:00Z');
  await press(bot, { person: tester, said: card(), title: 'Received' });
  expect(textIn(card())).toContain('received 10:10 after 5 min');
  expect(textIn(card())).toContain('Whose move: **the LDSO**, to go on with the test');
  expect(textIn(await post(lead, '/queue'))).toContain('Received today: 1');
});

test('a replay is asked for: until when, the QT team first, then the LDSO', async () => {
  const said = await post(tester, `/replay-request ${name} EEN-MPAN-0001 PUB-036 sent 2026-11-21`);
  expect(textIn(said)).toContain('can be replayed until Thu 26 Nov (2 days left)');
  expect(textIn(said)).toContain('is a DIP replay appropriate?');
  await press(bot, { person: lead, said: card(), title: 'Replay agreed' });
  expect(textIn(card())).toContain('Whose move: **the LDSO**, to replay the message in the DIP portal');
});

test('the stand-up and the wash-up count it down, and say whose move it is', async () => {
  await post(tester, `/trigger-request ${other} EEN-MPAN-0002 at 16:30`);
  await tickAt('2026-11-24T17:00:00Z');
  const washUp = textIn(byBot('Wash-up'));
  expect(washUp).toContain('Test harness: 1 to be triggered, 0 to be received, 1 to replay');
  const lines = JSON.stringify(byBot('Wash-up').map(({ cards }) => cards));
  expect(lines).toContain('until Thu 26 Nov, 2 days left');
  expect(lines).toContain('LDSO to replay since 10:10');
  await tickAt('2026-11-25T09:00:00Z');
  const standUp = byBot('Stand-up Wed 25 Nov');
  // Three tests of the plan are of migration, which the harness starts; what was sent for one of them has come.
  expect(textIn(standUp)).toContain('3 · Test harness: 3 waiting, 1 to replay');
  expect(textIn(standUp)).toContain('○ Asked');
  expect(JSON.stringify(standUp.map(({ cards }) => cards))).toContain('until Thu 26 Nov, 1 day left');
  expect(textIn(await post(lead, '/report daily'))).toContain('DIP replays');
});

test('on the last day the QT team is told once, and once that the time ran out', async () => {
  await tickAt('2026-11-26T09:00:00Z');
  await tickAt('2026-11-26T12:00:00Z');
  expect(byBot('today is the last working day for a DIP replay')).toHaveLength(1);
  await tickAt('2026-11-27T09:00:00Z');
  await tickAt('2026-11-27T09:01:00Z');
  expect(byBot('the time for a DIP replay ran out')).toHaveLength(1);
  expect(textIn(card())).toContain('not replayed in time: its last day was Thu 26 Nov');
});

test('a message that is deleted takes back what it asked for, and undeleted it asks again', async () => {
  const { teams } = bot.local;
  const asked = channel().findLast(({ text }) => text?.startsWith('/trigger-request') === true);
  const messageId = asked?.id ?? '';
  await teams.remove({ messageId });
  await bot.app.idle();
  expect(textIn(await post(lead, '/queue'))).not.toContain('To be triggered');
  await teams.undelete({ messageId });
  await bot.app.idle();
  expect(textIn(await post(lead, '/queue'))).toContain('To be triggered by the QT team: 1');
});

test('a replay that has come stands on the card of a test that was never started: nothing of it was taken back', async () => {
  bot.setTime('2026-11-27T10:00:00Z');
  const test = `${name} EEN-MPAN-0002`;
  const shown = () => textIn(byBot(`${name} · EEN-MPAN-0002`).filter(({ cards }) => cards.length > 0));
  await post(tester, `/replay-request ${test} PUB-036 sent yesterday`);
  await post(lead, `/replayed ${test}`);
  expect(textIn(await post(lead, `/replay-agreed ${test}`))).toContain('It was replayed before');
  await post(tester, `/received ${test}`);
  expect(shown()).toContain('received 10:00');
  expect(shown()).toContain('Not started.');
  expect(shown()).not.toContain('taken back');
});
