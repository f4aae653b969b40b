// Puts work down in the outbox, for the first time or once more.
import { type Intent, keyOf, laneOf } from '../../domain/intents.ts';
import { familyOf, ofLdso, waiting } from './lanes.ts';
import { intentFrom } from './rows.ts';
import type { Tables, Tx } from './schema.ts';

/** Adds intents, due at once; one that waits already under the same key takes the newer facts and keeps its place. */
export async function enqueue(tx: Tx, intents: readonly Intent[], now: number): Promise<void> {
  const rows = newRows(intents, now);
  if (rows.length === 0) return;
  await openLanes(tx, rows, now);
  await tx
    .insertInto('outbox')
    .values(rows)
    .onConflict(conflict =>
      conflict
        .columns(['lane', 'key'])
        .where('state', '=', waiting)
        .doUpdateSet(eb => ({ body: eb.ref('excluded.body') })),
    )
    .execute();
}

/** Puts given-up work at the end of its lane. @returns how many */
export async function replay(tx: Tx, ids: readonly number[], now: number): Promise<number> {
  if (ids.length === 0) return 0;
  const dead = await tx.deleteFrom('dead_letters').where('id', 'in', ids).returning(['id', 'body']).execute();
  const oldestFirst = dead.sort((a, b) => a.id - b.id).map(row => intentFrom(row.body));
  const rows = newRows(oldestFirst, now);
  if (rows.length === 0) return 0;
  await openLanes(tx, rows, now);
  await tx
    .insertInto('outbox')
    .values(rows)
    // What waits under the same key is newer than what was given up.
    .onConflict(conflict => conflict.columns(['lane', 'key']).where('state', '=', waiting).doNothing())
    .execute();
  return dead.length;
}

type NewRow = Omit<Tables['outbox'], 'id'>;

function newRows(intents: readonly Intent[], now: number): readonly NewRow[] {
  const rows = new Map<string, NewRow>();
  for (const intent of intents) {
    const lane = laneOf(intent);
    const key = keyOf(intent);
    // A map keeps the place of the first and the facts of the last.
    rows.set(JSON.stringify([lane, key]), {
      lane,
      key,
      state: 'waiting',
      due_at: now,
      attempts: 0,
      enqueued_at: now,
      body: JSON.stringify(intent),
      error: null,
    });
  }
  return [...rows.values()];
}

async function openLanes(tx: Tx, rows: readonly NewRow[], now: number): Promise<void> {
  const lanes = [...new Set(rows.map(row => row.lane))];
  await tx
    .insertInto('lanes')
    .values(lanes.map(lane => ({ lane, family: familyOf(lane), next_at: now, token: null })))
    .onConflict(conflict => conflict.column('lane').doNothing())
    .execute();
}

/** Everything of an LDSO that was given up. @returns how many */
export async function replayOf(tx: Tx, ldso: string, now: number): Promise<number> {
  const dead = await ofLdso(tx.selectFrom('dead_letters'), ldso).select('id').execute();
  return replay(
    tx,
    dead.map(({ id }) => id),
    now,
  );
}
