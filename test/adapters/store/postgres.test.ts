import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { openStore } from '../../../src/adapters/store/open.ts';
import { WorldFault } from '../../../src/ports/world-fault.ts';
import { entryFor, nine, noted, test40662 } from '../../contracts/samples.ts';
import { storeContract } from '../../contracts/store.ts';
import { newDatabase, onServer, postgresPlace, testServer } from './places.ts';

if (testServer !== undefined) storeContract('PostgreSQL', postgresPlace);

describe.runIf(testServer !== undefined)('a daybook in PostgreSQL', () => {
  it('is made once when two replicas open it at the same time', async () => {
    const { url, drop } = await newDatabase();
    const stores = await Promise.all([openStore({ url }), openStore({ url }), openStore({ url })]);
    const won = await Promise.all(stores.map(store => store.perform(book => book.claim('msg/1', nine))));
    expect(won.filter(Boolean)).toHaveLength(1);
    await Promise.all(stores.map(store => store.close()));
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    const { rows } = await client.query('select name from kysely_migration order by name');
    await client.end();
    expect(rows.map(row => row.name)).toEqual([
      '0001-daybook',
      '0002-outbox',
      '0003-shelf',
      '0004-who-leaked',
      '0005-files',
      '0006-why-again',
    ]);
    await drop();
  });

  it('fails the works whose connection the server cuts, keeps nothing of them, and goes on', async () => {
    const { url, drop } = await newDatabase();
    const store = await openStore({ url });
    let runs = 0;
    const cut = store.perform(async book => {
      runs += 1;
      await book.claim('cut', nine);
      await book.append([noted(entryFor(test40662, '1001'))]);
      await cutAll(url);
      await book.claim('after the cut', nine);
    });
    const neighbour = store.perform(book => book.claim('neighbour', nine));
    const results = await Promise.allSettled([cut, neighbour]);
    expect(results.map(result => result.status)).toEqual(['rejected', 'rejected']);
    await expect(neighbour).rejects.toBeInstanceOf(WorldFault);
    // Not tried again: whether the commit went through is not known.
    expect(runs).toBe(1);
    expect(await store.causeTaken('cut')).toBe(false);
    expect(await store.perform(book => book.claim('neighbour', nine))).toBe(true);
    await cutAll(url);
    expect(await store.perform(book => book.claim('cut', nine))).toBe(true);
    await store.close();
    await drop();
  });

  it('tries again when a connection shows only on use that it is dead, since no work has begun', async () => {
    const { url, drop } = await newDatabase();
    const line = await lineTo(url);
    const store = await openStore({ url: line.url });
    expect(await store.perform(book => book.claim('msg/1', nine))).toBe(true);
    line.cutOnUse();
    expect(await store.perform(book => book.claim('msg/2', nine))).toBe(true);
    expect(line.cuts()).toBe(1);
    await store.close();
    line.close();
    await drop();
  });

  it('says what the server said by code, and nothing of what was written', async () => {
    const { url, drop } = await newDatabase();
    const store = await openStore({ url });
    await onServer(url, 'alter table entries add constraint no_entries check (withdrawn = 2)');
    const write = store.perform(book => book.append([noted(entryFor(test40662, '1001'))]));
    const error = await write.catch(caught => caught);
    expect(error).toBeInstanceOf(WorldFault);
    expect(error.message).toContain('23514');
    expect(JSON.stringify({ ...error, text: String(error), cause: error.cause })).not.toContain('EEN/1001');
    await store.close();
    await drop();
  });
});

describe('a PostgreSQL that cannot be opened', () => {
  it('is named without its password, with what to do', async () => {
    const open = openStore({ url: 'postgres://daybook:open-sesame@127.0.0.1:1/daybook' });
    const error = await open.catch(caught => caught);
    expect(error.message).toBe(
      'use the daybook in PostgreSQL 127.0.0.1:1/daybook: no answer. Nothing listens there: start the server, or set DATABASE_URL to where it is. (ECONNREFUSED)',
    );
  });

  it('may be no PostgreSQL at all', async () => {
    await expect(openStore({ url: 'mysql://daybook:open-sesame@127.0.0.1/daybook' })).rejects.toThrow(
      /^Open the daybook: DATABASE_URL is no PostgreSQL address\. It looks like/,
    );
  });
});

/** A line to the server of `url` that can be told to break its open connections when they are next used. */
async function lineTo(url: string) {
  const { hostname, port } = new URL(url);
  const doomed = new Set<Socket>();
  const open = new Set<Socket>();
  let cuts = 0;
  const line = createServer(near => {
    const far = connect(Number(port), hostname);
    open.add(near);
    near.on('close', () => {
      open.delete(near);
      far.destroy();
    });
    near.on('data', bytes => {
      if (!doomed.has(near)) return far.write(bytes);
      cuts += 1;
      return near.destroy();
    });
    far.pipe(near);
  });
  line.listen(0, '127.0.0.1');
  await once(line, 'listening');
  const through = new URL(url);
  through.host = `127.0.0.1:${(line.address() as AddressInfo).port}`;
  return {
    url: through.href,
    cutOnUse() {
      for (const near of open) doomed.add(near);
    },
    cuts: () => cuts,
    close: () => line.close(),
  };
}

/** Ends every session on the database of `url` but the one that asks. */
async function cutAll(url: string): Promise<void> {
  await onServer(
    url,
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
  );
}
