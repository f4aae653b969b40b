// Looks up in the book what a decision needs to know, inside its transaction.
import type { MessageRef, StandingEntry } from './domain/entry.ts';
import { type LdsoBook, testCaseNamed } from './domain/plan.ts';
import { type TestKey, testKeyOf, testKeyText } from './domain/refs.ts';
import type { Known, Said } from './domain/said.ts';
import type { Book } from './ports.ts';

/** For what a message says. */
export async function known(book: Book, words: Said, ldsoBook: LdsoBook): Promise<Known> {
  const ofMessage = await knownOfMessage(book, words.message);
  const items = words.reading.is === 'notification' ? words.reading.items : [];
  const keys = items.flatMap(item => testKeyOf(words.message.ldso, item) ?? []);
  const ofTests = new Map<string, Awaited<ReturnType<Book['entriesOfTest']>>>();
  for (const key of keys satisfies readonly TestKey[])
    ofTests.set(testKeyText(key), await book.entriesOfTest(key));
  if (words.personalData.length === 0) return { ...ofMessage, ofTests };
  return { ...ofMessage, ofTests, ofTestCase: await ofTestCase(book, words, ldsoBook) };
}

async function ofTestCase(book: Book, words: Said, ldsoBook: LdsoBook): Promise<readonly StandingEntry[]> {
  const named = words.reading.tcRefs.map(each => testCaseNamed(ldsoBook, each)?.id);
  const [id, ...others] = new Set(named);
  return id === undefined || others.length > 0 ? [] : book.entriesOfTestCase(words.message.ldso, id);
}

/** For what happened to a message. */
export async function knownOfMessage(book: Book, { ldso, messageId }: MessageRef): Promise<Known> {
  const held = (await book.shelf('held', ldso)).get(messageId);
  return {
    ofMessage: await book.entriesOfMessage(ldso, messageId),
    ofTests: new Map(),
    leakOpen: (await book.openLeak(ldso, messageId)) !== undefined,
    ...(held === undefined ? {} : { heldFor: held.kinds }),
  };
}
