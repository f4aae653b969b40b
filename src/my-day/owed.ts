// What waits for one person: messages to mend, reasons, retests, evidence, and their queries that nobody has answered.

import type { Owed } from '../domain/day/my-day.ts';
import type { Entry } from '../domain/entry.ts';
import { openQueries, queryStates, stateOf, wentOnBy } from '../domain/tests/queries.ts';
import { boundsOf } from '../rhythm/calendar.ts';
import { failedWithoutDefect, movedOn, wordsSaid } from '../rhythm/day/blockers.ts';
import { evidenceOwed } from '../rhythm/day/evidence.ts';
import { lineOf, type Standing, type Test } from '../rhythm/day/standing.ts';
import type { MyDayAsked } from './asked.ts';

/** What must not stand as it is comes first, then what holds up testing, then what is due by the end of the day. */
export function owedBy(asked: MyDayAsked, standing: Standing): readonly Owed[] {
  const { person, ldso } = asked;
  const isMine = ({ attempt }: Test) => attempt.by.id === person.id;
  return [
    ...messagesOf(asked),
    ...failedWithoutDefect(standing, asked.moves.reasons)
      .filter(isMine)
      .map((test): Owed => ({ is: 'no-defect', line: lineOf(test) })),
    ...retestsOf(asked, standing),
    ...queriesOf(asked, standing),
    ...evidenceOwed(ldso.id, standing, asked.evidence)
      .filter(isMine)
      .map((test): Owed => ({ is: 'evidence', line: lineOf(test) })),
  ];
}

function messagesOf({ person, ldso, leaks, held, urlOf }: MyDayAsked): readonly Owed[] {
  const leaking = leaks
    .filter(({ by, closedAt }) => by.id === person.id && closedAt === undefined)
    .map(
      ({ message, openedAt, kinds }): Owed => ({
        is: 'leak',
        since: openedAt,
        kinds,
        ...urlIn(urlOf(message)),
      }),
    );
  const asking = [...held]
    .filter(([, { byId }]) => byId === person.id)
    .map(([messageId, { since, kinds, thread }]): Owed => {
      const url = urlOf({ ldso: ldso.id, thread, messageId });
      return { is: 'held', since, kinds, ...urlIn(url) };
    });
  return [...leaking, ...asking];
}

function queriesOf({ person, queries, day, zone }: MyDayAsked, { entries }: Standing): readonly Owed[] {
  const states = queryStates(queries?.marks ?? new Map(), Number.MAX_SAFE_INTEGER);
  const { from } = boundsOf(day, zone);
  const open = openQueries(entries, states)
    .filter(({ by }) => by.id === person.id)
    .map((query): Owed => ({ is: 'query', since: query.at, ...wordsOf(query) }));
  const answered = entries.flatMap((query): readonly Owed[] => {
    if (query.kind !== 'data_query' || query.by.id !== person.id) return [];
    const state = stateOf(states, query.message);
    const { answer } = state;
    if (answer === undefined || answer.at < from || wentOnBy(query, entries, state) !== undefined) return [];
    return [{ is: 'answered', since: answer.at, byName: answer.by.name, ...wordsOf(query) }];
  });
  return [...answered, ...open];
}

/** Whoever raised a defect runs the test again. */
function retestsOf({ person, moves }: MyDayAsked, { entries }: Standing): readonly Owed[] {
  const { defects } = moves;
  return entries
    .filter(
      entry =>
        (entry.kind === 'defect_raised' || entry.kind === 'blocking_defect') &&
        entry.by.id === person.id &&
        defects.get(entry.id)?.ready === true &&
        !isRunAgain(entry, entries, defects.get(entry.id)?.changedAt ?? 0),
    )
    .map(entry => ({
      is: 'retest',
      since: defects.get(entry.id)?.changedAt ?? entry.at,
      ...wordsOf(entry),
    }));
}

function isRunAgain(defect: Entry, entries: readonly Entry[], readyAt: number): boolean {
  const since = entries.filter(each => each === defect || each.at >= readyAt);
  return movedOn(defect, since, ['triggered', 'passed']);
}

function wordsOf(entry: Entry): Pick<Extract<Owed, { is: 'query' }>, 'words' | 'testCaseName' | 'mpanRef'> {
  const { testCaseName, mpanRef } = entry;
  return {
    words: wordsSaid(entry),
    ...(testCaseName === undefined ? {} : { testCaseName }),
    ...(mpanRef === undefined ? {} : { mpanRef }),
  };
}

function urlIn(url: string | undefined): { readonly url?: string } {
  return url === undefined ? {} : { url };
}
