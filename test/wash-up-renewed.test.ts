import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LocalMessage } from '../src/local/message.ts';
import { type Bot, openBot } from './given-bot.ts';

let bot: Bot;
beforeAll(async () => {
  bot = await openBot('2026-11-24T15:00:00Z');
});
afterAll(() => bot.close());

function washUps(ldso = 'EEN'): readonly string[] {
  return bot.local.teams
    .transcript()
    .filter(each => each.ldso === ldso && each.summary?.startsWith('Wash-up'))
    .map(({ summary }: LocalMessage) => /\d+ passed · \d+ failed/.exec(summary ?? '')?.[0] ?? '');
}

test('what is corrected or comes late changes the card of its day, which stands once', async () => {
  const early = await bot.post('/passed 40662 EEN-MPAN-0007');
  expect(washUps()).toEqual([]);
  await bot.tickAt('2026-11-24T17:00:00Z');
  expect(washUps()).toEqual(['1 passed · 0 failed']);

  bot.setTime('2026-11-24T17:20:00Z');
  const late = await bot.post('/failed 40715 EEN-MPAN-0011 step 6');
  expect(washUps()).toEqual(['1 passed · 1 failed']);

  await bot.local.teams.edit({ messageId: early, text: '/failed 40662 EEN-MPAN-0007 step 2' });
  await bot.app.idle();
  expect(washUps()).toEqual(['0 passed · 2 failed']);

  await bot.local.teams.remove({ messageId: late });
  await bot.app.idle();
  expect(washUps()).toEqual(['0 passed · 1 failed']);
  expect(washUps('CVD')).toEqual(['0 passed · 0 failed']);
});

test('the day after, an edit of yesterday’s message changes yesterday’s card, and a new result does not', async () => {
  bot.setTime('2026-11-25T10:00:00Z');
  await bot.post('/passed 40850 EEN-MPAN-0008');
  expect(washUps()).toEqual(['0 passed · 1 failed']);
  const [message] = bot.local.teams
    .transcript()
    .filter(({ text, ldso }) => ldso === 'EEN' && text?.includes('40662'));
  await bot.local.teams.edit({ messageId: message!.id, text: '/passed 40662 EEN-MPAN-0007' });
  await bot.app.idle();
  expect(washUps()).toEqual(['1 passed · 0 failed']);
});
