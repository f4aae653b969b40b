import { describe, expect, test } from 'vitest';
import type { AskedDay } from '../../src/migration/asked.ts';
import { bulkDays, bulkOf, pastLimit } from '../../src/migration/bulk.ts';
import { calendarOf } from '../rhythm/calendars.ts';

const calendar = calendarOf('england-and-wales');
const bulkWeeks = 3;

function asked(numbers: Readonly<Record<string, number>>, by: AskedDay['by'] = 'day'): readonly AskedDay[] {
  return Object.entries(numbers).map(([day, count]) => ({ day: `2026-12-${day}`, count, by }));
}
const december = (...days: readonly string[]) => days.map(day => `2026-12-${day}`);

const plan = asked({ '01': 5, '02': 10, '03': 20, '04': 20 });

function at(day: string, upTo: string, done: readonly string[], days = plan) {
  return bulkOf({
    days,
    done,
    day: `2026-12-${day}`,
    upTo: upTo.length === 2 ? `2026-12-${upTo}` : upTo,
    calendar,
    bulkWeeks,
  });
}

describe('asked against done', () => {
  test('counts the days that are over, and no migration of before the first', () => {
    const done = ['2026-11-20', ...december('01', '01', '01', '02', '02', '03')];
    expect(at('03', '02', done)).toMatchObject({
      asked: 15,
      done: 5,
      total: 55,
      from: '2026-12-01',
      to: '2026-12-04',
    });
    expect(at('03', '03', done)).toMatchObject({ asked: 35, done: 6 });
  });

  test('without a number there is no bulk', () => {
    expect(at('03', '02', december('01'), [])).toBeUndefined();
  });
});

describe('the limit', () => {
  test('is three weeks of calendar days from the first migration, or from the first day of the plan', () => {
    expect(at('01', '2026-11-30', [])?.limit).toMatchObject({
      from: '2026-12-01',
      last: '2026-12-21',
      daysLeft: 20,
    });
    expect(at('03', '02', december('02'))?.limit).toMatchObject({ from: '2026-12-02', last: '2026-12-22' });
  });

  test('says how many a working day are needed: bank holidays and weekends are none', () => {
    // 14 working days from 2 to 21 December.
    expect(at('02', '01', [])?.limit).toMatchObject({ perDay: Math.ceil(55 / 14), daysLeft: 19 });
    expect(at('21', '18', december('01'))?.limit).toMatchObject({ perDay: 54, daysLeft: 0 });
  });

  test('asks for nothing more when all are done, when it is over, and where no number is agreed', () => {
    const all = Array.from({ length: 55 }, () => '2026-12-01');
    expect(at('05', '04', all)?.limit).not.toHaveProperty('perDay');
    expect(at('23', '22', december('01'))?.limit).toMatchObject({ daysLeft: -2 });
    expect(at('23', '22', december('01'))?.limit).not.toHaveProperty('perDay');
    expect(at('02', '01', [], asked({ '01': 5 }, 'schedule'))).not.toHaveProperty('limit');
  });

  test('is passed by a plan with numbers behind it', () => {
    const late = [...plan, ...asked({ '21': 4, '22': 7, '23': 8 })];
    expect(pastLimit(late, { last: '2026-12-21', weeks: 3 })).toEqual([
      { is: 'past-limit', limit: '2026-12-21', weeks: 3, end: '2026-12-23', count: 15 },
    ]);
    expect(pastLimit(plan, { last: '2026-12-21', weeks: 3 })).toEqual([]);
  });
});

describe('of several bulks', () => {
  const later: readonly AskedDay[] = [{ day: '2027-03-01', count: 9, by: 'day' }];
  const all = [...plan, ...later];

  test.each([
    ['2026-11-20', '2026-12-01'],
    ['2026-12-02', '2026-12-01'],
    ['2027-02-28', '2026-12-01'],
    ['2027-03-01', '2027-03-01'],
  ])('on %s the one from %s counts', (day, from) => {
    expect(bulkDays(all, { day, bulkWeeks })[0]?.day).toBe(from);
  });

  test('a pause over the holidays parts nothing, and neither do days without any', () => {
    const days = asked({ '01': 5, '31': 5 });
    expect(bulkDays(days, { day: '2026-12-01', bulkWeeks })).toHaveLength(2);
    expect(bulkDays(asked({ '01': 0, '02': 4 }), { day: '2026-12-01', bulkWeeks })).toHaveLength(1);
  });
});
