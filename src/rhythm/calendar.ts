// The working calendar: which days count, and which instant a time of day is. The only file that knows a time zone.
import { DateTime } from 'luxon';
import type { Day } from '../domain/events.ts';
import type { WorkingCalendar } from '../domain/planning/working-calendar.ts';
import { isBankHoliday } from './bank-holidays.ts';

export type { WorkingCalendar };

/** Days of the programme are London's, as on every card. */
export const london = 'Europe/London';

/** The hours of testing, `{ from: '09:00', to: '17:00', … }`. */
export type WorkingHours = {
  readonly from: string;
  readonly to: string;
  readonly zone: string;
  readonly calendar: WorkingCalendar;
};

/** @throws on a day that is none, such as `2026-02-30` */
export function isWorkingDay(day: Day, calendar: WorkingCalendar): boolean {
  const isWeekend = dateOf(day).weekday > 5;
  if (calendar.extraWorkingDays.includes(day)) return true;
  return !isWeekend && !isBankHoliday(day, calendar.region) && !calendar.extraHolidays.includes(day);
}

/** The last working day before the day, which itself does not count. */
export function previousWorkingDay(day: Day, calendar: WorkingCalendar): Day {
  return nearestWorkingDay(day, -1, calendar);
}

/** The first working day after the day, which itself does not count. */
export function nextWorkingDay(day: Day, calendar: WorkingCalendar): Day {
  return nearestWorkingDay(day, 1, calendar);
}

export function dayAfter(day: Day): Day {
  return shifted(day, 1);
}

export function dayBefore(day: Day): Day {
  return shifted(day, -1);
}

export function mondayOf(day: Day): Day {
  return shifted(day, 1 - dateOf(day).weekday);
}

/** @param instant epoch milliseconds */
export function dayOf(instant: number, zone: string): Day {
  return local(instant, zone).toISODate();
}

/** The time of day that a clock on the wall shows, `16:59`; seconds are dropped as the clock drops them. */
export function timeOf(instant: number, zone: string): string {
  return local(instant, zone).toFormat('HH:mm');
}

/** Asked for the same few times of the same few days over and over, and each costs some hundred steps through the zone. */
const instants = new Map<string, number>();
const instantsKept = 5_000;

/**
 * Epoch milliseconds of a wall clock time. A time that the spring change leaves out moves forward (01:30 is 02:30 then);
 * of a time that the autumn change has twice, the first counts.
 * @param time `HH:mm`
 * @throws on a day, a time or a zone that is none
 */
export function instantAt(day: Day, time: string, zone: string): number {
  const key = `${day}T${time} ${zone}`;
  const known = instants.get(key);
  if (known !== undefined) return known;
  const at = DateTime.fromISO(`${day}T${time}`, { zone });
  if (!at.isValid) throw new Error(`"${day} ${time}" is not a time in zone "${zone}"`);
  // Of the two luxon takes the one that has today's offset: the answer would change with the season it is asked in.
  const instant = Math.min(...at.getPossibleOffsets().map(possible => possible.toMillis()));
  if (instants.size >= instantsKept) instants.clear();
  instants.set(key, instant);
  return instant;
}

/** Start of the day and start of the next one, epoch milliseconds: 23 to 25 hours apart. */
export function boundsOf(day: Day, zone: string): { readonly from: number; readonly to: number } {
  return { from: instantAt(day, '00:00', zone), to: instantAt(dayAfter(day), '00:00', zone) };
}

/** Whole minutes of testing hours in [from, to), epoch milliseconds; 0 when `to` is not later. */
export function workingMinutesBetween(from: number, to: number, hours: WorkingHours): number {
  let milliseconds = 0;
  const last = dayOf(Math.max(from, to), hours.zone);
  for (let day = dayOf(from, hours.zone); day <= last; day = dayAfter(day)) {
    if (!isWorkingDay(day, hours.calendar)) continue;
    const begins = Math.max(from, instantAt(day, hours.from, hours.zone));
    const ends = Math.min(to, instantAt(day, hours.to, hours.zone));
    milliseconds += Math.max(0, ends - begins);
  }
  return Math.floor(milliseconds / 60_000);
}

/**
 * The first instant of testing hours by which so many minutes of them have passed since `from`, epoch milliseconds. What
 * comes to the very end of a day is the next morning.
 */
export function afterWorkingMinutes(from: number, minutes: number, hours: WorkingHours): number {
  let left = minutes * 60_000;
  for (let day = dayOf(from, hours.zone); ; day = dayAfter(day)) {
    if (!isWorkingDay(day, hours.calendar)) continue;
    const begins = Math.max(from, instantAt(day, hours.from, hours.zone));
    const open = instantAt(day, hours.to, hours.zone) - begins;
    if (left < open) return begins + left;
    left -= Math.max(0, open);
  }
}

function nearestWorkingDay(day: Day, step: 1 | -1, calendar: WorkingCalendar): Day {
  let near = shifted(day, step);
  while (!isWorkingDay(near, calendar)) near = shifted(near, step);
  return near;
}

function shifted(day: Day, days: number): Day {
  return dateOf(day).plus({ days }).toISODate();
}

function dateOf(day: Day): DateTime<true> {
  const date = DateTime.fromISO(day, { zone: 'utc' });
  if (!date.isValid || date.toISODate() !== day) throw new Error(`"${day}" is not a day; write YYYY-MM-DD`);
  return date;
}

function local(instant: number, zone: string): DateTime<true> {
  const at = DateTime.fromMillis(instant, { zone });
  if (!at.isValid) throw new Error(`${instant} is not an instant in zone "${zone}"`);
  return at;
}
