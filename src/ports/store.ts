// Where the daybook is kept: events, what decisions need of them, and the outbox, in one transaction.
import type { MessageRef, Person, StandingEntry } from '../domain/entry.ts';
import type { DaybookEvent } from '../domain/events.ts';
import type { Intent } from '../domain/intents.ts';
import type { PlannedTestCase } from '../domain/planning/plan.ts';
import type { Instance, LdsoId, TestCaseId, TestKey } from '../domain/refs.ts';
import type { Shelf, ShelfKind } from '../domain/shelf.ts';
import type { ChannelAddress } from './chat.ts';
import type { Outbox } from './outbox.ts';

/** A leak case: a message that held personal data and, as far as is known, still does. */
export type LeakCase = {
  readonly message: MessageRef;
  readonly kinds: readonly string[];
  readonly by: Person;
  /** Epoch milliseconds. */
  readonly openedAt: number;
  readonly closedAt?: number;
};

/** What stands outside for something of ours: the card of a test, the result in ADO, the bug of a defect. */
export type Link = {
  readonly kind:
    | 'card'
    | 'stand-up'
    | 'wash-up'
    | 'reply'
    | 'result'
    | 'defect'
    | 'copy'
    | 'evidence'
    | 'read-back';
  /** e.g. the test key as text, the entry id, `EEN/2026-11-24`. */
  readonly key: string;
  /** Facts to find it again; small, JSON. */
  readonly at: Readonly<Record<string, string | number>>;
};

/** The daybook inside one transaction. Reads see what the transaction wrote. */
export type Book = {
  /** @returns false when this cause was taken before: then nothing may change */
  claim(cause: string, at: number): Promise<boolean>;
  entriesOfMessage(ldso: LdsoId, messageId: string): Promise<readonly StandingEntry[]>;
  entriesOfTest(key: TestKey): Promise<readonly StandingEntry[]>;
  entriesOfTestCase(ldso: LdsoId, testCaseId: TestCaseId): Promise<readonly StandingEntry[]>;
  openLeak(ldso: LdsoId, messageId: string): Promise<LeakCase | undefined>;
  /** Everything of one kind that a channel keeps beside its entries, by key. */
  shelf<Kind extends ShelfKind>(kind: Kind, ldso: LdsoId): Promise<ReadonlyMap<string, Shelf[Kind]>>;
  /** Appends to the event log and brings the read model along. */
  append(events: readonly DaybookEvent[]): Promise<void>;
  /** Adds to the outbox, due at once. A waiting intent with the same key takes the newer facts instead. */
  enqueue(intents: readonly Intent[]): Promise<void>;
  /** Puts everything of an LDSO that was given up back into the outbox, due at once. @returns how much it was */
  replay(ldso: LdsoId): Promise<number>;
  saveChannel(address: ChannelAddress): Promise<void>;
  /** Until it is dropped; the same id again takes the place of what was there. */
  keepFile(id: string, bytes: Uint8Array): Promise<void>;
};

export type Store = {
  /**
   * Runs `work` in one durable transaction. It may be run again after a conflict, so it does nothing but use the book.
   * Several callers' work may share a commit; one that throws takes only its own changes back.
   */
  perform<T>(work: (book: Book) => Promise<T>): Promise<T>;
  readonly outbox: Outbox;
  entriesOfTest(key: TestKey): Promise<readonly StandingEntry[]>;
  /** Of all its meter points. */
  entriesOfTestCase(ldso: LdsoId, testCaseId: TestCaseId): Promise<readonly StandingEntry[]>;
  entry(entryId: string): Promise<StandingEntry | undefined>;
  /** Every entry of an LDSO posted in [from, to), epoch milliseconds, in posted order; withdrawn ones included. */
  entriesOf(
    ldso: LdsoId,
    window: { readonly from: number; readonly to: number },
  ): Promise<readonly StandingEntry[]>;
  events(
    after: number,
    limit: number,
  ): Promise<readonly { readonly seq: number; readonly event: DaybookEvent }[]>;
  leaks(ldso: LdsoId): Promise<readonly LeakCase[]>;
  shelf<Kind extends ShelfKind>(kind: Kind, ldso: LdsoId): Promise<ReadonlyMap<string, Shelf[Kind]>>;
  causeTaken(cause: string): Promise<boolean>;
  channel(ldso: LdsoId): Promise<ChannelAddress | undefined>;
  link(kind: Link['kind'], key: string): Promise<Link | undefined>;
  /** Every link of one kind whose key begins with the LDSO, or `master`, by key. */
  linksOf(kind: 'result' | 'defect' | 'copy', of: Instance): Promise<readonly Link[]>;
  saveLink(link: Link): Promise<void>;
  file(id: string): Promise<Uint8Array | undefined>;
  dropFile(id: string): Promise<void>;
  plan(
    ldso: LdsoId,
  ): Promise<{ readonly testCases: readonly PlannedTestCase[]; readonly readAt: number } | undefined>;
  savePlan(ldso: LdsoId, testCases: readonly PlannedTestCase[], readAt: number): Promise<void>;
  close(): Promise<void>;
};
