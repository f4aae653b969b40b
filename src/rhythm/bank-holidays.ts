// Bank holidays of England and Wales and of Scotland, as announced; years that are not here are not guessed.
import type { Day } from '../domain/events.ts';

export type Region = 'england-and-wales' | 'scotland';

/**
 * Days off that fall on weekdays, substitute days in place of weekend ones; one line a year, in order.
 * Source: GOV.UK bank holidays (https://www.gov.uk/bank-holidays; alphagov/frontend `lib/data/bank-holidays.json` as of
 * 2026-08-21). A one-off such as Scotland's 15 June 2026 comes at short notice: until it is here, an LDSO's
 * `extraHolidays` holds it.
 */
const announced: Readonly<Record<Region, Readonly<Record<string, string>>>> = {
  'england-and-wales': {
    2024: '01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26',
    2025: '01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26',
    2026: '01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28',
    2027: '01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28',
    2028: '01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26',
  },
  scotland: {
    2024: '01-01 01-02 03-29 05-06 05-27 08-05 12-02 12-25 12-26',
    2025: '01-01 01-02 04-18 05-05 05-26 08-04 12-01 12-25 12-26',
    2026: '01-01 01-02 04-03 05-04 05-25 06-15 08-03 11-30 12-25 12-28',
    2027: '01-01 01-04 03-26 05-03 05-31 08-02 11-30 12-27 12-28',
    2028: '01-03 01-04 04-14 05-01 05-29 08-07 11-30 12-25 12-26',
  },
};

const holidays: Readonly<Record<Region, ReadonlySet<Day>>> = {
  'england-and-wales': daysOf('england-and-wales'),
  scotland: daysOf('scotland'),
};

export function isBankHoliday(day: Day, region: Region): boolean {
  return holidays[region].has(day);
}

/** @returns false when the bank holidays of the day's year are not in the table: then every weekday counts as a working day */
export function calendarCovers(day: Day): boolean {
  return day.slice(0, 4) in announced['england-and-wales'];
}

/** Plans are made about so far ahead, in calendar days: by then the bank holidays are to be known. */
const aheadDays = 60;

/** @returns the last day whose bank holidays are known, once a plan of today may go beyond it; else undefined */
export function bankHolidaysEnd(today: Day): Day | undefined {
  const ahead = new Date(Date.parse(today) + aheadDays * 86_400_000).toISOString().slice(0, 10);
  return calendarCovers(ahead)
    ? undefined
    : `${Math.max(...Object.keys(announced['england-and-wales']).map(Number))}-12-31`;
}

function daysOf(region: Region): ReadonlySet<Day> {
  const years = Object.entries(announced[region]);
  return new Set(years.flatMap(([year, days]) => days.split(' ').map(day => `${year}-${day}`)));
}
