// Work that waits to be delivered, lane by lane, under leases.
import type { Intent } from '../domain/intents.ts';
import type { LdsoId } from '../domain/refs.ts';

/** One piece of work taken from the outbox under a lease. */
export type Delivery = {
  readonly id: number;
  readonly lane: string;
  readonly intent: Intent;
  /** How often it was tried before. */
  readonly attempts: number;
  readonly enqueuedAt: number;
};

export type OutboxStanding = {
  /** Oldest first. `error` says why the last try failed; undefined for what was not tried. */
  readonly waiting: readonly (Delivery & { readonly dueAt: number; readonly error?: string })[];
  readonly dead: readonly (Delivery & { readonly diedAt: number; readonly error: string })[];
};

export type LaneFigures = {
  readonly lane: string;
  readonly waiting: number;
  readonly dead: number;
  /** When the oldest that waits was put there, epoch milliseconds. */
  readonly oldest?: number;
};

export type Outbox = {
  /**
   * Takes the due work of one free lane, oldest first, at most `limit`; nobody else gets that lane until the
   * lease ends or the work is settled. The lane due longest comes first.
   * @param lanes only lanes that start with this, e.g. `ado/`
   */
  claim(request: {
    readonly lanes: string;
    readonly now: number;
    readonly leaseMs: number;
    readonly limit: number;
  }): Promise<readonly Delivery[]>;
  /** The work takes longer: the lease of one claim ends so much later, unless it has ended already. */
  renew(ids: readonly number[], until: number): Promise<void>;
  /** Settles work of one claim; the lane is free again. */
  settle(results: readonly Settlement[], now: number): Promise<void>;
  /** What waits and what was given up of an LDSO: for Azure DevOps, and for its channel. */
  standing(ldso: LdsoId): Promise<OutboxStanding>;
  /** How it stands with one piece of work: undefined when nothing of it waits, nor was it given up. */
  where(intent: Intent): Promise<
    | {
        readonly is: 'waiting' | 'given-up';
        /** When it was put there, epoch milliseconds. */
        readonly since: number;
        readonly error?: string;
      }
    | undefined
  >;
  /** How much there is in each lane that has any. */
  figures(): Promise<readonly LaneFigures[]>;
  /** Work that waits, is being done, or was given up. */
  counts(): Promise<{ readonly waiting: number; readonly dead: number }>;
  dead(): Promise<readonly (Delivery & { readonly error: string })[]>;
  /** Puts given-up work back, due at once. @returns how many */
  replay(ids: readonly number[], now: number): Promise<number>;
  /** Epoch milliseconds of the next due work, for idle timers; undefined when nothing waits. */
  nextDue(lanes: string): Promise<number | undefined>;
};

export type Settlement =
  | { readonly id: number; readonly is: 'done' }
  /** Try again at `nextAt`; what comes behind it in its lane waits. */
  | { readonly id: number; readonly is: 'again'; readonly nextAt: number; readonly error: string }
  /** Given up: kept, shown to people, replayable. */
  | { readonly id: number; readonly is: 'dead'; readonly error: string };
