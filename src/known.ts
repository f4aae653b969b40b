// Looks up in the book what a decision needs to know, inside its transaction.
import type { MessageRef } from './domain/entry.ts';
import { isOfTest, openRequest, triggerRequests } from './domain/harness/harness.ts';
import { type LdsoBook, testCaseNamed } from './domain/planning/plan.ts';
import { type LdsoId, type MpanRef, type TestKey, testKeyOf, testKeyText } from './domain/refs.ts';
import type { Known, Said } from './domain/said.ts';
import type { Book } from './ports/store.ts';
import { countingSchedule } from './schedule/counting.ts';

/** For what a message says. */
export async function known(book: Book, words: Said, ldsoBook: LdsoBook): Promise<Known> {
  const ofMessage = await knownOfMessage(book, words.message);
  const items = words.reading.is === 'notification' ? words.reading.items : [];
  const keys = items.flatMap(item => testKeyOf(words.message.ldso, item) ?? []);
  const ofTests = new Map<string, Awaited<ReturnType<Book['entriesOfTest']>>>();
  for (const key of keys satisfies readonly TestKey[])
    ofTests.set(testKeyText(key), await book.entriesOfTest(key));
  const triggered = items
    .filter(item => words.reading.is === 'notification' && (item.kind ?? words.reading.kind) === 'triggered')
    .flatMap(item => testKeyOf(words.message.ldso, item) ?? []);
  const awaited = await awaitedTests(book, words.message.ldso, { keys: triggered, ofTests });
  if (words.personalData.length === 0 && !lacksOnlyRef(words)) return { ...ofMessage, ofTests, awaited };
  return { ...ofMessage, ofTests, awaited, refsOfTestCase: await refsOfTestCase(book, words, ldsoBook) };
}

function lacksOnlyRef({ reading }: Said): boolean {
  return (
    reading.is === 'notification' &&
    reading.problems.map(({ reason }) => reason).join() === 'missing_mpan_ref'
  );
}

/** Only a test that runs may be triggered twice, so of others nothing is looked up. */
async function awaitedTests(
  book: Book,
  ldso: LdsoId,
  { keys, ofTests }: { readonly keys: readonly TestKey[]; readonly ofTests: Known['ofTests'] },
): Promise<ReadonlySet<string>> {
  const known = keys.filter(key => (ofTests.get(testKeyText(key)) ?? []).length > 0);
  if (known.length === 0) return new Set();
  const words = [...(await book.shelf('harness', ldso)).values()];
  const awaited = known.filter(key => {
    const entries = (ofTests.get(testKeyText(key)) ?? []).filter(({ withdrawn }) => !withdrawn);
    const request = openRequest(
      triggerRequests(
        words.filter(word => isOfTest(word, key)),
        entries,
      ),
    );
    return request !== undefined && request.triggered === undefined;
  });
  return new Set(awaited.map(testKeyText));
}

/** None when the message names no test case, or several. */
async function refsOfTestCase(book: Book, words: Said, ldsoBook: LdsoBook): Promise<readonly MpanRef[]> {
  const named = words.reading.tcRefs.map(each => testCaseNamed(ldsoBook, each)?.id);
  const [id, ...others] = new Set(named);
  if (id === undefined || others.length > 0) return [];
  const { ldso } = words.message;
  const entries = (await book.entriesOfTestCase(ldso, id)).filter(entry => !entry.withdrawn);
  const schedule = await countingSchedule(book, ldso);
  const planned = schedule?.version.tests.filter(test => test.testCaseId === id) ?? [];
  return [...entries, ...planned].flatMap(({ mpanRef }) => mpanRef ?? []);
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
