// The bulk of a migration: its days, what is asked and done of it, and the day by which it has to end.
import { daysAfter, daysBetween } from '../domain/days.ts';
import type { Day } from '../domain/events.ts';
import type { MigrationBulk, MigrationWarning } from '../domain/migration/migration-view.ts';
import { nextWorkingDay, type WorkingCalendar } from '../rhythm/calendar.ts';
import type { AskedDay } from './asked.ts';

/**
 * The days of one bulk: those asked for without a pause of more than twice as long as a bulk may take. Of several the last
 * that has begun counts, or else the first.
 */
export function bulkDays(
  asked: readonly AskedDay[],
  { day, bulkWeeks }: { readonly day: Day; readonly bulkWeeks: number },
): readonly AskedDay[] {
  const runs: AskedDay[][] = [];
  for (const each of asked.filter(({ count }) => count > 0)) {
    const last = runs.at(-1)?.at(-1);
    if (last !== undefined && daysBetween(last.day, each.day) <= 2 * bulkWeeks * 7) runs.at(-1)?.push(each);
    else runs.push([each]);
  }
  return runs.findLast(([first]) => first !== undefined && first.day <= day) ?? runs[0] ?? [];
}

export type BulkAsked = {
  readonly days: readonly AskedDay[];
  /** Days of migrations that were done, one each. */
  readonly done: readonly Day[];
  /** The last day that is over. */
  readonly upTo: Day;
  /** Today. */
  readonly day: Day;
  readonly calendar: WorkingCalendar;
  readonly bulkWeeks: number;
};

/** @returns undefined where no number is asked of any day */
export function bulkOf(asked: BulkAsked): MigrationBulk | undefined {
  const { days, done, upTo } = asked;
  const [first] = days;
  const last = days.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const ofBulk = done.filter(day => day >= first.day).sort();
  const total = sum(days);
  const bulk = {
    from: first.day,
    to: last.day,
    total,
    upTo,
    asked: sum(days.filter(({ day }) => day <= upTo)),
    done: ofBulk.filter(day => day <= upTo).length,
  };
  // The schedule alone agrees no number: migrations as they are needed are no bulk.
  if (days.every(({ by }) => by === 'schedule')) return bulk;
  return { ...bulk, limit: limitOf(asked, { from: ofBulk[0] ?? first.day, left: total - bulk.done }) };
}

/** "If migration of MPANs is performed in a bulk, it shouldn't take more than 3 weeks." (MHHS-DEL3226, "Process") */
function lastDayOf(from: Day, bulkWeeks: number): Day {
  return daysAfter(from, bulkWeeks * 7 - 1);
}

function limitOf(
  { upTo, day, calendar, bulkWeeks }: BulkAsked,
  { from, left }: { readonly from: Day; readonly left: number },
): NonNullable<MigrationBulk['limit']> {
  const last = lastDayOf(from, bulkWeeks);
  const working = workingDaysAfter(upTo < from ? daysAfter(from, -1) : upTo, last, calendar);
  const perDay = left > 0 && working > 0 ? { perDay: Math.ceil(left / working) } : {};
  return { weeks: bulkWeeks, from, last, daysLeft: daysBetween(day, last), ...perDay };
}

/** The plan asks for some behind the last day of the limit. */
export function pastLimit(
  days: readonly AskedDay[],
  { last, weeks }: { readonly last: Day; readonly weeks: number },
): readonly MigrationWarning[] {
  const late = days.filter(({ day, count, by }) => day > last && count > 0 && by !== 'schedule');
  const end = late.at(-1);
  return end === undefined ? [] : [{ is: 'past-limit', limit: last, weeks, end: end.day, count: sum(late) }];
}

function workingDaysAfter(day: Day, last: Day, calendar: WorkingCalendar): number {
  let count = 0;
  for (let each = nextWorkingDay(day, calendar); each <= last; each = nextWorkingDay(each, calendar))
    count += 1;
  return count;
}

function sum(days: readonly AskedDay[]): number {
  return days.reduce((total, { count }) => total + count, 0);
}
