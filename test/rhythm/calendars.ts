// Working calendars for tests, and a source of chance that a seed repeats.
import { ldsoId } from '../../src/domain/refs.ts';
import type { Region } from '../../src/rhythm/bank-holidays.ts';
import type { WorkingCalendar } from '../../src/rhythm/calendar.ts';
import type { Rhythm } from '../../src/rhythm/due.ts';

export function calendarOf(region: Region): WorkingCalendar {
  return { region, extraHolidays: [], extraWorkingDays: [] };
}

/** Mulberry32: @returns a function that gives numbers in [0, 1) */
export function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** The programme's usual times, for an LDSO of each region. */
export const twoLdsos: Rhythm = {
  times: { standUp: '09:00', washUp: '17:00', lateWindowMinutes: 120 },
  zone: 'Europe/London',
  ldsos: [
    { ldso: ldsoId('EEN')!, calendar: calendarOf('england-and-wales') },
    { ldso: ldsoId('KES')!, calendar: calendarOf('scotland') },
  ],
};
