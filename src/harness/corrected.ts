// What becomes of a request when its message is edited into something else, deleted or restored, or somebody withdraws it.
import type { MessageRef } from '../domain/entry.ts';
import { type HarnessWord, isOfTest } from '../domain/harness/harness.ts';
import type { Item } from '../domain/reading.ts';
import { testKeyOf } from '../domain/refs.ts';
import { after, type Decision, type Said } from '../domain/said.ts';
import { inPostedOrder } from '../domain/tests/progress.ts';
import type { Book } from '../ports/store.ts';
import { saidEvents, shownFor } from './decide.ts';

type Changed = Pick<Decision, 'events' | 'intents'>;
type Cause = Pick<Said, 'message' | 'by' | 'at'>;

/** @param decide what follows from the message beside that */
export async function withHarness(
  book: Book,
  said: Said,
  decide: (said: Said) => Promise<Decision>,
): Promise<Decision> {
  const { reading, personalData, came } = said;
  const isRefused = personalData.length > 0 || (reading.is === 'notification' && reading.problems.length > 0);
  if (isRefused) return decide(said);
  if (reading.is === 'notification' && reading.kind === 'withdrawn') {
    const words = await newestWords(book, said, reading.items);
    const left = reading.items.filter(item => !words.some(word => isItem(word, item)));
    const rest = await decide({ ...said, reading: { ...reading, items: left } });
    return words.length === 0
      ? rest
      : { ...after(takenBack(said, words), rest), outcome: { ...rest.outcome, decision: 'accept' } };
  }
  const decided = await decide(said);
  return came === 'edited'
    ? after(takenBack(said, await wordsOfMessage(book, said.message)), decided)
    : decided;
}

/** A deleted message takes back what it asked. */
export async function withoutHarness(book: Book, gone: Cause, decided: Decision): Promise<Decision> {
  return after(takenBack(gone, await wordsOfMessage(book, gone.message)), decided);
}

/** It is back as it was. */
export async function harnessRestored(book: Book, back: Cause, decided: Decision): Promise<Decision> {
  const words = (await allOfMessage(book, back.message))
    .filter(({ withdrawn }) => withdrawn === true)
    .map(({ withdrawn: _gone, ...word }): HarnessWord => word);
  return after({ events: saidEvents(back, words), intents: shownFor(back, words) }, decided);
}

function takenBack(cause: Cause, words: readonly HarnessWord[]): Changed {
  const gone = words.map((word): HarnessWord => ({ ...word, withdrawn: true }));
  return { events: saidEvents(cause, gone), intents: shownFor(cause, gone) };
}

/** "Withdraw" takes back the newest thing that was said of a test: a request, where nothing was posted of it since. */
async function newestWords(book: Book, said: Said, items: readonly Item[]): Promise<readonly HarnessWord[]> {
  const { ldso } = said.message;
  const words = [...(await book.shelf('harness', ldso)).values()].filter(
    ({ withdrawn }) => withdrawn !== true,
  );
  const newest: HarnessWord[] = [];
  for (const item of items) {
    const word = words
      .filter(each => isItem(each, item))
      .sort((a, b) => a.at - b.at)
      .at(-1);
    const key = testKeyOf(ldso, item);
    if (word === undefined || key === undefined) continue;
    const entries = inPostedOrder(await book.entriesOfTest(key)).filter(({ withdrawn }) => !withdrawn);
    if ((entries.at(-1)?.at ?? 0) <= word.at) newest.push(word);
  }
  return newest;
}

function isItem(word: HarnessWord, { testCaseId, mpanRef }: Item): boolean {
  return testCaseId !== undefined && mpanRef !== undefined && isOfTest(word, { testCaseId, mpanRef });
}

async function wordsOfMessage(book: Book, message: MessageRef): Promise<readonly HarnessWord[]> {
  return (await allOfMessage(book, message)).filter(({ withdrawn }) => withdrawn !== true);
}

async function allOfMessage(book: Book, { ldso, messageId }: MessageRef): Promise<readonly HarnessWord[]> {
  const words = await book.shelf('harness', ldso);
  return [...words.values()].filter(({ message }) => message.messageId === messageId);
}
