import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LocalMessage } from '../src/local/message.ts';
import { type Bot, openBot } from './given-bot.ts';

let bot: Bot;
beforeAll(async () => {
  bot = await openBot('2026-11-24T13:00:00Z');
});
afterAll(() => bot.close());

const leak = 'MPAN 20 0000 0000 015';

/** What the bot says in the thread of a message, as it stands now. */
function answersTo(messageId: string): readonly string[] {
  return bot.answersTo(messageId).map(({ text, summary }: LocalMessage) => text ?? summary ?? '');
}

test('the QT team is called once, after the time set, and the call goes with the case', async () => {
  const id = await bot.post(`has anybody seen ${leak}?`);
  expect(answersTo(id)).toEqual([expect.stringContaining('Not recorded')]);
  await bot.tickAt('2026-11-24T13:14:00Z');
  expect(answersTo(id)).toHaveLength(1);
  await bot.tickAt('2026-11-24T13:15:00Z');
  await bot.tickAt('2026-11-24T13:16:00Z');
  expect(answersTo(id)).toEqual([
    expect.stringContaining('Not recorded'),
    expect.stringMatching(
      /QualificationTeam.*Jo Penrose.*: a message of Asha Rao.*a full MPAN, since Tue 24 Nov 13:00 UK/,
    ),
  ]);
  await bot.edit(id, 'has anybody seen it?');
  expect(answersTo(id)).toEqual([
    expect.stringContaining('Thank you, Asha Rao'),
    expect.stringContaining('Closed'),
  ]);
});

test('a case closed in time calls nobody; a deleted message says so', async () => {
  bot.setTime('2026-11-24T14:00:00Z');
  const id = await bot.post(leak);
  await bot.local.teams.remove({ messageId: id });
  await bot.tickAt('2026-11-24T14:30:00Z');
  expect(answersTo(id)).toEqual([expect.stringMatching(/Thank you.*deleted/)]);
});

test('a refusal for want of a reference goes too when the message becomes talk', async () => {
  const id = await bot.post('/passed 40662');
  expect(answersTo(id)).toEqual([expect.stringContaining('MPAN reference is missing')]);
  await bot.edit(id, 'never mind');
  expect(answersTo(id)).toEqual([expect.stringContaining('Thank you')]);
});

test('the wash-up says whose message it is, since when and where, and nothing of what it holds', async () => {
  bot.setTime('2026-11-24T16:00:00Z');
  const id = await bot.post(`the one at ${leak}`);
  await bot.tickAt('2026-11-24T17:00:00Z');
  const washUp = bot.local.teams
    .transcript()
    .findLast(({ ldso, summary }) => ldso === 'EEN' && summary?.startsWith('Wash-up'));
  const card = JSON.stringify(washUp?.cards);
  expect(card).toContain('Asha Rao · a full MPAN · since 16:00');
  expect(card).toContain(`/local#EEN/${id}`);
  expect(card).not.toMatch(/0000 ?0000/);
});
