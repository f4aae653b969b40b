import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LocalMessage } from '../src/local/message.ts';
import { type Bot, openBot } from './given-bot.ts';

let bot: Bot;
beforeAll(async () => {
  bot = await openBot('2026-11-24T13:00:00Z');
});
afterAll(() => bot.close());

const leak = 'MPAN 20 0000 0000 015';
const asha = '29:person-1';

async function post(text: string): Promise<string> {
  const { messageId } = await bot.local.teams.post({ channel: 'EEN', person: asha, text });
  await bot.app.idle();
  return messageId;
}

async function edit(messageId: string, text: string): Promise<void> {
  await bot.local.teams.edit({ messageId, text });
  await bot.app.idle();
}

async function tickAt(instant: string): Promise<void> {
  bot.setTime(instant);
  await bot.app.tick();
  await bot.app.idle();
}

/** What the bot says in the thread of a message, as it stands now. */
function answersTo(messageId: string): readonly string[] {
  return bot.local.teams
    .transcript()
    .filter(({ root, from }) => root === messageId && from.is === 'bot')
    .map(({ text, summary }: LocalMessage) => text ?? summary ?? '');
}

test('the QT team is called once, after the time set, and the call goes with the case', async () => {
  const id = await post(`has anybody seen ${leak}?`);
  expect(answersTo(id)).toEqual([expect.stringContaining('Not recorded')]);
  await tickAt('2026-11-24T13:14:00Z');
  expect(answersTo(id)).toHaveLength(1);
  await tickAt('2026-11-24T13:15:00Z');
  await tickAt('2026-11-24T13:16:00Z');
  expect(answersTo(id)).toEqual([
    expect.stringContaining('Not recorded'),
    expect.stringMatching(
      /QualificationTeam.*Jo Penrose.*: a message of Asha Rao.*a full MPAN, since Tue 24 Nov 13:00 UK/,
    ),
  ]);
  await edit(id, 'has anybody seen it?');
  expect(answersTo(id)).toEqual([
    expect.stringContaining('Thank you, Asha Rao'),
    expect.stringContaining('Closed'),
  ]);
});

test('a case closed in time calls nobody; a deleted message says so', async () => {
  bot.setTime('2026-11-24T14:00:00Z');
  const id = await post(leak);
  await bot.local.teams.remove({ messageId: id });
  await tickAt('2026-11-24T14:30:00Z');
  expect(answersTo(id)).toEqual([expect.stringMatching(/Thank you.*deleted/)]);
});

test('a refusal for want of a reference goes too when the message becomes talk', async () => {
  const id = await post('/passed 40662');
  expect(answersTo(id)).toEqual([expect.stringContaining('MPAN reference is missing')]);
  await edit(id, 'never mind');
  expect(answersTo(id)).toEqual([expect.stringContaining('Thank you')]);
});

test('the wash-up says whose message it is, since when and where, and nothing of what it holds', async () => {
  bot.setTime('2026-11-24T16:00:00Z');
  const id = await post(`the one at ${leak}`);
  await tickAt('2026-11-24T17:00:00Z');
  const washUp = bot.local.teams
    .transcript()
    .findLast(({ ldso, summary }) => ldso === 'EEN' && summary?.startsWith('Wash-up'));
  const card = JSON.stringify(washUp?.cards);
  expect(card).toContain('Asha Rao · a full MPAN · since 16:00');
  expect(card).toContain(`/local#EEN/${id}`);
  expect(card).not.toMatch(/0000 ?0000/);
});
