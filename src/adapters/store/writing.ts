// What is written down in the daybook, apart from the outbox: causes, events with what they change, and notes to self.
import type { Entry } from '../../domain/entry.ts';
import type { DaybookEvent } from '../../domain/events.ts';
import type { PlannedTestCase } from '../../domain/planning/plan.ts';
import type { LdsoId } from '../../domain/refs.ts';
import { type Shelved, shelvedBy } from '../../domain/shelf.ts';
import type { ChannelAddress } from '../../ports/chat.ts';
import type { Link } from '../../ports/store.ts';
import type { Tx } from './schema.ts';

/** @returns false when the cause was taken before */
export async function claimCause(tx: Tx, cause: string, at: number): Promise<boolean> {
  const taken = await tx
    .insertInto('causes')
    .values({ cause, at })
    .onConflict(conflict => conflict.column('cause').doNothing())
    .returning('cause')
    .executeTakeFirst();
  return taken !== undefined;
}

export async function append(tx: Tx, events: readonly DaybookEvent[]): Promise<void> {
  if (events.length === 0) return;
  const rows = events.map(event => ({
    ldso: event.ldso,
    type: event.type,
    at: event.at,
    body: JSON.stringify(event),
  }));
  await tx.insertInto('events').values(rows).execute();
  for (const event of events) {
    await project(tx, event);
    for (const change of shelvedBy(event)) await shelve(tx, change);
  }
}

/** Brings the read model to where it stands after the event. */
async function project(tx: Tx, event: DaybookEvent): Promise<void> {
  switch (event.type) {
    case 'entry-noted':
      return noteEntry(tx, event.entry);
    case 'entry-withdrawn':
      return strikeOut(tx, event, 1);
    case 'entry-restored':
      return strikeOut(tx, event, 0);
    case 'leak-opened':
      return openLeak(tx, event);
    case 'leak-closed':
      await tx
        .updateTable('leaks')
        .set({ closed_at: event.at })
        .where('ldso', '=', event.ldso)
        .where('message_id', '=', event.message.messageId)
        .where('closed_at', 'is', null)
        .execute();
      return;
    case 'leak-reminded':
    case 'hold-reminded':
    case 'message-held':
    case 'hold-ended':
    case 'reason-given':
    case 'remediation-opened':
    case 'remediation-ticked':
    case 'evidence-taken':
    case 'evidence-excepted':
    case 'outbox-replayed':
    case 'quiet-turned':
    case 'seen-in-tracker':
    case 'schedule-offered':
    case 'schedule-imported':
    case 'schedule-left':
    case 'register-offered':
    case 'register-offer-left':
    case 'register-changed':
    case 'plan-confirmed':
    case 'tests-swapped':
    case 'swap-taken-back':
    case 'blocker-taken':
    case 'away-noted':
    case 'away-ended':
    case 'confirmation-asked':
    case 'query-answered':
    case 'query-heard':
    case 'query-sign-gone':
    case 'query-reopened':
    case 'query-nudged':
    case 'stand-up-called':
    case 'wash-up-called':
      return;
  }
}

/** Puts a value on the shelf, or takes it away. */
async function shelve(tx: Tx, { kind, ldso, key, value }: Shelved): Promise<void> {
  if (value === undefined) {
    await tx
      .deleteFrom('shelf')
      .where('kind', '=', kind)
      .where('ldso', '=', ldso)
      .where('key', '=', key)
      .execute();
    return;
  }
  const body = JSON.stringify(value);
  await tx
    .insertInto('shelf')
    .values({ kind, ldso, key, body })
    .onConflict(conflict => conflict.columns(['kind', 'ldso', 'key']).doUpdateSet({ body }))
    .execute();
}

async function noteEntry(tx: Tx, entry: Entry): Promise<void> {
  const columns = {
    ldso: entry.message.ldso,
    message_id: entry.message.messageId,
    test_case_id: entry.testCaseId ?? null,
    mpan_ref: entry.mpanRef ?? null,
    at: entry.at,
    withdrawn: 0,
    body: JSON.stringify(entry),
  };
  await tx
    .insertInto('entries')
    .values({ id: entry.id, ...columns })
    .onConflict(conflict => conflict.column('id').doUpdateSet(columns))
    .execute();
}

async function strikeOut(
  tx: Tx,
  event: { readonly type: string; readonly entryId: string },
  withdrawn: 0 | 1,
): Promise<void> {
  const struck = await tx
    .updateTable('entries')
    .set({ withdrawn })
    .where('id', '=', event.entryId)
    .returning('id')
    .executeTakeFirst();
  if (struck === undefined) {
    throw new Error(`Append ${event.type}: the daybook has no entry ${event.entryId}.`);
  }
}

async function openLeak(tx: Tx, event: Extract<DaybookEvent, { type: 'leak-opened' }>): Promise<void> {
  const kinds = JSON.stringify(event.kinds);
  await tx
    .insertInto('leaks')
    .values({
      ldso: event.ldso,
      message_id: event.message.messageId,
      thread: event.message.thread,
      kinds,
      by_id: event.by.id,
      by_name: event.by.name,
      opened_at: event.at,
      closed_at: null,
    })
    // The same message with other personal data is still one open case.
    .onConflict(conflict =>
      conflict.columns(['ldso', 'message_id']).where('closed_at', 'is', null).doUpdateSet({ kinds }),
    )
    .execute();
}

export async function saveChannel(tx: Tx, address: ChannelAddress): Promise<void> {
  const body = JSON.stringify(address);
  await tx
    .insertInto('channels')
    .values({ ldso: address.ldso, body })
    .onConflict(conflict => conflict.column('ldso').doUpdateSet({ body }))
    .execute();
}

export async function saveLink(tx: Tx, link: Link): Promise<void> {
  const body = JSON.stringify(link.at);
  await tx
    .insertInto('links')
    .values({ kind: link.kind, key: link.key, body })
    .onConflict(conflict => conflict.columns(['kind', 'key']).doUpdateSet({ body }))
    .execute();
}

export async function savePlan(
  tx: Tx,
  ldso: LdsoId,
  plan: { readonly testCases: readonly PlannedTestCase[]; readonly readAt: number },
): Promise<void> {
  const columns = { read_at: plan.readAt, body: JSON.stringify(plan.testCases) };
  await tx
    .insertInto('plans')
    .values({ ldso, ...columns })
    .onConflict(conflict => conflict.column('ldso').doUpdateSet(columns))
    .execute();
}

export async function keepFile(
  tx: Tx,
  file: { readonly id: string; readonly bytes: Uint8Array },
  at: number,
): Promise<void> {
  await tx
    .insertInto('files')
    .values({ ...file, at })
    .onConflict(conflict => conflict.column('id').doUpdateSet({ bytes: file.bytes, at }))
    .execute();
}

export async function dropFile(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('files').where('id', '=', id).execute();
}
