// A trigger that waits for too long, and a replay whose last day has come or gone: the QT team is told once of each.
import type { Entry } from '../../domain/entry.ts';
import {
  dueAt,
  type HarnessReminder,
  type HarnessWord,
  isOfTest,
  openRequest,
  triggerRequests,
} from '../../domain/harness/harness.ts';
import { openReplays, replaysOf } from '../../domain/harness/replay.ts';
import type { LdsoId } from '../../domain/refs.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Book, Store } from '../../ports/store.ts';
import { dayOf, instantAt, isWorkingDay, type WorkingHours, workingMinutesBetween } from '../calendar.ts';
import { isLastChance } from '../day/harness-queue.ts';
import { once } from '../once.ts';

export type HarnessReminders = {
  /** How long a request may wait, in minutes of testing hours. */
  readonly minutes: number;
  readonly ldsos: readonly { readonly ldso: LdsoId; readonly hours: WorkingHours }[];
};

type Needs = {
  readonly store: Pick<Store, 'perform' | 'shelf' | 'entriesOfTest' | 'causeTaken'>;
  readonly clock: Clock;
};

type Reminder = { readonly word: HarnessWord; readonly of: HarnessReminder };

/** What was said longer ago waits in the stand-up and the wash-up; the clock is looked at every few seconds. */
const longestDays = 14;

/**
 * @returns of how many requests it was newly told
 * @throws when the store cannot record it; the rest is told at the next look
 */
export async function remindOfHarness({ store, clock }: Needs, when: HarnessReminders): Promise<number> {
  const now = clock.now().getTime();
  let told = 0;
  for (const { ldso, hours } of when.ldsos) {
    const at: At = { now, hours, minutes: when.minutes };
    const words = recentWords((await store.shelf('harness', ldso)).values(), now);
    for (const reminder of await dueReminders(store, words, at)) {
      if (await remind(store, reminder, at)) told += 1;
    }
  }
  return told;
}

type At = { readonly now: number; readonly hours: WorkingHours; readonly minutes: number };

async function dueReminders(
  store: Pick<Store, 'entriesOfTest'>,
  words: readonly HarnessWord[],
  at: At,
): Promise<readonly Reminder[]> {
  const due: Reminder[] = [];
  const asked = words.filter(({ says }) => says === 'asked' || says === 'replay-asked');
  const seen = new Set<string>();
  for (const { test, message } of asked) {
    const key = `${test.testCaseId}/${test.mpanRef}`;
    if (seen.has(key)) continue;
    seen.add(key);
    const { testCaseId, mpanRef } = test;
    const entries = await store.entriesOfTest({ ldso: message.ldso, testCaseId, mpanRef });
    const ofTest = words.filter(word => isOfTest(word, test));
    due.push(
      ...remindersOf(
        ofTest,
        entries.filter(({ withdrawn }) => !withdrawn),
        at,
      ),
    );
  }
  return due;
}

/** @param words of one test */
function remindersOf(words: readonly HarnessWord[], entries: readonly Entry[], at: At): readonly Reminder[] {
  const { now, hours, minutes } = at;
  const request = openRequest(triggerRequests(words, entries));
  const isLate =
    request !== undefined &&
    request.triggered === undefined &&
    workingMinutesBetween(dueAt(request), now, hours) >= minutes;
  const today = dayOf(now, hours.zone);
  const replays = replaysOf({ words, entries }, today).filter(({ replayed }) => replayed === undefined);
  // Nobody is called on a night or a holiday: a time that ran out then is told of on the working day after it.
  const isTime = isWorkingDay(today, hours.calendar) && now >= instantAt(today, hours.from, hours.zone);
  const last = openReplays(replays).filter(replay => isLastChance(replay, today, hours.calendar));
  const over = replays.filter(({ ended }) => ended?.how === 'run-out');
  return [
    ...(isLate ? [{ word: request.word, of: 'lag' as const }] : []),
    ...(isTime ? last.map(({ word }) => ({ word, of: 'last-day' as const })) : []),
    ...(isTime ? over.map(({ word }) => ({ word, of: 'run-out' as const })) : []),
  ];
}

/** One cause for one reminder, whoever thinks of it. */
function causeOf({ word, of }: Reminder): string {
  return `harness/${of}/${word.message.ldso}/${word.id}`;
}

function remind(store: Needs['store'], reminder: Reminder, at: At): Promise<boolean> {
  const { now } = at;
  return once(store, { cause: causeOf(reminder), now }, async book => {
    if (!(await isStillDue(book, reminder, at))) return undefined;
    const { word, of } = reminder;
    const { message, test } = word;
    const { ldso } = message;
    const { testCaseId, mpanRef } = test;
    return {
      events: [{ type: 'harness-reminded', ldso, at: now, wordId: word.id, of }],
      intents: [
        { is: 'call-harness', to: message, why: of, wordIds: [word.id] },
        { is: 'show-test', test: { ldso, testCaseId, mpanRef } },
      ],
    };
  });
}

/** Somebody may have triggered it since. */
async function isStillDue(book: Book, { word, of }: Reminder, at: At): Promise<boolean> {
  const { ldso } = word.message;
  const { testCaseId, mpanRef } = word.test;
  const entries = (await book.entriesOfTest({ ldso, testCaseId, mpanRef })).filter(
    ({ withdrawn }) => !withdrawn,
  );
  const words = recentWords((await book.shelf('harness', ldso)).values(), at.now).filter(each =>
    isOfTest(each, word.test),
  );
  return remindersOf(words, entries, at).some(each => each.of === of && each.word.id === word.id);
}

function recentWords(words: Iterable<HarnessWord>, now: number): readonly HarnessWord[] {
  const from = now - longestDays * 86_400_000;
  return [...words].filter(({ at, withdrawn }) => withdrawn !== true && at >= from);
}
