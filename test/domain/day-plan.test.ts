import { describe, expect, test } from 'vitest';
import { isNamed, peopleIn, type Swap, withSwaps } from '../../src/domain/day/day-plan.ts';
import type { ScheduledTest } from '../../src/domain/planning/schedule.ts';
import { mpanRef, testCaseId } from '../../src/domain/refs.ts';

const test_ = (id: string, day: string, more: Partial<ScheduledTest> = {}): ScheduledTest => ({
  testCaseId: testCaseId(id)!,
  testCaseName: `TC ${id}`,
  mpanRef: mpanRef('EEN-MPAN-0007')!,
  day,
  ...more,
});

const swap = (out: ScheduledTest, into: ScheduledTest, at = 1): Swap => ({
  day: '2026-12-01',
  version: 'v',
  out,
  in: into,
  at,
  byName: 'Asha Rao',
});

describe('a swap', () => {
  const first = test_('1', '2026-12-01', { until: '2026-12-02' });
  const second = test_('2', '2026-12-01');
  const third = test_('3', '2026-12-03');
  const days = (tests: readonly ScheduledTest[]) => tests.map(({ testCaseId: id, day }) => `${id} ${day}`);
  const swapped = (...swaps: readonly Swap[]) =>
    days(withSwaps({ tests: [first, second, third], dependencies: [] }, swaps).tests);

  test('lets the tests change places, in the order too', () => {
    expect(swapped(swap(first, third))).toEqual(['3 2026-12-01', '2 2026-12-01', '1 2026-12-03']);
  });

  test('is taken back by the other way round', () => {
    expect(swapped(swap(first, third), swap(third, first, 2))).toEqual([
      '1 2026-12-01',
      '2 2026-12-01',
      '3 2026-12-03',
    ]);
  });

  test('changes nothing when a test is not there any more', () => {
    expect(swapped(swap(test_('9', '2026-12-01'), third))).toEqual(days([first, second, third]));
  });
});

test.each([
  ['Asha', 'Asha Rao', true],
  ['ASHA RAO', 'Asha Rao', true],
  ['Rao, Asha', 'Asha Rao', true],
  ['Ash', 'Asha Rao', false],
  ['Asha Renn', 'Asha Rao', false],
  ['', 'Asha Rao', false],
])('“%s” in a plan: is it %s? %s', (inPlan, name, is) => {
  expect(isNamed(inPlan, name)).toBe(is);
});

test('several people share a test', () => {
  expect(peopleIn('Asha Rao and Bo; Iwo / Mina')).toEqual(['Asha Rao', 'Bo', 'Iwo', 'Mina']);
});
