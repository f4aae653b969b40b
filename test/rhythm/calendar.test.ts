import { DateTime, Settings } from 'luxon';
import { afterEach, describe, expect, it } from 'vitest';
import {
  bankHolidaysEnd,
  calendarCovers,
  isBankHoliday,
  type Region,
} from '../../src/rhythm/bank-holidays.ts';
import {
  boundsOf,
  dayAfter,
  dayOf,
  instantAt,
  isWorkingDay,
  nextWorkingDay,
  previousWorkingDay,
  timeOf,
  type WorkingCalendar,
  workingMinutesBetween,
} from '../../src/rhythm/calendar.ts';

const london = 'Europe/London';
const england: WorkingCalendar = { region: 'england-and-wales', extraHolidays: [], extraWorkingDays: [] };
const scotland: WorkingCalendar = { ...england, region: 'scotland' };
const minute = 60_000;
const hour = 60 * minute;

describe('bank holidays', () => {
  for (const region of ['england-and-wales', 'scotland'] as const) {
    for (const year of [2024, 2025, 2026, 2027, 2028]) {
      it(`are those that the law's rules give: ${region} ${year}`, () => {
        expect(everyDayOf(year).filter(day => isBankHoliday(day, region))).toEqual(lawful(region, year));
      });
    }
  }

  it('never fall on a weekend: the substitute day stands instead', () => {
    const weekendDays = [2024, 2025, 2026, 2027, 2028].flatMap(everyDayOf).filter(isWeekend);
    expect(weekendDays.filter(day => isBankHoliday(day, 'scotland'))).toEqual([]);
    expect(weekendDays.filter(day => isBankHoliday(day, 'england-and-wales'))).toEqual([]);
  });

  it('are not guessed for a year that is not in the table', () => {
    expect(['2023-12-31', '2024-01-01', '2028-12-31', '2029-01-01'].map(calendarCovers)).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect(isWorkingDay('2029-12-25', england)).toBe(true);
  });
});

describe('the end of the table', () => {
  it('is told when plans of sixty days may go beyond it, and not before', () => {
    expect(['2026-11-24', '2028-11-01', '2028-11-02', '2029-03-01'].map(bankHolidaysEnd)).toEqual([
      undefined,
      undefined,
      '2028-12-31',
      '2028-12-31',
    ]);
  });
});

describe('a working day', () => {
  it('is a weekday that is no bank holiday of the region', () => {
    const days = ['2026-04-02', '2026-04-03', '2026-04-04', '2026-04-06', '2026-06-15', '2026-08-03'];
    expect(days.filter(day => isWorkingDay(day, england))).toEqual([
      '2026-04-02',
      '2026-06-15',
      '2026-08-03',
    ]);
    expect(days.filter(day => isWorkingDay(day, scotland))).toEqual(['2026-04-02', '2026-04-06']);
  });

  it('is not one that an LDSO takes off', () => {
    expect(isWorkingDay('2026-12-24', { ...england, extraHolidays: ['2026-12-24'] })).toBe(false);
  });

  it('is also a weekend day or a holiday that an LDSO works, whatever else is said of it', () => {
    const calendar = {
      ...england,
      extraHolidays: ['2026-11-28'],
      extraWorkingDays: ['2026-11-28', '2026-12-25'],
    };
    expect(isWorkingDay('2026-11-28', calendar)).toBe(true);
    expect(isWorkingDay('2026-12-25', calendar)).toBe(true);
  });

  it('on a Monday looks back to Friday, and on a Friday ahead to Monday', () => {
    expect(previousWorkingDay('2026-11-23', england)).toBe('2026-11-20');
    expect(nextWorkingDay('2026-11-20', england)).toBe('2026-11-23');
  });

  it('finds its neighbours over Easter and over Christmas', () => {
    expect(previousWorkingDay('2026-04-07', england)).toBe('2026-04-02');
    expect(previousWorkingDay('2026-04-07', scotland)).toBe('2026-04-06');
    expect(nextWorkingDay('2026-12-24', england)).toBe('2026-12-29');
    expect(nextWorkingDay('2026-12-31', scotland)).toBe('2027-01-05');
  });

  it('is not asked of a day that is none', () => {
    for (const day of ['2026-02-30', '2026-2-3', 'today', ''])
      expect(() => isWorkingDay(day, england)).toThrow(`"${day}" is not a day`);
  });
});

describe('the clock on the wall', () => {
  afterEach(() => {
    Settings.now = () => Date.now();
  });

  // First the last second of winter or summer time, in UTC, then what London shows one second later.
  const changes = [
    ['2024-03-31', '2024-10-27'],
    ['2025-03-30', '2025-10-26'],
    ['2026-03-29', '2026-10-25'],
    ['2027-03-28', '2027-10-31'],
    ['2028-03-26', '2028-10-29'],
  ] as const;

  for (const [spring, autumn] of changes) {
    it(`keeps 09:00 at 09:00 over both changes: ${spring}, ${autumn}`, () => {
      expect(utc(instantAt(dayBefore(spring), '09:00', london))).toBe(`${dayBefore(spring)}T09:00`);
      expect(utc(instantAt(spring, '09:00', london))).toBe(`${spring}T08:00`);
      expect(utc(instantAt(dayBefore(autumn), '09:00', london))).toBe(`${dayBefore(autumn)}T08:00`);
      expect(utc(instantAt(autumn, '09:00', london))).toBe(`${autumn}T09:00`);
    });

    it(`moves a time that ${spring} leaves out forward, and takes the first of those that ${autumn} has twice`, () => {
      expect(utc(instantAt(spring, '00:59', london))).toBe(`${spring}T00:59`);
      expect(utc(instantAt(spring, '01:00', london))).toBe(`${spring}T01:00`);
      expect(utc(instantAt(spring, '01:30', london))).toBe(`${spring}T01:30`);
      expect(timeOf(instantAt(spring, '01:30', london), london)).toBe('02:30');
      expect(utc(instantAt(autumn, '01:30', london))).toBe(`${autumn}T00:30`);
      expect(utc(instantAt(autumn, '02:00', london))).toBe(`${autumn}T02:00`);
    });

    it(`gives ${spring} 23 hours and ${autumn} 25`, () => {
      const length = (day: string) => boundsOf(day, london).to - boundsOf(day, london).from;
      expect([length(spring), length(autumn), length(dayBefore(spring))]).toEqual([
        23 * hour,
        25 * hour,
        24 * hour,
      ]);
    });
  }

  it('answers the same in summer and in winter', () => {
    for (const asked of ['2026-01-15T12:00Z', '2026-07-15T12:00Z']) {
      Settings.now = () => Date.parse(asked);
      expect(utc(instantAt('2026-10-25', '01:30', london))).toBe('2026-10-25T00:30');
      expect(utc(instantAt('2026-03-29', '01:30', london))).toBe('2026-03-29T01:30');
    }
  });

  it('gives for every hour of a year the day and time it was asked for', () => {
    const { from } = boundsOf('2026-01-01', london);
    const wrong: string[] = [];
    for (let at = from; at < from + 365 * 24 * hour; at += hour) {
      const back = instantAt(dayOf(at, london), timeOf(at, london), london);
      // The hour that comes twice is its first self both times.
      const isSecond = utc(at) === '2026-10-25T01:00';
      if (back !== (isSecond ? at - hour : at)) wrong.push(utc(at));
    }
    expect(wrong).toEqual([]);
  });

  it('begins the day at London midnight, an hour before UTC in summer', () => {
    expect(dayOf(Date.parse('2026-06-30T22:59:59.999Z'), london)).toBe('2026-06-30');
    expect(dayOf(Date.parse('2026-06-30T23:00:00Z'), london)).toBe('2026-07-01');
    expect(dayOf(Date.parse('2026-12-31T23:59:59.999Z'), london)).toBe('2026-12-31');
  });

  it('says so when it is asked for what no clock shows', () => {
    expect(() => instantAt('2026-02-30', '09:00', london)).toThrow('2026-02-30 09:00');
    expect(() => instantAt('2026-02-03', '25:00', london)).toThrow('2026-02-03 25:00');
    expect(() => instantAt('2026-02-03', '09:00', 'Europe/Nowhere')).toThrow('Europe/Nowhere');
    expect(() => dayOf(Date.now(), 'Europe/Nowhere')).toThrow('Europe/Nowhere');
  });
});

describe('working minutes', () => {
  const hours = { from: '09:00', to: '17:00', zone: london, calendar: england };
  const between = (from: string, to: string) =>
    workingMinutesBetween(Date.parse(from), Date.parse(to), hours);

  it('count the testing hours only', () => {
    expect(between('2026-11-24T09:00Z', '2026-11-24T17:00Z')).toBe(480);
    expect(between('2026-11-24T16:30Z', '2026-11-25T09:15Z')).toBe(45);
    expect(between('2026-11-24T06:00Z', '2026-11-24T08:59Z')).toBe(0);
  });

  it('leave out the weekend, the holidays and the hour that summer adds', () => {
    expect(between('2026-03-27T16:00Z', '2026-03-30T09:00Z')).toBe(60 + 60);
    expect(between('2026-04-02T15:00Z', '2026-04-07T09:00Z')).toBe(60 + 60);
  });

  it('are none when the end is not later, and whole', () => {
    expect(between('2026-11-24T12:00Z', '2026-11-24T10:00Z')).toBe(0);
    expect(between('2026-11-24T12:00:00Z', '2026-11-24T12:01:59Z')).toBe(1);
  });

  it('are as many as one counts minute by minute over both changes of the clock', () => {
    for (const [from, to] of [
      ['2026-03-25T13:17Z', '2026-04-01T10:02Z'],
      ['2026-10-22T07:40Z', '2026-10-27T16:59Z'],
    ] as const) {
      let counted = 0;
      for (let at = Date.parse(from); at < Date.parse(to); at += minute) {
        const shown = new Date(at).toLocaleString('en-GB', {
          timeZone: london,
          weekday: 'short',
          hour: '2-digit',
        });
        const isOpen = /^(Mon|Tue|Wed|Thu|Fri)\D* (09|1[0-6])$/.test(shown);
        if (isOpen) counted += 1;
      }
      expect(counted).toBeGreaterThan(1000);
      expect(between(from, to)).toBe(counted);
    }
  });
});

/** Worked out from the rules: fixed dates with their substitutes, Mondays, Easter, and the one-off. */
function lawful(region: Region, year: number): readonly string[] {
  const easter = easterOf(year);
  const common = [
    easter.minus({ days: 2 }),
    monday(year, 5, 'first'),
    monday(year, 5, 'last'),
    ...observed([DateTime.utc(year, 12, 25), DateTime.utc(year, 12, 26)]),
  ];
  const own =
    region === 'scotland'
      ? [
          ...observed([DateTime.utc(year, 1, 1), DateTime.utc(year, 1, 2)]),
          monday(year, 8, 'first'),
          ...observed([DateTime.utc(year, 11, 30)]),
          ...(year === 2026 ? [DateTime.utc(2026, 6, 15)] : []),
        ]
      : [...observed([DateTime.utc(year, 1, 1)]), easter.plus({ days: 1 }), monday(year, 8, 'last')];
  return [...common, ...own].map(date => date.toFormat('yyyy-MM-dd')).sort();
}

/** A day on a weekend is taken on the next weekday that is not taken. */
function observed(dates: readonly DateTime[]): readonly DateTime[] {
  const fixed = dates.filter(date => date.weekday <= 5);
  const taken = [...fixed];
  for (const date of dates.filter(each => each.weekday > 5)) {
    let free = date;
    while (free.weekday > 5 || taken.some(other => other.toMillis() === free.toMillis()))
      free = free.plus({ days: 1 });
    taken.push(free);
  }
  return taken;
}

function monday(year: number, month: number, which: 'first' | 'last'): DateTime {
  const first = DateTime.utc(year, month, 1);
  const mondays = Array.from({ length: first.daysInMonth! }, (_, n) => first.plus({ days: n })).filter(
    date => date.weekday === 1,
  );
  return which === 'first' ? mondays[0]! : mondays.at(-1)!;
}

/** Sunday after the first full moon of spring, by the ecclesiastical tables (Oudin's form). */
function easterOf(year: number): DateTime {
  const g = year % 19;
  const c = Math.floor(year / 100);
  const h = (c - Math.floor(c / 4) - Math.floor((8 * c + 13) / 25) + 19 * g + 15) % 30;
  const i = h - Math.floor(h / 28) * (1 - Math.floor(29 / (h + 1)) * Math.floor((21 - g) / 11));
  const j = (year + Math.floor(year / 4) + i + 2 - c + Math.floor(c / 4)) % 7;
  const l = i - j;
  const month = 3 + Math.floor((l + 40) / 44);
  return DateTime.utc(year, month, l + 28 - 31 * Math.floor(month / 4));
}

function everyDayOf(year: number): readonly string[] {
  const days: string[] = [];
  for (let day = `${year}-01-01`; day.startsWith(String(year)); day = dayAfter(day)) days.push(day);
  return days;
}

function isWeekend(day: string): boolean {
  return [0, 6].includes(new Date(`${day}T12:00:00Z`).getUTCDay());
}

function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - 24 * hour).toISOString().slice(0, 10);
}

function utc(instant: number): string {
  return new Date(instant).toISOString().slice(0, 16);
}
