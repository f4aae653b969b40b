import { copyFile, mkdir, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore } from '../../../src/adapters/store/open.ts';
import { causeTaken } from '../../../src/adapters/store/reading.ts';
import { openSqlite } from '../../../src/adapters/store/sqlite.ts';
import { findSqlite } from '../../../src/adapters/store/sqlite-binding.ts';
import { claimCause } from '../../../src/adapters/store/writing.ts';
import { WorldFault } from '../../../src/ports/world-fault.ts';
import { nine } from '../../contracts/samples.ts';
import { storeContract } from '../../contracts/store.ts';
import { newFolder, sqlitePlace } from './places.ts';

storeContract('SQLite', sqlitePlace);

describe('a daybook in a SQLite file', () => {
  let dir: string;
  let remove: () => Promise<void>;

  beforeEach(async () => {
    ({ dir, remove } = await newFolder());
  });

  afterEach(() => remove());

  const path = () => join(dir, 'daybook.sqlite');

  async function migrationsIn(folder: string): Promise<readonly string[]> {
    const { db } = await openSqlite(folder);
    const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db);
    await db.destroy();
    return rows.map(row => row.name);
  }

  it('makes its folder, and its tables once however often it is opened', async () => {
    const deep = join(dir, 'data', 'qt');
    await Promise.all(
      (await Promise.all([openStore({ dir: deep }), openStore({ dir: deep })])).map(each => each.close()),
    );
    await (await openStore({ dir: deep })).close();
    expect(await migrationsIn(deep)).toEqual([
      '0001-daybook',
      '0002-outbox',
      '0003-shelf',
      '0004-who-leaked',
      '0005-files',
      '0006-why-again',
    ]);
  });

  it('keeps what it acknowledges through a power cut, with a write-ahead log and checked references', async () => {
    const { db } = await openSqlite(dir);
    const settings = await Promise.all(
      ['journal_mode', 'synchronous', 'foreign_keys'].map(name => sql`pragma ${sql.raw(name)}`.execute(db)),
    );
    await db.destroy();
    // 2 is "full".
    expect(settings.map(({ rows }) => rows[0])).toEqual([
      { journal_mode: 'wal' },
      { synchronous: 2 },
      { foreign_keys: 1 },
    ]);
  });

  it('keeps other programs from writing from the beginning of a work, so that what it reads stays so', async () => {
    const { db, transaction } = await openSqlite(dir);
    const { DatabaseSync } = await findSqlite();
    const program = new DatabaseSync(path());
    await transaction(async tx => {
      await causeTaken(tx, 'msg/1');
      expect(() => program.exec('begin immediate')).toThrow('locked');
      expect(await claimCause(tx, 'msg/1', nine)).toBe(true);
    });
    program.close();
    await db.destroy();
  });

  it('refuses a work that reads past its book, which would wait for itself', async () => {
    const store = await openStore({ dir });
    await expect(store.perform(() => store.causeTaken('msg/1'))).rejects.toThrow('nothing but the book');
    await store.close();
  });

  it('is all in the one file after it was closed, ready to be copied', async () => {
    const store = await openStore({ dir });
    await store.perform(book => book.claim('msg/1', nine));
    await store.close();
    const copy = join(dir, 'copy');
    await mkdir(copy);
    await copyFile(path(), join(copy, 'daybook.sqlite'));
    const copied = await openStore({ dir: copy });
    expect(await copied.causeTaken('msg/1')).toBe(true);
    await copied.close();
  });

  it('says so when no place is named', async () => {
    await expect(openStore({})).rejects.toThrow('no place is named');
  });

  it('says so when the folder cannot be made', async () => {
    await writeFile(join(dir, 'file'), '');
    const inside = join(dir, 'file', 'data');
    await expect(openStore({ dir: inside })).rejects.toThrow(
      `Open the daybook: the folder ${inside} cannot be made (ENOTDIR). Name a folder that this account may write to.`,
    );
  });

  it('says so when the file cannot be opened', async () => {
    await mkdir(path());
    await expect(openStore({ dir })).rejects.toThrow(
      `Open the daybook ${path()}: It cannot be opened: name a folder that this account may write to.`,
    );
  });

  it('says so when the file is something else', async () => {
    await writeFile(path(), 'Dear diary, '.repeat(1000));
    await expect(openStore({ dir })).rejects.toThrow(
      `Open the daybook ${path()}: It is not a daybook, or it is damaged: restore a backup, or move the file away`,
    );
  });

  it('says so when half of the file is gone', async () => {
    await (await openStore({ dir })).close();
    await truncate(path(), 6000);
    await expect(openStore({ dir })).rejects.toThrow(
      `Open the daybook ${path()}: It is damaged: restore a backup`,
    );
  });

  it('says so when a later version wrote the file', async () => {
    const { db } = await openSqlite(dir);
    await sql`insert into kysely_migration values ('9999-later', '2027-01-01')`.execute(db);
    await db.destroy();
    await expect(openStore({ dir })).rejects.toThrow(
      `Open the daybook ${path()}: a later version wrote it. Run that version, or restore a backup.`,
    );
  });

  it('says so when another program keeps the file locked, and takes up work again afterwards', async () => {
    const { db, transaction } = await openSqlite(dir, 20);
    const { DatabaseSync } = await findSqlite();
    const program = new DatabaseSync(path());
    program.exec('begin immediate');
    const error = await transaction(tx => claimCause(tx, 'msg/1', nine)).catch(caught => caught);
    program.exec('rollback');
    program.close();
    expect(error).toBeInstanceOf(WorldFault);
    expect(error.message).toContain(`write to ${path()}: no answer. Another program keeps it locked`);
    expect(await transaction(tx => claimCause(tx, 'msg/1', nine))).toBe(true);
    await db.destroy();
  });

  it('says so when a row is not of this version, without what it holds', async () => {
    const { db } = await openSqlite(dir);
    await sql`insert into events (ldso, type, at, body) values ('EEN', 'moon-rose', 1, '{"type":"moon-rose","who":"Ottoline"}')`.execute(
      db,
    );
    await db.destroy();
    const store = await openStore({ dir });
    const error = await store.events(0, 10).catch(caught => caught);
    await store.close();
    expect(error.message).toContain("Read the daybook's table events");
    expect(error.message).not.toContain('Ottoline');
  });

  it('looks up the next lane by index, however many wait in backoff', async () => {
    const { db } = await openSqlite(dir);
    const { rows } = await sql<{ detail: string }>`explain query plan
      select lane from lanes where family = 'chat/' and next_at <= 1 order by next_at, lane limit 1`.execute(
      db,
    );
    await db.destroy();
    expect(rows.map(row => row.detail)).toEqual([
      'SEARCH lanes USING COVERING INDEX lanes_due (family=? AND next_at<?)',
    ]);
  });
});

describe('the SQLite to use', () => {
  const none = { name: 'node:sqlite', load: async () => 'is not part of Node v20.20.2' };

  it('is the first that is new enough', async () => {
    const good = await findSqlite();
    const old = await moduleOf('3.51.2');
    expect(
      await findSqlite([
        none,
        { name: 'old', load: async () => old },
        { name: 'good', load: async () => good },
      ]),
    ).toBe(good);
  });

  it.each([
    ['3.51.3', true],
    ['3.52.0', true],
    ['4.0.0', true],
    ['3.51.2', false],
    ['3.45.10', false],
  ])('%s is new enough: %s', async (version, isGood) => {
    const module = await moduleOf(version);
    const found = findSqlite([{ name: 'it', load: async () => module }]);
    await (isGood ? expect(found).resolves.toBe(module) : expect(found).rejects.toThrow(`it has ${version}`));
  });

  it('has to be installed where there is none', async () => {
    const missing = { name: '@photostructure/sqlite', load: async () => 'is not installed' };
    await expect(findSqlite([none, missing])).rejects.toThrow(
      'Open the daybook: there is no SQLite 3.51.3 or later here (node:sqlite is not part of Node v20.20.2; @photostructure/sqlite is not installed). Run "npm install @photostructure/sqlite@1.2.1", use Node 22.23 or later, or set DATABASE_URL to a PostgreSQL database.',
    );
  });

  /** A SQLite that says it is of another version. */
  async function moduleOf(version: string) {
    const { DatabaseSync } = await findSqlite();
    class Other extends DatabaseSync {
      override prepare() {
        return super.prepare(`select '${version}' as version`);
      }
    }
    return { DatabaseSync: Other };
  }
});
