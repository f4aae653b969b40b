// What the queue of the test harness and the replays have to say, as figures and lines; the cards give it words and looks.
import type { NamedTest } from '../commands.ts';
import type { Day } from '../events.ts';
import type { LdsoId } from '../refs.ts';
import type { Step } from './harness.ts';

/** How long something took or takes, in whole minutes: of testing hours, and of any hours. */
export type Lag = { readonly testing: number; readonly all: number };

export type QueueLine = {
  readonly test: NamedTest;
  readonly step?: number;
  /** Epoch milliseconds. */
  readonly askedAt: number;
  readonly askedBy: string;
  /** The later time that it is wanted at. */
  readonly wantedAt?: number;
  readonly triggered?: Step;
  readonly received?: Step;
  /** From when it was wanted until it was triggered, or until now. */
  readonly toTrigger: Lag;
  /** From the trigger until the message was received, or until now. */
  readonly toReceive?: Lag;
};

/** A DIP message that is to be replayed. */
export type FuseLine = {
  readonly test: NamedTest;
  readonly dipMessage?: string;
  readonly sent: Day;
  readonly lastDay: Day;
  /** 0 on the last day, negative when it is over. */
  readonly daysLeft: number;
  /** No working day is left for it after this one. */
  readonly isLastChance: boolean;
  readonly stands: 'asked' | 'agreed' | 'replayed' | 'run-out';
  /** When it came to stand so, epoch milliseconds; when it was asked for, where its time ran out. */
  readonly since: number;
  readonly askedBy: string;
};

/** What is neither received nor over. */
export type OpenQueue = Pick<QueueView, 'waiting' | 'onTheWay' | 'fuses'>;

export type QueueView = {
  readonly ldso: LdsoId;
  readonly ldsoName: string;
  readonly day: Day;
  /** Not triggered yet, in the order in which they are wanted. */
  readonly waiting: readonly QueueLine[];
  /** Triggered, and the message has not been received; oldest first. */
  readonly onTheWay: readonly QueueLine[];
  /** Received on the day, oldest first. */
  readonly received: readonly QueueLine[];
  /** Tests that wait for nothing of the harness: its message has come, on whatever day, and they have no result yet. */
  readonly come: readonly Pick<NamedTest, 'testCaseId' | 'mpanRef'>[];
  /** Shortest time first. */
  readonly fuses: readonly FuseLine[];
};
