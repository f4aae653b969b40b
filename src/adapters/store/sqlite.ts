// The daybook in one SQLite file.
import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  Kysely,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDriver,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type SqliteStatement,
} from 'kysely';
import { WorldFault } from '../../ports.ts';
import { migrate } from './migrations.ts';
import type { Engine, Tables } from './schema.ts';
import { findSqlite, type SqliteFile } from './sqlite-binding.ts';

/**
 * Opens `<dir>/daybook.sqlite`, made when it is not there. The folder must be on a disk of this machine: the
 * write-ahead log needs memory shared between the processes that have the file open, which network folders lack.
 *
 * @throws an Error of one line that names the path and what to do
 */
export async function openSqlite(dir: string): Promise<Engine> {
  const path = resolve(dir, 'daybook.sqlite');
  makeFolder(dir);
  const { DatabaseSync } = await findSqlite();
  let file: SqliteFile | undefined;
  try {
    file = new DatabaseSync(path);
    prepareFile(file);
    const db = new Kysely<Tables>({ dialect: dialectOf(file) });
    await inTurn(path, () => migrate(db, 'sqlite'));
    return {
      db,
      transaction: write =>
        inTurn(path, () => db.transaction().execute(write)).catch(error => {
          throw atWork(path, error);
        }),
    };
  } catch (error) {
    file?.close();
    throw atOpening(path, error);
  }
}

function makeFolder(dir: string): void {
  try {
    mkdirSync(dir, { recursive: true });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason';
    throw new Error(
      `Open the daybook: the folder ${dir} cannot be made (${code}). Name a folder that this account may write to.`,
    );
  }
}

/** The last transaction on each file, by path. */
const turns = new Map<string, Promise<unknown>>();

/**
 * Lets two openings of one file in one process take turns. SQLite waits for a lock without letting anything else run,
 * so the one that waits would keep the other from finishing. Between processes SQLite's own waiting does.
 */
function inTurn<T>(path: string, act: () => Promise<T>): Promise<T> {
  const before = turns.get(path) ?? Promise.resolve();
  const mine = before.then(act, act);
  turns.set(path, mine);
  return mine;
}

function prepareFile(file: SqliteFile): void {
  // How long to wait for another process that writes, milliseconds; first, since the next lines may have to wait.
  file.exec('pragma busy_timeout = 5000');
  file.exec('pragma journal_mode = wal');
  // What was acknowledged survives a power cut; `normal` would lose the last commits.
  file.exec('pragma synchronous = full');
  file.exec('pragma foreign_keys = on');
  // In KiB. The 2 MB that SQLite takes by itself slow down long imports.
  file.exec('pragma cache_size = -65536');
}

function dialectOf(file: SqliteFile): Dialect {
  return {
    createDriver: () => new OneWriterDriver(file),
    createAdapter: () => new TransactionalSchemaAdapter(),
    createQueryCompiler: () => new SqliteQueryCompiler(),
    createIntrospector: db => new SqliteIntrospector(db),
  };
}

class OneWriterDriver extends SqliteDriver {
  readonly #file: SqliteFile;

  constructor(file: SqliteFile) {
    super({ database: forKysely(file) });
    this.#file = file;
  }

  /** Takes the right to write at once: a transaction that begins by reading could not get it later on. */
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }

  /** After some errors, a full disk for one, SQLite has rolled back by itself; asking again would hide the reason. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#file.isTransaction) await super.rollbackTransaction(connection);
  }
}

/** Migrations run in a transaction, so that two processes that open a new file do not both make the tables. */
class TransactionalSchemaAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

/** Kysely knows the shape of better-sqlite3; this one is Node's. Statements are prepared once and kept. */
function forKysely(file: SqliteFile): SqliteDatabase {
  const statements = new Map<string, SqliteStatement>();
  return {
    close: () => file.close(),
    prepare(text) {
      const known = statements.get(text);
      if (known !== undefined) return known;
      // Lists of different lengths make different texts: forget them before they fill the memory.
      if (statements.size >= 500) statements.clear();
      const statement = file.prepare(text);
      const prepared: SqliteStatement = {
        reader: statement.columns().length > 0,
        all: parameters => statement.all(...parameters),
        run: parameters => statement.run(...parameters),
        iterate() {
          throw new Error('Read the daybook: SQLite rows are read at once, not one by one.');
        },
      };
      statements.set(text, prepared);
      return prepared;
    },
  };
}

/** SQLite's result code without its extension; undefined for another error. Source: sqlite.org, Result and Error Codes. */
function resultCode(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number')
    return undefined;
  return error.errcode & 0xff;
}

const advice: Readonly<Record<number, string>> = {
  5: 'Another program keeps it locked: stop the other program, or copy of the daybook, that has it open.',
  8: 'It cannot be written to: give this account the right to write to the file and its folder.',
  10: 'The disk failed: look at the disk, and restore a backup if the file is damaged.',
  11: 'It is damaged: restore a backup, or move the file away to begin an empty daybook.',
  13: 'The disk is full: make room.',
  14: 'It cannot be opened: name a folder that this account may write to.',
  26: 'It is not a daybook, or it is damaged: restore a backup, or move the file away to begin an empty daybook.',
};

function atOpening(path: string, error: unknown): unknown {
  const code = resultCode(error);
  const known = code === undefined ? undefined : advice[code];
  if (known !== undefined) return new Error(`Open the daybook ${path}: ${known} (SQLite ${code})`);
  if (error instanceof Error && error.message.startsWith('corrupted migrations')) {
    return new Error(
      `Open the daybook ${path}: a later version wrote it. Run that version, or restore a backup.`,
    );
  }
  return error;
}

/** What the world around the file did; anything else is a mistake of ours and stays as it is. */
function atWork(path: string, error: unknown): unknown {
  const code = resultCode(error);
  const known = code === undefined ? undefined : advice[code];
  if (known === undefined) return error;
  return new WorldFault({ operation: 'write to', target: path, advice: `${known} (SQLite ${code})` });
}
