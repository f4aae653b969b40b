// Messages of the DIP that are to be replayed: until when they can be, and how far each is.
import { daysAfter, daysBetween } from '../days.ts';
import type { Entry } from '../entry.ts';
import type { Day } from '../events.ts';
import { type HarnessWord, inOrder, type Step } from './harness.ts';

/**
 * In UIT only messages "sent within 5 calendar days before current date" can be replayed, by whoever receives them, once the
 * QT team has found it appropriate.
 * Source: MHHS-DEL3226 "Day in the life of: LDSO Qualification Testing", useful DIP portal functionality.
 */
export const replayDays = 5;

export type Replay = {
  /** The word that asked for it. */
  readonly word: HarnessWord;
  readonly lastDay: Day;
  readonly agreed?: Step;
  readonly replayed?: Step;
  readonly ended?: {
    /** Epoch milliseconds; left out where its time ran out. */
    readonly at?: number;
    readonly how: 'received' | 'finished' | 'cancelled' | 'run-out' | 'asked-anew';
  };
};

/** The last day on which a message that was sent on this day can be replayed. */
export function lastReplayDay(sent: Day): Day {
  return daysAfter(sent, replayDays);
}

/** 0 on the last day, negative when it is over. */
export function daysLeft({ lastDay }: Pick<Replay, 'lastDay'>, today: Day): number {
  return daysBetween(today, lastDay);
}

/**
 * @param said.words all that was said of this one test, in any order, withdrawn words included
 * @param said.entries the entries of the same test that stand
 * @returns oldest first; several messages may be missed for one test
 */
export function replaysOf(
  { words, entries }: { readonly words: readonly HarnessWord[]; readonly entries: readonly Entry[] },
  today: Day,
): readonly Replay[] {
  let replays: readonly Replay[] = [];
  for (const { word, entry } of inOrder(words, entries))
    replays = word === undefined ? afterEntry(replays, entry) : afterWord(replays, word);
  return replays.map(replay =>
    replay.ended === undefined && replay.replayed === undefined && daysLeft(replay, today) < 0
      ? { ...replay, ended: { how: 'run-out' } }
      : replay,
  );
}

export function openReplays(replays: readonly Replay[]): readonly Replay[] {
  return replays.filter(({ ended }) => ended === undefined);
}

function afterWord(replays: readonly Replay[], word: HarnessWord): readonly Replay[] {
  const { at, by, dipMessage, sent } = word;
  switch (word.says) {
    case 'replay-asked': {
      if (sent === undefined) return replays;
      const asked = openReplays(replays).filter(open => open.word.dipMessage === dipMessage);
      if (asked.length > 0 && word.anew !== true) return replays;
      const before = replays.map(replay =>
        asked.includes(replay) ? { ...replay, ended: { at, how: 'asked-anew' as const } } : replay,
      );
      return [...before, { word, lastDay: lastReplayDay(sent) }];
    }
    case 'replay-agreed':
      return changed(replays, word, replay => ({ ...replay, agreed: { at, by } }));
    case 'replayed':
      return changed(replays, word, replay => ({ ...replay, replayed: { at, by } }));
    case 'received': {
      // A message that comes is the replayed one, where one was replayed; a trigger of the harness may be under way too.
      const came = openReplays(replays).filter(({ replayed }) => replayed !== undefined);
      return replays.map(replay =>
        came.includes(replay) ? { ...replay, ended: { at, how: 'received' } } : replay,
      );
    }
    case 'replay-cancelled':
      return changed(replays, word, replay => ({ ...replay, ended: { at, how: 'cancelled' } }));
    case 'asked':
    case 'cancelled':
      return replays;
  }
}

/** Those that a word is about: the one that it names, else all that are open. */
function changed(
  replays: readonly Replay[],
  word: HarnessWord,
  change: (replay: Replay) => Replay,
): readonly Replay[] {
  return replays.map(replay => {
    const isMeant = word.dipMessage === undefined || word.dipMessage === replay.word.dipMessage;
    return replay.ended === undefined && isMeant ? change(replay) : replay;
  });
}

function afterEntry(replays: readonly Replay[], { kind, at }: Entry): readonly Replay[] {
  if (kind !== 'passed') return replays;
  return replays.map(replay =>
    replay.ended === undefined ? { ...replay, ended: { at, how: 'finished' } } : replay,
  );
}
