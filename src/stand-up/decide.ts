// What follows when people act on the day's plan: from the stand-up's card, or by a line.
import type { CoverEvent } from '../domain/day/cover.ts';
import type { DayPlanAsk, DayPlanEvent, DayPlanTold, PlanTest, Swap } from '../domain/day/day-plan.ts';
import { awayKey, isOn, isTest, withSwaps } from '../domain/day/day-plan.ts';
import type { Entry } from '../domain/entry.ts';
import type { Day } from '../domain/events.ts';
import type { Intent } from '../domain/intents.ts';
import { numbersOf } from '../domain/letter-key.ts';
import type { LdsoBook } from '../domain/planning/plan.ts';
import { testKeyOf } from '../domain/refs.ts';
import { answering, type Decision, ignored, type Said } from '../domain/said.ts';
import { findCases, findRefs } from '../intake/references.ts';
import type { Book } from '../ports/store.ts';
import { dayOf, london } from '../rhythm/calendar.ts';
import { countingSchedule } from '../schedule/counting.ts';
import { awayTime } from './away-words.ts';
import { coverEndedFor } from './cover.ts';

type Known = { readonly book: Book; readonly ldsoBook: LdsoBook };

export async function decideDayPlan(known: Known, said: Said, ask: DayPlanAsk): Promise<Decision> {
  const today = dayOf(said.at, london);
  switch (ask.do) {
    case 'confirm': {
      const day = /\d{4}-\d{2}-\d{2}/.exec(ask.words)?.[0] ?? today;
      const { ldso } = said.message;
      const { by, at } = said;
      return changing(said, { is: 'confirmed', day, name: by.name }, [
        { type: 'plan-confirmed', ldso, at, by, day },
      ]);
    }
    case 'swap':
      return swap(known, said, { words: ask.words, today });
    case 'take':
      return take(known, said, ask.words);
    case 'away': {
      if (/^(?:off|no|back|cancel|end)$/i.test(ask.words)) return back(known, said, today);
      const time = awayTime(ask.words, today);
      if (time === undefined) return told(said, { is: 'away-unclear' });
      const { by, at } = said;
      const { ldso, messageId } = said.message;
      const away = { personId: by.id, name: by.name, ...time, messageId };
      return changing(said, { is: 'away', away }, [{ type: 'away-noted', ldso, at, by, away }]);
    }
    case 'back':
      return back(known, said, today);
  }
}

async function swap(
  { book, ldsoBook }: Known,
  said: Said,
  { words, today }: { readonly words: string; readonly today: Day },
): Promise<Decision> {
  const { ldso } = said.message;
  const counting = await countingSchedule(book, ldso);
  if (counting === undefined) return told(said, { is: 'not-swapped', why: 'no-schedule' });
  const [, on] = /\bon (\d{4}-\d{2}-\d{2})\s*$/.exec(words) ?? [];
  const day = on ?? today;
  const [first = '', second = ''] = words.split(/\s+(?:for|with|against|and)\s+/i);
  const out = testIn(first, ldsoBook);
  const into = testIn(second, ldsoBook);
  if (out === undefined || into === undefined) return told(said, { is: 'not-swapped', why: 'not-named' });
  const version = counting.version.id;
  // What the same message said before is taken back.
  const swaps = [...(await book.shelf('swap', ldso))]
    .filter(([messageId, each]) => messageId !== said.message.messageId && each.version === version)
    .map(([, each]) => each);
  const { tests } = withSwaps(counting.version, swaps);
  const leaves = tests.find(test => isTest(test, out) && isOn(test, day));
  const comes = tests.find(test => isTest(test, into) && !isOn(test, day));
  if (leaves === undefined) return told(said, { is: 'not-swapped', why: 'not-planned', test: nameOf(out) });
  if (comes === undefined) return told(said, { is: 'not-swapped', why: 'not-later', test: nameOf(into) });
  const { by, at, message } = said;
  const made: Swap = {
    day,
    version,
    out: planTest(leaves),
    in: planTest(comes),
    at,
    byName: by.name,
  };
  const decision = changing(said, { is: 'swapped', swap: made, to: comes.day }, [
    { type: 'tests-swapped', ldso, at, by, message, swap: made },
  ]);
  // Others plan by it: it is said in words too, not on the card alone.
  return said.came === 'pressed'
    ? withAnswer(decision, said, { is: 'swapped', swap: made, to: comes.day })
    : decision;
}

/** By the key that the card gives it, or by the test that it is about. */
async function take({ book, ldsoBook }: Known, said: Said, words: string): Promise<Decision> {
  const { ldso } = said.message;
  const entry =
    (await entryByKey(book, said, words)) ?? (await entryByTest(book, said, testIn(words, ldsoBook)));
  if (entry === undefined) return told(said, { is: 'not-taken', isNamed: words.trim() !== '' });
  const { by, at } = said;
  const about = [entry.testCaseName, entry.mpanRef].filter(word => word !== undefined).join(' ');
  const answer: DayPlanTold = { is: 'taken', name: by.name, words: about === '' ? 'the outage' : about };
  const decision = changing(said, answer, [{ type: 'blocker-taken', ldso, at, by, entryId: entry.id }]);
  const test = testKeyOf(ldso, entry);
  // Its card says whose move it is.
  const shown: readonly Intent[] = test === undefined ? [] : [{ is: 'show-test', test }];
  return { ...decision, intents: [...decision.intents, ...shown] };
}

async function entryByKey(book: Book, said: Said, words: string): Promise<Entry | undefined> {
  const { ldso } = said.message;
  const [messageId, place] = numbersOf(words.trim());
  if (messageId === undefined || place === undefined) return undefined;
  const entries = await book.entriesOfMessage(ldso, messageId);
  return entries.find(({ id, withdrawn }) => !withdrawn && id.endsWith(`/${place}`));
}

async function entryByTest(book: Book, said: Said, test: PlanTest | undefined): Promise<Entry | undefined> {
  if (test === undefined) return undefined;
  const { ldso } = said.message;
  const key = testKeyOf(ldso, test);
  const entries =
    key === undefined ? await book.entriesOfTestCase(ldso, test.testCaseId) : await book.entriesOfTest(key);
  return entries.findLast(
    ({ kind, withdrawn }) =>
      !withdrawn &&
      ['env_downtime', 'blocking_defect', 'defect_raised', 'blocked', 'data_query'].includes(kind),
  );
}

async function back(known: Known, said: Said, today: Day): Promise<Decision> {
  const { by, at } = said;
  const { ldso } = said.message;
  const keys = [...(await known.book.shelf('away', ldso)).values()]
    .filter(away => away.personId === by.id && away.to >= today)
    .map(awayKey);
  const answer: DayPlanTold = { is: 'back', name: by.name, count: keys.length };
  const events = [
    ...(keys.length === 0 ? [] : [{ type: 'away-ended' as const, ldso, at, by, keys }]),
    ...(await coverEndedFor(known, said, today)),
  ];
  return events.length === 0 ? told(said, answer) : changing(said, answer, events);
}

function testIn(words: string, book: LdsoBook): PlanTest | undefined {
  const known = findCases(words, book).find(found => found.known !== undefined)?.known;
  const ref = findRefs(words, book).find(found => found.ref !== undefined)?.ref;
  if (known === undefined) return undefined;
  return planTest({
    testCaseId: known.id,
    testCaseName: known.name,
    ...(ref === undefined ? {} : { mpanRef: ref }),
  });
}

function planTest({ testCaseId, testCaseName, mpanRef }: PlanTest): PlanTest {
  return { testCaseId, testCaseName, ...(mpanRef === undefined ? {} : { mpanRef }) };
}

function nameOf({ testCaseName, mpanRef }: PlanTest): string {
  return mpanRef === undefined ? testCaseName : `${testCaseName} ${mpanRef}`;
}

function told(said: Said, answer: DayPlanTold): Decision {
  return answering(said, { about: 'day-plan', told: answer });
}

/** The stand-up's card shows it; whoever pressed it there sees it, whoever typed it is answered too. */
function changing(said: Said, answer: DayPlanTold, events: readonly (DayPlanEvent | CoverEvent)[]): Decision {
  const { ldso } = said.message;
  const show: Intent = { is: 'show-stand-up', ldso, day: dayOf(said.at, london) };
  const decision: Decision = { events, intents: [show], outcome: ignored };
  return said.came === 'pressed' ? decision : withAnswer(decision, said, answer);
}

function withAnswer(decision: Decision, said: Said, answer: DayPlanTold): Decision {
  return { ...decision, intents: [...told(said, answer).intents, ...decision.intents] };
}
