import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore } from '../../../src/adapters/store/open.ts';
import { openSqlite } from '../../../src/adapters/store/sqlite.ts';
import { een, keyOf, nine, show } from '../../contracts/samples.ts';
import { newFolder } from './places.ts';

const script = fileURLToPath(new URL('./writer.ts', import.meta.url));

describe('processes with one SQLite file', () => {
  let dir: string;
  let remove: () => Promise<void>;
  const children: ChildProcess[] = [];

  beforeEach(async () => {
    ({ dir, remove } = await newFolder());
  });

  afterEach(async () => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
    await remove();
  });

  function start(job: string, name = ''): ChildProcess {
    const child = spawn(process.execPath, ['--import', 'tsx', script, job, dir, name], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    children.push(child);
    return child;
  }

  /** Lines after "ready" until the process ends; `enough` kills it after so many. */
  async function linesOf(child: ChildProcess, enough = Number.POSITIVE_INFINITY): Promise<readonly string[]> {
    const lines: string[] = [];
    const closed = once(child, 'close');
    for await (const line of createInterface({ input: child.stdout! })) {
      if (line !== 'ready') lines.push(line);
      if (lines.length === enough) child.kill('SIGKILL');
    }
    await closed;
    return lines;
  }

  it('lose nothing that was acknowledged when they are killed in the middle of writing', async () => {
    const acknowledged: string[] = [];
    for (const [round, enough] of [60, 150, 240].entries()) {
      const child = start('write', `round${round}`);
      acknowledged.push(...(await linesOf(child, enough)));
      expect(child.signalCode).toBe('SIGKILL');
    }
    expect(acknowledged.length).toBeGreaterThanOrEqual(450);
    const { db } = await openSqlite(dir);
    const { rows } = await sql`pragma integrity_check`.execute(db);
    expect(rows).toEqual([{ integrity_check: 'ok' }]);
    const causes = new Set((await db.selectFrom('causes').select('cause').execute()).map(row => row.cause));
    const entries = (await db.selectFrom('entries').select('message_id').execute()).map(
      row => row.message_id,
    );
    const events = await db.selectFrom('events').select('seq').execute();
    expect(acknowledged.filter(cause => !causes.has(cause))).toEqual([]);
    // Whatever was on its way when the end came is there as a whole or not at all.
    expect(new Set(entries)).toEqual(causes);
    expect(events).toHaveLength(causes.size);
    await db.destroy();
  });

  it('share causes so that each is taken once and nothing is lost', async () => {
    const [here, there] = await Promise.all([linesOf(start('share')), linesOf(start('share'))]);
    const won = [...here, ...there].map(Number).sort((a, b) => a - b);
    expect(won).toEqual(Array.from({ length: 200 }, (_, i) => i));
    const store = await openStore({ dir });
    expect(await store.events(0, 1000)).toHaveLength(200);
    await store.close();
  });

  it('share the outbox so that each piece of work is delivered once', async () => {
    const store = await openStore({ dir, now: () => nine });
    const tests = Array.from({ length: 120 }, (_, i) => keyOf(een, `${i}`, 'EEN-MPAN-0001'));
    await store.perform(book => book.enqueue(tests.map(show)));
    const [here, there] = await Promise.all([linesOf(start('deliver')), linesOf(start('deliver'))]);
    const delivered = [...here, ...there];
    expect(delivered).toHaveLength(120);
    expect(new Set(delivered).size).toBe(120);
    expect(await store.outbox.counts()).toEqual({ waiting: 0, dead: 0 });
    await store.close();
  });
});
