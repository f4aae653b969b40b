// What the bot needs of the world, on one page: Store, Chat, Tracker, Clock.
import type { DefectCopy } from './domain/copies/copy.ts';
import type { Entry, MessageRef, Person, StandingEntry } from './domain/entry.ts';
import type { Day, DaybookEvent } from './domain/events.ts';
import type { Intent } from './domain/intents.ts';
import type { PlannedTestCase } from './domain/plan.ts';
import type { TestStatus } from './domain/progress.ts';
import type { Instance, LdsoId, MpanRef, TestCaseId, TestKey } from './domain/refs.ts';
import type { Shelf, ShelfKind } from './domain/shelf.ts';

export type Clock = { now(): Date };

/** A leak case: a message that held personal data and, as far as is known, still does. */
export type LeakCase = {
  readonly message: MessageRef;
  readonly kinds: readonly string[];
  readonly by: Person;
  /** Epoch milliseconds. */
  readonly openedAt: number;
  readonly closedAt?: number;
};

/** Where and how to reach a conversation, learnt from what Teams sends. */
export type Address = {
  /** The conversation's id without a thread, `19:…@thread.tacv2`. */
  readonly channelId: string;
  readonly serviceUrl: string;
  readonly tenantId: string;
  /** The bot's own account in the conversation, `28:…`. */
  readonly botId: string;
  /** Whose channel it is; undefined where nobody is served. */
  readonly ldso?: LdsoId;
};

/** The channel of an LDSO. */
export type ChannelAddress = Address & { readonly ldso: LdsoId };

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

/** A message of ours. `text` is the whole meaning for a notification preview and for clients without cards. */
export type Outgoing = {
  readonly text: string;
  readonly card?: Readonly<Record<string, unknown>>;
  /** Users or tags named in `text` as `<at>name</at>`. */
  readonly mentions?: readonly {
    readonly name: string;
    readonly id: string;
    readonly is: 'person' | 'tag';
  }[];
};

export type Chat = {
  /** Starts a new post in the channel. @returns the id of the message, which is also the root of its thread */
  post(channel: ChannelAddress, message: Outgoing): Promise<string>;
  /** @param thread with its `;messageid=` */
  reply(channel: Address, thread: string, message: Outgoing): Promise<string>;
  /** @returns whether the person may read and write in the channel, as Teams has it now */
  isMember(channel: ChannelAddress, personId: string): Promise<boolean>;
  /** @returns false when the message is gone (deleted, or the channel was) */
  update(
    channel: Address,
    at: { readonly thread: string; readonly messageId: string },
    message: Outgoing,
  ): Promise<boolean>;
};

/** Files that people send to the bot alone. */
export type Files = {
  /** Of the largest file that is fetched. */
  readonly maxBytes: number;
  /**
   * @returns the bytes, or why they are not taken: the address is no place for such files, there are too many, or the
   * address is not good any more
   */
  fetch(
    address: string,
  ): Promise<
    | { readonly is: 'fetched'; readonly bytes: Uint8Array }
    | { readonly is: 'not-fetched'; readonly why: 'place' | 'size' | 'gone' }
  >;
};

/** How a test is to stand in Azure DevOps: the whole of it, not a change. */
export type WantedResult = {
  readonly test: TestKey;
  readonly attempt: number;
  readonly status: TestStatus;
  readonly startedAt: number;
  readonly finishedAt?: number;
  readonly step?: number;
  /** Guarded; goes into the result's comment. */
  readonly comment: string;
  readonly byName: string;
  readonly defectIds: readonly string[];
  /**
   * What people did there until then is older than this word, epoch milliseconds; when the status was given, when left out.
   * A later edit of a message is a newer word although it keeps the message's time.
   */
  readonly newerThan?: number;
};

/** One attempt to show, and what is known of it in Azure DevOps. */
export type ToShow = {
  readonly result: WantedResult;
  /** The link as it was left; `tried` alone when it was tried and nobody knows what came of it. */
  readonly known?: Link['at'];
  /** Nobody has tried it before, so nothing of it can be there and nothing is looked for. */
  readonly isNew?: boolean;
  /** How often it was tried before. */
  readonly attempts?: number;
};

/** Where the latest attempt of a test stands, as it was left there. */
export type Beside = {
  readonly test: TestKey;
  /** When its status was given, epoch milliseconds. */
  readonly since: number;
  readonly at: Link['at'];
};

export type WantedDefect = {
  readonly ldso: LdsoId;
  readonly entryId: string;
  readonly entry: Entry;
  readonly test?: TestKey;
  readonly title: string;
  /** The message in Teams. */
  readonly messageUrl?: string;
};

/** A file that goes on the result of a test. */
export type WantedEvidence = {
  readonly test: TestKey;
  /** The link of the result, as the mirror left it. */
  readonly at: Link['at'];
  readonly fileName: string;
  readonly bytes: Uint8Array;
  /** Holds the mark. */
  readonly comment: string;
  /** What the file is found again by. */
  readonly mark: string;
  /** The step that it belongs to, as testers count them; the last one; or the whole result. */
  readonly step: number | 'last' | 'result';
};

/** A defect as it stands in an organisation that is not its LDSO's: nothing in it tells whose it is. */
export type WantedCopy = {
  readonly copy: DefectCopy;
  /** A tag that it is found again by. */
  readonly mark: string;
  /** In the organisation that it is copied to. */
  readonly testCaseId?: TestCaseId;
  /** The programme's own defect that it was copied from. */
  readonly parentUrl?: string;
};

/** A defect of the programme's own organisation that triage wants in those of LDSOs. */
export type Triaged = {
  readonly bugId: number;
  readonly url: string;
  /** As it stands there, changed by whoever triaged it. */
  readonly copy: DefectCopy;
  readonly to: readonly LdsoId[];
};

export type Mirrored =
  | { readonly is: 'done'; readonly at: Link['at'] }
  /** The record there is newer and made by a person: left alone. */
  | { readonly is: 'newer-there'; readonly at: Link['at']; readonly found: string }
  /** `alone`: what it was asked for together with was done meanwhile, so it is this one that is to blame. */
  | {
      readonly is: 'again';
      readonly afterMs?: number;
      readonly error: string;
      readonly alone?: boolean;
    }
  | { readonly is: 'impossible'; readonly error: string };

/** Azure DevOps, one LDSO's organisation at a time. Every call may be made twice and has one effect. */
export type Tracker = {
  plan(ldso: LdsoId): Promise<readonly PlannedTestCase[]>;
  /**
   * @param wanted at most 200
   * @param beside the latest attempts of every meter point of the same test cases: of them one is on top of the grid
   * @returns one answer each, in order
   */
  showResults(
    ldso: LdsoId,
    wanted: readonly ToShow[],
    beside?: readonly Beside[],
  ): Promise<readonly Mirrored[]>;
  /** Takes a test's attempt back: nobody claims it any more. @param beside what is left of the test case */
  withdrawResult(
    ldso: LdsoId,
    test: TestKey,
    left: { readonly known: Link['at']; readonly beside?: readonly Beside[] },
  ): Promise<Mirrored>;
  /** Says on the bug that its message was withdrawn, and closes it where nobody has taken it up. */
  withdrawDefect(instance: Instance, entryId: string, known: Link['at']): Promise<Mirrored>;
  keepCopy(
    instance: Instance,
    wanted: WantedCopy,
    links: { readonly known?: Link['at']; readonly isNew?: boolean },
  ): Promise<Mirrored>;
  /** What triage has marked for LDSOs in the programme's own organisation. */
  triaged(ldsos: readonly LdsoId[]): Promise<readonly Triaged[]>;
  /** Says on a defect of the programme's own organisation why it was not copied. */
  refuseCopy(bugId: number, why: string): Promise<Mirrored>;
  raiseDefect(
    ldso: LdsoId,
    wanted: WantedDefect,
    links: {
      readonly known?: Link['at'];
      readonly result?: Link['at'];
      readonly isNew?: boolean;
      /** The copy in the programme's own organisation. */
      readonly copyUrl?: string;
    },
  ): Promise<Mirrored>;
  /** One file, however often it is asked for. */
  attachEvidence(ldso: LdsoId, wanted: WantedEvidence): Promise<Mirrored>;
  /** Completes our own runs of earlier days in which nothing is in progress any more. @param before their days are before it */
  closeRuns(ldso: LdsoId, before: Day): Promise<Mirrored>;
};

/** A person's word on a test, as Azure DevOps tells it. */
export type OutcomeFound = {
  readonly testCaseId: TestCaseId;
  /** Named when it stands in a result of ours; else it was said of the test case, in a run of the person's own. */
  readonly mpanRef?: MpanRef;
  readonly attempt?: number;
  /** As Azure DevOps writes it; `Active` when it was set back to be run again. */
  readonly outcome: string;
  /** Display name; empty where it is not told. */
  readonly byName: string;
  /** Epoch milliseconds. */
  readonly changedAt: number;
};

export type OutcomeByHand = {
  /** What was looked at: settled marks are not looked at again. */
  readonly mark: string;
  /** Undefined when nobody but the mirror did it. */
  readonly found?: OutcomeFound;
};

export type OutcomesAsked = {
  /** Every result of ours, as the mirror left it. */
  readonly ours: readonly { readonly test: TestKey; readonly attempt: number; readonly at: Link['at'] }[];
  readonly settled: ReadonlySet<string>;
  /** Epoch milliseconds; results that are not the latest of their test are looked at if they changed since. */
  readonly since: number;
};

export type DefectByHand = {
  readonly mark: string;
  readonly entryId: string;
  /** Undefined when nobody but the mirror changed its state. */
  readonly found?: {
    readonly bugId: number;
    readonly state: string;
    /** The state in which a bug waits for its tester in this organisation. */
    readonly ready: boolean;
    readonly byName: string;
    readonly changedAt: number;
  };
};

export type DefectsAsked = {
  /** Every bug of ours, with the state last known. */
  readonly ours: readonly { readonly entryId: string; readonly bugId: number; readonly state: string }[];
  readonly settled: ReadonlySet<string>;
  /** Only these bugs; without it those that changed since `upTo`, and without that all. */
  readonly only?: readonly number[];
  /** Where the last reading of changes ended. */
  readonly upTo?: string;
};

/** An attempt, as the daybook wants it to stand. */
export type AttemptWanted = {
  readonly test: TestKey;
  readonly attempt: number;
  /** Undefined when it was taken back. */
  readonly status: TestStatus | undefined;
  /** When that was said, epoch milliseconds. */
  readonly since: number;
  /** What people did there until then is older, epoch milliseconds. */
  readonly newerThan: number;
  readonly isLatest: boolean;
  readonly at: Link['at'] | undefined;
};

/** A defect, as the daybook wants it to stand. */
export type DefectWanted = {
  readonly entryId: string;
  readonly withdrawn: boolean;
  readonly at: Link['at'] | undefined;
};

/** Where Azure DevOps does not stand as the daybook wants it. */
export type Difference = {
  readonly kind:
    | 'result missing'
    | 'result different'
    | 'result twice'
    | 'result not taken back'
    | 'grid different'
    | 'run left open'
    | 'defect missing'
    | 'defect twice'
    | 'defect not taken back';
  readonly test?: TestKey;
  readonly attempt?: number;
  readonly entryId?: string;
  readonly wanted: string;
  readonly found: string;
  /** In words, e.g. `run 12, result 100003`. */
  readonly where: string;
  /** Facts to mend it with: of a result that is too many, say. */
  readonly at?: Link['at'];
  /** A person's newer word: it is left as it is. */
  readonly byPerson?: { readonly name: string; readonly at: number };
};

/** Compares the whole of an LDSO's record with what is wanted. Reads only. @throws WorldFault */
export type TrackerCompare = {
  differences(
    ldso: LdsoId,
    wanted: {
      readonly attempts: readonly AttemptWanted[];
      readonly defects: readonly DefectWanted[];
      /** Runs of days before this one are over. */
      readonly closingBefore: Day;
    },
  ): Promise<readonly Difference[]>;
};

/** What people changed in Azure DevOps. Reads only. @throws WorldFault */
export type TrackerChanges = {
  outcomesByHand(ldso: LdsoId, asked: OutcomesAsked): Promise<readonly OutcomeByHand[]>;
  /** @returns where this reading ended, too, unless only some were asked for */
  defectsByHand(
    ldso: LdsoId,
    asked: DefectsAsked,
  ): Promise<{ readonly changes: readonly DefectByHand[]; readonly upTo?: string }>;
};

/** Thrown by an adapter when the world fails for now. Never holds a payload or a person's words. */
export class WorldFault extends Error {
  readonly operation: string;
  readonly target: string;
  readonly status: number | undefined;
  /** Milliseconds the other side asked us to wait. */
  readonly retryAfterMs: number | undefined;
  /** True when a repeat cannot help (400, 403, 404). */
  readonly permanent: boolean;

  constructor(fault: {
    readonly operation: string;
    readonly target: string;
    readonly status?: number;
    readonly retryAfterMs?: number;
    readonly permanent?: boolean;
    readonly advice?: string;
  }) {
    const status = fault.status === undefined ? 'no answer' : `status ${fault.status}`;
    super(
      `${fault.operation} ${fault.target}: ${status}${fault.advice === undefined ? '' : `. ${fault.advice}`}`,
    );
    this.name = 'WorldFault';
    this.operation = fault.operation;
    this.target = fault.target;
    this.status = fault.status;
    this.retryAfterMs = fault.retryAfterMs;
    this.permanent = fault.permanent ?? false;
  }
}

export type { Day };

/**
 * What may be said of something thrown. Our own errors' messages never hold a payload; those of libraries may quote what
 * they could not take (a parser, a database, Node's "Received …"), so of these only the kind is said.
 */
export function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown fault';
  const kind = error.constructor;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  const isOurs = error instanceof WorldFault || kind === Error;
  const isBare = [TypeError, RangeError, ReferenceError].some(each => kind === each) && code === undefined;
  if (isOurs || isBare) return error.message;
  return code === undefined ? kind.name : `${kind.name} ${code}`;
}
