// How many MPANs are asked of each day: by its own number, by its part of the week's, else by the schedule.
import type { Day } from '../domain/events.ts';
import type { MigrationNumbers } from '../domain/migration/migration.ts';
import type { AskedBy } from '../domain/migration/migration-view.ts';
import { dayAfter, isWorkingDay, mondayOf, type WorkingCalendar } from '../rhythm/calendar.ts';

export type AskedDay = { readonly day: Day; readonly count: number; readonly by: AskedBy };

export type SpreadBy = {
  readonly calendar: WorkingCalendar;
  readonly lowStartShare: number;
};

/**
 * @param scheduled migration tests of the schedule by day; they count where no number was said of the day or its week
 * @returns in the order of the calendar
 */
export function daysAsked(
  { days, weeks }: MigrationNumbers,
  scheduled: ReadonlyMap<Day, number>,
  { calendar, lowStartShare }: SpreadBy,
): readonly AskedDay[] {
  const asked = new Map<Day, AskedDay>(
    Object.entries(days).map(([day, count]) => [day, { day, count, by: 'day' }]),
  );
  for (const [monday, { count, from }] of Object.entries(weeks).sort(byDay)) {
    const all = weekFrom(monday).filter(day => isWorkingDay(day, calendar));
    const named = weekFrom(monday).reduce((sum, day) => sum + (days[day] ?? 0), 0);
    const open = all.filter(day => day >= from && !asked.has(day));
    const [first] = open;
    const begins =
      first !== undefined && ![...asked.values()].some(each => each.day < first && each.count > 0);
    const counts = spread(Math.max(0, count - named), open.length, begins ? lowStartShare : 1);
    for (const [place, day] of open.entries()) asked.set(day, { day, count: counts[place] ?? 0, by: 'week' });
  }
  for (const [day, count] of scheduled)
    if (!asked.has(day) && weeks[mondayOf(day)] === undefined) asked.set(day, { day, count, by: 'schedule' });
  return [...asked.values()].sort((a, b) => (a.day < b.day ? -1 : 1));
}

/**
 * Whole numbers that come to `count`: even, the later days take what is over; the first takes `firstShare` of what the
 * others do.
 */
export function spread(count: number, days: number, firstShare: number): readonly number[] {
  if (days <= 0) return [];
  if (days === 1) return [count];
  const first =
    firstShare === 1 ? Math.floor(count / days) : Math.floor((count * firstShare) / (days - 1 + firstShare));
  const rest = count - first;
  const least = Math.floor(rest / (days - 1));
  const over = rest - least * (days - 1);
  return [
    first,
    ...Array.from({ length: days - 1 }, (_, place) => least + (place >= days - 1 - over ? 1 : 0)),
  ];
}

function weekFrom(monday: Day): readonly Day[] {
  const days = [monday];
  while (days.length < 7) days.push(dayAfter(days.at(-1) ?? monday));
  return days;
}

function byDay(a: readonly [Day, unknown], b: readonly [Day, unknown]): number {
  return a[0] < b[0] ? -1 : 1;
}
