// Data queries at one instant: which are open, for how long of testing hours, and which were answered on the day.
import type { Blocker, QueryAnswered } from '../../domain/day/day-view.ts';
import type { Entry } from '../../domain/entry.ts';
import {
  openQueries,
  type QueryMark,
  type QueryStates,
  queryStates,
  stateOf,
} from '../../domain/tests/queries.ts';
import { boundsOf, type WorkingHours, workingMinutesBetween } from '../calendar.ts';
import { blockerOf } from './blockers.ts';
import type { DayAsked, Standing } from './standing.ts';

export type QueriesAsked = {
  /** How long one may be open before it is in the way, in minutes of testing hours. */
  readonly afterMinutes: number;
  readonly hours: WorkingHours;
  /** What people did about them, as the shelf has it. */
  readonly marks: ReadonlyMap<string, QueryMark>;
};

export type QueriesOnDay = {
  /** Oldest first. */
  readonly open: readonly Entry[];
  /** Of the open ones, those that are in the way by now. */
  readonly long: readonly Entry[];
  /** In the order of their answers. */
  readonly answered: readonly QueryAnswered[];
  readonly blockerOf: (query: Entry) => Blocker;
};

/** @param queries when not given, nobody has answered any, and each is in the way at once */
export function queriesOn(
  { entries }: Pick<Standing, 'entries'>,
  asked: Pick<DayAsked, 'day' | 'zone' | 'now'> & { readonly queries?: QueriesAsked | undefined },
): QueriesOnDay {
  const { queries } = asked;
  const { from, to } = boundsOf(asked.day, asked.zone);
  const until = Math.min(asked.now, to - 1);
  const states = queryStates(queries?.marks ?? new Map(), until);
  const open = openQueries(entries, states);
  const minutesOpen = (query: Entry, at: number) =>
    queries === undefined ? undefined : workingMinutesBetween(openSince(query, states), at, queries.hours);
  return {
    open,
    long: open.filter(query => (minutesOpen(query, until) ?? 0) >= (queries?.afterMinutes ?? 0)),
    answered: answeredSince(from, entries, { states, minutesOpen }),
    blockerOf: query => {
      const minutes = minutesOpen(query, until);
      const { nudges } = stateOf(states, query.message);
      const blocker = blockerOf('query', query);
      return minutes === undefined ? blocker : { ...blocker, query: { minutes, nudges } };
    },
  };
}

/** One line a message, however many tests it asks about. */
function answeredSince(
  from: number,
  entries: readonly Entry[],
  {
    states,
    minutesOpen,
  }: {
    readonly states: QueryStates;
    readonly minutesOpen: (query: Entry, at: number) => number | undefined;
  },
): readonly QueryAnswered[] {
  const asking = entries.filter(({ kind }) => kind === 'data_query');
  const once = asking.filter(
    ({ message }, place) =>
      asking.findIndex(other => other.message.messageId === message.messageId) === place,
  );
  return once
    .flatMap(query => {
      const { answer } = stateOf(states, query.message);
      if (answer === undefined || answer.at < from) return [];
      const minutes = minutesOpen(query, answer.at);
      return [{ at: answer.at, byName: answer.by.name, ...(minutes === undefined ? {} : { minutes }) }];
    })
    .sort((a, b) => a.at - b.at);
}

function openSince(query: Entry, states: QueryStates): number {
  return stateOf(states, query.message).reopenedAt ?? query.at;
}
