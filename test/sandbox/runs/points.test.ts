import { describe, expect, test } from 'vitest';
import { project } from '../world.ts';
import { draft, givenRuns, pointNow } from './given.ts';

const given = givenRuns();

describe('points', () => {
  test('are set back to active, many in one request', async () => {
    await given.api.createTestRun({ ...draft, pointIds: [1, 2] }, project);
    await given.api.updateTestResults(
      [100000, 100001].map(id => ({ id, state: 'Completed', outcome: 'Failed' })),
      project,
      31,
    );
    const plans = await given.world.client().getTestPlanApi();
    const reset = await plans.updateTestPoints(
      [1, 2].map(id => ({ id, isActive: true })),
      project,
      3000,
      3010,
    );
    expect(reset.map(one => [one.isActive, one.results?.outcome, one.results?.state])).toEqual([
      [true, 0, 1],
      [true, 0, 1],
    ]);
    expect(reset[0]?.lastResetToActive).toEqual(new Date(given.world.time.now));
  });

  test('marked without a run get a run of their own, another one each time', async () => {
    const plans = await given.world.client().getTestPlanApi();
    const mark = () => plans.updateTestPoints([{ id: 3, results: { outcome: 3 } }], project, 3000, 3010);
    await mark();
    const [point] = await mark();
    expect(point?.results).toMatchObject({ lastTestRunId: 32, outcome: 3 });
    expect((await given.api.getTestRuns(project)).map(one => [one.id, one.name, one.state])).toEqual([
      [31, 'Plan of the year (Manual)', 'Completed'],
      [32, 'Plan of the year (Manual)', 'Completed'],
    ]);
  });

  test('are marked, reset and given to a tester in the older area, with its casing', async () => {
    const [marked] = await given.api.updateTestPoints({ outcome: 'Blocked' }, project, 3000, 3010, '3');
    expect(marked).toMatchObject({
      outcome: 'Blocked',
      state: 'NotReady',
      lastResultState: 'Completed',
      lastTestRun: { id: '31' },
    });
    const [reset] = await given.api.updateTestPoints({ resetToActive: true }, project, 3000, 3010, '3');
    expect(reset).toMatchObject({
      outcome: 'Unspecified',
      state: 'Ready',
      lastTestRun: { id: '0' },
      lastResult: { id: '0' },
    });
    const [assigned] = await given.api.updateTestPoints(
      { tester: { displayName: 'Ffion Test' } },
      project,
      3000,
      3010,
      '3',
    );
    expect(assigned?.assignedTo?.displayName).toBe('Ffion Test');
    expect((await given.api.getPoints(project, 3000, 3010)).map(one => one.id)).toEqual([1, 2, 3]);
    expect((await given.api.getPoint(project, 3000, 3010, 3)).testCase?.id).toBe('3103');
  });

  test('of one test case follow each other only where the plan says so', async () => {
    const passed = async (id: number) => {
      const run = await given.api.createTestRun({ ...draft, pointIds: [id] }, project);
      await given.api.updateTestResults(
        [{ id: 100000, state: 'Completed', outcome: 'Passed' }],
        project,
        run.id ?? 0,
      );
    };
    await passed(1);
    expect((await pointNow(given, 4))?.results?.outcome).toBe(0);
    const plans = await given.world.client().getTestPlanApi();
    const settings = { testOutcomeSettings: { syncOutcomeAcrossSuites: true } };
    await plans.updateTestPlan(settings as never, project, 3000);
    await passed(1);
    expect((await pointNow(given, 4))?.results?.outcome).toBe(2);
    expect((await pointNow(given, 5))?.results?.outcome).toBe(0);
  });
});
