// Runs the bot of the simulation in a process of its own, and kills that with a signal that it cannot hear.
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Inbound } from '../../src/domain/inbound.ts';
import type { LdsoId } from '../../src/domain/refs.ts';
import type { SimLdso } from './programme.ts';
import type { Host, Time } from './simulate.ts';

type Question =
  | {
      readonly is: 'start';
      readonly ldsos: readonly SimLdso[];
      readonly sandboxUrl: string;
      readonly dir: string;
      readonly timeoutMs: number;
    }
  | { readonly is: 'hear'; readonly inbound: Inbound }
  | { readonly is: 'entries'; readonly ldso: LdsoId }
  | { readonly is: 'tick' | 'idle' | 'nextDue' | 'givenUp' | 'close' };
export type Asked = Question & { readonly id: number; readonly now: number };
export type Told = {
  readonly id: number;
  readonly now: number;
  readonly value?: unknown;
  readonly error?: string;
};

const program = fileURLToPath(new URL('./child.ts', import.meta.url));

export function ownProcess(world: {
  readonly time: Time;
  readonly ldsos: readonly SimLdso[];
  readonly url: string;
  readonly dir: string;
}): Host {
  const { time } = world;
  const waiting = new Map<number, { told(told: Told): void; lost(): void }>();
  let child: ChildProcess | undefined;
  let id = 0;

  /** @returns undefined when the process died before it answered */
  function ask(question: Question): Promise<Told | undefined> {
    return new Promise((resolve, reject) => {
      id += 1;
      const mine = id;
      waiting.set(mine, {
        told: told => (told.error === undefined ? resolve(told) : reject(new Error(told.error))),
        lost: () => resolve(undefined),
      });
      child?.send({ ...question, id: mine, now: time.now }, error => {
        if (error !== null) waiting.get(mine)?.lost();
      });
    });
  }

  const told = async <Value>(question: Question) => (await ask(question))?.value as Value;

  return {
    start: async timeoutMs => {
      child = fork(program, { execArgv: ['--import', 'tsx'] });
      child.on('message', (told: Told) => {
        time.now = Math.max(time.now, told.now);
        waiting.get(told.id)?.told(told);
        waiting.delete(told.id);
      });
      await ask({ is: 'start', ldsos: world.ldsos, sandboxUrl: world.url, dir: world.dir, timeoutMs });
    },
    hear: async inbound => (await ask({ is: 'hear', inbound })) !== undefined,
    tick: async () => {
      await ask({ is: 'tick' });
    },
    idle: async () => {
      await ask({ is: 'idle' });
    },
    nextDue: () => told({ is: 'nextDue' }),
    entries: ({ id: ldso }) => told({ is: 'entries', ldso }),
    givenUp: () => told({ is: 'givenUp' }),
    kill: async () => {
      if (child === undefined) return;
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
      for (const each of waiting.values()) each.lost();
      waiting.clear();
    },
    close: async () => {
      if (child === undefined || child.exitCode !== null) return;
      await ask({ is: 'close' });
      child.disconnect();
    },
  };
}
