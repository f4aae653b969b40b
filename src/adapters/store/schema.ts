// The tables of the daybook as TypeScript sees them, and what each database engine has to offer to fill them.
import type { Generated, Kysely, Transaction } from 'kysely';

/** JSON columns are text, instants are epoch milliseconds, yes and no are 1 and 0: the same in both engines. */
export type Tables = {
  causes: { cause: string; at: number };
  events: { seq: Generated<number>; ldso: string; type: string; at: number; body: string };
  entries: {
    id: string;
    ldso: string;
    message_id: string;
    test_case_id: string | null;
    mpan_ref: string | null;
    at: number;
    withdrawn: number;
    body: string;
  };
  leaks: {
    id: Generated<number>;
    ldso: string;
    message_id: string;
    thread: string;
    kinds: string;
    by_id: string;
    /** Null in cases of before this was kept. */
    by_name: string | null;
    opened_at: number;
    closed_at: number | null;
  };
  channels: { ldso: string; body: string };
  links: { kind: string; key: string; body: string };
  /** The newest value of each thing that a channel keeps beside its entries. */
  shelf: { kind: string; ldso: string; key: string; body: string };
  /** Files on their way to Azure DevOps. */
  files: { id: string; at: number; bytes: Uint8Array };
  plans: { ldso: string; read_at: number; body: string };
  /** One row for each lane with work in the outbox, and none for the others. */
  lanes: {
    lane: string;
    /** The lane up to its first slash, e.g. `ado/`: what deliverers ask for. */
    family: string;
    /** When somebody may take the lane: when its first item is due or, while it is leased, when the lease ends. */
    next_at: number;
    /** Who holds the lane; null while it is free. */
    token: string | null;
  };
  outbox: {
    id: Generated<number>;
    lane: string;
    key: string;
    /** `taken` by whoever has, or last had, the lane; a newer intent with the same key must not slip into it. */
    state: 'waiting' | 'taken';
    due_at: number;
    attempts: number;
    enqueued_at: number;
    body: string;
    /** Why the last try failed. */
    error: string | null;
  };
  dead_letters: {
    id: number;
    lane: string;
    key: string;
    attempts: number;
    enqueued_at: number;
    died_at: number;
    error: string;
    body: string;
  };
};

export type Reads = Kysely<Tables>;
export type Tx = Transaction<Tables>;

/** A database that is open and has today's tables. */
export type Engine = {
  readonly db: Reads;
  /** Runs `write` in one durable transaction while nobody else, in any process, writes to this daybook. */
  transaction<T>(write: (tx: Tx) => Promise<T>): Promise<T>;
};
