// Who does the work of somebody who is not there: of the LDSO's test analyst, or of another person.

import type { Person } from '../entry.ts';
import type { Day } from '../events.ts';
import type { LdsoId } from '../refs.ts';
import type { Shelved } from '../shelf.ts';
import { type Away, isNamed } from './day-plan.ts';

/** A person by name; the id only where it is known, so that the bot can mention them. */
export type NamedPerson = { readonly name: string; readonly id?: string };

/** Of a day. */
export type Half = 'am' | 'pm';

export type Cover = {
  readonly who: NamedPerson;
  /** Left out for the LDSO's test analyst, whoever that is then. */
  readonly for?: NamedPerson;
  /** First and last day. */
  readonly from: Day;
  readonly to: Day;
  /** The whole of each day when left out. */
  readonly part?: Half;
  /** When it was said, epoch milliseconds: of two that overlap the newer one counts. */
  readonly at: number;
};

export type CoverEvent = { readonly ldso: LdsoId; readonly at: number; readonly by: Person } & (
  | {
      readonly type: 'cover-noted';
      /** The message that says so; it says one thing, and an edit of it says another in its place. */
      readonly key: string;
      readonly cover: Cover;
    }
  | { readonly type: 'cover-ended'; readonly keys: readonly string[] }
);

/** What is answered to whoever speaks of cover. */
export type CoverTold =
  /** `forName` is the test analyst's where they are covered and named in the settings. */
  | { readonly is: 'noted'; readonly cover: Cover; readonly forName?: string }
  | { readonly is: 'ended'; readonly count: number }
  | { readonly is: 'unclear' }
  /** Nobody covers for themselves. */
  | { readonly is: 'self' }
  /** More than one person goes by the name. */
  | { readonly is: 'several'; readonly typed: string; readonly names: readonly string[] };

export function coverShelved(event: CoverEvent): readonly Shelved[] {
  const { ldso } = event;
  switch (event.type) {
    case 'cover-noted':
      return [{ kind: 'cover', ldso, key: event.key, value: event.cover }];
    case 'cover-ended':
      return event.keys.map(key => ({ kind: 'cover' as const, ldso, key, value: undefined }));
  }
}

/** By account where both are known, else by name: people are named in plans and settings as well. */
export function isSamePerson(a: NamedPerson, b: NamedPerson): boolean {
  return (a.id !== undefined && a.id === b.id) || isNamed(a.name, b.name) || isNamed(b.name, a.name);
}

export function isCoverFor(cover: Cover, person: NamedPerson, analyst: NamedPerson | undefined): boolean {
  const covered = cover.for ?? analyst;
  return covered !== undefined && isSamePerson(covered, person);
}

/** The two halves of a day part at noon: a marked default. */
export function halfOf(time: string): Half {
  return time < '12:00' ? 'am' : 'pm';
}

export function halvesOf({ part }: Pick<Away | Cover, 'part'>): readonly Half[] {
  return part === undefined ? ['am', 'pm'] : [part];
}

/** What is said of people being there or not, at one time. */
export type Presence = {
  readonly away: Iterable<Away>;
  readonly covers: Iterable<Cover>;
  /** The LDSO's test analyst, where the settings name one. */
  readonly analyst?: NamedPerson;
};

type When = { readonly day: Day; readonly half: Half };

function isAwayAt({ away }: Presence, person: NamedPerson, when: When): boolean {
  return [...away].some(
    each => lasts(each, when) && isSamePerson({ name: each.name, id: each.personId }, person),
  );
}

/** Whoever is away themselves covers for nobody. */
export function coverAt(presence: Presence, person: NamedPerson, when: When): NamedPerson | undefined {
  const { covers, analyst } = presence;
  return newest(
    [...covers].filter(each => isCoverFor(each, person, analyst)),
    presence,
    when,
  );
}

/**
 * Who is mentioned beside the QT team: whoever covers for the test analyst, else the test analyst, unless away. Cover for
 * a test analyst that the settings do not name counts too.
 */
export function firstContactAt(presence: Presence, when: When): NamedPerson | undefined {
  const { covers, analyst } = presence;
  const ofAnalyst = [...covers].filter(
    each => each.for === undefined || (analyst !== undefined && isCoverFor(each, analyst, analyst)),
  );
  const cover = newest(ofAnalyst, presence, when);
  if (cover !== undefined || analyst === undefined) return cover;
  return isAwayAt(presence, analyst, when) ? undefined : analyst;
}

function newest(covers: readonly Cover[], presence: Presence, when: When): NamedPerson | undefined {
  return covers
    .filter(each => lasts(each, when) && !isAwayAt(presence, each.who, when))
    .sort((a, b) => b.at - a.at)[0]?.who;
}

function lasts(each: Pick<Cover, 'from' | 'to' | 'part'>, { day, half }: When): boolean {
  return each.from <= day && day <= each.to && halvesOf(each).includes(half);
}
