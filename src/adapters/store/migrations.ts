// Brings a database to today's tables, step by step; a step that has run somewhere is never changed again.
import { type ColumnDefinitionBuilder, type Kysely, type Migration, Migrator, sql } from 'kysely';
import type { Reads } from './schema.ts';

type EngineName = 'sqlite' | 'postgres';

/** @throws what the database said, or Kysely's "corrupted migrations" when the tables are of a later version */
export async function migrate(db: Reads, engine: EngineName): Promise<void> {
  const provider = { getMigrations: async () => migrations(engine) };
  const { error } = await new Migrator({ db, provider }).migrateToLatest();
  if (error !== undefined) throw error;
}

function migrations(engine: EngineName): Record<string, Migration> {
  return {
    '0001-daybook': { up: db => createDaybook(db, engine) },
    '0002-outbox': { up: db => createOutbox(db, engine) },
    '0003-shelf': { up: createShelf },
    '0004-who-leaked': { up: nameWhoLeaked },
    '0005-files': { up: db => createFiles(db, engine) },
    '0006-why-again': { up: tellWhyAgain },
  };
}

async function createDaybook(db: Kysely<unknown>, engine: EngineName): Promise<void> {
  const { schema } = db;
  await schema
    .createTable('causes')
    .addColumn('cause', 'text', column => column.primaryKey())
    .addColumn('at', 'bigint', required)
    .execute();
  await schema
    .createTable('events')
    .addColumn('seq', numberType(engine), column => counted(column, engine))
    .addColumn('ldso', 'text', required)
    .addColumn('type', 'text', required)
    .addColumn('at', 'bigint', required)
    .addColumn('body', 'text', required)
    .execute();
  await schema
    .createTable('entries')
    .addColumn('id', 'text', column => column.primaryKey())
    .addColumn('ldso', 'text', required)
    .addColumn('message_id', 'text', required)
    .addColumn('test_case_id', 'text')
    .addColumn('mpan_ref', 'text')
    .addColumn('at', 'bigint', required)
    .addColumn('withdrawn', 'integer', required)
    .addColumn('body', 'text', required)
    .execute();
  await schema.createIndex('entries_by_message').on('entries').columns(['ldso', 'message_id']).execute();
  await schema
    .createIndex('entries_by_test')
    .on('entries')
    .columns(['ldso', 'test_case_id', 'mpan_ref'])
    .execute();
  await schema.createIndex('entries_by_time').on('entries').columns(['ldso', 'at']).execute();
  await schema
    .createTable('leaks')
    .addColumn('id', numberType(engine), column => counted(column, engine))
    .addColumn('ldso', 'text', required)
    .addColumn('message_id', 'text', required)
    .addColumn('thread', 'text', required)
    .addColumn('kinds', 'text', required)
    .addColumn('by_id', 'text', required)
    .addColumn('opened_at', 'bigint', required)
    .addColumn('closed_at', 'bigint')
    .execute();
  await schema
    .createIndex('leaks_open')
    .unique()
    .on('leaks')
    .columns(['ldso', 'message_id'])
    .where(sql<boolean>`closed_at is null`)
    .execute();
  await schema.createIndex('leaks_by_ldso').on('leaks').column('ldso').execute();
  await schema
    .createTable('channels')
    .addColumn('ldso', 'text', column => column.primaryKey())
    .addColumn('body', 'text', required)
    .execute();
  await schema
    .createTable('links')
    .addColumn('kind', 'text', required)
    .addColumn('key', 'text', required)
    .addColumn('body', 'text', required)
    .addPrimaryKeyConstraint('links_key', ['kind', 'key'])
    .execute();
  await schema
    .createTable('plans')
    .addColumn('ldso', 'text', column => column.primaryKey())
    .addColumn('read_at', 'bigint', required)
    .addColumn('body', 'text', required)
    .execute();
}

async function createOutbox(db: Kysely<unknown>, engine: EngineName): Promise<void> {
  const { schema } = db;
  await schema
    .createTable('lanes')
    .addColumn('lane', 'text', column => column.primaryKey())
    .addColumn('family', 'text', required)
    .addColumn('next_at', 'bigint', required)
    .addColumn('token', 'text')
    .execute();
  await schema.createIndex('lanes_due').on('lanes').columns(['family', 'next_at', 'lane']).execute();
  await schema
    .createTable('outbox')
    .addColumn('id', numberType(engine), column => counted(column, engine))
    .addColumn('lane', 'text', column => column.notNull().references('lanes.lane'))
    .addColumn('key', 'text', required)
    .addColumn('state', 'text', required)
    .addColumn('due_at', 'bigint', required)
    .addColumn('attempts', 'integer', required)
    .addColumn('enqueued_at', 'bigint', required)
    .addColumn('body', 'text', required)
    .execute();
  await schema.createIndex('outbox_in_lane').on('outbox').columns(['lane', 'id']).execute();
  await schema
    .createIndex('outbox_waiting')
    .unique()
    .on('outbox')
    .columns(['lane', 'key'])
    .where(sql<boolean>`state = 'waiting'`)
    .execute();
  await schema
    .createTable('dead_letters')
    .addColumn('id', 'bigint', column => column.primaryKey())
    .addColumn('lane', 'text', required)
    .addColumn('key', 'text', required)
    .addColumn('attempts', 'integer', required)
    .addColumn('enqueued_at', 'bigint', required)
    .addColumn('died_at', 'bigint', required)
    .addColumn('error', 'text', required)
    .addColumn('body', 'text', required)
    .addUniqueConstraint('dead_letters_by_key', ['lane', 'key'])
    .execute();
}

async function createShelf(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('shelf')
    .addColumn('kind', 'text', required)
    .addColumn('ldso', 'text', required)
    .addColumn('key', 'text', required)
    .addColumn('body', 'text', required)
    .addPrimaryKeyConstraint('shelf_key', ['kind', 'ldso', 'key'])
    .execute();
}

/** The wash-up says whose message it is. */
async function nameWhoLeaked(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('leaks').addColumn('by_name', 'text').execute();
}

async function createFiles(db: Kysely<unknown>, engine: EngineName): Promise<void> {
  await db.schema
    .createTable('files')
    .addColumn('id', 'text', column => column.primaryKey())
    .addColumn('at', 'bigint', required)
    .addColumn('bytes', engine === 'sqlite' ? 'blob' : 'bytea', required)
    .execute();
}

async function tellWhyAgain(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('outbox').addColumn('error', 'text').execute();
}

function required(column: ColumnDefinitionBuilder): ColumnDefinitionBuilder {
  return column.notNull();
}

/** SQLite counts only in a column declared exactly `integer primary key`. */
function numberType(engine: EngineName): 'integer' | 'bigint' {
  return engine === 'sqlite' ? 'integer' : 'bigint';
}

/** A number that grows with each row and is never given twice, also after its row is gone. */
function counted(column: ColumnDefinitionBuilder, engine: EngineName): ColumnDefinitionBuilder {
  return engine === 'sqlite'
    ? column.primaryKey().autoIncrement()
    : column.generatedAlwaysAsIdentity().primaryKey();
}
