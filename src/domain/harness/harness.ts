// What is said of the QT team's test harness, and what became of each trigger that was asked for.
import type { CleanText } from '../../guard/clean-text.ts';
import type { NamedTest } from '../commands.ts';
import type { Entry, MessageRef, Person } from '../entry.ts';
import type { Day } from '../events.ts';
import type { LdsoId } from '../refs.ts';
import type { Shelved } from '../shelf.ts';

/**
 * One thing that somebody said of one test. Whether it was triggered, and how it went, stands in the entries: the queue is
 * the fold of both, so that what is corrected there is corrected here.
 */
export type HarnessWord = {
  /** `<message id>/<place of the test in the message>`: the same message read again gives the same ids. */
  readonly id: string;
  readonly says: /** The QT team is to trigger it. */
    | 'asked'
    /** The message that the harness sent, or that was replayed, has come. */
    | 'received'
    /** The trigger that was asked for is taken back. */
    | 'cancelled'
    /** A message of the DIP that did not come is to be sent again. */
    | 'replay-asked'
    /** The QT team finds a replay appropriate: the LDSO may do it in the DIP portal. */
    | 'replay-agreed'
    | 'replayed'
    | 'replay-cancelled';
  readonly test: NamedTest;
  readonly message: MessageRef;
  readonly by: Person;
  /** When it was posted, epoch milliseconds; a correction keeps the time of what it corrects. */
  readonly at: number;
  readonly step?: number;
  /** When the trigger is wanted, epoch milliseconds; at once when left out. */
  readonly dueAt?: number;
  /** Which message of the DIP, e.g. `PUB-036`. */
  readonly dipMessage?: string;
  /** The day that it was sent on. */
  readonly sent?: Day;
  /** A replay of the same message was asked for before, and its time had run out. */
  readonly anew?: true;
  /** What the person wrote, guarded. */
  readonly note: CleanText;
  readonly withdrawn?: true;
};

export type HarnessEvent = { readonly ldso: LdsoId; readonly at: number } & (
  | {
      readonly type: 'harness-said';
      readonly by: Person;
      /** As it stands from now on: said, corrected, taken back or back again. */
      readonly word: HarnessWord;
    }
  /** The QT team was told that a request waits, that a replay's last day has come, or that its time is over. */
  | { readonly type: 'harness-reminded'; readonly wordId: string; readonly of: HarnessReminder }
);

export type HarnessReminder = 'lag' | 'last-day' | 'run-out';

/** When something happened, epoch milliseconds, and who said so. */
export type Step = { readonly at: number; readonly by: Person };

export type TriggerRequest = {
  /** The word that asked for it; asked again while it waits, it is still this one. */
  readonly word: HarnessWord;
  readonly triggered?: Step;
  readonly received?: Step;
  readonly ended?: {
    readonly at: number;
    readonly how: 'received' | 'finished' | 'cancelled' | 'asked-again';
  };
};

/**
 * @param words all that was said of this one test, in any order, withdrawn words included
 * @param entries the entries of the same test that stand, in any order
 * @returns oldest first
 */
export function triggerRequests(
  words: readonly HarnessWord[],
  entries: readonly Entry[],
): readonly TriggerRequest[] {
  const requests: TriggerRequest[] = [];
  for (const { word, entry } of inOrder(words, entries)) {
    const open = requests.at(-1)?.ended === undefined ? requests.pop() : undefined;
    if (word !== undefined) requests.push(...afterWord(open, word));
    else if (open !== undefined) requests.push(afterEntry(open, entry));
  }
  return requests;
}

/** The one that is neither received nor over. */
export function openRequest(requests: readonly TriggerRequest[]): TriggerRequest | undefined {
  return requests.find(({ ended }) => ended === undefined);
}

/** What the harness sent, or was replayed, has come, and the test has had no result since. */
export function hasCome(words: readonly HarnessWord[], entries: readonly Entry[]): boolean {
  const last = inOrder(words, entries).findLast(
    ({ word, entry }) => word?.says === 'received' || entry?.kind === 'passed' || entry?.kind === 'failed',
  );
  return last?.word !== undefined;
}

/** From when a request waits: when it was asked for, or the later time that it was asked for. */
export function dueAt({ word }: TriggerRequest): number {
  return Math.max(word.at, word.dueAt ?? word.at);
}

function afterWord(open: TriggerRequest | undefined, word: HarnessWord): readonly TriggerRequest[] {
  const { at, by } = word;
  switch (word.says) {
    case 'asked':
      if (open === undefined) return [{ word }];
      // Triggered, and nothing came: it is to be triggered once more.
      return open.triggered === undefined
        ? [open]
        : [{ ...open, ended: { at, how: 'asked-again' } }, { word }];
    case 'received':
      return open === undefined ? [] : [{ ...open, received: { at, by }, ended: { at, how: 'received' } }];
    case 'cancelled':
      return open === undefined ? [] : [{ ...open, ended: { at, how: 'cancelled' } }];
    case 'replay-asked':
    case 'replay-agreed':
    case 'replayed':
    case 'replay-cancelled':
      return open === undefined ? [] : [open];
  }
}

function afterEntry(open: TriggerRequest, { kind, at, by }: Entry): TriggerRequest {
  if (kind === 'triggered') return open.triggered === undefined ? { ...open, triggered: { at, by } } : open;
  return kind === 'passed' || kind === 'failed' ? { ...open, ended: { at, how: 'finished' } } : open;
}

type Said =
  | { readonly word: HarnessWord; readonly entry?: undefined }
  | { readonly word?: undefined; readonly entry: Entry };

/** As it was posted: by time, then by message id, which is Teams' own clock. */
export function inOrder(words: readonly HarnessWord[], entries: readonly Entry[]): readonly Said[] {
  const said: Said[] = [
    ...words.filter(({ withdrawn }) => withdrawn !== true).map(word => ({ word })),
    ...entries.map(entry => ({ entry })),
  ];
  const of = ({ word, entry }: Said) => word ?? entry;
  return said.sort((a, b) => {
    const [first, second] = [of(a), of(b)];
    return first.at - second.at || compare(first.message.messageId, second.message.messageId);
  });
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export function isOfTest(word: HarnessWord, test: Pick<NamedTest, 'testCaseId' | 'mpanRef'>): boolean {
  return word.test.testCaseId === test.testCaseId && word.test.mpanRef === test.mpanRef;
}

export function harnessShelved(event: HarnessEvent): readonly Shelved[] {
  switch (event.type) {
    case 'harness-said':
      return [{ kind: 'harness', ldso: event.ldso, key: event.word.id, value: event.word }];
    case 'harness-reminded':
      return [];
  }
}
