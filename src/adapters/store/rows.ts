// From the JSON of a row back to the daybook's own types.
import { z } from 'zod';
import type { StandingEntry } from '../../domain/entry.ts';
import type { DaybookEvent } from '../../domain/events.ts';
import type { Intent } from '../../domain/intents.ts';
import { kinds } from '../../domain/kinds.ts';
import type { PlannedTestCase } from '../../domain/planning/plan.ts';
import type { LdsoId } from '../../domain/refs.ts';
import type { ChannelAddress } from '../../ports/chat.ts';
import type { LeakCase, Link } from '../../ports/store.ts';

// Only this store writes these rows, from values that were checked (and guarded) on their way in. So a schema asks
// no more than what tells one member of a union from another and what every reader relies on.

const person = z.looseObject({ id: z.string(), name: z.string() });

const entry = z.looseObject({
  id: z.string(),
  kind: z.enum(kinds),
  message: z.looseObject({ ldso: z.string(), thread: z.string(), messageId: z.string() }),
  routeTo: z.array(z.string()),
  warnings: z.array(z.string()),
  note: z.string(),
  by: person,
  at: z.number(),
});

const event = z.looseObject({
  type: z.enum(
    namesOf<DaybookEvent['type']>({
      'entry-noted': true,
      'entry-withdrawn': true,
      'entry-restored': true,
      'leak-opened': true,
      'leak-closed': true,
      'leak-reminded': true,
      'hold-reminded': true,
      'message-held': true,
      'hold-ended': true,
      'harness-said': true,
      'harness-reminded': true,
      'reason-given': true,
      'remediation-opened': true,
      'remediation-ticked': true,
      'evidence-taken': true,
      'evidence-excepted': true,
      'outbox-replayed': true,
      'quiet-turned': true,
      'seen-in-tracker': true,
      'schedule-offered': true,
      'schedule-imported': true,
      'schedule-left': true,
      'register-offered': true,
      'register-offer-left': true,
      'register-changed': true,
      'plan-confirmed': true,
      'tests-swapped': true,
      'swap-taken-back': true,
      'blocker-taken': true,
      'away-noted': true,
      'away-ended': true,
      'cover-noted': true,
      'cover-ended': true,
      'confirmation-asked': true,
      'migration-proposed': true,
      'migration-agreed': true,
      'migration-left': true,
      'query-answered': true,
      'query-heard': true,
      'query-sign-gone': true,
      'query-reopened': true,
      'query-nudged': true,
      'stand-up-called': true,
      'wash-up-called': true,
    }),
  ),
  ldso: z.string(),
  at: z.number(),
});

const intent = z.looseObject({
  is: z.enum(
    namesOf<Intent['is']>({
      'show-test': true,
      'say-refused': true,
      'say-noted': true,
      answer: true,
      'call-harness': true,
      'say-ready': true,
      'call-groups': true,
      attend: true,
      tell: true,
      'call-about-leak': true,
      'say-mended': true,
      'show-remediation': true,
      'remind-held': true,
      'show-query': true,
      'nudge-query': true,
      'say-elsewhere': true,
      'post-schedule': true,
      welcome: true,
      'show-stand-up': true,
      'ask-unconfirmed': true,
      'post-stand-up': true,
      'post-wash-up': true,
      'mirror-test': true,
      'drop-result': true,
      'mirror-defect': true,
      'close-runs': true,
      'fetch-evidence': true,
      'attach-evidence': true,
      'say-copied': true,
      'copy-defect': true,
      'read-triage': true,
      'copy-down': true,
    }),
  ),
});

const channel = z.looseObject({
  ldso: z.string(),
  channelId: z.string(),
  serviceUrl: z.string(),
  tenantId: z.string(),
  botId: z.string(),
});

const whereabouts = z.record(z.string(), z.union([z.string(), z.number()]));

const plan = z.array(
  z.looseObject({
    id: z.string(),
    name: z.string(),
    title: z.string(),
    suite: z.string(),
    order: z.number(),
  }),
);

export function entryFrom(row: { readonly body: string; readonly withdrawn: number }): StandingEntry {
  const read = parsed(entry, 'entries', row.body);
  return { ...(read as unknown as StandingEntry), withdrawn: row.withdrawn === 1 };
}

export function eventFrom(body: string): DaybookEvent {
  return parsed(event, 'events', body) as unknown as DaybookEvent;
}

export function intentFrom(body: string): Intent {
  return parsed(intent, 'outbox', body) as unknown as Intent;
}

export function channelFrom(body: string): ChannelAddress {
  return parsed(channel, 'channels', body) as unknown as ChannelAddress;
}

export function whereaboutsFrom(body: string): Link['at'] {
  return parsed(whereabouts, 'links', body);
}

export function planFrom(body: string): readonly PlannedTestCase[] {
  return parsed(plan, 'plans', body) as unknown as readonly PlannedTestCase[];
}

export function shelvedFrom(body: string): unknown {
  return parsed(z.looseObject({}), 'shelf', body);
}

export function leakFrom(row: {
  readonly ldso: string;
  readonly message_id: string;
  readonly thread: string;
  readonly kinds: string;
  readonly by_id: string;
  readonly by_name: string | null;
  readonly opened_at: number;
  readonly closed_at: number | null;
}): LeakCase {
  return {
    message: { ldso: row.ldso as LdsoId, thread: row.thread, messageId: row.message_id },
    kinds: parsed(z.array(z.string()), 'leaks', row.kinds),
    by: { id: row.by_id, name: row.by_name ?? 'somebody' },
    openedAt: row.opened_at,
    ...(row.closed_at === null ? {} : { closedAt: row.closed_at }),
  };
}

/** Names every member of a union, so that a new member that is not named here does not compile. */
function namesOf<Name extends string>(names: Record<Name, true>): readonly Name[] {
  return Object.keys(names) as Name[];
}

/** @throws an Error that names the table and never what the row holds */
function parsed<T>(schema: z.ZodType<T>, table: string, json: string): T {
  const read = schema.safeParse(jsonOf(json));
  if (read.success) return read.data;
  const where = read.error.issues[0]?.path.join('.') ?? '';
  throw new Error(
    `Read the daybook's table ${table}: a row does not have the shape that this version knows (at "${where}"). A later version may have written it: run that version, or restore a backup.`,
  );
}

/** @returns undefined for what is no JSON: no schema accepts it, and the parser's own words would quote the row */
function jsonOf(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
