// One person's day for one LDSO, computed from how its tests stand.
import { firstContactAt, type Half, isSamePerson } from '../domain/day/cover.ts';
import type { Blocker } from '../domain/day/day-view.ts';
import type { MyDayPart, TeamDay } from '../domain/day/my-day.ts';
import { blockersOf } from '../rhythm/day/blockers.ts';
import { type MoveOf, movesOn } from '../rhythm/day/moves.ts';
import { queriesOn } from '../rhythm/day/queries.ts';
import { standUpView } from '../rhythm/day/stand-up.ts';
import { lineOf, type Standing, standingOn } from '../rhythm/day/standing.ts';
import type { MyDayAsked } from './asked.ts';
import { owedBy } from './owed.ts';
import { passedToday, testsOf } from './tests.ts';

export function myDayPart(asked: MyDayAsked): MyDayPart {
  const standing = standingOn(asked);
  const moveOf = movesOn(asked, asked.moves);
  const { away, covers } = standUpView(asked);
  const { ldso, schedule, person, owners } = asked;
  return {
    ldso: ldso.id,
    ldsoName: ldso.name,
    ...(schedule === undefined ? {} : { schedule: schedule.state }),
    tests: testsOf(asked, standing, moveOf),
    passed: passedToday(asked, standing),
    owed: owedBy(asked, standing),
    taken: [...blockersOf(standing), ...openQueriesOf(asked, standing)].filter(
      ({ entryId }) => owners?.get(entryId ?? '')?.personId === person.id,
    ),
    away,
    covers,
    ...(isFirstContact(asked) ? { team: teamDay(asked, standing, moveOf) } : {}),
  };
}

function openQueriesOf(asked: MyDayAsked, standing: Standing): readonly Blocker[] {
  const { open, blockerOf } = queriesOn(standing, asked);
  return open.map(blockerOf);
}

/** The test analyst, and whoever covers for them at any time of the day. */
function isFirstContact({ presence, person, day }: MyDayAsked): boolean {
  if (presence === undefined) return false;
  const { analyst } = presence;
  if (analyst !== undefined && isSamePerson(analyst, person)) return true;
  const halves: readonly Half[] = ['am', 'pm'];
  return halves.some(half => {
    const cover = firstContactAt(presence, { day, half });
    return cover !== undefined && isSamePerson(cover, person);
  });
}

function teamDay(asked: MyDayAsked, standing: Standing, moveOf: MoveOf): TeamDay {
  const { waiting, fuses } = asked.queue;
  return {
    triggers: waiting,
    replays: fuses.filter(({ stands }) => stands === 'asked'),
    moves: standing.tests
      .flatMap(test => {
        const move = moveOf(test.key);
        const isOfQueue = move?.to === 'trigger' || move?.to === 'agree-replay';
        return move?.of === 'QualificationTeam' && !isOfQueue ? [{ line: lineOf(test), move }] : [];
      })
      .sort((a, b) => a.move.since - b.move.since),
    queries: openQueriesOf(asked, standing),
    leaks: asked.leaks
      .filter(({ closedAt }) => closedAt === undefined)
      .map(({ by, kinds, openedAt, message }) => {
        const url = asked.urlOf(message);
        return { who: by.name, kinds, since: openedAt, ...(url === undefined ? {} : { url }) };
      }),
  };
}
