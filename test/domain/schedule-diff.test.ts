import { expect, test } from 'vitest';
import { changeWords, diffInShort } from '../../src/cards/tables/schedule-changes.ts';
import type { Dependency, ScheduledTest } from '../../src/domain/planning/schedule.ts';
import { scheduleDiff } from '../../src/domain/planning/schedule-diff.ts';
import { mpanRef, testCaseId } from '../../src/domain/refs.ts';
import { clean } from './given.ts';

function planned(id: string, day: string, more: Partial<ScheduledTest> = {}): ScheduledTest {
  return { testCaseId: testCaseId(id)!, testCaseName: `TC ${id}`, day: `2026-12-${day}`, ...more };
}

function said(
  before: readonly ScheduledTest[],
  after: readonly ScheduledTest[],
  dependencies: readonly [readonly Dependency[], readonly Dependency[]] = [[], []],
) {
  const diff = scheduleDiff(
    { tests: before, dependencies: dependencies[0] },
    { tests: after, dependencies: dependencies[1] },
  );
  return [diffInShort(diff), ...diff.changes.map(changeWords)];
}

const ref = (digits: string) => ({ mpanRef: mpanRef(`EEN-MPAN-${digits}`)! });

test('the same plan changes nothing', () => {
  const plan = [planned('40715', '01', ref('0001')), planned('40716', '02')];
  expect(said(plan, plan)).toEqual(['nothing changed']);
});

test('a test that is planned twice is the one of its day: what is gone is gone, and nothing moves', () => {
  const first = planned('40715', '01', ref('0001'));
  const again = planned('40715', '04', ref('0001'));
  expect(said([first, again], [again])).toEqual([
    '1 dropped',
    'TC 40715 EEN-MPAN-0001 is gone, was on Tue 1 Dec',
  ]);
});

test('another last day, time, tester and thing to wait for are changes', () => {
  const before = planned('40715', '01', { time: '09:30', who: clean('Asha'), until: '2026-12-02' });
  const after = planned('40715', '01', {
    time: '10:30',
    who: clean('Bo'),
    until: '2026-12-04',
    waitsFor: clean('IR 8.4'),
  });
  expect(said([before], [after]).slice(1)).toEqual([
    'TC 40715 now runs to Fri 4 Dec, was Wed 2 Dec',
    'TC 40715 goes from Asha to Bo',
    'TC 40715 is at 10:30 instead of 09:30',
    'TC 40715 waits for IR 8.4',
  ]);
});

test('what the plan waits for is compared too', () => {
  const rolledOut = { words: clean('IR 8'), day: '2026-12-02' };
  const later = { ...rolledOut, day: '2026-12-09' };
  const loaded = { words: clean('Data loaded'), day: '2026-12-01' };
  expect(said([], [], [[rolledOut], [later, loaded]])).toEqual([
    '1 to wait for on another day, 1 more to wait for',
    'IR 8 moves from Wed 2 Dec to Wed 9 Dec',
    'More to wait for: Data loaded, Tue 1 Dec',
  ]);
  expect(said([], [], [[rolledOut], []])[1]).toBe('No longer to wait for: IR 8');
});
