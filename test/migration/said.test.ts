import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inspect } from '../../src/guard/inspect.ts';
import { saidNumbers } from '../../src/migration/said.ts';
import { calendarOf } from '../rhythm/calendars.ts';

/** Thursday. */
const today = '2026-11-26';
const on = { today, calendar: calendarOf('england-and-wales') };

/** `2026-12-01 5`, of a week `week 2026-11-30 60`. */
function told(words: string): readonly string[] {
  return saidNumbers(words, on).changes.map(
    ({ of, day, count }) => `${of === 'week' ? 'week ' : ''}${day} ${count}`,
  );
}
const bad = (words: string) => saidNumbers(words, on).bad.map(({ typed, why }) => `${typed}: ${why}`);

describe('numbers as people say them', () => {
  test.each(['1 Dec -5', '1 Dec –5 MPANs', '1 Dec: -5', 'week of 7 Dec -60'])(
    '%j has a minus: it is named',
    part => {
      expect(told(`${part}, 2 Dec 10`)).toEqual(['2026-12-02 10']);
      expect(bad(part)).toEqual([`${part}: unclear`]);
    },
  );

  test.each<[string, readonly string[]]>([
    ['1 Dec 5, 2 Dec 10', ['2026-12-01 5', '2026-12-02 10']],
    ['3-5 Dec 20', ['2026-12-03 20', '2026-12-04 20']],
    ['Tue 1 Dec: 5\nWed 2 Dec: 10', ['2026-12-01 5', '2026-12-02 10']],
    ['Tue, 1 Dec 5', ['2026-12-01 5']],
    ['1 Dec = 5 MPANs; 2nd December - 10', ['2026-12-01 5', '2026-12-02 10']],
    ['01/12 5 and 02/12/2026 10', ['2026-12-01 5', '2026-12-02 10']],
    ['2026-12-01 5', ['2026-12-01 5']],
    ['2026-12-01 to 2026-12-02 5 a day', ['2026-12-01 5', '2026-12-02 5']],
    ['30 Nov to 2 Dec 4 each', ['2026-11-30 4', '2026-12-01 4', '2026-12-02 4']],
    ['Mon-Wed 12', ['2026-11-30 12', '2026-12-01 12', '2026-12-02 12']],
    ['today 3, tomorrow 4', ['2026-11-26 3', '2026-11-27 4']],
    ['5 on 1 Dec', ['2026-12-01 5']],
    ['1 Dec 1,200', ['2026-12-01 1200']],
    ['1 Dec none, 2 Dec 0', ['2026-12-01 none', '2026-12-02 0']],
    ['- 1 Dec 5\n- 2 Dec 10.', ['2026-12-01 5', '2026-12-02 10']],
    ['week of 1 Dec 60', ['week 2026-11-30 60']],
    ['w/c 7 Dec: 100', ['week 2026-12-07 100']],
    ['week commencing Mon 7 Dec 100', ['week 2026-12-07 100']],
    ['next week 60', ['week 2026-11-30 60']],
    ['this week 8', ['week 2026-11-23 8']],
    ['31 Dec to 4 Jan 2', ['2026-12-31 2', '2027-01-04 2']],
  ])('%j', (words, numbers) => {
    expect(told(words)).toEqual(numbers);
  });

  test('a week that has begun is spread over what is left of it', () => {
    expect(saidNumbers('this week 8', on).changes).toMatchObject([{ day: '2026-11-23', from: today }]);
    expect(saidNumbers('next week 8', on).changes).toMatchObject([{ from: '2026-11-30' }]);
  });
});

describe('what is not taken', () => {
  test.each<[string, string]>([
    ['1 Dec', '1 Dec: no-number'],
    ['3-5 Dec', '3-5 Dec: no-number'],
    ['1 Dec 2026', '1 Dec 2026: no-number'],
    ['as many as we can', 'as many as we can: unclear'],
    ['31 Nov 5', '31 Nov 5: no-day'],
    ['w/c soon 5', 'w/c soon 5: no-day'],
    ['5 Dec 10', '5 Dec 10: not-worked'],
    ['25 Dec 10', '25 Dec 10: not-worked'],
    ['1 Dec 2010 10', '1 Dec 2010 10: too-far'],
    ['1 Dec 20260', '1 Dec 20260: too-many'],
    ['week of 1 Dec 10001', 'week of 1 Dec 10001: too-many'],
  ])('%j', (words, why) => {
    expect(saidNumbers(words, on)).toMatchObject({ changes: [], notWorked: [] });
    expect(bad(words)).toEqual([why]);
  });

  test('leaves what is good beside it, and a range has its working days only', () => {
    expect(told('1 Dec 5, soon 10, 2 Dec 7')).toEqual(['2026-12-01 5', '2026-12-02 7']);
    expect(saidNumbers('4-7 Dec 3', on).notWorked).toEqual(['2026-12-05', '2026-12-06']);
    expect(told('24-29 Dec 3')).toEqual(['2026-12-24 3', '2026-12-29 3']);
  });

  test('follows the calendar of the LDSO', () => {
    const scots = { today, calendar: calendarOf('scotland') };
    expect(saidNumbers('30 Nov 5', scots).changes).toEqual([]);
    expect(saidNumbers('30 Nov 5', on).changes).toHaveLength(1);
  });
});

test('whatever is said of days and numbers comes back, part by part', () => {
  const part = fc.record({
    date: fc.integer({ min: 1, max: 31 }),
    count: fc.integer({ min: 0, max: 2_000 }),
  });
  fc.assert(
    fc.property(
      fc.array(part, { minLength: 1, maxLength: 8 }),
      fc.constantFrom(', ', '\n', '; '),
      (parts, between) => {
        const words = parts.map(({ date, count }) => `${date} Dec ${count}`).join(between);
        const { changes, bad: notTaken } = saidNumbers(words, on);
        expect(changes.length + notTaken.length).toBe(parts.length);
        for (const { day, count } of changes)
          expect(parts).toContainEqual({ date: Number(day.slice(8)), count });
      },
    ),
  );
});

test('a plan of many days is no personal data', () => {
  const days = Array.from({ length: 19 }, (_, place) => place + 1);
  for (const text of [
    days.map(day => `${day} Dec ${5 * day}`).join(', '),
    days.map(day => `${String(day).padStart(2, '0')}/12 ${20 + day}`).join('\n'),
    days.map(day => `2026-12-${String(day).padStart(2, '0')}: ${10 + day}`).join('\n'),
    days.map(day => `2026-12-${String(day).padStart(2, '0')} ${100 + day}`).join(', '),
  ]) {
    const { findings } = inspect(`/migration plan ${text}`, {
      mode: 'chat',
      now: new Date('2026-11-26T10:00:00Z'),
    });
    expect(findings, text.slice(0, 40)).toEqual([]);
  }
});
