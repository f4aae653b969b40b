// The outbox: work put down with the events that cause it, taken lane by lane under a lease.
import { sql } from 'kysely';
import { keyOf, laneOf } from '../../domain/intents.ts';
import type { LaneFigures, Outbox, Settlement } from '../../ports/outbox.ts';
import type { Commits } from './commits.ts';
import { replay } from './enqueue.ts';
import { deliveryFrom, lanesNamed, ofLdso } from './lanes.ts';
import type { Reads } from './schema.ts';
import { type SettledLane, settleLane } from './settle.ts';
import { renewLane, takeLane } from './take.ts';

// Why a table of lanes: to ask each waiting item whether one before it in its lane still waits grows with the backlog,
// and an outage makes the backlog long. A lane's row says when the lane can next be taken, so taking is one look-up.

/** Which claim holds an item, as this process remembers it. */
type Hold = Pick<SettledLane, 'lane' | 'token'>;

/** @param self tells this process's leases from those of others; unique for each opening */
export function outboxOf(db: Reads, commits: Commits, self: string): Outbox {
  const holds = new Map<number, Hold>();
  let claims = 0;
  return {
    async claim(request) {
      claims += 1;
      const token = `${self}/${claims}`;
      const taken = await commits.commit(tx => takeLane(tx, request, token));
      for (const { id, lane } of taken) holds.set(id, { lane, token });
      return taken;
    },
    async renew(ids, until) {
      const held = ids.flatMap(id => holds.get(id) ?? []);
      await commits.commit(async tx => {
        for (const lease of new Map(held.map(each => [each.token, each])).values())
          await renewLane(tx, lease, until);
      });
    },
    async settle(results, now) {
      const lanes = lanesOf(results, holds);
      await commits.commit(async tx => {
        for (const lane of lanes) await settleLane(tx, lane, now);
      });
      // Unless a later claim has taken the item again meanwhile.
      for (const { token, results } of lanes) {
        for (const id of results.keys()) if (holds.get(id)?.token === token) holds.delete(id);
      }
    },
    async standing(ldso) {
      const waiting = await ofLdso(db.selectFrom('outbox'), ldso).selectAll().orderBy('id').execute();
      const dead = await ofLdso(db.selectFrom('dead_letters'), ldso).selectAll().orderBy('id').execute();
      return {
        waiting: waiting.map(row => ({
          ...deliveryFrom(row),
          dueAt: row.due_at,
          ...(row.error === null ? {} : { error: row.error }),
        })),
        dead: dead.map(row => ({ ...deliveryFrom(row), diedAt: row.died_at, error: row.error })),
      };
    },
    async where(intent) {
      const [lane, key] = [laneOf(intent), keyOf(intent)];
      const waiting = await db
        .selectFrom('outbox')
        .select(['enqueued_at as since', 'error'])
        .where('lane', '=', lane)
        .where('key', '=', key)
        .orderBy('id')
        .executeTakeFirst();
      if (waiting !== undefined) {
        const { since, error } = waiting;
        return { is: 'waiting', since, ...(error === null ? {} : { error }) };
      }
      const dead = await db
        .selectFrom('dead_letters')
        .select(['enqueued_at as since', 'error'])
        .where('lane', '=', lane)
        .where('key', '=', key)
        .executeTakeFirst();
      return dead === undefined ? undefined : { is: 'given-up', ...dead };
    },
    async figures() {
      const count = sql<number>`count(*)`.as('count');
      const waiting = await db
        .selectFrom('outbox')
        .select(['lane', count, eb => eb.fn.min('enqueued_at').as('oldest')])
        .groupBy('lane')
        .execute();
      const dead = await db.selectFrom('dead_letters').select(['lane', count]).groupBy('lane').execute();
      const lanes = new Map<string, LaneFigures>();
      for (const row of waiting)
        lanes.set(row.lane, { lane: row.lane, waiting: row.count, dead: 0, oldest: row.oldest });
      for (const { lane, count: given } of dead)
        lanes.set(lane, { ...(lanes.get(lane) ?? { lane, waiting: 0 }), dead: given });
      return [...lanes.values()];
    },
    async counts() {
      const count = sql<number>`count(*)`.as('count');
      const work = await db.selectFrom('outbox').select(count).executeTakeFirstOrThrow();
      const dead = await db.selectFrom('dead_letters').select(count).executeTakeFirstOrThrow();
      return { waiting: work.count, dead: dead.count };
    },
    async dead() {
      const rows = await db.selectFrom('dead_letters').selectAll().orderBy('id').execute();
      return rows.map(row => ({ ...deliveryFrom(row), error: row.error }));
    },
    replay(ids, now) {
      return commits.commit(tx => replay(tx, ids, now));
    },
    async nextDue(lanes) {
      const row = await lanesNamed(db, lanes)
        .select(eb => eb.fn.min('next_at').as('at'))
        .executeTakeFirst();
      return row?.at ?? undefined;
    },
  };
}

/** Results of items that this process does not hold are left out: somebody else has them, or nobody. */
function lanesOf(results: readonly Settlement[], holds: ReadonlyMap<number, Hold>): readonly SettledLane[] {
  const claims = new Map<string, Hold & { readonly results: Map<number, Settlement> }>();
  for (const result of results) {
    const hold = holds.get(result.id);
    if (hold === undefined) continue;
    const claim = claims.get(hold.token) ?? { ...hold, results: new Map() };
    claim.results.set(result.id, result);
    claims.set(hold.token, claim);
  }
  return [...claims.values()];
}
