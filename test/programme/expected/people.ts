// Who is not there on a day and who covers, asked of the event log anew, half a day after half a day.
import type { Asked, Known } from './log.ts';
import { counted, type Row, statusOf } from './words.ts';

type Half = 'am' | 'pm';
type Named = { readonly name: string; readonly id?: string | undefined };

const halves = ['am', 'pm'] as const;
const halfWords = { am: 'morning', pm: 'afternoon' } as const;

/** The plan calls people by one name or by both. */
export function isCalled(person: string, name: string): boolean {
  return name.split(' ').every(word => person.split(' ').includes(word));
}

export function namesIn(who: string | undefined): readonly string[] {
  return who === undefined ? [] : who.split(' and ');
}

function isSame(a: Named, b: Named): boolean {
  return (a.id !== undefined && a.id === b.id) || isCalled(a.name, b.name) || isCalled(b.name, a.name);
}

function has(each: { readonly part?: string }, half: Half): boolean {
  return each.part === undefined || each.part === half;
}

function isAway(person: Named, half: Half, { away }: Known): boolean {
  return away.some(each => has(each, half) && isSame({ name: each.name, id: each.personId }, person));
}

function coverOf(person: Named, half: Half, known: Known, { analyst }: Asked): string | undefined {
  return known.covers
    .filter(each => has(each, half))
    .filter(each => {
      const covered = each.for ?? analyst;
      return covered !== undefined && isSame(covered, person);
    })
    .filter(each => !isAway(each.who, half, known))
    .sort((a, b) => b.at - a.at)[0]?.who.name;
}

/** Half days of a test in which somebody is away whom it names. */
function missing(row: Row, person: Named, known: Known): readonly Half[] {
  if (statusOf(row) === 'passed' || !namesIn(row.who).some(name => isCalled(person.name, name))) return [];
  return halves.filter(
    half =>
      isAway(person, half, known) && (row.time === undefined || (row.time < '12:00' ? 'am' : 'pm') === half),
  );
}

function absent({ away }: Known): readonly Named[] {
  const ids = [...new Set(away.map(({ personId }) => personId))];
  return ids
    .map(id => ({ id, name: away.findLast(each => each.personId === id)?.name ?? '' }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** What stands beside a test whose tester is away. */
export function awayMark(row: Row, known: Known, asked: Asked): string | undefined {
  const covers = absent(known).flatMap(person =>
    missing(row, person, known).map(half => coverOf(person, half, known, asked)),
  );
  if (covers.length === 0) return undefined;
  return covers.includes(undefined) ? '▲ away' : `${[...new Set(covers)].join(', ')} covers`;
}

export function isAwayInTheMorning(name: string, known: Known): boolean {
  return absent(known).some(person => isCalled(person.name, name) && isAway(person, 'am', known));
}

export function awayExpected(planned: readonly Row[], known: Known, asked: Asked) {
  const { analyst } = asked;
  const people = absent(known).map(person => {
    const own = halves.filter(half => isAway(person, half, known));
    const touched = planned.filter(row => missing(row, person, known).length > 0);
    const isAnalyst = analyst !== undefined && isSame(analyst, person);
    const needed = isAnalyst
      ? own
      : own.filter(half => touched.some(row => missing(row, person, known).includes(half)));
    const covers = own.map(half => ({ half, who: coverOf(person, half, known, asked) }));
    const open = needed.filter(half => coverOf(person, half, known, asked) === undefined);
    return { person, own, touched: touched.length, isAnalyst, covers, open };
  });
  return {
    away: people.map(({ person, own, touched, isAnalyst, covers }) => {
      const about = [
        ...(isAnalyst ? ['test analyst'] : []),
        ...(own.length === 1 ? [halfWords[own[0]!]] : []),
        ...(touched === 0 ? [] : [counted(touched, 'test')]),
      ];
      const names = [...new Set(covers.flatMap(({ who }) => who ?? []))];
      const covering = names.map(name => {
        const of = covers.filter(({ who }) => who === name);
        return of.length === own.length
          ? `, ${name} covers`
          : `, ${name} covers in the ${halfWords[of[0]!.half]}`;
      });
      return `${person.name}${about.length === 0 ? '' : ` (${about.join(', ')})`}${covering.join('')}`;
    }),
    uncovered: people
      .filter(({ open }) => open.length > 0)
      .map(({ person, open, touched, isAnalyst }) =>
        [
          `▲ No cover ${person.name}${isAnalyst ? ', test analyst' : ''}`,
          open.length === 2 ? 'all day' : halfWords[open[0]!],
          ...(touched === 0 ? [] : [`${counted(touched, 'test')} of today`]),
          '/cover says who covers',
        ].join(' · '),
      ),
    covers: coverLines(known, asked),
  };
}

/** Of people of whom nobody has said that they are away. */
function coverLines(known: Known, asked: Asked): readonly string[] {
  const { analyst } = asked;
  return known.covers
    .filter(each => {
      const covered = each.for ?? analyst;
      if (covered === undefined) return true;
      if (absent(known).some(person => isSame(person, covered))) return false;
      // One that a newer one has taken the place of is not told.
      return halves.some(half => {
        const newest = known.covers
          .filter(other => has(other, half) && isSame(other.for ?? analyst ?? covered, covered))
          .filter(other => !isAway(other.who, half, known))
          .sort((a, b) => b.at - a.at)[0];
        return newest === each;
      });
    })
    .map(each => {
      const covered = each.for ?? analyst;
      const isAnalyst = covered === undefined || (analyst !== undefined && isSame(covered, analyst));
      const name =
        covered === undefined ? 'the test analyst' : `${covered.name}${isAnalyst ? ', test analyst' : ''}`;
      const when = each.part === undefined ? '' : ` (${halfWords[each.part]})`;
      return `${each.who.name} for ${name}${when}`;
    });
}
