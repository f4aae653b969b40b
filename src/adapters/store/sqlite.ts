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
import { refuseInsideWork } from './commits.ts';
import { migrate } from './migrations.ts';
import type { Engine, Tables } from './schema.ts';
import { findSqlite, type SqliteFile } from './sqlite-binding.ts';
import { atOpening, atWork } from './sqlite-faults.ts';

/**
 * Opens `<dir>/daybook.sqlite`, made when it is not there. The folder must be on a disk of this machine: the
 * write-ahead log needs memory shared between the processes that have the file open, which network folders lack.
 *
 * @param patienceMs how long a write waits for another process that writes
 * @throws an Error of one line that names the path and what to do
 */
export async function openSqlite(dir: string, patienceMs = 5000): Promise<Engine> {
  const path = resolve(dir, 'daybook.sqlite');
  makeFolder(dir);
  const { DatabaseSync } = await findSqlite();
  let file: SqliteFile | undefined;
  try {
    file = new DatabaseSync(path);
    prepareFile(file, patienceMs);
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
    // For this account alone: the daybook names people.
    mkdirSync(dir, { recursive: true, mode: 0o700 });
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

function prepareFile(file: SqliteFile, patienceMs: number): void {
  // First, since the next lines may have to wait.
  file.exec(`pragma busy_timeout = ${patienceMs}`);
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

  /** There is one connection: whoever reads beside a work waits for its end. */
  override async acquireConnection(): Promise<DatabaseConnection> {
    refuseInsideWork();
    return super.acquireConnection();
  }

  /** Takes the right to write at once: a transaction that begins by reading could not get it later on. */
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }

  /** After some errors, a full disk for one, SQLite has rolled back by itself; asking again would hide the reason. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#file.isTransaction) await super.rollbackTransaction(connection);
  }

  /**
   * Leaves everything in the one file, for whoever copies it. SQLite does so by itself only when it has closed the
   * last statement, and `@photostructure/sqlite` closes statements when they are garbage.
   */
  override async destroy(): Promise<void> {
    try {
      this.#file.exec('pragma wal_checkpoint(truncate)');
    } finally {
      await super.destroy();
    }
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
