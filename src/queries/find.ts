// Finds the queries that somebody speaks of: in a thread, of a test, or by the key on a card.
import type { Entry, MessageRef, Person } from '../domain/entry.ts';
import { type LdsoId, testKeyOf } from '../domain/refs.ts';
import { inPostedOrder } from '../domain/tests/progress.ts';
import {
  askingIn,
  type QueryMark,
  type QueryState,
  queryStates,
  stateOf,
  wentOnBy,
} from '../domain/tests/queries.ts';
import type { Book } from '../ports/store.ts';

/** One message that asks, with all the tests that it asks about. */
export type Query = {
  readonly message: MessageRef;
  readonly by: Person;
  readonly at: number;
  /** Never empty. */
  readonly entries: readonly Entry[];
  readonly state: QueryState;
  /** Each test that it asks about was run since. */
  readonly wentOn: boolean;
};

export function isOpen({ state, wentOn }: Query): boolean {
  return state.answer === undefined && !wentOn;
}

type Marks = ReadonlyMap<string, QueryMark>;

/** @returns undefined when the message asks nothing, or not any more */
export async function queryOf(
  book: Book,
  ldso: LdsoId,
  asked: { readonly messageId: string; readonly marks: Marks },
): Promise<Query | undefined> {
  const entries = askingIn(await book.entriesOfMessage(ldso, asked.messageId));
  const [first] = entries;
  if (first === undefined) return undefined;
  const { message, by, at } = first;
  const state = stateOf(queryStates(asked.marks, Number.MAX_SAFE_INTEGER), message);
  const wentOn = await Promise.all(entries.map(entry => hasGoneOn(book, entry, state)));
  return { message, by, at, entries, state, wentOn: wentOn.every(Boolean) };
}

async function hasGoneOn(book: Book, query: Entry, state: QueryState): Promise<boolean> {
  const { ldso } = query.message;
  const key = testKeyOf(ldso, query);
  const { testCaseId } = query;
  if (key === undefined && testCaseId === undefined) return false;
  const all =
    key !== undefined
      ? await book.entriesOfTest(key)
      : testCaseId === undefined
        ? []
        : await book.entriesOfTestCase(ldso, testCaseId);
  const standing = inPostedOrder(all).filter(({ withdrawn }) => !withdrawn);
  const itself = standing.find(({ id }) => id === query.id);
  return itself !== undefined && wentOnBy(itself, standing, state) !== undefined;
}

/** Those of one thread, oldest first. */
export async function queriesIn(book: Book, ldso: LdsoId, thread: string): Promise<readonly Query[]> {
  const marks = await book.shelf('query', ldso);
  const [, root] = thread.split(';messageid=');
  const asking = [...marks].flatMap(([key, mark]) =>
    mark.is === 'asked' && mark.thread === thread ? [key.slice(0, key.indexOf('/'))] : [],
  );
  // A query of before this was kept is known by its thread alone.
  const ids = new Set([...(root === undefined ? [] : [root]), ...asking]);
  const found = await Promise.all([...ids].map(messageId => queryOf(book, ldso, { messageId, marks })));
  return found.flatMap(query => query ?? []).sort((a, b) => a.at - b.at);
}

/** Every query of an LDSO that asks about one of these tests, oldest first. */
export async function queriesAbout(
  book: Book,
  ldso: LdsoId,
  tests: readonly Pick<Entry, 'testCaseId' | 'mpanRef'>[],
): Promise<readonly Query[]> {
  const marks = await book.shelf('query', ldso);
  const ids = new Set<string>();
  for (const test of tests) {
    const key = testKeyOf(ldso, test);
    if (key === undefined) continue;
    for (const { message } of askingIn(await book.entriesOfTest(key))) ids.add(message.messageId);
  }
  const found = await Promise.all([...ids].map(messageId => queryOf(book, ldso, { messageId, marks })));
  return found.flatMap(query => query ?? []).sort((a, b) => a.at - b.at);
}
