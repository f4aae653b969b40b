// Places for daybooks that only a test needs: a folder of its own, a database of its own.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { openStore } from '../../../src/adapters/store/open.ts';
import type { Place } from '../../contracts/given-store.ts';

export async function newFolder(): Promise<{ readonly dir: string; remove(): Promise<void> }> {
  const dir = await mkdtemp(join(tmpdir(), 'daybook-store-'));
  return { dir, remove: () => rm(dir, { recursive: true, force: true }) };
}

export async function sqlitePlace(): Promise<Place> {
  const { dir, remove } = await newFolder();
  return { open: now => openStore({ dir, now }), leave: remove };
}

/** A server whose user may create databases, e.g. `postgres://daybook@127.0.0.1:5432/postgres`. */
// biome-ignore lint/style/noProcessEnv: where the tests of PostgreSQL find a server is for whoever runs them to say
export const testServer = process.env.TEST_DATABASE_URL;

export async function newDatabase(): Promise<{ readonly url: string; drop(): Promise<void> }> {
  if (testServer === undefined) throw new Error('Set TEST_DATABASE_URL to a PostgreSQL server for tests.');
  const server = testServer;
  const url = new URL(server);
  const name = `daybook_${process.pid}_${Math.random().toString(36).slice(2)}`;
  url.pathname = `/${name}`;
  await onServer(server, `create database ${name}`);
  return { url: url.href, drop: () => onServer(server, `drop database ${name} with (force)`) };
}

export async function postgresPlace(): Promise<Place> {
  const { url, drop } = await newDatabase();
  return { open: now => openStore({ url, now }), leave: drop };
}

export async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
