import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Bot, openBot } from '../../given-bot.ts';

let bot: Bot;
beforeAll(async () => {
  bot = await openBot();
});
afterAll(() => bot.close());

test('a card that is gone is posted again: that it is not there is told from a connector that fails', async () => {
  const { teams } = bot.local;
  const person = teams.people[0]?.id ?? '';
  // The welcome is a card too, and stands in no thread of theirs.
  const cards = () =>
    teams.transcript().filter(({ cards: shown, id, root }) => shown.length > 0 && id !== root);
  const { messageId } = await teams.post({
    channel: 'EEN',
    person,
    text: '/triggered 40662 EEN-MPAN-0007',
  });
  await bot.app.idle();
  await teams.remove({ messageId: cards()[0]?.id ?? '' });
  await teams.post({ channel: 'EEN', person, text: '/passed 40662 EEN-MPAN-0007', replyTo: messageId });
  await bot.app.idle();
  expect(cards().filter(({ deletedAt }) => deletedAt === undefined)).toHaveLength(1);
});
