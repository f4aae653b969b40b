// One entry of the daybook: what one message said about one test.
import type { CleanText } from '../guard/clean-text.ts';
import type { DefectWords, Group, Kind } from './kinds.ts';
import type { Warning } from './reading.ts';
import type { LdsoId, MpanRef, TestCaseId } from './refs.ts';

export type Person = {
  /** Entra object id where Teams gives one, else Teams' own id. */
  readonly id: string;
  readonly name: string;
};

/** A person's chat with the bot alone, and how to answer in it. */
export type PersonalChat = {
  /** `a:…` */
  readonly conversationId: string;
  readonly serviceUrl: string;
  readonly tenantId: string;
  readonly botId: string;
};

/** Where a message stands in Teams. */
export type MessageRef = {
  readonly ldso: LdsoId;
  /** The thread, e.g. `19:…@thread.tacv2;messageid=1737450060000`; of a personal chat its conversation id. */
  readonly thread: string;
  readonly messageId: string;
  /** Said to the bot alone: an answer goes there, not into the channel. */
  readonly chat?: PersonalChat;
};

export type Entry = {
  /** `<ldso>/<message id>/<place of the test in the message>`: the same message read again gives the same ids. */
  readonly id: string;
  readonly kind: Kind;
  readonly message: MessageRef;
  readonly testCaseId?: TestCaseId;
  readonly testCaseName?: string;
  readonly mpanRef?: MpanRef;
  readonly step?: number;
  /** Said to be a new run of a finished test, or to take the earlier word back. */
  readonly how?: 'retest' | 'correction';
  readonly defect?: DefectWords;
  readonly routeTo: readonly Group[];
  readonly warnings: readonly Warning[];
  /** What the person wrote, guarded, at most 2,000 characters. */
  readonly note: CleanText;
  readonly by: Person;
  /** When the message was posted, epoch milliseconds; a correction keeps the time of what it corrects. */
  readonly at: number;
};

/** An entry as it stands: a withdrawn one stays in the book, struck out. */
export type StandingEntry = Entry & { readonly withdrawn: boolean };
