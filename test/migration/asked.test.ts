import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { MigrationNumbers } from '../../src/domain/migration/migration.ts';
import { daysAsked, spread } from '../../src/migration/asked.ts';
import { calendarOf } from '../rhythm/calendars.ts';

const by = { calendar: calendarOf('england-and-wales'), lowStartShare: 0.5 };
const none = new Map<string, number>();

function told(numbers: Partial<MigrationNumbers>, scheduled: ReadonlyMap<string, number> = none) {
  return daysAsked({ days: {}, weeks: {}, ...numbers }, scheduled, by).map(
    ({ day, count, by: from }) => `${day.slice(5)} ${count} ${from}`,
  );
}
const week = (monday: string, count: number, from = monday) => ({ [monday]: { count, from } });

test('a day has its own number', () => {
  expect(told({ days: { '2026-12-02': 10, '2026-12-01': 5 } })).toEqual(['12-01 5 day', '12-02 10 day']);
});

test('the first week starts low, later ones are even, and what is over falls on their last days', () => {
  expect(told({ weeks: { ...week('2026-11-30', 60), ...week('2026-12-07', 62) } })).toEqual([
    '11-30 6 week',
    '12-01 13 week',
    '12-02 13 week',
    '12-03 14 week',
    '12-04 14 week',
    '12-07 12 week',
    '12-08 12 week',
    '12-09 12 week',
    '12-10 13 week',
    '12-11 13 week',
  ]);
});

test('a week gives the rest to the days without a number of their own', () => {
  const numbers = { days: { '2026-11-30': 5, '2026-12-04': 20 }, weeks: week('2026-11-30', 60) };
  expect(told(numbers)).toEqual([
    '11-30 5 day',
    '12-01 11 week',
    '12-02 12 week',
    '12-03 12 week',
    '12-04 20 day',
  ]);
});

test('days that come to more than their week leave nothing for the others', () => {
  const numbers = { days: { '2026-11-30': 70 }, weeks: week('2026-11-30', 60) };
  expect(told(numbers).slice(1)).toEqual(['12-01 0 week', '12-02 0 week', '12-03 0 week', '12-04 0 week']);
});

test('a week that had begun, and one with holidays, have fewer days', () => {
  expect(told({ weeks: week('2026-11-23', 8, '2026-11-26') })).toEqual(['11-26 2 week', '11-27 6 week']);
  expect(told({ weeks: week('2026-12-21', 8) })).toEqual([
    '12-21 1 week',
    '12-22 2 week',
    '12-23 2 week',
    '12-24 3 week',
  ]);
  expect(told({ weeks: week('2026-12-28', 8) }).map(each => each.slice(0, 5))).toEqual([
    '12-29',
    '12-30',
    '12-31',
  ]);
});

test('the schedule counts on days of which no number was said', () => {
  const scheduled = new Map([
    ['2026-12-01', 3],
    ['2026-12-02', 4],
    ['2026-12-09', 2],
    ['2026-12-15', 1],
  ]);
  const numbers = { days: { '2026-12-01': 0 }, weeks: week('2026-12-07', 10) };
  const all = told(numbers, scheduled);
  expect(all).toContain('12-01 0 day');
  expect(all).toContain('12-02 4 schedule');
  expect(all).toContain('12-09 2 week');
  expect(all).toContain('12-15 1 schedule');
});

test('what is spread comes to the whole, is never uneven by more than one, and starts no higher than its share', () => {
  const share = fc.constantFrom(1, 0.5, 0.25);
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 5_000 }),
      fc.integer({ min: 1, max: 7 }),
      share,
      (count, days, first) => {
        const counts = spread(count, days, first);
        expect(counts).toHaveLength(days);
        expect(counts.reduce((sum, each) => sum + each, 0)).toBe(count);
        const [start = 0, ...rest] = counts;
        if (rest.length === 0) return;
        expect(Math.max(...rest) - Math.min(...rest)).toBeLessThanOrEqual(1);
        expect([...rest].sort((a, b) => a - b)).toEqual(rest);
        expect(start).toBeLessThanOrEqual(Math.ceil(first * Math.max(...rest)));
        expect(start).toBeGreaterThanOrEqual(Math.floor(first * Math.min(...rest)) - 1);
      },
    ),
  );
});
