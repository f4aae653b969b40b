// What a decision about the harness queue is made from, and the word that it comes to.
import type { NamedTest } from '../domain/commands.ts';
import type { Entry } from '../domain/entry.ts';
import type { Day } from '../domain/events.ts';
import type { HarnessWord } from '../domain/harness/harness.ts';
import type { HarnessCall, HarnessTold } from '../domain/harness/harness-told.ts';
import type { Said } from '../domain/said.ts';

export type TestKnown = {
  readonly test: NamedTest;
  /** Those that stand. */
  readonly entries: readonly Entry[];
  /** Of this test, in other messages than this. */
  readonly words: readonly HarnessWord[];
};

export type Known = {
  readonly said: Said;
  readonly today: Day;
  readonly tests: readonly TestKnown[];
  /** What an earlier version of this message said. */
  readonly ofMessage: readonly HarnessWord[];
};

export type Noted = {
  readonly words: readonly HarnessWord[];
  readonly told: readonly HarnessTold[];
  readonly call?: Pick<HarnessCall, 'why' | 'wordIds'>;
};

/** An edit corrects what was said then; it does not say it now. */
export function wordOf(
  { said, ofMessage }: Known,
  place: number,
  word: Pick<HarnessWord, 'says' | 'test'> & Partial<HarnessWord>,
): HarnessWord {
  const { message, by, at, note } = said;
  const id = `${message.messageId}/${place}`;
  return { id, message, by, at: ofMessage.find(earlier => earlier.id === id)?.at ?? at, note, ...word };
}
