// The bot of the simulation as a process of its own: does what its parent asks, until it is killed.
import { openBot } from './bot.ts';
import type { Asked, Told } from './own-process.ts';

const time = { now: 0 };
let bot: Awaited<ReturnType<typeof openBot>> | undefined;

process.on('message', (asked: Asked) => {
  time.now = Math.max(time.now, asked.now);
  answer(asked).then(
    value => tell({ id: asked.id, now: time.now, value }),
    (error: unknown) => tell({ id: asked.id, now: time.now, error: String(error) }),
  );
});

async function answer(asked: Asked): Promise<unknown> {
  if (asked.is === 'start') {
    bot = await openBot({
      ...asked,
      now: () => time.now,
      pass: ms => {
        time.now += ms;
      },
    });
    return undefined;
  }
  if (bot === undefined) throw new Error('the bot is not started');
  switch (asked.is) {
    case 'hear':
      return bot.hear(asked.inbound);
    case 'tick':
      return bot.tick();
    case 'idle':
      return bot.idle();
    case 'nextDue':
      return bot.nextDue();
    case 'entries':
      return bot.entries(asked.ldso);
    case 'givenUp':
      return bot.givenUp();
    case 'close':
      return bot.close();
  }
}

function tell(told: Told): void {
  process.send?.(told);
}
