// Reads a day as people write it in a plan: `Tue 1 Dec`, `01/12/2026`, `2026-12-01 09:30`.
import { daysAfter } from '../domain/days.ts';
import type { Day } from '../domain/events.ts';

export type ReadDay = {
  readonly day: Day;
  /** `HH:mm`, where one was written. */
  readonly time?: string;
};

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

const weekday = '(?:(?<weekday>sun|mon|tue|wed|thu|fri|sat)[a-z]*[\\s,.]+)?';
const clock =
  '(?:[\\sT,]+(?:at )?(?<hour>\\d{1,2})[:.](?<minute>\\d{2})(?::\\d{2}(?:\\.\\d+)?)?\\s*(?<half>am|pm)?)?';
const monthName = '(?<name>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*';
const forms = [
  `${weekday}(?<year>\\d{4})-(?<month>\\d{1,2})-(?<day>\\d{1,2})${clock}Z?`,
  // The day comes first, as everywhere in the United Kingdom.
  `${weekday}(?<day>\\d{1,2})[/.-](?<month>\\d{1,2})(?:[/.-](?<year>\\d{4}|\\d{2}))?${clock}`,
  `${weekday}(?<day>\\d{1,2})(?:st|nd|rd|th)?[\\s/.-]+(?:of )?${monthName}[\\s,/.'-]*(?<year>\\d{4}|\\d{2})?${clock}`,
  `${weekday}${monthName}[\\s.]+(?<day>\\d{1,2})(?:st|nd|rd|th)?(?:[\\s,]+(?<year>\\d{4}))?${clock}`,
].map(form => new RegExp(`^${form}$`, 'i'));

/** How the days of a plan are to be read. */
export type DayReading = {
  /** A day around which the plan lies. */
  readonly near: Day;
  /** `12/14/2026`: from a program that was set to the United States. */
  readonly isMonthFirst?: boolean;
};

/**
 * A day without a year is the nearest one to `near`; of one with a weekday, the nearest on that weekday.
 * @returns undefined for what is no day, such as 31/11, and where weekday and date contradict each other
 */
export function readDay(text: string, { near, isMonthFirst = false }: DayReading): ReadDay | undefined {
  const plain = isMonthFirst ? dayFirst(text) : text.replace(/\s+/g, ' ').trim();
  for (const form of forms) {
    const groups = form.exec(plain)?.groups;
    if (groups === undefined) continue;
    const month = groups.name === undefined ? Number(groups.month) : months.indexOf(monthOf(groups.name)) + 1;
    const day = dayOn({ ...groups, month, date: Number(groups.day) }, near);
    const time = timeOf(groups);
    if (day === undefined || time === 'none') return undefined;
    return { day, ...(time === undefined ? {} : { time }) };
  }
  return undefined;
}

function dayFirst(text: string): string {
  const plain = text.replace(/\s+/g, ' ').trim();
  return plain.replace(/\b(\d{1,2})([/.-])(\d{1,2})\2(?=\d{2})/, '$3$2$1$2');
}

/** @param date local date and time without zone, as a workbook has it */
export function dayOfDate(date: string): ReadDay {
  const [day = '', time = ''] = date.split('T');
  const clockTime = time.slice(0, 5);
  return { day, ...(clockTime === '' || clockTime === '00:00' ? {} : { time: clockTime }) };
}

/** `09:30`, `9.30am`, `2 pm`, `1400`, the beginning of `09:00 - 11:00`, or the time of a cell that is one. */
export function readTime(text: string, date?: string): string | undefined {
  if (date !== undefined) return date.split('T')[1]?.slice(0, 5);
  const [begins = ''] = text.trim().split(/\s*(?:-|–|—|\bto\b|\buntil\b)\s*/i);
  // A cell that shows part of a day as a number.
  if (/^0?\.\d+$/.test(begins)) return clockOf(Number(begins));
  const groups =
    /^(?<hour>\d{2})(?<minute>\d{2})\s*(?:h|hrs?)?$/i.exec(begins)?.groups ??
    /^(?<hour>\d{1,2})(?:[:.](?<minute>\d{2}))?(?::\d{2})?\s*(?<half>am|pm)?$/i.exec(begins)?.groups;
  if (groups === undefined || (groups.minute === undefined && groups.half === undefined)) return undefined;
  const time = timeOf(groups);
  return time === 'none' ? undefined : time;
}

function clockOf(partOfDay: number): string {
  const minutes = Math.round(partOfDay * 1440) % 1440;
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

type Groups = Readonly<Record<string, string | undefined>>;

function monthOf(name: string): string {
  return name.slice(0, 3).toLowerCase();
}

function timeOf({ hour, minute = '00', half }: Groups): string | 'none' | undefined {
  if (hour === undefined) return undefined;
  const shift = half?.toLowerCase() === 'pm' && Number(hour) < 12 ? 12 : 0;
  const clockHour = half?.toLowerCase() === 'am' && hour === '12' ? 0 : Number(hour) + shift;
  if (clockHour > 23 || Number(minute) > 59) return 'none';
  return `${String(clockHour).padStart(2, '0')}:${minute}`;
}

function dayOn(
  read: { readonly year?: string; readonly weekday?: string; readonly month: number; readonly date: number },
  near: Day,
): Day | undefined {
  const { year, weekday: named, month, date } = read;
  const around = Number(near.slice(0, 4));
  const years =
    year === undefined ? [around - 1, around, around + 1] : [Number(year) + (year.length === 2 ? 2000 : 0)];
  const possible = years
    .map(each => instantOf(each, month, date))
    .filter(instant => instant !== undefined)
    .filter(instant => named === undefined || weekdays[new Date(instant).getUTCDay()] === monthOf(named));
  const wanted = Date.parse(near);
  const [nearest] = possible.sort((a, b) => Math.abs(a - wanted) - Math.abs(b - wanted));
  return nearest === undefined ? undefined : new Date(nearest).toISOString().slice(0, 10);
}

/** @returns undefined for a date that the month does not have */
function instantOf(year: number, month: number, date: number): number | undefined {
  const instant = new Date(Date.UTC(year, month - 1, date));
  return instant.getUTCMonth() === month - 1 && instant.getUTCDate() === date ? instant.getTime() : undefined;
}

/** A day as people say it of the days around them: `today`, `tomorrow`, `Fri`, `3 Dec`. */
export function daySaid(word: string, today: Day): Day | undefined {
  const plain = word
    .trim()
    .toLowerCase()
    .replace(/^next /, '');
  if (plain === 'today') return today;
  if (plain === 'tomorrow') return daysAfter(today, 1);
  const weekday = /^[a-z]{3,}$/.test(plain) ? weekdayNames.findIndex(name => name.startsWith(plain)) : -1;
  // The next one of that name, today counted in.
  if (weekday !== -1) return daysAfter(today, (weekday - weekdayOf(today) + 7) % 7);
  return readDay(word, { near: today })?.day;
}

const weekdayNames = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

/** 0 for Sunday. */
export function weekdayOf(day: Day): number {
  return new Date(`${day}T00:00Z`).getUTCDay();
}
