import { describe, expect, it } from 'vitest';
import type { StandingEntry } from '../../src/domain/entry.ts';
import type { ScheduledTest } from '../../src/domain/planning/schedule.ts';
import { mpanRef, testCaseId } from '../../src/domain/refs.ts';
import { washUpView } from '../../src/rhythm/day/wash-up.ts';
import { asked, at, entry, today } from './given.ts';

const friday = '2026-11-20';
const monday = '2026-11-23';
const wednesday = '2026-11-25';
const thursday = '2026-11-26';

const ref = (place: number) => `EEN-MPAN-000${place}`;

function scheduled(test: string, day: string, place: number): ScheduledTest {
  return { testCaseId: testCaseId(test)!, testCaseName: `TC ${test}`, mpanRef: mpanRef(ref(place))!, day };
}

function against(tests: readonly ScheduledTest[], entries: readonly StandingEntry[] = []) {
  const schedule = { state: 'final' as const, version: { tests, dependencies: [] } };
  return washUpView({ ...asked, now: at('17:00'), entries, schedule });
}

const tests = [
  scheduled('40662', friday, 1),
  scheduled('40663', monday, 2),
  scheduled('40710', monday, 3),
  scheduled('40715', today, 4),
  scheduled('40850', wednesday, 5),
  scheduled('40662', thursday, 6),
];
const passed = (test: string, place: number, when: number) =>
  entry('passed', when, { test, ref: ref(place) });

describe('the wash-up with a schedule', () => {
  it('lists what was planned until today and has not passed, oldest first, with the day it was for', () => {
    const entries = [
      passed('40662', 1, at('15:00', friday)),
      entry('failed', at('10:00'), { test: '40715', ref: ref(4) }),
      entry('triggered', at('16:00'), { test: '40710', ref: ref(3) }),
    ];
    const { slipping, nextDay } = against(tests, entries).against!;
    expect(slipping.map(({ testCaseId, status, dueOn }) => [testCaseId, status, dueOn])).toEqual([
      ['40663', 'planned', monday],
      ['40710', 'triggered', monday],
      ['40715', 'failed', undefined],
    ]);
    expect(nextDay).toBe(wednesday);
  });

  it('counts what was to have passed and what had, by day, those that were early too', () => {
    const entries = [passed('40662', 1, at('15:00', friday)), passed('40850', 5, at('15:00'))];
    const { days, plannedByNow, passed: done, total } = against(tests, entries).against!;
    expect(days).toEqual([
      { day: friday, planned: 1, passed: 1 },
      { day: monday, planned: 3, passed: 1 },
      { day: today, planned: 4, passed: 2 },
    ]);
    expect([plannedByNow, done, total]).toEqual([4, 2, 6]);
  });

  it.each([
    ['nothing is late', [1, 2, 3, 4], { expected: thursday, workingDaysLater: 0 }],
    [
      'the days ahead have room: two a day was planned once',
      [1, 2],
      { expected: thursday, workingDaysLater: 0 },
    ],
    [
      'the days ahead are too full, and a weekend is between',
      [],
      { expected: '2026-11-27', workingDaysLater: 1 },
    ],
  ])('the end date, when %s', (_when, done, end) => {
    const entries = done.map(place => {
      const { testCaseId: test } = tests[place - 1]!;
      return passed(test, place, at('15:00'));
    });
    expect(against(tests, entries).against?.end).toEqual({ planned: thursday, mostADay: 2, ...end });
  });

  it('moves the end over a weekend', () => {
    const late = Array.from({ length: 7 }, (_, place) =>
      scheduled('40663', place < 2 ? monday : today, place),
    );
    const full = [...late, scheduled('40850', wednesday, 8)];
    // Eight left at five a day: Wednesday and Thursday.
    expect(against(full).against?.end).toEqual({
      planned: wednesday,
      expected: thursday,
      workingDaysLater: 1,
      mostADay: 5,
    });
    const slow = [monday, today, wednesday, thursday].map((day, place) => scheduled('40663', day, place));
    // Four left at one a day, from Wednesday on.
    expect(against(slow).against?.end).toMatchObject({ expected: '2026-11-30', workingDaysLater: 2 });
  });

  it('names the next working day’s tests as what comes next, but for what has passed', () => {
    const { next } = against(tests, [passed('40850', 5, at('10:00'))]);
    expect(next).toEqual([]);
    expect(against(tests).next.map(line => line.testCaseId)).toEqual(['40850']);
  });

  it('has nothing to say when the schedule names no test', () => {
    expect(against([]).against).toBeUndefined();
  });
});
