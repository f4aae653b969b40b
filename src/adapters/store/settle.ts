// Settles the work of one claim and gives its lane free.
import type { Selectable } from 'kysely';
import type { Settlement } from '../../ports/outbox.ts';
import { waiting } from './lanes.ts';
import type { Tables, Tx } from './schema.ts';

export type SettledLane = {
  readonly lane: string;
  /** Of the claim that took the lane. */
  readonly token: string;
  /** By item. An item of the claim that is missing here was not tried. */
  readonly results: ReadonlyMap<number, Settlement>;
};

export async function settleLane(tx: Tx, settled: SettledLane, now: number): Promise<void> {
  const { lane } = settled;
  const held = await tx.selectFrom('lanes').select('token').where('lane', '=', lane).executeTakeFirst();
  // The lease ended and another took the lane: the work is theirs, and will be done again.
  if (held?.token !== settled.token) return;
  const rows = await tx
    .selectFrom('outbox')
    .selectAll()
    .where('lane', '=', lane)
    .where('state', '=', 'taken')
    .orderBy('id')
    .execute();
  const done: typeof rows = [];
  for (const row of rows) {
    const result = settled.results.get(row.id);
    switch (result?.is) {
      case 'done':
        done.push(row);
        break;
      case 'dead':
        await bury(tx, row, { error: result.error, now });
        break;
      case 'again':
        await putBack(tx, row, { due_at: result.nextAt, error: result.error });
        break;
      case undefined:
        // Handed back untried.
        await putBack(tx, row, { attempts: Math.max(0, row.attempts - 1) });
        break;
    }
  }
  await forget(tx, lane, done);
  await freeLane(tx, lane);
}

type OutboxRow = Selectable<Tables['outbox']>;

async function forget(tx: Tx, lane: string, done: readonly OutboxRow[]): Promise<void> {
  if (done.length === 0) return;
  const ids = done.map(row => row.id);
  const keys = done.map(row => row.key);
  await tx.deleteFrom('outbox').where('id', 'in', ids).execute();
  // What was given up earlier under the same key is achieved now.
  await tx.deleteFrom('dead_letters').where('lane', '=', lane).where('key', 'in', keys).execute();
}

async function bury(
  tx: Tx,
  row: OutboxRow,
  why: { readonly error: string; readonly now: number },
): Promise<void> {
  const { id, lane, key, attempts, enqueued_at, body } = row;
  const letter = { id, attempts, enqueued_at, died_at: why.now, error: why.error, body };
  await tx.deleteFrom('outbox').where('id', '=', id).execute();
  await tx
    .insertInto('dead_letters')
    .values({ lane, key, ...letter })
    .onConflict(conflict => conflict.columns(['lane', 'key']).doUpdateSet(letter))
    .execute();
}

/** The item waits again in its old place; a newer one with the same key that waits behind it becomes part of it. */
async function putBack(
  tx: Tx,
  row: OutboxRow,
  change: { readonly due_at: number; readonly error: string } | { readonly attempts: number },
): Promise<void> {
  const newer = await tx
    .deleteFrom('outbox')
    .where('lane', '=', row.lane)
    .where('key', '=', row.key)
    .where('state', '=', waiting)
    .returning('body')
    .executeTakeFirst();
  await tx
    .updateTable('outbox')
    .set({ state: 'waiting', body: newer?.body ?? row.body, ...change })
    .where('id', '=', row.id)
    .execute();
}

/** The lane can be taken when its first item is due. A lane with nothing in it has no row. */
async function freeLane(tx: Tx, lane: string): Promise<void> {
  const first = await tx
    .selectFrom('outbox')
    .select('due_at')
    .where('lane', '=', lane)
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  if (first === undefined) {
    await tx.deleteFrom('lanes').where('lane', '=', lane).execute();
    return;
  }
  await tx
    .updateTable('lanes')
    .set({ next_at: first.due_at, token: null })
    .where('lane', '=', lane)
    .execute();
}
