// Reads numbers of the migration plan as people say them: `1 Dec 5, 2 Dec 10`, `3-5 Dec 20`, `week of 7 Dec 60`.
import { daysAfter, daysBetween } from '../domain/days.ts';
import type { Day } from '../domain/events.ts';
import type { BadMigrationPart, MigrationChange } from '../domain/migration/migration.ts';
import { dayAfter, isWorkingDay, mondayOf, type WorkingCalendar } from '../rhythm/calendar.ts';
import { daySaid } from '../sheets/days.ts';

export type SaidNumbers = {
  readonly changes: readonly MigrationChange[];
  readonly bad: readonly BadMigrationPart[];
  /** Days inside of a range on which the LDSO does not work: they have no number. */
  readonly notWorked: readonly Day[];
};

type On = { readonly today: Day; readonly calendar: WorkingCalendar };

/** An LDSO has some hundred MPANs in its test data: more on one day is a slip, a year say. */
const mostADay = 2_000;
const mostAWeek = 10_000;

const mostTyped = 40;

/** Lines, commas, semicolons and "and" stand between parts; a part that is not understood is named, the others count. */
export function saidNumbers(words: string, on: On): SaidNumbers {
  const read = partsOf(words).map(part => readPart(part, on));
  return {
    changes: read.flatMap(({ changes = [] }) => changes),
    bad: read.flatMap(({ bad }) => bad ?? []),
    notWorked: read.flatMap(({ notWorked = [] }) => notWorked),
  };
}

function partsOf(words: string): readonly string[] {
  return words
    .replace(/\b((?:mon|tue|wed|thu|fri|sat|sun)[a-z]*),(?=\s*\d)/gi, '$1')
    .replace(/(?<=\s\d{1,2}),(?=\d{3}\b)/g, '')
    .split(/[\n,;]|\band\b/i)
    .map(part => part.replace(/^[\s*•–-]+|[\s.]+$/g, '').replace(/\s+/g, ' '))
    .filter(part => part !== '');
}

type Read = {
  readonly changes?: readonly MigrationChange[];
  readonly bad?: BadMigrationPart;
  readonly notWorked?: readonly Day[];
};

const numberFirst = /^(?<count>\d{1,5})(?: (?:mpans?|meter points?))? (?:on|for|in) (?<when>.+)$/i;
// A hyphen right before the number is a minus: nobody migrates fewer than none.
const numberLast =
  /^(?<when>.*?\S)\s*(?:[:=]|\s|\s[–-](?!\d))\s*(?<count>\d{1,5}|none|no number)(?: (?:mpans?|meter points?))?(?: (?:a day|each(?: day)?|per day|daily))?$/i;
const ofWeek =
  /^(?:the )?(?:week(?: of| commencing| beginning| starting| from)?|w\/?c|wk)(?: (?:the|on))? (?<day>.+)$/i;
const inWords = /^(?:this|next) week$/i;

function readPart(part: string, on: On): Read {
  // `1 Dec 2026` is a day, not two thousand MPANs.
  const isDayAlone = /[\s/-](?:19|20)\d\d$/.test(part) && daySaid(part, on.today) !== undefined;
  const groups = isDayAlone ? undefined : (numberFirst.exec(part) ?? numberLast.exec(part))?.groups;
  if (groups === undefined)
    return badPart(part, isDayAlone || daysOf(part, on.today) !== undefined ? 'no-number' : 'unclear');
  const { when = '', count: number = '' } = groups;
  const said = { part, when, count: /^\d/.test(number) ? Number(number) : ('none' as const) };
  return readWeek(said, on) ?? readDays(said, on);
}

type SaidPart = { readonly part: string; readonly when: string; readonly count: number | 'none' };

/** @returns undefined where no week is spoken of */
function readWeek({ part, when, count }: SaidPart, { today }: On): Read | undefined {
  const monday = weekOf(when, today);
  if (monday === undefined) return undefined;
  if (monday === 'none') return badPart(part, 'no-day');
  if (isFar(monday, today)) return badPart(part, 'too-far');
  if (count !== 'none' && count > mostAWeek) return badPart(part, 'too-many');
  const from = monday === mondayOf(today) ? today : monday;
  return { changes: [{ of: 'week', day: monday, count, from }] };
}

function readDays({ part, when, count }: SaidPart, { today, calendar }: On): Read {
  const days = daysOf(when, today);
  if (days === undefined) return badPart(part, 'no-day');
  if (days.some(day => isFar(day, today))) return badPart(part, 'too-far');
  if (count !== 'none' && count > mostADay) return badPart(part, 'too-many');
  const worked = days.filter(day => isWorkingDay(day, calendar));
  if (worked.length === 0) return badPart(part, 'not-worked');
  return {
    changes: worked.map(day => ({ of: 'day' as const, day, count })),
    notWorked: days.filter(day => !worked.includes(day)),
  };
}

function badPart(part: string, why: BadMigrationPart['why']): Read {
  return { bad: { typed: part.slice(0, mostTyped), why } };
}

/** @returns its Monday; undefined where no week is spoken of, `none` where it is not clear which */
function weekOf(when: string, today: Day): Day | 'none' | undefined {
  if (inWords.test(when)) {
    const monday = mondayOf(today);
    return /^this/i.test(when) ? monday : mondayOf(daysAfter(monday, 7));
  }
  const named = ofWeek.exec(when)?.groups?.day;
  if (named === undefined) return undefined;
  const day = daySaid(named, today);
  return day === undefined ? 'none' : mondayOf(day);
}

/** One day, or all from the first to the last: `3 Dec`, `3-5 Dec`, `30 Nov to 4 Dec`, `Mon-Fri`. */
function daysOf(when: string, today: Day): readonly Day[] | undefined {
  const one = daySaid(when, today);
  if (one !== undefined) return [one];
  // A hyphen may stand inside of a day too: the first that has a day on both sides counts.
  for (const { 0: between, index } of when.matchAll(/\s*(?:\bto\b|\buntil\b|\btill\b|[–-])\s*/gi)) {
    const ends = { from: when.slice(0, index), to: when.slice(index + between.length) };
    const days = daysFromTo(ends, today);
    if (days !== undefined) return days;
  }
  return undefined;
}

const bareDate = /^\D*\d{1,2}(?:st|nd|rd|th)?$/i;
const leadingDate = /^\D*?\d{1,2}(?:st|nd|rd|th)?/i;

function daysFromTo(
  ends: { readonly from: string; readonly to: string },
  today: Day,
): readonly Day[] | undefined {
  const { from, to } = ends;
  // `3-5 Dec`: the month stands once.
  const first = daySaid(bareDate.test(from) ? to.replace(leadingDate, from) : from, today);
  const last = first === undefined ? undefined : daySaid(to, first);
  if (first === undefined || last === undefined || first > last || isFar(first, last)) return undefined;
  const days = [first];
  for (let day = dayAfter(first); day <= last; day = dayAfter(day)) days.push(day);
  return days;
}

/** A plan lies around its own time: what is further off is a slip in the year. */
function isFar(day: Day, near: Day): boolean {
  return Math.abs(daysBetween(near, day)) > 300;
}
