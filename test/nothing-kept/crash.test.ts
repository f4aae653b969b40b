import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { planted } from './planted.ts';
import { type Watched, watch } from './process.ts';
import { foundIn } from './search.ts';

let bot: Watched;
afterEach(() => bot.leave());

/** @returns the address of its messages endpoint, once it listens */
async function start(): Promise<string> {
  bot = watch('src/main.ts', ['./test/nothing-kept/crashes.ts']);
  for (;;) {
    const url = /http:\/\/127\.0\.0\.1:\d+\/api\/messages/.exec(bot.printed())?.[0];
    if (url !== undefined) return url;
    await wait(50);
  }
}

test.each(['throw', 'reject'] as const)(
  'a process that ends by a %s nobody caught says where, and nothing of what it was at',
  async how => {
    const url = await start();
    for (const { text } of planted)
      await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: `{"type":"message","text":"${text}"`,
      });
    bot.child.send({ how, value: planted.map(({ text }) => text).join(' and ') });
    expect(await bot.ended).toBe(1);
    const printed = bot.printed();
    expect(printed).toContain('stops, by a fault of its own: TypeError');
    expect(printed).toMatch(/at .*crashes\.ts:\d+:\d+/);
    // The logger writes the time of day in digits.
    const content = printed.replace(/"time":\d+/g, '');
    expect(foundIn([{ name: 'what it prints', content }], planted)).toEqual([]);
  },
  60_000,
);
