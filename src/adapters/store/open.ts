// Opens the daybook's store: PostgreSQL when an address is given, else a SQLite file.
import { randomUUID } from 'node:crypto';
import type { Book, Store } from '../../ports/store.ts';
import { groupCommit } from './commits.ts';
import { enqueue, replayOf } from './enqueue.ts';
import { outboxOf } from './outbox.ts';
import { openPostgres } from './postgres.ts';
import * as reading from './reading.ts';
import type { Engine, Tx } from './schema.ts';
import { openSqlite } from './sqlite.ts';
import * as writing from './writing.ts';

export type StoreOptions = {
  /** PostgreSQL, e.g. `postgres://daybook@db.example/daybook`. Wins over `dir`. */
  readonly url?: string | undefined;
  /** The folder of `daybook.sqlite`, made when it is not there. */
  readonly dir?: string | undefined;
  /** Epoch milliseconds; when work is put into the outbox. */
  readonly now?: () => number;
  /** Hears after each durable transaction how many works shared it. */
  readonly onCommit?: (works: number) => void;
};

/** @throws an Error of one line that names the place and what to do when the daybook cannot be opened */
export async function openStore(options: StoreOptions): Promise<Store> {
  const engine = await openEngine(options);
  return storeOn(engine, options);
}

async function openEngine({ url, dir }: StoreOptions): Promise<Engine> {
  if (url !== undefined) return openPostgres(url);
  if (dir === undefined) {
    throw new Error(
      'Open the daybook: no place is named. Give a data folder, or the address of a PostgreSQL.',
    );
  }
  return openSqlite(dir);
}

function storeOn(engine: Engine, { now = Date.now, onCommit }: StoreOptions): Store {
  const { db } = engine;
  const commits = groupCommit(engine, onCommit);
  let closing: Promise<void> | undefined;
  return {
    perform: work => commits.commit(tx => work(bookOf(tx, now))),
    outbox: outboxOf(db, commits, randomUUID()),
    entriesOfTest: key => reading.entriesOfTest(db, key),
    entriesOfTestCase: (ldso, testCaseId) => reading.entriesOfTestCase(db, ldso, testCaseId),
    entry: entryId => reading.entry(db, entryId),
    entriesOf: (ldso, window) => reading.entriesOf(db, ldso, window),
    events: (after, limit) => reading.events(db, after, limit),
    leaks: ldso => reading.leaks(db, ldso),
    shelf: (kind, ldso) => reading.shelf(db, kind, ldso),
    causeTaken: cause => reading.causeTaken(db, cause),
    channel: ldso => reading.channel(db, ldso),
    link: (kind, key) => reading.link(db, kind, key),
    linksOf: (kind, ldso) => reading.linksOf(db, kind, ldso),
    saveLink: link => commits.commit(tx => writing.saveLink(tx, link)),
    file: id => reading.file(db, id),
    dropFile: id => commits.commit(tx => writing.dropFile(tx, id)),
    plan: ldso => reading.plan(db, ldso),
    savePlan: (ldso, testCases, readAt) =>
      commits.commit(tx => writing.savePlan(tx, ldso, { testCases, readAt })),
    close() {
      closing ??= commits.close().then(() => db.destroy());
      return closing;
    },
  };
}

function bookOf(tx: Tx, now: () => number): Book {
  return {
    claim: (cause, at) => writing.claimCause(tx, cause, at),
    entriesOfMessage: (ldso, messageId) => reading.entriesOfMessage(tx, ldso, messageId),
    entriesOfTest: key => reading.entriesOfTest(tx, key),
    entriesOfTestCase: (ldso, testCaseId) => reading.entriesOfTestCase(tx, ldso, testCaseId),
    openLeak: (ldso, messageId) => reading.openLeak(tx, ldso, messageId),
    shelf: (kind, ldso) => reading.shelf(tx, kind, ldso),
    append: events => writing.append(tx, events),
    enqueue: intents => enqueue(tx, intents, now()),
    replay: ldso => replayOf(tx, ldso, now()),
    saveChannel: address => writing.saveChannel(tx, address),
    keepFile: (id, bytes) => writing.keepFile(tx, { id, bytes }, now()),
  };
}
