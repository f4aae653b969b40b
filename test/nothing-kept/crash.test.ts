import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { planted } from './planted.ts';
import { type Watched, watch } from './process.ts';
import { foundIn } from './search.ts';

/** @returns the address of its messages endpoint, once it listens */
async function addressOf(bot: Watched): Promise<string> {
  for (;;) {
    const url = /http:\/\/127\.0\.0\.1:\d+\/api\/messages/.exec(bot.printed())?.[0];
    if (url !== undefined) return url;
    await wait(50);
  }
}

// Both at once: each process takes seconds to load.
test.concurrent.for(['throw', 'reject'] as const)(
  'a process that ends by a %s nobody caught says where, and nothing of what it was at',
  { timeout: 120_000 },
  async (how, { onTestFinished }) => {
    const bot = watch('src/main.ts', ['./test/nothing-kept/crashes.ts']);
    onTestFinished(() => bot.leave());
    const url = await addressOf(bot);
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
);
