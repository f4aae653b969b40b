// Working calendars for tests, and a source of chance that a seed repeats.
import type { Region } from '../../src/rhythm/bank-holidays.ts';
import type { WorkingCalendar } from '../../src/rhythm/calendar.ts';

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
