// What follows for a query when somebody replies in its thread, ticks what the bot said of it, or says outright how it stands.
import type { MessageRef } from '../domain/entry.ts';
import type { FromPerson } from '../domain/inbound.ts';
import type { Intent } from '../domain/intents.ts';
import { numbersOf } from '../domain/letter-key.ts';
import type { LdsoBook } from '../domain/planning/plan.ts';
import { testKeyOf, testKeyText } from '../domain/refs.ts';
import { answering, type Decision, ignored, type Said } from '../domain/said.ts';
import type { QueryAsk, QueryEvent, QueryTold } from '../domain/tests/queries.ts';
import { findCases, findRefs } from '../intake/references.ts';
import { replySense } from '../intake/replies.ts';
import type { Book } from '../ports/store.ts';
import { isOpen, type Query, queriesAbout, queriesIn, queryOf } from './find.ts';

export type Follows = Pick<Decision, 'events' | 'intents'>;

const nothing: Follows = { events: [], intents: [] };

/**
 * What is said in a thread is for the newest query there that somebody else asked before. Of the words nothing is kept: that
 * it was answered, by whom and when. A notification, a command and a message with personal data are no replies.
 */
export async function repliedIn(
  book: Book,
  said: Said,
  { isCommand }: { readonly isCommand: boolean },
): Promise<Follows> {
  const { message, by, at, note } = said;
  if (said.came === 'pressed') return nothing;
  // A new post begins a thread of its own; an edited one may have been a reply to nothing else either.
  if (message.thread.endsWith(`;messageid=${message.messageId}`)) return nothing;
  const isTalk = !isCommand && said.reading.is === 'chatter' && said.personalData.length === 0;
  const sense = isTalk ? replySense(note) : undefined;
  if (sense === undefined) return said.came === 'edited' ? signGone(book, said) : nothing;
  const before = (await queriesIn(book, message.ldso, message.thread)).filter(
    query => query.by.id !== by.id && query.message.messageId !== message.messageId,
  );
  const sign = signOf(message);
  const marks = await book.shelf('query', message.ldso);
  const spokenOf = before.find(query => marks.has(`${query.message.messageId}/${sign}`));
  const query = spokenOf ?? before.findLast(each => each.at <= at);
  if (query === undefined) return nothing;
  const earlier = marks.get(`${query.message.messageId}/${sign}`);
  const { ldso } = message;
  const common = { ldso, query: query.message.messageId, by, sign };
  if (sense === 'no-answer') {
    // What somebody said was said then: another comma is no other word.
    if (earlier?.is === 'heard') return nothing;
    return shown(query, [{ type: 'query-heard', at, groups: said.reading.routeTo, ...common }]);
  }
  const stands = earlier?.is === 'answer' && earlier.at > (query.state.reopenedAt ?? 0);
  if (stands) return nothing;
  return shown(query, [{ type: 'query-answered', at, how: 'reply', ...common }]);
}

/** A reply that is deleted, or changed into something else, answers nothing any more. */
export async function signGone(
  book: Book,
  { message, by, at }: Pick<FromPerson, 'message' | 'by' | 'at'>,
): Promise<Follows> {
  const { ldso } = message;
  return takenBack(book, { ldso, by, at, signs: [signOf(message)] });
}

/** What these signs said of queries is taken back. */
export async function takenBack(
  book: Book,
  {
    ldso,
    by,
    at,
    signs,
  }: Pick<FromPerson, 'by' | 'at'> & { readonly ldso: MessageRef['ldso']; readonly signs: readonly string[] },
): Promise<Follows> {
  if (signs.length === 0) return nothing;
  const marks = await book.shelf('query', ldso);
  const events: QueryEvent[] = [];
  const intents: Intent[] = [];
  for (const key of marks.keys()) {
    const slash = key.indexOf('/');
    const [messageId, sign] = [key.slice(0, slash), key.slice(slash + 1)];
    if (!signs.includes(sign)) continue;
    events.push({ type: 'query-sign-gone', ldso, at, query: messageId, by, sign });
    const query = await queryOf(book, ldso, { messageId, marks });
    if (query !== undefined) intents.push(...showing(query));
  }
  return { events, intents };
}

type Known = { readonly book: Book; readonly ldsoBook: LdsoBook };

/** `/answered` and `/reopen`: by the key on a card, by the test that is named, else in the thread. */
export async function decideQuery(known: Known, said: Said, ask: QueryAsk): Promise<Decision> {
  const { queries, inThread } = await meant(known, said, ask.words);
  if (queries.length === 0) return told(said, { is: 'none' });
  const wanted = queries.filter(query => isOpen(query) === (ask.do === 'answered'));
  const [first] = wanted;
  if (first === undefined) return told(said, already(queries));
  if (inThread && wanted.length > 1) return told(said, { is: 'which', about: wanted.map(aboutText) });
  const { by, at } = said;
  const { ldso } = said.message;
  const decided = wanted.map(query => {
    const common = { ldso, at, query: query.message.messageId, by };
    return shown(query, [
      ask.do === 'answered'
        ? { type: 'query-answered', how: 'said', sign: 'said', ...common }
        : { type: 'query-reopened', ...common },
    ]);
  });
  const decision: Decision = {
    events: decided.flatMap(({ events }) => events),
    intents: decided.flatMap(({ intents }) => intents),
    outcome: ignored,
  };
  // Where the query's own card stands in the same thread, the card says it.
  const isSeen =
    said.came === 'pressed' || wanted.every(({ message }) => message.thread === said.message.thread);
  if (isSeen) return decision;
  const is = ask.do === 'answered' ? 'answered' : 'reopened';
  const answer = told(said, { is, name: by.name, about: wanted.map(aboutText) });
  return { ...decision, intents: [...answer.intents, ...decision.intents] };
}

async function meant(
  { book, ldsoBook }: Known,
  said: Said,
  words: string,
): Promise<{ readonly queries: readonly Query[]; readonly inThread: boolean }> {
  const { ldso, thread } = said.message;
  const [messageId] = numbersOf(words.trim());
  const marks = await book.shelf('query', ldso);
  const keyed = messageId === undefined ? undefined : await queryOf(book, ldso, { messageId, marks });
  if (keyed !== undefined) return { queries: [keyed], inThread: false };
  const cases = findCases(words, ldsoBook);
  const refs = findRefs(words, ldsoBook);
  if (cases.length === 0 && refs.length === 0)
    return { queries: await queriesIn(book, ldso, thread), inThread: true };
  const tests = cases.flatMap(({ known }) =>
    refs.flatMap(({ ref }) =>
      known === undefined || ref === undefined ? [] : [{ testCaseId: known.id, mpanRef: ref }],
    ),
  );
  return { queries: await queriesAbout(book, ldso, tests), inThread: false };
}

function already(queries: readonly Query[]): QueryTold {
  const query = queries.at(-1);
  const answer = query?.state.answer;
  return {
    is: 'already',
    open: query !== undefined && isOpen(query),
    ...(answer === undefined ? {} : { name: answer.by.name, at: answer.at }),
  };
}

function told(said: Said, answer: QueryTold): Decision {
  return answering(said, { about: 'query', told: answer });
}

export function shown(query: Query, events: readonly QueryEvent[]): Follows {
  return events.length === 0 ? nothing : { events, intents: showing(query) };
}

/** The query's own card, and the cards of the tests that it asks about. */
function showing({ message, entries }: Query): readonly Intent[] {
  const tests = entries.flatMap(entry => testKeyOf(message.ldso, entry) ?? []);
  const once = new Map(tests.map(test => [testKeyText(test), test]));
  return [
    { is: 'show-query', to: message },
    ...[...once.values()].map((test): Intent => ({ is: 'show-test', test })),
  ];
}

function signOf({ messageId }: MessageRef): string {
  return `reply/${messageId}`;
}

function aboutText({ entries }: Query): string {
  const [first] = entries;
  const names = [first?.testCaseName ?? first?.testCaseId, first?.mpanRef].filter(name => name !== undefined);
  return names.join(' ');
}
