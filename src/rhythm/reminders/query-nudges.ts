// Data queries that nobody has answered: their group is asked again in the thread, a few times, in testing hours.

import type { LdsoId } from '../../domain/refs.ts';
import { wholeChannel } from '../../domain/shelf.ts';
import { openQueries, type QueryState, queryStates, stateOf } from '../../domain/tests/queries.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Store } from '../../ports/store.ts';
import { afterWorkingMinutes, type WorkingHours } from '../calendar.ts';
import { once, soonestAfter } from '../once.ts';

type Reads = Pick<Store, 'shelf' | 'entriesOf'>;
type Needs = { readonly store: Reads & Pick<Store, 'perform' | 'causeTaken'>; readonly clock: Clock };

export type QueryNudges = {
  /** Minutes of testing hours until the first one, and between one and the next. */
  readonly afterMinutes: number;
  readonly everyMinutes: number;
  /** How many a query gets; none when 0. */
  readonly most: number;
  /** How late one that was missed still helps, in minutes of testing hours. */
  readonly lateMinutes: number;
  readonly ldsos: readonly { readonly ldso: LdsoId; readonly hours: WorkingHours }[];
};

type OfLdso = QueryNudges & { readonly hours: WorkingHours };

/** An open query and the instants at which its group is asked again. */
type Waiting = {
  readonly messageId: string;
  readonly state: QueryState;
  /** Oldest first, epoch milliseconds; each in testing hours. */
  readonly turns: readonly number[];
};

/**
 * Nothing is said in a quiet channel. What becomes due at night is due in the morning, and what was missed for too long is
 * left out, not made up for: the query stands on the stand-up and the wash-up all the same.
 * @returns of how many queries somebody was newly reminded
 * @throws when the store cannot record it; the rest is reminded of at the next look
 */
export async function nudgeQueries({ store, clock }: Needs, nudges: QueryNudges): Promise<number> {
  const now = clock.now().getTime();
  let nudged = 0;
  for (const { ldso, hours } of nudges.ldsos) {
    const when = { ...nudges, hours };
    if ((await store.shelf('quiet', ldso)).has(wholeChannel) || !isWithin(now, hours)) continue;
    for (const query of await waitingIn(store, ldso, { ...when, now })) {
      const turn = turnAt(query, { ...when, now });
      if (turn !== undefined && (await nudge(store, ldso, { query, turn, most: nudges.most, now })))
        nudged += 1;
    }
  }
  return nudged;
}

/** When the next one comes, epoch milliseconds after `now`; for whoever plays a day. */
export async function nextQueryNudge(
  store: Reads,
  nudges: QueryNudges,
  now: number,
): Promise<number | undefined> {
  const comes: number[] = [];
  for (const { ldso, hours } of nudges.ldsos)
    for (const { turns } of await waitingIn(store, ldso, { ...nudges, hours, now: now + farAheadMs }))
      comes.push(...turns);
  return soonestAfter(now, comes);
}

/** Whoever asks for the next one does not ask further ahead than a long holiday. */
const farAheadMs = 14 * 86_400_000;

/** Open queries of which a turn has come by now. */
async function waitingIn(
  store: Reads,
  ldso: LdsoId,
  when: OfLdso & { readonly now: number },
): Promise<readonly Waiting[]> {
  const { now, most } = when;
  const marks = await store.shelf('query', ldso);
  const states = queryStates(marks, now);
  const waiting: (Waiting & { readonly askedAt: number })[] = [];
  for (const [key, mark] of marks) {
    if (mark.is !== 'asked') continue;
    const messageId = key.slice(0, key.indexOf('/'));
    const state = stateOf(states, { messageId });
    const from = Math.max(state.reopenedAt ?? mark.at, state.heard?.at ?? 0);
    if (state.answer !== undefined || state.nudges >= most || isLongPast(from, when)) continue;
    const turns = turnsFrom(from, when);
    const [first] = turns;
    if (first !== undefined && first <= now) waiting.push({ messageId, state, turns, askedAt: mark.at });
  }
  if (waiting.length === 0) return [];
  // Whether it stands, and whether its test has gone on, the entries since tell.
  const from = Math.min(...waiting.map(({ askedAt }) => askedAt));
  const entries = await store.entriesOf(ldso, { from, to: Number.MAX_SAFE_INTEGER });
  const standing = entries.filter(({ withdrawn }) => !withdrawn);
  const open = new Set(openQueries(standing, states).map(({ message }) => message.messageId));
  return waiting.filter(({ messageId }) => open.has(messageId));
}

/** Counted from when it was asked, opened again, or last replied to without an answer. */
function turnsFrom(from: number, { afterMinutes, everyMinutes, most, hours }: OfLdso): readonly number[] {
  const turns: number[] = [];
  let at = from;
  for (let turn = 0; turn < most; turn += 1) {
    at = afterWorkingMinutes(at, turn === 0 ? afterMinutes : everyMinutes, hours);
    turns.push(at);
  }
  return turns;
}

/** The clock is looked at every few seconds: days on end are not counted out for what is over. */
function isLongPast(from: number, when: OfLdso & { readonly now: number }): boolean {
  const { afterMinutes, everyMinutes, most, lateMinutes, now } = when;
  const minutes = afterMinutes + everyMinutes * most + lateMinutes;
  // An hour of testing a day and a month of holidays are more than there ever is.
  return now - from > (minutes / 60 + 31) * 86_400_000;
}

/** Which turn it is, and not too late for it. */
function turnAt({ turns }: Waiting, when: OfLdso & { readonly now: number }): number | undefined {
  const { now, lateMinutes, hours } = when;
  const turn = turns.findLastIndex(at => at <= now);
  const at = turns[turn];
  if (at === undefined || now > afterWorkingMinutes(at, lateMinutes, hours)) return undefined;
  return turn;
}

function isWithin(now: number, hours: WorkingHours): boolean {
  return afterWorkingMinutes(now, 0, hours) === now;
}

function nudge(
  store: Needs['store'],
  ldso: LdsoId,
  due: { readonly query: Waiting; readonly turn: number; readonly most: number; readonly now: number },
): Promise<boolean> {
  const { query, turn, most, now } = due;
  const { messageId, turns } = query;
  // One cause for one turn: a second replica, a restart and the next look find it taken.
  const cause = `query-nudge/${ldso}/${messageId}/${turns[turn]}`;
  return once(store, { cause, now }, async book => {
    const state = stateOf(queryStates(await book.shelf('query', ldso), now), { messageId });
    const [entry] = (await book.entriesOfMessage(ldso, messageId)).filter(({ withdrawn }) => !withdrawn);
    if (entry === undefined || state.answer !== undefined || state.nudges >= most) return undefined;
    const count = state.nudges + 1;
    const to = entry.message;
    return {
      events: [{ type: 'query-nudged', ldso, at: now, query: messageId, count }],
      intents: [
        { is: 'nudge-query', to, count, last: count === most || turn === most - 1 },
        { is: 'show-query', to },
      ],
    };
  });
}
