import { buffer } from 'node:stream/consumers';
import type { ITestApi } from 'azure-devops-node-api/TestApi.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openWorld, project, refusal, type World } from './world.ts';

const draft = {
  configurationIds: [],
  name: 'run of the day',
  plan: { id: '3000' },
  automated: false,
  state: 'InProgress',
};
const base64 = (text: string) => Buffer.from(text).toString('base64');

let world: World;
let api: ITestApi;
beforeEach(async () => {
  world = await openWorld();
  api = await world.client().getTestApi();
});
afterEach(() => world.close());

async function pointNow(id: number) {
  const plans = await world.client().getTestPlanApi();
  const [point] = await plans.getPointsList(
    project,
    3000,
    3001,
    String(id),
    undefined,
    undefined,
    undefined,
    undefined,
    true,
  );
  return point;
}

describe('a run', () => {
  test('has one result for every point named, also for a point named twice', async () => {
    const run = await api.createTestRun({ ...draft, pointIds: [1, 2, 1] }, project);
    expect(run).toMatchObject({
      id: 31,
      state: 'InProgress',
      totalTests: 3,
      incompleteTests: 3,
      plan: { id: '3000' },
    });
    const results = await api.getTestResults(project, 31);
    expect(results.map(one => [one.id, one.testPoint?.id, one.state, one.outcome])).toEqual([
      [100000, '1', 'Pending', 'Unspecified'],
      [100001, '2', 'Pending', 'Unspecified'],
      [100002, '1', 'Pending', 'Unspecified'],
    ]);
    expect(await pointNow(1)).toMatchObject({
      isActive: false,
      results: { lastTestRunId: 31, lastResultId: 100002 },
    });
  });

  test('is not made when one point is unknown', async () => {
    expect(await api.createTestRun({ ...draft, pointIds: [1, 999] }, project)).toBeNull();
    expect(await api.getTestRuns(project)).toEqual([]);
  });

  test('is listed by plan, updated, counted, tagged and deleted', async () => {
    await api.createTestRun({ ...draft, pointIds: [1, 2] }, project);
    await api.updateTestResults([{ id: 100000, outcome: 'Passed', state: 'Completed' }], project, 31);
    expect((await api.getTestRunStatistics(project, 31)).runStatistics).toEqual([
      { state: 'Completed', outcome: 'Passed', count: 1 },
      { state: 'Pending', outcome: 'Unspecified', count: 1 },
    ]);
    const done = await api.updateTestRun({ state: 'Completed', comment: 'end of day' }, project, 31);
    expect(done).toMatchObject({
      state: 'Completed',
      comment: 'end of day',
      passedTests: 1,
      incompleteTests: 1,
    });
    expect(done.completedDate).toBeInstanceOf(Date);
    expect(await api.getTestRuns(project, undefined, undefined, undefined, 4711)).toEqual([]);
    expect(
      (await api.getTestRuns(project, undefined, undefined, undefined, 3000)).map(one => one.name),
    ).toEqual([draft.name]);
    const results = await world.client().getTestResultsApi();
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
    await api.deleteTestRun(project, 31);
    expect(await api.getTestRunById(project, 31)).toBeNull();
    expect(await pointNow(1)).toMatchObject({ isActive: true, results: { lastTestRunId: 0 } });
  });

  test('is found by the time of its last update, in a window of at most seven days', async () => {
    await api.createTestRun(draft, project);
    world.time.now += 60_000;
    await api.createTestRun({ ...draft, name: 'later' }, project);
    // The client's own type asks for Date and drops the milliseconds of it.
    const at = (text: string) => new Date(text);
    const query = (from: string, to: string, title?: string) =>
      api.queryTestRuns(
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

describe('results', () => {
  beforeEach(async () => {
    await api.createTestRun({ ...draft, pointIds: [1, 2] }, project);
  });

  test('an update answers with stubs only', async () => {
    const [stub] = await api.updateTestResults(
      [{ id: 100000, state: 'InProgress', outcome: 'InProgress' }],
      project,
      31,
    );
    expect(stub).toMatchObject({ id: 100000, project: {}, testRun: {}, url: '' });
    expect(stub?.state).toBeUndefined();
    expect((await pointNow(1))?.results).toMatchObject({ outcome: 13, lastResultState: 3, state: 4 });
  });

  test.each([
    ['Passed', 2, 2],
    [3, 3, 3],
    ['7', 7, 3],
    ['notapplicable', 11, 2],
  ])('outcome %s in any form becomes the point’s outcome', async (outcome, shown, state) => {
    await api.updateTestResults(
      [{ id: 100000, state: 'Completed', outcome: outcome as string }],
      project,
      31,
    );
    expect((await pointNow(1))?.results).toMatchObject({ outcome: shown, state, lastResultState: 5 });
  });

  test('with an outcome alone a result stays pending', async () => {
    await api.updateTestResults([{ id: 100000, outcome: 'Passed' }], project, 31);
    expect(await api.getTestResultById(project, 31, 100000)).toMatchObject({
      state: 'Pending',
      outcome: 'Passed',
    });
    expect((await api.getTestRunById(project, 31)).incompleteTests).toBe(2);
  });

  test('one unknown id fails the whole batch with a 500 and changes nothing', async () => {
    const batch = [100000, 4711].map(id => ({ id, state: 'Completed', outcome: 'Passed' }));
    const error = await refusal(api.updateTestResults(batch, project, 31));
    expect(error.statusCode).toBe(500);
    expect(error.message).toContain('Parameter name: result');
    expect((await api.getTestResultById(project, 31, 100000)).state).toBe('Pending');
  });

  test.each([
    ['a word that is no outcome', { outcome: 'Splendid' }],
    ['a comment of 1001 characters', { comment: 'x'.repeat(1001) }],
    ['a date that is none', { startedDate: 'yesterday' as unknown as Date }],
    ['a person nobody knows', { runBy: { displayName: 'No Body' } }],
    ['a broken action path', { iterationDetails: [{ id: 1, actionResults: [{ actionPath: '2' }] }] }],
  ])('%s is refused', async (_, change) => {
    expect((await refusal(api.updateTestResults([{ id: 100000, ...change }], project, 31))).statusCode).toBe(
      400,
    );
  });

  test('iterations, step results and bugs are seen by those who ask for them', async () => {
    const items = await world.client().getWorkItemTrackingApi();
    const bug = await items.createWorkItem(
      {},
      [{ op: 'add', path: '/fields/System.Title', value: 'Broken' }] as never,
      project,
      'Bug',
    );
    await api.updateTestResults(
      [
        {
          id: 100000,
          state: 'Completed',
          outcome: 'Failed',
          associatedBugs: [{ id: String(bug.id) }],
          iterationDetails: [
            {
              id: 1,
              outcome: 'Failed',
              actionResults: [
                { actionPath: '00000002', iterationId: 1, outcome: 'Passed', comment: 'ref R-0001' },
                {
                  actionPath: '0000000300000001',
                  iterationId: 1,
                  outcome: 'Failed',
                  sharedStepModel: { id: 3900, revision: 1 },
                },
              ],
            },
          ],
        },
      ],
      project,
      31,
    );
    const [plain] = await api.getTestResults(project, 31);
    expect(plain?.iterationDetails).toBeUndefined();
    expect(plain?.associatedBugs).toBeUndefined();
    const [full] = await api.getTestResults(project, 31, 3 as number);
    expect(full?.associatedBugs).toMatchObject([{ id: String(bug.id), name: 'Broken' }]);
    expect(full?.iterationDetails?.[0]?.actionResults).toMatchObject([
      { actionPath: '00000002', stepIdentifier: '2', outcome: 'Passed', comment: 'ref R-0001' },
      {
        actionPath: '0000000300000001',
        stepIdentifier: '3;1',
        outcome: 'Failed',
        sharedStepModel: { id: 3900 },
      },
    ]);
    expect((await api.getTestIteration(project, 31, 100000, 1, true)).actionResults).toHaveLength(2);
    expect((await api.getTestIterations(project, 31, 100000)).map(one => one.id)).toEqual([1]);
    expect((await api.getBugsLinkedToTestResult(project, 31, 100000)).map(one => one.id)).toEqual([
      String(bug.id),
    ]);
    const linked = await items.getWorkItem(bug.id ?? 0, undefined, undefined, 1);
    expect(linked.relations).toMatchObject([
      { rel: 'ArtifactLink', url: 'vstfs:///TestManagement/TcmResult/31.100000' },
    ]);
  });

  test('pages by skip and top, filtered by outcome, and never more than 200 with details', async () => {
    await api.createTestRun({ ...draft, pointIds: Array.from({ length: 201 }, () => 2) }, project);
    expect(await api.getTestResults(project, 32)).toHaveLength(201);
    expect(await api.getTestResults(project, 32, 1, 0, 500)).toHaveLength(200);
    expect((await api.getTestResults(project, 32, 0, 200, 5)).map(one => one.id)).toEqual([100200]);
    await api.updateTestResults([{ id: 100007, state: 'Completed', outcome: 'Blocked' }], project, 32);
    expect((await api.getTestResults(project, 32, 0, 0, 5, [7])).map(one => one.id)).toEqual([100007]);
  });

  test('are added without a point by the name of a test, or with a point of the plan', async () => {
    const added = await api.addTestResultsToTestRun(
      [
        { testCaseTitle: 'a machine test', outcome: 'Passed', state: 'Completed' },
        { testPoint: { id: '3' }, outcome: 'Blocked', state: 'Completed' },
      ],
      project,
      31,
    );
    expect(added.map(one => one.id)).toEqual([100002, 100003]);
    expect((await pointNow(3))?.results?.outcome).toBe(7);
  });

  test('the newest word on a point is shown, also when it comes from an older run', async () => {
    await api.createTestRun({ ...draft, pointIds: [1] }, project);
    await api.updateTestResults([{ id: 100000, state: 'Completed', outcome: 'Passed' }], project, 32);
    world.time.now += 1000;
    await api.updateTestResults([{ id: 100000, state: 'Completed', outcome: 'Failed' }], project, 31);
    expect((await pointNow(1))?.results).toMatchObject({ outcome: 3, lastTestRunId: 31 });
  });
});

describe('files', () => {
  beforeEach(async () => {
    await api.createTestRun({ ...draft, pointIds: [1] }, project);
    await api.updateTestResults(
      [{ id: 100000, iterationDetails: [{ id: 1, outcome: 'Passed', actionResults: [] }] }],
      project,
      31,
    );
  });

  test('hang on runs, results, iterations and steps, and come back as they were', async () => {
    await api.createTestRunAttachment({ fileName: 'run.txt', stream: base64('the run') }, project, 31);
    const { id } = await api.createTestResultAttachment(
      { fileName: 'result.txt', stream: base64('évidence'), comment: 'k1' },
      project,
      31,
      100000,
    );
    await api.createTestIterationResultAttachment(
      { fileName: 'step.txt', stream: base64('step') },
      project,
      31,
      100000,
      1,
      '00000005',
    );
    expect((await api.getTestRunAttachments(project, 31)).map(one => one.fileName)).toEqual(['run.txt']);
    expect(await api.getTestResultAttachments(project, 31, 100000)).toMatchObject([
      { id, fileName: 'result.txt', comment: 'k1', size: 9 },
      { fileName: 'step.txt' },
    ]);
    const content = await api.getTestResultAttachmentContent(project, 31, 100000, id ?? 0);
    expect((await buffer(content)).toString()).toBe('évidence');
    const iteration = await api.getTestIteration(project, 31, 100000, 1, true);
    expect(iteration.attachments).toMatchObject([
      { name: 'step.txt', actionPath: '00000005', iterationId: 1, size: 4 },
    ]);
    expect(
      world.sandbox.state().organisations.oakham?.projects[0]?.runs[0]?.results[0]?.attachments[0]?.text,
    ).toBe('évidence');
  });

  test.each([
    ['not base64', 'never!'],
    ['larger than the limit', base64('x'.repeat(200))],
  ])('content that is %s is refused', async (_, stream) => {
    await world.close();
    world = await openWorld({ testFileLimitInBytes: 100 });
    api = await world.client().getTestApi();
    await api.createTestRun({ ...draft, pointIds: [1] }, project);
    const upload = api.createTestResultAttachment({ fileName: 'a.txt', stream }, project, 31, 100000);
    expect((await refusal(upload)).statusCode).toBe(400);
  });

  test('an iteration that was not written takes no file', async () => {
    expect(
      await api.createTestIterationResultAttachment({ fileName: 'a', stream: '' }, project, 31, 100000, 2),
    ).toBeNull();
  });

  test('are added and deleted at the address for test results too', async () => {
    const results = await world.client().getTestResultsApi();
    const { id } = await results.createTestResultAttachment(
      { fileName: 'a.txt', stream: base64('a') },
      project,
      31,
      100000,
    );
    await results.deleteTestResultAttachment(project, 31, 100000, id ?? 0);
    expect(await api.getTestResultAttachments(project, 31, 100000)).toEqual([]);
  });
});

describe('points', () => {
  test('are set back to active, many in one request', async () => {
    await api.createTestRun({ ...draft, pointIds: [1, 2] }, project);
    await api.updateTestResults(
      [100000, 100001].map(id => ({ id, state: 'Completed', outcome: 'Failed' })),
      project,
      31,
    );
    const plans = await world.client().getTestPlanApi();
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
    expect(reset[0]?.lastResetToActive).toEqual(new Date(world.time.now));
  });

  test('marked without a run get a run of their own, another one each time', async () => {
    const plans = await world.client().getTestPlanApi();
    const mark = () => plans.updateTestPoints([{ id: 3, results: { outcome: 3 } }], project, 3000, 3010);
    await mark();
    const [point] = await mark();
    expect(point?.results).toMatchObject({ lastTestRunId: 32, outcome: 3 });
    expect((await api.getTestRuns(project)).map(one => [one.id, one.name, one.state])).toEqual([
      [31, 'Plan of the year (Manual)', 'Completed'],
      [32, 'Plan of the year (Manual)', 'Completed'],
    ]);
  });

  test('are marked, reset and given to a tester in the older area, with its casing', async () => {
    const [marked] = await api.updateTestPoints({ outcome: 'Blocked' }, project, 3000, 3010, '3');
    expect(marked).toMatchObject({
      outcome: 'Blocked',
      state: 'NotReady',
      lastResultState: 'Completed',
      lastTestRun: { id: '31' },
    });
    const [reset] = await api.updateTestPoints({ resetToActive: true }, project, 3000, 3010, '3');
    expect(reset).toMatchObject({
      outcome: 'Unspecified',
      state: 'Ready',
      lastTestRun: { id: '0' },
      lastResult: { id: '0' },
    });
    const [given] = await api.updateTestPoints(
      { tester: { displayName: 'Ffion Test' } },
      project,
      3000,
      3010,
      '3',
    );
    expect(given?.assignedTo?.displayName).toBe('Ffion Test');
    expect((await api.getPoints(project, 3000, 3010)).map(one => one.id)).toEqual([1, 2, 3]);
    expect((await api.getPoint(project, 3000, 3010, 3)).testCase?.id).toBe('3103');
  });

  test('of one test case follow each other only where the plan says so', async () => {
    const passed = async (id: number) => {
      const run = await api.createTestRun({ ...draft, pointIds: [id] }, project);
      await api.updateTestResults(
        [{ id: 100000, state: 'Completed', outcome: 'Passed' }],
        project,
        run.id ?? 0,
      );
    };
    await passed(1);
    expect((await pointNow(4))?.results?.outcome).toBe(0);
    const plans = await world.client().getTestPlanApi();
    const settings = { testOutcomeSettings: { syncOutcomeAcrossSuites: true } };
    await plans.updateTestPlan(settings as never, project, 3000);
    await passed(1);
    expect((await pointNow(4))?.results?.outcome).toBe(2);
    expect((await pointNow(5))?.results?.outcome).toBe(0);
  });
});

test('how long results are kept', async () => {
  expect(await api.getResultRetentionSettings(project)).toMatchObject({
    manualResultsRetentionDuration: 365,
  });
  await api.updateResultRetentionSettings(
    { manualResultsRetentionDuration: 900, automatedResultsRetentionDuration: 10 } as never,
    project,
  );
  expect(await api.getResultRetentionSettings(project)).toMatchObject({
    manualResultsRetentionDuration: 900,
  });
});

describe('results asked for across runs', () => {
  test('are found by their ids, or by what they are of', async () => {
    const [first, second] = [
      await api.createTestRun({ ...draft, pointIds: [1, 2] }, project),
      await api.createTestRun({ ...draft, pointIds: [1] }, project),
    ];
    const ask = async (query: object) => {
      const { results } = await api.getTestResultsByQuery(query, project);
      return results?.map(one => `${one.testRun?.id}.${one.id}`);
    };
    const named = [
      { id: 100_001, testRun: { id: String(first.id) } },
      { id: 100_000, testRun: { id: String(second.id) } },
      { id: 7, testRun: { id: '7' } },
    ];
    expect(await ask({ fields: [''], results: named })).toEqual([
      `${first.id}.100001`,
      `${second.id}.100000`,
    ]);
    expect(await ask({ resultsFilter: { testPlanId: 3000, testPointIds: [1] } })).toEqual([
      `${first.id}.100000`,
      `${second.id}.100000`,
    ]);
  });
});
