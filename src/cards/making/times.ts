// Instants as people in the programme read them: the time in London, whatever zone their client is in.
import { DateTime } from 'luxon';
import type { Day } from '../../domain/events.ts';

const zone = 'Europe/London';

/** `09:17` on that day, `Mon 23 Nov 16:40` on another. */
export function timeOn(day: Day, instant: number): string {
  const at = london(instant);
  return at.toFormat(at.toISODate() === day ? 'HH:mm' : 'ccc d MMM HH:mm');
}

/**
 * `Tue 24 Nov 09:17`, with the year when it is not the present one. The day is always there: a card is read days later.
 * @param now the year to compare with
 */
export function fullTime(instant: number, now: Date): string {
  const at = london(instant);
  return at.toFormat(at.year === london(now.getTime()).year ? 'ccc d MMM HH:mm' : 'ccc d MMM yyyy HH:mm');
}

/** `Tue 24 Nov 09:02 to 11:10`, with the second day where it is another. */
export function span(from: number, to: number, now: Date): string {
  const day = dayIn(from);
  if (from === to) return fullTime(from, now);
  return dayIn(to) === day
    ? `${fullTime(from, now)} to ${timeOn(day, to)}`
    : `${fullTime(from, now)} to ${fullTime(to, now)}`;
}

/** `45 min`, `3 h`, `3 h 20 min`. */
export function lengthText(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours === 0) return `${rest} min`;
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
}

/** `09:17` on that day, undefined on another. */
export function timeIn(day: Day, instant: number): string | undefined {
  const at = london(instant);
  return at.toISODate() === day ? at.toFormat('HH:mm') : undefined;
}

/** `Tue 24 Nov`. */
export function dayText(day: Day): string {
  const date = DateTime.fromISO(day, { zone, locale: 'en-GB' });
  if (!date.isValid) throw new Error(`"${day}" is not a day; write YYYY-MM-DD`);
  return date.toFormat('ccc d MMM');
}

/** Calendar day in London. */
export function dayIn(instant: number): Day {
  return london(instant).toFormat('yyyy-MM-dd');
}

function london(instant: number): DateTime {
  return DateTime.fromMillis(instant, { zone, locale: 'en-GB' });
}
