// Who is not there on a day, which of its tests that touches, and who covers.
import {
  type Cover,
  coverAt,
  type Half,
  halfOf,
  halvesOf,
  isSamePerson,
  type NamedPerson,
  type Presence,
} from '../../domain/day/cover.ts';
import { type Away, awayOn, isNamed, peopleIn } from '../../domain/day/day-plan.ts';
import type { AwayLine, CoverLine, TestLine } from '../../domain/day/day-view.ts';
import type { Day } from '../../domain/events.ts';

export type Availability = {
  readonly away: readonly AwayLine[];
  /** Cover for people of whom nobody has said that they are away. */
  readonly covers: readonly CoverLine[];
  /** The line with what becomes of it when its tester is away. */
  readonly withPeople: (line: TestLine) => TestLine;
};

/** @param planned today's tests */
export function availabilityOn(day: Day, presence: Presence, planned: readonly TestLine[]): Availability {
  const away = peopleAway(awayOn(presence.away, day));
  const lines = away.map(person => awayLine(person, { day, presence, planned }));
  return {
    away: lines,
    covers: coversOf(day, presence)
      .filter(({ covered }) => !away.some(person => covered !== undefined && isSamePerson(person, covered)))
      .map(({ line }) => line),
    withPeople: line => withPeople(line, { day, presence, away }),
  };
}

type Absent = NamedPerson & { readonly halves: readonly Half[] };

type Of = { readonly day: Day; readonly presence: Presence };

/** Each person once, by name. */
function peopleAway(aways: readonly Away[]): readonly Absent[] {
  const ids = [...new Set(aways.map(({ personId }) => personId))];
  return ids
    .map(id => {
      const own = aways.filter(({ personId }) => personId === id);
      return { id, name: own.at(-1)?.name ?? '', halves: halvesIn(own.flatMap(halvesOf)) };
    })
    .sort((a, b) => a.name.localeCompare(b.name, 'en'));
}

function awayLine(
  person: Absent,
  { day, presence, planned }: Of & { readonly planned: readonly TestLine[] },
): AwayLine {
  const { analyst } = presence;
  const isAnalyst = analyst !== undefined && isSamePerson(analyst, person);
  const touched = planned.filter(line => names(line, person) && overlap(line, person.halves).length > 0);
  const needed = isAnalyst ? person.halves : halvesIn(touched.flatMap(line => overlap(line, person.halves)));
  const uncovered = needed.filter(half => coverAt(presence, person, { day, half }) === undefined);
  return {
    name: person.name,
    ...partOf(person.halves),
    ...(isAnalyst ? { isAnalyst: true as const } : {}),
    tests: touched.length,
    coveredBy: coveredBy(person, { day, presence }),
    ...(uncovered.length === 0 ? {} : { uncovered: partOf(uncovered).part ?? 'day' }),
  };
}

function coveredBy(person: Absent, { day, presence }: Of): AwayLine['coveredBy'] {
  const byHalf = person.halves.map(half => ({ half, who: coverAt(presence, person, { day, half })?.name }));
  const people = [...new Set(byHalf.flatMap(({ who }) => who ?? []))];
  return people.map(name => {
    const halves = byHalf.filter(({ who }) => who === name).map(({ half }) => half);
    return { name, ...(halves.length === person.halves.length ? {} : partOf(halves)) };
  });
}

function coversOf(
  day: Day,
  presence: Presence,
): readonly { readonly covered: NamedPerson | undefined; readonly line: CoverLine }[] {
  const { analyst } = presence;
  return [...presence.covers]
    .filter(each => each.from <= day && day <= each.to && isAnyNewest(each, day, presence))
    .map(each => {
      const covered = each.for ?? analyst;
      const isAnalyst = covered === undefined || (analyst !== undefined && isSamePerson(covered, analyst));
      return {
        covered,
        line: {
          name: each.who.name,
          ...(covered === undefined ? {} : { for: covered.name }),
          ...(isAnalyst ? { isAnalyst: true as const } : {}),
          ...partOf(halvesOf(each)),
        },
      };
    });
}

/** One that a newer one has taken the place of is not told. */
function isAnyNewest(cover: Cover, day: Day, presence: Presence): boolean {
  const person = cover.for ?? presence.analyst;
  if (person === undefined) return true;
  return halvesOf(cover).some(half => coverAt(presence, person, { day, half }) === cover.who);
}

function withPeople(
  line: TestLine,
  { day, presence, away }: Of & { readonly away: readonly Absent[] },
): TestLine {
  const named = away.filter(person => names(line, person));
  const touched = named.flatMap(person =>
    overlap(line, person.halves).map(half => coverAt(presence, person, { day, half })?.name),
  );
  if (touched.length === 0) return line;
  if (touched.includes(undefined)) return { ...line, isAway: true };
  return { ...line, coveredBy: [...new Set(touched.flatMap(name => name ?? []))] };
}

/** A test that has passed needs nobody any more. */
function names({ who, status }: TestLine, person: NamedPerson): boolean {
  return who !== undefined && status !== 'passed' && peopleIn(who).some(name => isNamed(name, person.name));
}

/** A test without a time may be run in either half. */
function overlap({ time }: TestLine, halves: readonly Half[]): readonly Half[] {
  return time === undefined ? halves : halves.filter(half => half === halfOf(time));
}

function halvesIn(halves: readonly Half[]): readonly Half[] {
  return (['am', 'pm'] as const).filter(half => halves.includes(half));
}

function partOf(halves: readonly Half[]): { readonly part?: Half } {
  const [only, other] = halves;
  return only === undefined || other !== undefined ? {} : { part: only };
}
