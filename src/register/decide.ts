// What follows from asking about the data: meter points are told or changed, a data sheet is taken over or left.
import type { Answer } from '../domain/answers.ts';
import type { LdsoBook } from '../domain/planning/plan.ts';
import { changed, type MeterPoint, type RegisterStamp } from '../domain/planning/register.ts';
import { answering, type Decision, type Said } from '../domain/said.ts';
import { wholeChannel } from '../domain/shelf.ts';
import { nearest } from '../intake/references.ts';
import type { Book } from '../ports/store.ts';
import { dayOf, london } from '../rhythm/calendar.ts';
import { saidOfPoints } from './said.ts';
import { stateInLine, stateInSheet } from './states.ts';

/** @param words behind `/data`; `confirm ID` and `leave ID` are about a file that was sent before */
export async function decideData(
  known: { readonly book: Book; readonly ldsoBook: LdsoBook },
  said: Said,
  words: string,
): Promise<Decision> {
  const { book, ldsoBook } = known;
  const { ldso } = said.message;
  if (words === '') return answering(said, { about: 'register', ldso });
  const [, what, offer = ''] = /^(confirm|leave)\s+([\w-]+)$/i.exec(words) ?? [];
  if (what !== undefined) return decideOffer(book, said, { offer, isLeft: /leave/i.test(what) });
  const today = dayOf(said.at, london);
  const { refs, change, migratedOn, unknownRefs, unclear } = saidOfPoints(words, ldsoBook, today);
  const isUnclear = refs.length === 0 || unknownRefs.length > 0 || unclear.length > 0;
  if (isUnclear) {
    const names = [...new Set([...ldsoBook.mpanRefs, ...(await book.shelf('meter-point', ldso)).keys()])];
    const near = nearest(unknownRefs[0] ?? unclear[0] ?? '', names);
    return answering(said, { about: 'data-unclear', ldso, unclear, unknownRefs, nearest: near });
  }
  const answer: Answer = { about: 'meter-points', ldso, refs };
  if (Object.keys(change).length === 0) return answering(said, answer);
  const register = await book.shelf('meter-point', ldso);
  const points = refs.map(ref => ({ ref, point: changed(register.get(ref), change) }));
  const { by, at } = said;
  const told = await book.shelf('state-told', ldso);
  const states = refs.flatMap(ref =>
    stateInLine(
      { ref, state: change.state, at },
      { point: register.get(ref), told: told.get(ref), today, migratedOn },
    ),
  );
  const stamp = await stampFor(book, said, undefined);
  return answering(said, answer, [
    { type: 'register-changed', ldso, at, by, points, ...(states.length === 0 ? {} : { states }), stamp },
  ]);
}

async function decideOffer(
  book: Book,
  said: Said,
  asked: { readonly offer: string; readonly isLeft: boolean },
): Promise<Decision> {
  const { by, at } = said;
  const { ldso } = said.message;
  const offer = (await book.shelf('register-offer', ldso)).get(asked.offer);
  if (offer === undefined) return answering(said, { about: 'file-unknown', why: 'gone' });
  if (offer.by.id !== by.id) return answering(said, { about: 'file-unknown', why: 'not-theirs' });
  if (asked.isLeft)
    return answering(said, { about: 'file-left' }, [
      { type: 'register-offer-left', ldso, at, by, offer: offer.id },
    ]);
  const register: ReadonlyMap<string, MeterPoint> = await book.shelf('meter-point', ldso);
  const points = offer.points.map(({ ref, point }) => ({ ref, point: changed(register.get(ref), point) }));
  const told = await book.shelf('state-told', ldso);
  const states = offer.points.flatMap(({ ref, point }) =>
    stateInSheet(
      { ref, state: point.state, at },
      { point: register.get(ref), told: told.get(ref), today: dayOf(at, london) },
    ),
  );
  const named = new Set<string>(points.map(({ ref }) => ref));
  const notNamed = [...register.keys()].filter(ref => !named.has(ref)).length;
  const { fileName, id, columns } = offer;
  const answer: Answer = { about: 'register-loaded', ldso, fileName, count: points.length, notNamed };
  return answering(said, answer, [
    {
      type: 'register-changed',
      ldso,
      at,
      by,
      points,
      ...(states.length === 0 ? {} : { states }),
      stamp: await stampFor(book, said, true),
      offer: id,
      columns,
    },
  ]);
}

/** @param isLoaded undefined: as before */
async function stampFor(book: Book, said: Said, isLoaded: true | undefined): Promise<RegisterStamp> {
  const { ldso, messageId } = said.message;
  const before = (await book.shelf('register-stamp', ldso)).get(wholeChannel);
  return { stamp: `${said.at}/${messageId}`, isLoaded: isLoaded ?? before?.isLoaded ?? false };
}
