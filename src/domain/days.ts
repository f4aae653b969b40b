// Days of the calendar, reckoned without any clock: `2026-12-01` and two days are `2026-12-03`, whatever the zone.
import type { Day } from './events.ts';

const dayMs = 86_400_000;

/** @param days backwards where negative */
export function daysAfter(day: Day, days: number): Day {
  return new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10);
}

/** Whole days from one to the other; negative where the other is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / dayMs);
}
