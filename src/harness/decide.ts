// What follows when a trigger or a replay is asked for, taken back, or said to have been done or received.
import type { Entry } from '../domain/entry.ts';
import type { DaybookEvent } from '../domain/events.ts';
import {
  type HarnessWord,
  inOrder,
  isOfTest,
  openRequest,
  triggerRequests,
} from '../domain/harness/harness.ts';
import type { HarnessCommand, HarnessTold } from '../domain/harness/harness-told.ts';
import type { Intent } from '../domain/intents.ts';
import type { LdsoBook } from '../domain/planning/plan.ts';
import { answering, type Decision, ignored, type Said } from '../domain/said.ts';
import { currentAttempt, progressOf } from '../domain/tests/progress.ts';
import { harnessVerbs } from '../intake/harness.ts';
import { type NamedTests, stepIn, testsNamed } from '../intake/named-tests.ts';
import type { Book } from '../ports/store.ts';
import { dayOf, instantAt, london } from '../rhythm/calendar.ts';
import { replayWords } from './replays.ts';
import { type Known, type Noted, type TestKnown, wordOf } from './said.ts';
import { detailsIn, timeWanted } from './words.ts';

type Ask = Extract<HarnessCommand, { is: 'harness' }>;

export async function decideHarness(
  { book, ldsoBook }: { readonly book: Book; readonly ldsoBook: LdsoBook },
  said: Said,
  ask: Ask,
): Promise<Decision> {
  const { ldso, chat } = said.message;
  const tell = (told: readonly HarnessTold[]) => answering(said, { about: 'harness', ldso, told });
  if (chat !== undefined) return tell([{ is: 'in-channel' }]);
  const named = testsNamed(ask.words, ldsoBook, { verb: harnessVerbs[ask.says], more: detailsIn(ask.words) });
  if (named.problems.length > 0) return refuse(said, named);
  const known = await knownOf(book, said, named);
  const noted = notedBy(ask, known);
  const dropped = known.ofMessage
    .filter(({ id, withdrawn }) => withdrawn !== true && !noted.words.some(word => word.id === id))
    .map((word): HarnessWord => ({ ...word, withdrawn: true }));
  return {
    events: saidEvents(said, [...dropped, ...noted.words]),
    intents: [
      // The card of the test says it, and whoever pressed it there sees it.
      ...(noted.told.length === 0 || (said.came === 'pressed' && noted.words.length > 0)
        ? []
        : tell(noted.told).intents),
      ...shownFor(said, [...dropped, ...noted.words]),
      ...(noted.call === undefined ? [] : [{ is: 'call-harness' as const, to: said.message, ...noted.call }]),
    ],
    outcome: ignored,
  };
}

/** The words as they stand from now on. */
export function saidEvents(
  { message, by, at }: Pick<Said, 'message' | 'by' | 'at'>,
  words: readonly HarnessWord[],
): readonly DaybookEvent[] {
  return words.map(word => ({ type: 'harness-said', ldso: message.ldso, at, by, word }));
}

/** The cards of their tests, and the stand-up where it stands, show how it is now. */
export function shownFor(
  { message, at }: Pick<Said, 'message' | 'at'>,
  words: readonly HarnessWord[],
): readonly Intent[] {
  const { ldso } = message;
  const cards = words.map(({ test: { testCaseId, mpanRef } }): Intent => {
    return { is: 'show-test', test: { ldso, testCaseId, mpanRef } };
  });
  return words.length === 0 ? [] : [...cards, { is: 'show-stand-up', ldso, day: dayOf(at, london) }];
}

/** As with a notification: what is missing or unknown is named, and what an earlier version of the message asked stands. */
function refuse(said: Said, { problems, correctedLine, tcRefs, mpanRefs }: NamedTests): Decision {
  const intent: Intent = {
    is: 'say-refused',
    to: said.message,
    person: said.by,
    kind: undefined,
    problems,
    doubtful: false,
    ...(correctedLine === undefined ? {} : { correctedLine }),
  };
  const rejectReasons = problems.map(({ reason }) => reason);
  const outcome = { ...ignored, decision: 'reject' as const, tcRefs, mpanRefs, rejectReasons };
  return { events: [], intents: [intent], outcome };
}

async function knownOf(book: Book, said: Said, { tests }: NamedTests): Promise<Known> {
  const { ldso, messageId } = said.message;
  const words = [...(await book.shelf('harness', ldso)).values()];
  const others = words.filter(({ message }) => message.messageId !== messageId);
  const ofTests: TestKnown[] = [];
  for (const test of tests) {
    const entries = await book.entriesOfTest({ ldso, ...test });
    const standing = entries.filter(({ withdrawn }) => !withdrawn);
    ofTests.push({ test, entries: standing, words: others.filter(word => isOfTest(word, test)) });
  }
  return {
    said,
    today: dayOf(said.at, london),
    tests: ofTests,
    ofMessage: words.filter(({ message }) => message.messageId === messageId),
  };
}

function notedBy(ask: Ask, known: Known): Noted {
  switch (ask.says) {
    case 'asked':
      return asked(ask, known);
    case 'received':
      return received(known);
    case 'cancelled':
      return cancelled(known);
    case 'replay-asked':
    case 'replay-agreed':
    case 'replayed':
    case 'replay-cancelled':
      return replayWords({ says: ask.says, words: ask.words }, known);
  }
}

function asked({ words }: Ask, known: Known): Noted {
  const step = stepIn(words);
  const wanted = timeWanted(words, known.today);
  const dueAt = wanted === undefined ? undefined : instantAt(wanted.day, wanted.time, london);
  const noted = known.tests.map(({ test }, place) =>
    wordOf(known, place, {
      says: 'asked',
      test,
      ...(step === undefined ? {} : { step }),
      ...(dueAt === undefined || dueAt <= known.said.at ? {} : { dueAt }),
    }),
  );
  const waiting = known.tests.map(each => openRequest(triggerRequests(each.words, each.entries)));
  const isNew = (place: number) => waiting[place] === undefined || waiting[place].triggered !== undefined;
  const wordIds = noted.filter((_, place) => isNew(place)).map(({ id }) => id);
  return {
    words: noted,
    told: known.tests.flatMap(({ test }, place): readonly HarnessTold[] => {
      const before = waiting[place];
      if (before === undefined || isNew(place)) return [];
      const { at, by } = before.word;
      return [{ is: 'asked-already', test, at, byName: by.name }];
    }),
    ...(wordIds.length === 0 ? {} : { call: { why: 'asked', wordIds } }),
  };
}

/** Said of a test for which nothing is on its way, it says nothing. */
function received(known: Known): Noted {
  const { said } = known;
  const words: HarnessWord[] = [];
  const told: HarnessTold[] = [];
  for (const each of known.tests) {
    const { test } = each;
    const request = openRequest(triggerRequests(each.words, each.entries));
    const replays = replayWords({ says: 'replayed', words: '' }, { ...known, tests: [each] });
    const isReplay = request === undefined && replays.words.length > 0;
    const before = request === undefined && !isReplay ? cameBy(each) : undefined;
    if (before !== undefined) {
      told.push({ is: 'received-already', test, at: before.at, byName: before.by.name });
      continue;
    }
    if (request === undefined && !isReplay && !isRunning(each.entries, said)) {
      told.push({ is: 'nothing-open', says: 'received', tests: [test] });
      continue;
    }
    // What has come was replayed, whoever forgot to say so.
    if (isReplay && !isReplayed(each.words))
      words.push(wordOf(known, words.length, { says: 'replayed', test }));
    words.push(wordOf(known, words.length, { says: 'received', test }));
    told.push({
      is: 'received',
      test,
      at: said.at,
      ...(request === undefined ? {} : { askedAt: request.word.at }),
      ...(request?.triggered === undefined ? {} : { triggeredAt: request.triggered.at }),
    });
  }
  return { words, told };
}

/** The word that says that it has come, since which it was neither triggered nor had a result. */
function cameBy({ words, entries }: TestKnown): HarnessWord | undefined {
  const last = inOrder(words, entries).findLast(
    ({ word, entry }) =>
      word?.says === 'received' ||
      entry?.kind === 'triggered' ||
      entry?.kind === 'passed' ||
      entry?.kind === 'failed',
  );
  return last?.word;
}

function cancelled(known: Known): Noted {
  const open = known.tests.filter(
    ({ words, entries }) => openRequest(triggerRequests(words, entries)) !== undefined,
  );
  const tests = open.map(({ test }) => test);
  const without = known.tests.filter(each => !open.includes(each)).map(({ test }) => test);
  return {
    words: tests.map((test, place) => wordOf(known, place, { says: 'cancelled', test })),
    told: [
      ...(tests.length === 0 ? [] : [{ is: 'cancelled' as const, tests }]),
      ...(without.length === 0
        ? []
        : [{ is: 'nothing-open' as const, says: 'cancelled' as const, tests: without }]),
    ],
  };
}

function isReplayed(words: readonly HarnessWord[]): boolean {
  return words.some(({ says, withdrawn }) => says === 'replayed' && withdrawn !== true);
}

function isRunning(entries: readonly Entry[], said: Said): boolean {
  const first = entries[0];
  const { testCaseId, mpanRef } = first ?? {};
  if (testCaseId === undefined || mpanRef === undefined) return false;
  const key = { ldso: said.message.ldso, testCaseId, mpanRef };
  const progress = progressOf(
    key,
    entries.map(entry => ({ ...entry, withdrawn: false })),
  );
  return progress !== undefined && currentAttempt(progress)?.status === 'triggered';
}
