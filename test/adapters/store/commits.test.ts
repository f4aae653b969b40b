import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { groupCommit } from '../../../src/adapters/store/commits.ts';
import { openStore } from '../../../src/adapters/store/open.ts';
import type { Engine } from '../../../src/adapters/store/schema.ts';
import { openSqlite } from '../../../src/adapters/store/sqlite.ts';
import { claimCause } from '../../../src/adapters/store/writing.ts';
import { nine } from '../../contracts/samples.ts';
import { newFolder } from './places.ts';

describe('group commit', () => {
  let engine: Engine;
  let remove: () => Promise<void>;
  let dir: string;

  beforeEach(async () => {
    ({ dir, remove } = await newFolder());
    engine = await openSqlite(dir);
  });

  afterEach(async () => {
    await engine.db.destroy();
    await remove();
  });

  const causes = () => engine.db.selectFrom('causes').select('cause').orderBy('cause').execute();

  it('lets what comes in together share one commit, 200 at most', async () => {
    const shared: number[] = [];
    const { commit } = groupCommit(engine, works => shared.push(works));
    await Promise.all(Array.from({ length: 450 }, (_, i) => commit(tx => claimCause(tx, `msg/${i}`, nine))));
    expect(shared).toEqual([200, 200, 50]);
    expect(await causes()).toHaveLength(450);
  });

  it('makes a commit of its own for each that waits for the one before', async () => {
    const shared: number[] = [];
    const { commit } = groupCommit(engine, works => shared.push(works));
    for (let i = 0; i < 3; i += 1) await commit(tx => claimCause(tx, `msg/${i}`, nine));
    expect(shared).toEqual([1, 1, 1]);
  });

  it('counts commits for the store, outbox included', async () => {
    const shared: number[] = [];
    const store = await openStore({ dir, onCommit: works => shared.push(works) });
    await Promise.all([
      store.perform(book => book.claim('msg/1', nine)),
      store.saveLink({ kind: 'card', key: 'EEN/1', at: {} }),
      store.outbox.claim({ lanes: 'ado/', now: nine, leaseMs: 1000, limit: 1 }),
    ]);
    await store.close();
    expect(shared).toEqual([3]);
  });

  it('tells nobody before the commit', async () => {
    const told: string[] = [];
    const watched: Pick<Engine, 'transaction'> = {
      async transaction(write) {
        const result = await engine.transaction(write);
        told.push('committed');
        return result;
      },
    };
    const { commit } = groupCommit(watched);
    await Promise.all([
      commit(async () => {}).then(() => told.push('first')),
      commit(async () => {}).then(() => told.push('second')),
    ]);
    expect(told).toEqual(['committed', 'first', 'second']);
  });

  it('tells everybody when the commit fails, and keeps nothing', async () => {
    const full: Pick<Engine, 'transaction'> = {
      transaction: write =>
        engine.transaction(async tx => {
          await write(tx);
          throw new Error('disk full');
        }),
    };
    const { commit } = groupCommit(full);
    const results = await Promise.allSettled(
      ['msg/1', 'msg/2'].map(cause => commit(tx => claimCause(tx, cause, nine))),
    );
    expect(results.map(result => result.status === 'rejected' && result.reason.message)).toEqual([
      'disk full',
      'disk full',
    ]);
    expect(await causes()).toEqual([]);
  });

  it('gives the first error when a work breaks the whole transaction', async () => {
    const { commit } = groupCommit(engine);
    const breaks = commit(async tx => {
      await claimCause(tx, 'msg/1', nine);
      await tx.executeQuery({ ...tx.selectNoFrom([]).compile(), sql: 'rollback', parameters: [] });
      throw new Error('lost the connection');
    });
    const neighbour = commit(tx => claimCause(tx, 'msg/2', nine));
    await expect(breaks).rejects.toThrow('lost the connection');
    await expect(neighbour).rejects.toThrow('lost the connection');
    expect(await causes()).toEqual([]);
    expect(await commit(tx => claimCause(tx, 'msg/1', nine))).toBe(true);
  });

  it('finishes what is queued when it closes', async () => {
    const commits = groupCommit(engine);
    const work = commits.commit(tx => claimCause(tx, 'msg/1', nine));
    await commits.close();
    expect(await causes()).toHaveLength(1);
    expect(await work).toBe(true);
    await expect(commits.commit(async () => {})).rejects.toThrow('closed');
  });
});
