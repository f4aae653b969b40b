// The daybook in a PostgreSQL database, for more than one replica or where the site keeps its data there.
import {
  Kysely,
  type PostgresCursor,
  PostgresDialect,
  type PostgresPool,
  type PostgresPoolClient,
  type PostgresQueryResult,
  sql,
} from 'kysely';
import pg from 'pg';
import { WorldFault } from '../../ports/world-fault.ts';
import { migrate } from './migrations.ts';
import type { Engine, Reads, Tables, Tx } from './schema.ts';

/**
 * The lock of whoever writes. One writer at a time is what SQLite gives as well: works decide on what they have read,
 * and events get their numbers in the order in which they become visible. The number is our own, chosen once.
 */
const writersLock = 4_066_240_663;

/**
 * @param url e.g. `postgres://daybook:…@db.example/daybook`; the tables are made where its search path begins
 * @throws an Error of one line that names the server and what to do, never the password
 */
export async function openPostgres(url: string): Promise<Engine> {
  const place = placeOf(url);
  const pool = new pg.Pool({
    connectionString: url,
    types: { getTypeParser },
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
  });
  // A connection that dies while idle is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => {});
  // One that dies in use fails its query, which says so; here too the event would end the process.
  pool.on('connect', client => client.on('error', () => {}));
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: discreet(pool, place) }) });
  try {
    await migrate(db, 'postgres');
  } catch (error) {
    await db.destroy();
    throw atOpening(place, error);
  }
  return { db, transaction: write => inTransaction(db, write) };
}

async function inTransaction<T>(db: Reads, write: (tx: Tx) => Promise<T>): Promise<T> {
  let begun = false;
  const attempt = () =>
    db
      .transaction()
      .setIsolationLevel('read committed')
      .execute(async tx => {
        // First of all: what the work reads then is the newest there is. And the server is to end the session of a
        // replica that freezes in the middle of writing, so that the others can go on.
        await sql`select set_config('idle_in_transaction_session_timeout', '30s', true),
          pg_advisory_xact_lock(${sql.lit(writersLock)})`.execute(tx);
        begun = true;
        return write(tx);
      });
  try {
    return await attempt();
  } catch (error) {
    // A connection of the pool that the server has closed shows it on first use. Before the work has begun there is
    // nothing to lose by a second try; after that nobody knows what was kept.
    if (begun) throw error;
    return attempt();
  }
}

/** Server and database without user and password. */
function placeOf(url: string): string {
  if (!/^postgres(ql)?:\/\//.test(url) || !URL.canParse(url)) {
    throw new Error(
      'Open the daybook: DATABASE_URL is no PostgreSQL address. It looks like postgres://user:password@server:5432/database.',
    );
  }
  const { host, pathname } = new URL(url);
  return `PostgreSQL ${host}${pathname}`;
}

const int8 = 20;

/** Counts and instants are far below 2^53: as numbers, not as the text that pg makes of a bigint. */
function getTypeParser(oid: number, format?: 'text' | 'binary') {
  return oid === int8 ? Number : pg.types.getTypeParser(oid, format ?? 'text');
}

/** PostgreSQL adds whole rows to its errors; they must not reach a log. What stays is the code and what to do. */
function discreet(pool: pg.Pool, place: string): PostgresPool {
  return {
    async connect() {
      try {
        return discreetClient(await pool.connect(), place);
      } catch (error) {
        throw faultOf(place, error);
      }
    },
    end: () => pool.end(),
  };
}

function discreetClient(client: PostgresPoolClient, place: string): PostgresPoolClient {
  function query<R>(text: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<R>>;
  function query<R>(cursor: PostgresCursor<R>): PostgresCursor<R>;
  function query<R>(asked: string | PostgresCursor<R>, parameters: readonly unknown[] = []) {
    if (typeof asked !== 'string') return client.query(asked);
    return client.query<R>(asked, parameters).catch(error => {
      throw faultOf(place, error);
    });
  }
  return { query, release: () => client.release() };
}

// Source: PostgreSQL documentation, appendix A, error codes; the others are Node's.
const advice: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'Nothing listens there: start the server, or set DATABASE_URL to where it is.',
  ENOTFOUND: 'There is no such server: look at DATABASE_URL.',
  '28P01': 'The user or the password is wrong: look at DATABASE_URL.',
  '28000': 'The server does not let this user in from here: look at DATABASE_URL and pg_hba.conf.',
  '3D000': 'There is no such database: create it, or look at DATABASE_URL.',
  '42501': 'The user may not do this: grant it the rights on the schema.',
  '53100': 'The disk of the server is full: make room.',
  '53300': 'The server has too many connections: raise max_connections, or run fewer replicas.',
};

function faultOf(place: string, error: unknown): WorldFault {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'connection lost';
  return new WorldFault({
    operation: 'use the daybook in',
    target: place,
    advice: `${advice[code] ?? 'Look at the log of the server.'} (${code})`,
  });
}

function atOpening(place: string, error: unknown): unknown {
  if (error instanceof Error && error.message.startsWith('corrupted migrations')) {
    return new Error(
      `Open the daybook in ${place}: a later version wrote it. Run that version, or restore a backup.`,
    );
  }
  return error;
}
