// Starts a process in a folder of its own and sees all that it writes: what it prints, its data, its temporary files.
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filesIn, type Place } from './search.ts';

export type Watched = {
  readonly child: ChildProcess;
  readonly printed: () => string;
  /** What was written so far. */
  places(): readonly Place[];
  /** @returns the exit code, once the process has ended */
  readonly ended: Promise<number>;
  leave(): Promise<void>;
};

/** @param script gets the folder for its data as its argument, and as DATA_DIR */
export function watch(script: string, preload: readonly string[] = []): Watched {
  const folder = mkdtempSync(join(tmpdir(), 'qt-nothing-kept-'));
  const data = join(folder, 'data');
  mkdirSync(join(folder, 'tmp'));
  const child = fork(script, [data], {
    execArgv: ['tsx', ...preload].flatMap(each => ['--import', each]),
    env: { TMPDIR: join(folder, 'tmp'), DATA_DIR: data, PORT: '0', SANDBOX_PORT: '0', LOG_LEVEL: 'trace' },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const chunks: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => chunks.push(chunk.toString()));
  const ended = once(child, 'close').then(([code]) => Number(code));
  return {
    child,
    printed: () => chunks.join(''),
    ended,
    places: () => {
      // It stands still meanwhile: a file that is just being written would be gone before it is read.
      child.kill('SIGSTOP');
      const files = filesIn(folder);
      child.kill('SIGCONT');
      // The compiler keeps the product's own source in the temporary folder.
      const written = files.filter(({ name }) => !name.startsWith('tmp/tsx-'));
      return [{ name: 'what it prints', content: chunks.join('') }, ...written];
    },
    leave: async () => {
      child.kill('SIGKILL');
      await ended;
      rmSync(folder, { recursive: true });
    },
  };
}
