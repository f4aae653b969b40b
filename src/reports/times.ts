// Days and instants as a report writes them: with the year, since it is filed.
import { DateTime } from 'luxon';
import type { Day } from '../domain/events.ts';
import { london } from '../rhythm/calendar.ts';

/** `Tue 24 Nov 2026` */
export function dayWords(day: Day): string {
  return DateTime.fromISO(day, { zone: london, locale: 'en-GB' }).toFormat('ccc d MMM yyyy');
}

/** `Tue 24 Nov 2026 09:17` */
export function timeWords(instant: number): string {
  return DateTime.fromMillis(instant, { zone: london, locale: 'en-GB' }).toFormat('ccc d MMM yyyy HH:mm');
}
