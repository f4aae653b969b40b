// Reads the days of one cell of a plan: a day, a stretch of days (`1-2 Dec`), a week (`w/c 7 Dec`), or a plain day number.
import { daysAfter } from '../domain/days.ts';
import type { Day } from '../domain/events.ts';
import { type DayReading, dayOfDate, type ReadDay, readDay, weekdayOf } from './days.ts';
import type { GridCell } from './grid.ts';

export type DaySpan = ReadDay & {
  /** The last day, where it is another. */
  readonly until?: Day;
};

const weekBegins = /^(?:w[/.]?[cb]\.?|week (?:commencing|beginning|starting|of))[\s:]+/i;
const weekEnds = /^(?:w[/.]?e\.?|week ending)[\s:]+/i;

/** @returns undefined for what is no day */
export function daysOf(cell: Pick<GridCell, 'text' | 'date'>, reading: DayReading): DaySpan | undefined {
  if (cell.date !== undefined) return dayOfDate(cell.date);
  const { text } = cell;
  return readDay(text, reading) ?? weekOf(text, reading) ?? stretchOf(text, reading);
}

/** From Monday, or the day that is named, to Friday. */
function weekOf(text: string, reading: DayReading): DaySpan | undefined {
  const begins = weekBegins.test(text) ? readDay(text.replace(weekBegins, ''), reading) : undefined;
  if (begins !== undefined) return { day: begins.day, until: ofWeek(begins.day, 5) };
  const ends = weekEnds.test(text) ? readDay(text.replace(weekEnds, ''), reading) : undefined;
  return ends === undefined ? undefined : { day: ofWeek(ends.day, 1), until: ofWeek(ends.day, 5) };
}

/** @param weekday 1 for Monday, of the week in which the day lies; a week begins on Monday */
export function ofWeek(day: Day, weekday: number): Day {
  return daysAfter(day, weekday - (weekdayOf(day) || 7));
}

/** `Thu 3 Dec to Fri 4 Dec`, `30 Nov - 2 Dec 2026`, `7 – 9 December`: what the first day leaves out, the last one has. */
function stretchOf(text: string, reading: DayReading): DaySpan | undefined {
  for (const { index, 0: between } of text.matchAll(/\s*(?:-|–|—|\bto\b|\buntil\b)\s*/gi)) {
    const last = readDay(text.slice(index + between.length), reading);
    if (last === undefined) continue;
    const first = firstDay(text.slice(0, index), last.day, reading);
    if (first === undefined || first.day > last.day) continue;
    const { day, time } = first;
    return { day, ...(time === undefined ? {} : { time }), ...(last.day === day ? {} : { until: last.day }) };
  }
  return undefined;
}

function firstDay(text: string, last: Day, reading: DayReading): ReadDay | undefined {
  const [, date] = /^(?:[a-z]{3,9}[\s,.]+)?(\d{1,2})(?:st|nd|rd|th)?$/i.exec(text.trim()) ?? [];
  if (date === undefined) return readDay(text, { ...reading, near: last });
  return readDay(`${last.slice(0, 8)}${date.padStart(2, '0')}`, reading);
}

/** Days around today in which a number can be a day: farther away it is something else. */
const nearEnough = 730;

/**
 * A cell of a column of days whose format was lost: `46357` counts days since 1900, as the cell stores them.
 * @returns undefined for what is no day within two years of `near`
 */
export function dayOfNumber(text: string, near: Day): ReadDay | undefined {
  if (!/^\d{5}(?:\.\d+)?$/.test(text)) return undefined;
  const date = new Date(Date.UTC(1899, 11, 30) + Math.round(Number(text) * 86_400_000)).toISOString();
  const away = Math.abs(Date.parse(date) - Date.parse(near)) / 86_400_000;
  return away <= nearEnough ? dayOfDate(date.slice(0, -5)) : undefined;
}

/**
 * How a column writes its days: month first when one can only be read so, and none only the other way.
 * @returns undefined where nothing says so
 */
export function monthFirstIn(texts: readonly string[]): string | undefined {
  const days = texts.flatMap(text => {
    const [, first, second] = /^(\d{1,2})[/.-](\d{1,2})[/.-]\d{2}/.exec(text.trim()) ?? [];
    return first === undefined || second === undefined
      ? []
      : [{ text, first: Number(first), second: Number(second) }];
  });
  if (days.some(({ first }) => first > 12)) return undefined;
  return days.find(({ second }) => second > 12)?.text;
}
