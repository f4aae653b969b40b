// What can be looked up in the daybook, inside a transaction or outside.
import type { StandingEntry } from '../../domain/entry.ts';
import type { DaybookEvent } from '../../domain/events.ts';
import type { PlannedTestCase } from '../../domain/planning/plan.ts';
import type { Instance, LdsoId, TestCaseId, TestKey } from '../../domain/refs.ts';
import type { Shelf, ShelfKind } from '../../domain/shelf.ts';
import { inPostedOrder } from '../../domain/tests/progress.ts';
import type { ChannelAddress } from '../../ports/chat.ts';
import type { LeakCase, Link } from '../../ports/store.ts';
import {
  channelFrom,
  entryFrom,
  eventFrom,
  leakFrom,
  planFrom,
  shelvedFrom,
  whereaboutsFrom,
} from './rows.ts';
import type { Reads } from './schema.ts';

export async function entriesOfMessage(
  db: Reads,
  ldso: LdsoId,
  messageId: string,
): Promise<readonly StandingEntry[]> {
  return inOrder(await entriesIn(db, ldso).where('message_id', '=', messageId).execute());
}

export async function entriesOfTest(db: Reads, key: TestKey): Promise<readonly StandingEntry[]> {
  const ofTestCase = entriesIn(db, key.ldso).where('test_case_id', '=', key.testCaseId);
  return inOrder(await ofTestCase.where('mpan_ref', '=', key.mpanRef).execute());
}

export async function entriesOfTestCase(
  db: Reads,
  ldso: LdsoId,
  testCaseId: TestCaseId,
): Promise<readonly StandingEntry[]> {
  return inOrder(await entriesIn(db, ldso).where('test_case_id', '=', testCaseId).execute());
}

export async function entriesOf(
  db: Reads,
  ldso: LdsoId,
  window: { readonly from: number; readonly to: number },
): Promise<readonly StandingEntry[]> {
  const { from, to } = window;
  return inOrder(await entriesIn(db, ldso).where('at', '>=', from).where('at', '<', to).execute());
}

function entriesIn(db: Reads, ldso: LdsoId) {
  return db.selectFrom('entries').select(['body', 'withdrawn']).where('ldso', '=', ldso);
}

function inOrder(rows: readonly Parameters<typeof entryFrom>[0][]): readonly StandingEntry[] {
  return inPostedOrder(rows.map(entryFrom));
}

export async function entry(db: Reads, entryId: string): Promise<StandingEntry | undefined> {
  const row = await db
    .selectFrom('entries')
    .select(['body', 'withdrawn'])
    .where('id', '=', entryId)
    .executeTakeFirst();
  return row === undefined ? undefined : entryFrom(row);
}

export async function openLeak(db: Reads, ldso: LdsoId, messageId: string): Promise<LeakCase | undefined> {
  const row = await db
    .selectFrom('leaks')
    .selectAll()
    .where('ldso', '=', ldso)
    .where('message_id', '=', messageId)
    .where('closed_at', 'is', null)
    .executeTakeFirst();
  return row === undefined ? undefined : leakFrom(row);
}

/** Every case of the LDSO in the order in which they were opened, closed ones included. */
export async function leaks(db: Reads, ldso: LdsoId): Promise<readonly LeakCase[]> {
  const rows = await db.selectFrom('leaks').selectAll().where('ldso', '=', ldso).orderBy('id').execute();
  return rows.map(leakFrom);
}

export async function events(
  db: Reads,
  after: number,
  limit: number,
): Promise<readonly { readonly seq: number; readonly event: DaybookEvent }[]> {
  const rows = await db
    .selectFrom('events')
    .select(['seq', 'body'])
    .where('seq', '>', after)
    .orderBy('seq')
    .limit(limit)
    .execute();
  return rows.map(row => ({ seq: row.seq, event: eventFrom(row.body) }));
}

export async function causeTaken(db: Reads, cause: string): Promise<boolean> {
  const row = await db.selectFrom('causes').select('cause').where('cause', '=', cause).executeTakeFirst();
  return row !== undefined;
}

/** Everything of one kind that a channel keeps, by key. */
export async function shelf<Kind extends ShelfKind>(
  db: Reads,
  kind: Kind,
  ldso: LdsoId,
): Promise<ReadonlyMap<string, Shelf[Kind]>> {
  const rows = await db
    .selectFrom('shelf')
    .select(['key', 'body'])
    .where('kind', '=', kind)
    .where('ldso', '=', ldso)
    .orderBy('key')
    .execute();
  return new Map(rows.map(row => [row.key, shelvedFrom(row.body) as Shelf[Kind]]));
}

export async function channel(db: Reads, ldso: LdsoId): Promise<ChannelAddress | undefined> {
  const row = await db.selectFrom('channels').select('body').where('ldso', '=', ldso).executeTakeFirst();
  return row === undefined ? undefined : channelFrom(row.body);
}

export async function link(db: Reads, kind: Link['kind'], key: string): Promise<Link | undefined> {
  const row = await db
    .selectFrom('links')
    .select('body')
    .where('kind', '=', kind)
    .where('key', '=', key)
    .executeTakeFirst();
  return row === undefined ? undefined : { kind, key, at: whereaboutsFrom(row.body) };
}

export async function linksOf(db: Reads, kind: Link['kind'], of: Instance): Promise<readonly Link[]> {
  const rows = await db
    .selectFrom('links')
    .select(['key', 'body'])
    .where('kind', '=', kind)
    .where('key', 'like', `${of}/%`)
    .orderBy('key')
    .execute();
  return rows.map(row => ({ kind, key: row.key, at: whereaboutsFrom(row.body) }));
}

export async function plan(
  db: Reads,
  ldso: LdsoId,
): Promise<{ readonly testCases: readonly PlannedTestCase[]; readonly readAt: number } | undefined> {
  const row = await db
    .selectFrom('plans')
    .select(['body', 'read_at'])
    .where('ldso', '=', ldso)
    .executeTakeFirst();
  return row === undefined ? undefined : { testCases: planFrom(row.body), readAt: row.read_at };
}

export async function file(db: Reads, id: string): Promise<Uint8Array | undefined> {
  const row = await db.selectFrom('files').select('bytes').where('id', '=', id).executeTakeFirst();
  return row?.bytes;
}
