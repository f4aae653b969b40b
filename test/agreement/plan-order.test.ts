import { expect, test } from 'vitest';
import { orderChange } from '../../src/agreement/plan-order.ts';
import type { PlannedTestCase } from '../../src/domain/planning/plan.ts';
import { testCaseId } from '../../src/domain/refs.ts';

const plan = (...ids: readonly number[]): readonly PlannedTestCase[] =>
  ids.map((id, place) => ({
    id: testCaseId(String(id))!,
    name: `TC ${id}`,
    title: `TC ${id}`,
    suite: id < 40700 ? 'Functional' : 'Integration',
    order: place + 1,
  }));

test.each([
  ['nothing was there before', plan(), plan(40662, 40663)],
  ['it is the same', plan(40662, 40663), plan(40662, 40663)],
  ['a test case is new', plan(40662, 40663), plan(40662, 40700, 40663)],
  ['one is gone', plan(40662, 40663, 40700), plan(40662, 40700)],
])('a plan’s order has not changed when %s', (_why, before, after) => {
  expect(orderChange(before, after)).toBeUndefined();
});

test('test cases in another place are counted, with their suites', () => {
  expect(orderChange(plan(40662, 40663, 40700, 40701), plan(40662, 40663, 40701, 40700))).toEqual({
    is: 'order',
    moved: 2,
    suites: ['Integration'],
  });
});

test('who changed a suite last, and when, is taken along', () => {
  const nia = { byName: 'Nia Prosser', at: 2 };
  const after = plan(40663, 40662).map((each, place) => ({
    ...each,
    suiteChanged: place === 0 ? { byName: 'Ruth Amin', at: 1 } : nia,
  }));
  expect(orderChange(plan(40662, 40663), after)).toMatchObject({ byName: 'Nia Prosser', changedAt: 2 });
});
