// What follows when somebody says who covers for whom, or that it is over.
import {
  type Cover,
  type CoverEvent,
  type CoverTold,
  isCoverFor,
  isSamePerson,
  type NamedPerson,
} from '../domain/day/cover.ts';
import { isNamed, peopleIn } from '../domain/day/day-plan.ts';
import type { Day } from '../domain/events.ts';
import type { LdsoBook } from '../domain/planning/plan.ts';
import { answering, type Decision, ignored, type Said } from '../domain/said.ts';
import type { Book } from '../ports/store.ts';
import { dayOf, london } from '../rhythm/calendar.ts';
import { countingSchedule } from '../schedule/counting.ts';
import { type CoverWords, coverWords, type Meant } from './cover-words.ts';

type Known = { readonly book: Book; readonly ldsoBook: LdsoBook };

export async function decideCover(known: Known, said: Said, words: string): Promise<Decision> {
  const today = dayOf(said.at, london);
  const read = coverWords(words, { mentioned: said.mentioned ?? [], today });
  if (read === undefined) return told(said, { is: 'unclear' });
  return read.is === 'off' ? off(known, said, read) : cover(known, said, read);
}

async function cover(
  known: Known,
  said: Said,
  read: Extract<CoverWords, { is: 'cover' }>,
): Promise<Decision> {
  const { testAnalyst: analyst } = known.ldsoBook;
  const people = await peopleKnown(known, said);
  const who = whoIs(read.who, said, { people, analyst });
  const covered = whoIs(read.for, said, { people, analyst });
  if (who.is === 'several') return told(said, who);
  if (covered.is === 'several') return told(said, covered);
  if (who.is === 'nobody' || covered.is === 'nobody' || who.person === undefined)
    return told(said, { is: 'unclear' });
  if (covered.person !== undefined && isSamePerson(who.person, covered.person))
    return told(said, { is: 'self' });
  const { ldso, messageId } = said.message;
  const { by, at } = said;
  const isAnalyst =
    read.for.is === 'analyst' ||
    (analyst !== undefined && covered.person !== undefined && isSamePerson(analyst, covered.person));
  const noted: Cover = {
    who: who.person,
    // Whoever the test analyst is, it is them who is covered: they may be named in words or by a mention.
    ...(isAnalyst || covered.person === undefined ? {} : { for: covered.person }),
    ...read.time,
    at,
  };
  const forName = covered.person?.name;
  return changing(said, { is: 'noted', cover: noted, ...(forName === undefined ? {} : { forName }) }, [
    { type: 'cover-noted', ldso, at, by, key: messageId, cover: noted },
  ]);
}

/** Without a name it ends what the speaker has to do with: cover by them, and cover for them. */
async function off(known: Known, said: Said, read: Extract<CoverWords, { is: 'off' }>): Promise<Decision> {
  const { ldso } = said.message;
  const { by, at } = said;
  const analyst = known.ldsoBook.testAnalyst;
  const people = await peopleKnown(known, said);
  const meant = read.for === undefined ? undefined : whoIs(read.for, said, { people, analyst });
  if (meant?.is === 'several') return told(said, meant);
  if (meant?.is === 'nobody') return told(said, { is: 'unclear' });
  const isMeant = (each: Cover) =>
    read.for === undefined
      ? isSamePerson(each.who, by) || isCoverFor(each, by, analyst)
      : meant?.person === undefined
        ? each.for === undefined
        : isCoverFor(each, meant.person, analyst);
  const today = dayOf(at, london);
  const keys = [...(await known.book.shelf('cover', ldso))]
    .filter(([, each]) => each.to >= today && isMeant(each))
    .map(([key]) => key);
  const answer: CoverTold = { is: 'ended', count: keys.length };
  return keys.length === 0
    ? told(said, answer)
    : changing(said, answer, [{ type: 'cover-ended', ldso, at, by, keys }]);
}

/** Cover for somebody who is back ends, today's and later. */
export async function coverEndedFor(
  { book, ldsoBook }: Known,
  said: Said,
  today: Day,
): Promise<readonly CoverEvent[]> {
  const { ldso } = said.message;
  const { by, at } = said;
  const keys = [...(await book.shelf('cover', ldso))]
    .filter(([, each]) => each.to >= today && isCoverFor(each, by, ldsoBook.testAnalyst))
    .map(([key]) => key);
  return keys.length === 0 ? [] : [{ type: 'cover-ended', ldso, at, by, keys }];
}

type Found =
  /** Undefined for a test analyst whom the settings do not name. */
  | { readonly is: 'one'; readonly person: NamedPerson | undefined }
  | Extract<CoverTold, { is: 'several' }>
  | { readonly is: 'nobody' };

function whoIs(
  meant: Meant,
  said: Said,
  { people, analyst }: { readonly people: readonly NamedPerson[]; readonly analyst: NamedPerson | undefined },
): Found {
  switch (meant.is) {
    case 'speaker':
      return { is: 'one', person: said.by };
    case 'analyst':
      return { is: 'one', person: analyst };
    case 'named': {
      const { name, id } = meant;
      if (id !== undefined) return { is: 'one', person: { name, id } };
      const found = people.filter(person => isNamed(name, person.name));
      const exactly = found.filter(person => person.name.toLowerCase() === name.toLowerCase());
      const [one, ...others] = exactly.length > 0 ? exactly : found;
      if (others.length > 0)
        return { is: 'several', typed: name, names: [one, ...others].flatMap(each => each?.name ?? []) };
      if (one !== undefined) return { is: 'one', person: one };
      // Of words that nobody goes by, only what is written like a name is taken for one.
      return /^\p{Lu}/u.test(name) ? { is: 'one', person: { name } } : { is: 'nobody' };
    }
  }
}

/** Whom a name can mean: people of the plan and the schedule, and those who have said something of the day's plan. */
async function peopleKnown({ book, ldsoBook }: Known, said: Said): Promise<readonly NamedPerson[]> {
  const { ldso } = said.message;
  const counting = await countingSchedule(book, ldso);
  const names = new Set([
    ...(counting?.version.tests ?? []).flatMap(({ who }) => (who === undefined ? [] : peopleIn(who))),
    ...ldsoBook.testCases.flatMap(({ tester }) => (tester === undefined ? [] : peopleIn(tester))),
  ]);
  const named = [...names].map(name => ({ name }));
  const spoken = [
    said.by,
    ...(ldsoBook.testAnalyst === undefined ? [] : [ldsoBook.testAnalyst]),
    ...[...(await book.shelf('away', ldso)).values()].map(({ personId: id, name }) => ({ id, name })),
    ...[...(await book.shelf('confirmed', ldso))].map(([id, { name }]) => ({ id, name })),
    ...[...(await book.shelf('cover', ldso)).values()].flatMap(each => [
      each.who,
      ...(each.for ? [each.for] : []),
    ]),
  ];
  // One with an account is found before the same name without, and `Asha` in a plan is no other person than Asha Rao.
  const found = [...spoken, ...named].sort(
    (a, b) => ('id' in a ? 0 : 1) - ('id' in b ? 0 : 1) || b.name.length - a.name.length,
  );
  return found.filter((person, place) => !found.slice(0, place).some(each => isSamePerson(each, person)));
}

function told(said: Said, answer: CoverTold): Decision {
  return answering(said, { about: 'cover', told: answer });
}

/** The stand-up's card shows it, and whoever said it is answered. */
function changing(said: Said, answer: CoverTold, events: readonly CoverEvent[]): Decision {
  const { ldso } = said.message;
  return {
    events,
    intents: [...told(said, answer).intents, { is: 'show-stand-up', ldso, day: dayOf(said.at, london) }],
    outcome: ignored,
  };
}
