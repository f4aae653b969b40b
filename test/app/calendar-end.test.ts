import { afterAll, beforeAll, expect, test } from 'vitest';
import { calendarWarnings } from '../../src/app/start-checks.ts';
import { type Bot, openBot } from '../given-bot.ts';

let bot: Bot;
beforeAll(async () => {
  bot = await openBot('2028-11-10T08:59:00Z');
});
afterAll(() => bot.close());

test('whoever watches the bot reads in good time that the bank holidays end', async () => {
  const ready = await fetch(`${bot.app.url}/readyz`);
  expect(ready.status).toBe(200);
  expect(await ready.json()).toMatchObject({
    warnings: [
      'bank holidays are known until 2028-12-31 only; after it every weekday counts as a working day',
    ],
  });
  expect(calendarWarnings('2028-10-10')).toEqual([]);
});

test('and so does the stand-up', async () => {
  bot.setTime('2028-11-10T09:00:00Z');
  await bot.app.tick();
  await bot.app.idle();
  const cards = JSON.stringify(bot.local.teams.transcript());
  expect(cards).toContain('Bank holidays are known until Sun 31 Dec 2028 only');
});
