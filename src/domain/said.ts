// What a decision is made from, and what it comes to.
import type { CleanText } from '../guard/clean-text.ts';
import type { Answer } from './answers.ts';
import type { MessageRef, Person, StandingEntry } from './entry.ts';
import type { DaybookEvent } from './events.ts';
import type { Intent } from './intents.ts';
import type { Group, Kind } from './kinds.ts';
import type { Reading, RefusalReason, Warning } from './reading.ts';
import type { MpanRef } from './refs.ts';

/** A message as it was guarded and read. */
export type Said = {
  readonly message: MessageRef;
  readonly by: Person;
  readonly at: number;
  /** A message's first words, its words after a change, or what a card of ours sent. */
  readonly came: 'posted' | 'edited' | 'pressed';
  readonly outsideHours: boolean;
  /** Its author is a QT Manager, who alone grants exceptions. */
  readonly byQtManager?: boolean;
  readonly reading: Reading;
  readonly note: CleanText;
  /** Who is mentioned in it, groups included, the bot not. */
  readonly mentioned?: readonly Person[];
  /** Personal data found in it, by kind of refusal. Not empty: nothing else of it counts. */
  readonly personalData: readonly RefusalReason[];
  /** The guard is not sure: nothing is recorded until the author has said it another way. */
  readonly doubtful: boolean;
  /** A doubtful message without what is doubtful, as one line, where that is a complete notification. */
  readonly without?: CleanText;
};

/** What the decision needs to know. */
export type Known = {
  /** Entries of this very message, from an earlier version of it. */
  readonly ofMessage: readonly StandingEntry[];
  /** All entries of each test that the reading names, by `testKeyText`. */
  readonly ofTests: ReadonlyMap<string, readonly StandingEntry[]>;
  readonly leakOpen: boolean;
  /** The kinds for which an earlier version of the message is held; undefined when it is not. */
  readonly heldFor?: readonly string[];
  /** Tests whose trigger was asked for and waits, by `testKeyText`; looked up for a trigger. */
  readonly awaited?: ReadonlySet<string>;
  /** For a message with personal data, and for one that lacks nothing but its reference: the references under which the one test case it names is entered or scheduled. */
  readonly refsOfTestCase?: readonly MpanRef[];
};

/** The answer as the replay prints it and the redelivery repeats it. */
export type Outcome = {
  readonly decision: 'accept' | 'reject' | 'ignore';
  readonly kind: Kind | null;
  readonly tcRefs: readonly string[];
  readonly mpanRefs: readonly string[];
  readonly rejectReasons: readonly RefusalReason[];
  readonly routeTo: readonly Group[];
  readonly warnings: readonly Warning[];
  /** Why a button did nothing. */
  readonly pressed?: 'not-the-author' | 'too-late' | 'personal-data';
};

export type Decision = {
  readonly events: readonly DaybookEvent[];
  readonly intents: readonly Intent[];
  readonly outcome: Outcome;
};

export const ignored: Outcome = {
  decision: 'ignore',
  kind: null,
  tcRefs: [],
  mpanRefs: [],
  rejectReasons: [],
  routeTo: [],
  warnings: [],
};

/** References and groups as the message named them. */
export function mentionsOf(reading: Reading): Pick<Outcome, 'tcRefs' | 'mpanRefs' | 'routeTo'> {
  return { tcRefs: reading.tcRefs, mpanRefs: reading.mpanRefs, routeTo: reading.routeTo };
}

/** Both, one after the other; the later one says how it came out. */
export function after(first: Pick<Decision, 'events' | 'intents'>, then: Decision): Decision {
  return {
    events: [...first.events, ...then.events],
    intents: [...first.intents, ...then.intents],
    outcome: then.outcome,
  };
}

/** The message is answered, and nothing was notified. */
export function answering(said: Said, answer: Answer, events: readonly DaybookEvent[] = []): Decision {
  return { events, intents: [{ is: 'answer', to: said.message, answer }], outcome: ignored };
}
