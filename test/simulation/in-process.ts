// The bot of the simulation inside this process: killed, it is left as it is, and another is opened on the same book.
import { type Bot, openBot } from './bot.ts';
import type { SimLdso } from './programme.ts';
import type { Host, Time } from './simulate.ts';

export function inProcess(world: {
  readonly time: Time;
  readonly ldsos: readonly SimLdso[];
  readonly url: string;
  readonly dir: string;
}): Host {
  const { time } = world;
  let bot: Bot | undefined;
  const running = (): Bot => {
    if (bot === undefined) throw new Error('the bot is not started');
    return bot;
  };
  return {
    start: async timeoutMs => {
      bot = await openBot({
        ldsos: world.ldsos,
        sandboxUrl: world.url,
        dir: world.dir,
        timeoutMs,
        now: () => time.now,
        pass: ms => {
          time.now += ms;
        },
      });
    },
    hear: async inbound => {
      await running().hear(inbound);
      return true;
    },
    tick: () => running().tick(),
    // What a killed bot was doing never ends.
    idle: async () => Promise.race([running().idle(), running().dead]),
    nextDue: () => running().nextDue(),
    entries: ({ id }) => running().entries(id),
    givenUp: () => running().givenUp(),
    kill: async () => running().kill(),
    close: async () => {
      await bot?.close();
    },
  };
}
