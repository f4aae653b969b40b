// Takes the due work of the one lane that has been due longest.
import type { Delivery, Outbox } from '../../ports/outbox.ts';
import { deliveryFrom, lanesNamed } from './lanes.ts';
import type { Tx } from './schema.ts';

/** @param token of the claim: who settles must show it */
export async function takeLane(
  tx: Tx,
  request: Parameters<Outbox['claim']>[0],
  token: string,
): Promise<readonly Delivery[]> {
  const { now } = request;
  const due = await lanesNamed(tx, request.lanes)
    .select('lane')
    .where('next_at', '<=', now)
    .orderBy('next_at')
    .orderBy('lane')
    .limit(1)
    .executeTakeFirst();
  if (due === undefined) return [];
  const rows = await tx
    .selectFrom('outbox')
    .select(['id', 'lane', 'key', 'due_at', 'attempts', 'enqueued_at', 'body'])
    .where('lane', '=', due.lane)
    .orderBy('id')
    .limit(request.limit)
    .execute();
  const taken = fromTheFront(rows, now);
  const last = taken.at(-1);
  if (last === undefined) throw new Error(`Take the lane ${due.lane}: it is due and has nothing due in it.`);
  await tx
    .updateTable('lanes')
    .set({ next_at: now + request.leaseMs, token })
    .where('lane', '=', due.lane)
    .execute();
  await tx
    .updateTable('outbox')
    .set(eb => ({ state: 'taken', attempts: eb('attempts', '+', 1) }))
    .where('lane', '=', due.lane)
    .where('id', '<=', last.id)
    .execute();
  return taken.map(deliveryFrom);
}

/** Nothing for a lease that has ended and was taken by another. */
export async function renewLane(
  tx: Tx,
  { lane, token }: { readonly lane: string; readonly token: string },
  until: number,
): Promise<void> {
  await tx
    .updateTable('lanes')
    .set({ next_at: until })
    .where('lane', '=', lane)
    .where('token', '=', token)
    .execute();
}

/** The items before the first that is not due, or that has the key of one before it: that one is a later word. */
function fromTheFront<Row extends { readonly key: string; readonly due_at: number }>(
  rows: readonly Row[],
  now: number,
): readonly Row[] {
  const keys = new Set<string>();
  const end = rows.findIndex(row => {
    if (row.due_at > now || keys.has(row.key)) return true;
    keys.add(row.key);
    return false;
  });
  return end === -1 ? rows : rows.slice(0, end);
}
