// When a data query is open: what answers it, what takes an answer back, and how often its group was asked again.
import type { Entry, MessageRef, Person, StandingEntry } from '../entry.ts';
import type { Group, Kind } from '../kinds.ts';
import type { LdsoId } from '../refs.ts';
import type { Shelved } from '../shelf.ts';
import { movedOnBy } from './moved-on.ts';
import { inPostedOrder } from './progress.ts';

/**
 * Reactions that answer a query, by the names that Teams gives them: the thumb that every client offers, and ticks by their
 * code point (`2705_whiteheavycheckmark`). A heart or a laugh says what somebody feels of the question.
 * Source: reaction types of the Bot Framework activity schema; "Reactions" of the Teams SDK, preview of May 2026.
 */
export const ticks = ['like', '2705', '2714', '2611', '1f44d'] as const;

export type Tick = (typeof ticks)[number];

/** @returns undefined for a reaction that answers nothing */
export function tickOf(reaction: string): Tick | undefined {
  const [name = ''] = reaction.toLowerCase().split(/[_-]/);
  const sign = reaction.codePointAt(0)?.toString(16);
  return ticks.find(tick => tick === name || tick === sign);
}

/** Somebody reacted to a message of ours, or took a reaction back. */
export type Reacted = {
  /** The id of our message. */
  readonly to: string;
  readonly added: readonly Tick[];
  readonly removed: readonly Tick[];
};

export type AnswerHow = 'reply' | 'tick' | 'said';

/** What has happened to a query; each mark stands under its own name beside the others of the same query. */
export type QueryMark =
  /** A message asked it; where, so that replies find it. */
  | { readonly is: 'asked'; readonly at: number; readonly thread: string }
  | { readonly is: 'answer'; readonly at: number; readonly how: AnswerHow; readonly by: Person }
  /** Somebody replied and did not answer: asked back, is looking, or passed it on to other groups. */
  | { readonly is: 'heard'; readonly at: number; readonly byName: string; readonly groups: readonly Group[] }
  | { readonly is: 'reopened'; readonly at: number; readonly byName: string }
  /** How often since it was asked, or opened again. */
  | { readonly is: 'nudged'; readonly at: number; readonly count: number };

/** `query` is the id of the message that asks. */
export type QueryEvent = { readonly ldso: LdsoId; readonly at: number; readonly query: string } & (
  | {
      readonly type: 'query-answered';
      readonly by: Person;
      readonly how: AnswerHow;
      /** What shows it, e.g. `reply/1737450060000`; never what was said. */
      readonly sign: string;
    }
  /** It was said in the thread and is no answer. `groups` are those that it was passed on to. */
  | {
      readonly type: 'query-heard';
      readonly by: Person;
      readonly groups: readonly Group[];
      readonly sign: string;
    }
  /** What was heard or answered is taken back: a reply deleted, a reaction removed. */
  | { readonly type: 'query-sign-gone'; readonly by: Person; readonly sign: string }
  | { readonly type: 'query-reopened'; readonly by: Person }
  | { readonly type: 'query-nudged'; readonly count: number }
);

/** What a person asks about queries. */
export type QueryAsk = { readonly do: 'answered' | 'reopen'; readonly words: string };

/** What is answered to it, where the query's own card does not say it. */
export type QueryTold =
  | { readonly is: 'answered' | 'reopened'; readonly name: string; readonly about: readonly string[] }
  /** Several stand in the thread. */
  | { readonly is: 'which'; readonly about: readonly string[] }
  | { readonly is: 'none' }
  /** It is so already. */
  | { readonly is: 'already'; readonly open: boolean; readonly name?: string; readonly at?: number };

/** How a query stands by what people did about it. */
export type QueryState = {
  /** The first answer since it was asked, or opened again; undefined while it is open. */
  readonly answer?: { readonly at: number; readonly how: AnswerHow; readonly by: Person };
  readonly reopenedAt?: number;
  readonly nudges: number;
  readonly nudgedAt?: number;
  /** When somebody last replied without an answer, and who. */
  readonly heard?: { readonly at: number; readonly byName: string };
  /** The groups that it was passed on to last. */
  readonly passedTo: readonly Group[];
};

/** By the id of the message that asks. */
export type QueryStates = ReadonlyMap<string, QueryState>;

const untouched: QueryState = { nudges: 0, passedTo: [] };

export function stateOf(states: QueryStates, { messageId }: Pick<MessageRef, 'messageId'>): QueryState {
  return states.get(messageId) ?? untouched;
}

/** @param until what was done later is not known yet, epoch milliseconds */
export function queryStates(marks: ReadonlyMap<string, QueryMark>, until: number): QueryStates {
  const byQuery = new Map<string, QueryMark[]>();
  for (const [key, mark] of marks) {
    if (mark.at > until) continue;
    const query = key.slice(0, key.indexOf('/'));
    byQuery.set(query, [...(byQuery.get(query) ?? []), mark]);
  }
  return new Map([...byQuery].map(([query, own]) => [query, stateBy(own)]));
}

function stateBy(marks: readonly QueryMark[]): QueryState {
  const oldestFirst = [...marks].sort((a, b) => a.at - b.at);
  const reopenedAt = oldestFirst.findLast(({ is }) => is === 'reopened')?.at;
  const since = reopenedAt ?? 0;
  let state: QueryState = { ...untouched, ...(reopenedAt === undefined ? {} : { reopenedAt }) };
  for (const mark of oldestFirst) {
    if (mark.at <= since) continue;
    switch (mark.is) {
      case 'answer': {
        const { at, how, by } = mark;
        if (state.answer === undefined) state = { ...state, answer: { at, how, by } };
        break;
      }
      case 'heard': {
        const { at, byName, groups } = mark;
        state = {
          ...state,
          heard: { at, byName },
          ...(groups.length === 0 ? {} : { passedTo: groups }),
        };
        break;
      }
      case 'nudged':
        state = { ...state, nudges: mark.count, nudgedAt: mark.at };
        break;
      case 'asked':
      case 'reopened':
        break;
    }
  }
  return state;
}

/** A query whose test is run all the same needs no answer any more: nobody is asked for one. */
const endedBy: readonly Kind[] = ['triggered', 'passed'];

/** @param entries in the order they were posted, the query among them */
export function wentOnBy(query: Entry, entries: readonly Entry[], state: QueryState): Entry | undefined {
  return movedOnBy(query, entries, {
    kinds: endedBy,
    ...(state.reopenedAt === undefined ? {} : { since: state.reopenedAt }),
  });
}

/**
 * Entries of data queries that are open, oldest first: nobody has answered, and their test has not gone on since.
 * @param entries that stand, in the order they were posted
 */
export function openQueries(entries: readonly Entry[], states: QueryStates): readonly Entry[] {
  return entries.filter(entry => {
    if (entry.kind !== 'data_query') return false;
    const state = stateOf(states, entry.message);
    return state.answer === undefined && wentOnBy(entry, entries, state) === undefined;
  });
}

/** Those that ask, of the entries of one message. */
export function askingIn(entries: readonly StandingEntry[]): readonly Entry[] {
  return inPostedOrder(entries).filter(({ kind, withdrawn }) => kind === 'data_query' && !withdrawn);
}

/** A new version of the message keeps the mark; what it says now stands in its entries. */
export function queryAsked({ kind, message, at }: Entry): readonly Shelved[] {
  if (kind !== 'data_query') return [];
  const { ldso, messageId, thread } = message;
  return [{ kind: 'query', ldso, key: `${messageId}/asked`, value: { is: 'asked', at, thread } }];
}

export function queryShelved(event: QueryEvent): readonly Shelved[] {
  const { ldso, at, query } = event;
  const mark = (name: string, value: QueryMark | undefined): Shelved => ({
    kind: 'query',
    ldso,
    key: `${query}/${name}`,
    value,
  });
  switch (event.type) {
    case 'query-answered':
      return [mark(event.sign, { is: 'answer', at, how: event.how, by: event.by })];
    case 'query-heard':
      return [mark(event.sign, { is: 'heard', at, byName: event.by.name, groups: event.groups })];
    case 'query-sign-gone':
      return [mark(event.sign, undefined)];
    case 'query-reopened':
      return [mark('reopened', { is: 'reopened', at, byName: event.by.name }), mark('nudged', undefined)];
    case 'query-nudged':
      return [mark('nudged', { is: 'nudged', at, count: event.count })];
  }
}
