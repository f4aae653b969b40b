// What putting, taking and settling work have in common: how lanes are found and how an item is read.
import { type SelectQueryBuilder, sql } from 'kysely';
import type { Delivery } from '../../ports/outbox.ts';
import { intentFrom } from './rows.ts';
import type { Reads, Tables } from './schema.ts';

/** As a literal, since a partial index is not used for a parameter. */
export const waiting = sql.lit('waiting' as const);

export function deliveryFrom(row: {
  readonly id: number;
  readonly lane: string;
  readonly attempts: number;
  readonly enqueued_at: number;
  readonly body: string;
}): Delivery {
  return {
    id: row.id,
    lane: row.lane,
    intent: intentFrom(row.body),
    attempts: row.attempts,
    enqueuedAt: row.enqueued_at,
  };
}

/** Lanes that start with `prefix`. Its part up to the first slash is found by index. */
export function lanesNamed(db: Reads, prefix: string) {
  const lanes = db.selectFrom('lanes');
  const family = familyOf(prefix);
  const inFamily = prefix.includes('/') ? lanes.where('family', '=', family) : lanes;
  return prefix === family && prefix.includes('/')
    ? inFamily
    : inFamily.where(sql<boolean>`substr(lane, 1, length(${prefix})) = ${prefix}`);
}

/** What an LDSO's own lanes hold: that for Azure DevOps, and those of its channel. */
export function ofLdso<Table extends 'outbox' | 'dead_letters', Row>(
  from: SelectQueryBuilder<Tables, Table, Row>,
  ldso: string,
): SelectQueryBuilder<Tables, Table, Row> {
  const channel = `chat/${ldso}/`;
  return from.where(
    sql<boolean>`(lane = ${`ado/${ldso}`} or substr(lane, 1, length(${channel})) = ${channel})`,
  );
}

export function familyOf(lane: string): string {
  const slash = lane.indexOf('/');
  return slash === -1 ? lane : lane.slice(0, slash + 1);
}
