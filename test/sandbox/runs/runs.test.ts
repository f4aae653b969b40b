import { describe, expect, test } from 'vitest';
import { project, refusal } from '../world.ts';
import { draft, givenRuns, pointNow } from './given.ts';

const given = givenRuns();

describe('a run', () => {
  test('has one result for every point named, also for a point named twice', async () => {
    const run = await given.api.createTestRun({ ...draft, pointIds: [1, 2, 1] }, project);
    expect(run).toMatchObject({
      id: 31,
      state: 'InProgress',
      totalTests: 3,
      incompleteTests: 3,
      plan: { id: '3000' },
    });
    const results = await given.api.getTestResults(project, 31);
    expect(results.map(one => [one.id, one.testPoint?.id, one.state, one.outcome])).toEqual([
      [100000, '1', 'Pending', 'Unspecified'],
      [100001, '2', 'Pending', 'Unspecified'],
      [100002, '1', 'Pending', 'Unspecified'],
    ]);
    expect(await pointNow(given, 1)).toMatchObject({
      isActive: false,
      results: { lastTestRunId: 31, lastResultId: 100002 },
    });
  });

  test('is not made when one point is unknown', async () => {
    expect(await given.api.createTestRun({ ...draft, pointIds: [1, 999] }, project)).toBeNull();
    expect(await given.api.getTestRuns(project)).toEqual([]);
  });

  test('is listed by plan, updated, counted, tagged and deleted', async () => {
    await given.api.createTestRun({ ...draft, pointIds: [1, 2] }, project);
    await given.api.updateTestResults([{ id: 100000, outcome: 'Passed', state: 'Completed' }], project, 31);
    expect((await given.api.getTestRunStatistics(project, 31)).runStatistics).toEqual([
      { state: 'Completed', outcome: 'Passed', count: 1 },
      { state: 'Pending', outcome: 'Unspecified', count: 1 },
    ]);
    const done = await given.api.updateTestRun({ state: 'Completed', comment: 'end of day' }, project, 31);
    expect(done).toMatchObject({
      state: 'Completed',
      comment: 'end of day',
      passedTests: 1,
      incompleteTests: 1,
    });
    expect(done.completedDate).toBeInstanceOf(Date);
    expect(await given.api.getTestRuns(project, undefined, undefined, undefined, 4711)).toEqual([]);
    expect(
      (await given.api.getTestRuns(project, undefined, undefined, undefined, 3000)).map(one => one.name),
    ).toEqual([draft.name]);
    const results = await given.world.client().getTestResultsApi();
    expect(
      await results.updateTestRunTags(
        { tags: [{ key: 1, value: [{ name: 'k1' }, { name: 'k2' }] }] },
        project,
        31,
      ),
    ).toEqual([{ name: 'k1' }, { name: 'k2' }]);
    const many = ['a', 'b', 'c', 'd'].map(name => ({ name }));
    expect(
      (await refusal(results.updateTestRunTags({ tags: [{ key: 1, value: many }] }, project, 31))).statusCode,
    ).toBe(400);
    await given.api.deleteTestRun(project, 31);
    expect(await given.api.getTestRunById(project, 31)).toBeNull();
    expect(await pointNow(given, 1)).toMatchObject({ isActive: true, results: { lastTestRunId: 0 } });
  });

  test('is found by the time of its last update, in a window of at most seven days', async () => {
    await given.api.createTestRun(draft, project);
    given.world.time.now += 60_000;
    await given.api.createTestRun({ ...draft, name: 'later' }, project);
    // The client's own type asks for Date and drops the milliseconds of it.
    const at = (text: string) => new Date(text);
    const query = (from: string, to: string, title?: string) =>
      given.api.queryTestRuns(
        project,
        at(from),
        at(to),
        undefined,
        [3000],
        undefined,
        undefined,
        undefined,
        undefined,
        undefined,
        undefined,
        undefined,
        undefined,
        undefined,
        title,
      );
    expect((await query('2026-03-02T00:00:00Z', '2026-03-03T00:00:00Z')).map(one => one.id)).toEqual([
      31, 32,
    ]);
    expect((await query('2026-03-02T09:00:30Z', '2026-03-03T00:00:00Z')).map(one => one.id)).toEqual([32]);
    expect((await query('2026-03-02T00:00:00Z', '2026-03-03T00:00:00Z', 'LATER')).map(one => one.id)).toEqual(
      [32],
    );
    expect((await refusal(query('2026-02-01T00:00:00Z', '2026-03-03T00:00:00Z'))).statusCode).toBe(400);
  });
});

test('how long results are kept', async () => {
  expect(await given.api.getResultRetentionSettings(project)).toMatchObject({
    manualResultsRetentionDuration: 365,
  });
  await given.api.updateResultRetentionSettings(
    { manualResultsRetentionDuration: 900, automatedResultsRetentionDuration: 10 } as never,
    project,
  );
  expect(await given.api.getResultRetentionSettings(project)).toMatchObject({
    manualResultsRetentionDuration: 900,
  });
});
