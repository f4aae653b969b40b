import { beforeEach, describe, expect, test } from 'vitest';
import { project, refusal } from '../world.ts';
import { draft, givenRuns, pointNow } from './given.ts';

const given = givenRuns();

describe('results', () => {
  beforeEach(async () => {
    await given.api.createTestRun({ ...draft, pointIds: [1, 2] }, project);
  });

  test('an update answers with stubs only', async () => {
    const [stub] = await given.api.updateTestResults(
      [{ id: 100000, state: 'InProgress', outcome: 'InProgress' }],
      project,
      31,
    );
    expect(stub).toMatchObject({ id: 100000, project: {}, testRun: {}, url: '' });
    expect(stub?.state).toBeUndefined();
    expect((await pointNow(given, 1))?.results).toMatchObject({ outcome: 13, lastResultState: 3, state: 4 });
  });

  test.each([
    ['Passed', 2, 2],
    [3, 3, 3],
    ['7', 7, 3],
    ['notapplicable', 11, 2],
  ])('outcome %s in any form becomes the point’s outcome', async (outcome, shown, state) => {
    await given.api.updateTestResults(
      [{ id: 100000, state: 'Completed', outcome: outcome as string }],
      project,
      31,
    );
    expect((await pointNow(given, 1))?.results).toMatchObject({ outcome: shown, state, lastResultState: 5 });
  });

  test('with an outcome alone a result stays pending', async () => {
    await given.api.updateTestResults([{ id: 100000, outcome: 'Passed' }], project, 31);
    expect(await given.api.getTestResultById(project, 31, 100000)).toMatchObject({
      state: 'Pending',
      outcome: 'Passed',
    });
    expect((await given.api.getTestRunById(project, 31)).incompleteTests).toBe(2);
  });

  test('one unknown id fails the whole batch with a 500 and changes nothing', async () => {
    const batch = [100000, 4711].map(id => ({ id, state: 'Completed', outcome: 'Passed' }));
    const error = await refusal(given.api.updateTestResults(batch, project, 31));
    expect(error.statusCode).toBe(500);
    expect(error.message).toContain('Parameter name: result');
    expect((await given.api.getTestResultById(project, 31, 100000)).state).toBe('Pending');
  });

  test.each([
    ['a word that is no outcome', { outcome: 'Splendid' }],
    ['a comment of 1001 characters', { comment: 'x'.repeat(1001) }],
    ['a date that is none', { startedDate: 'yesterday' as unknown as Date }],
    ['a person nobody knows', { runBy: { displayName: 'No Body' } }],
    ['a broken action path', { iterationDetails: [{ id: 1, actionResults: [{ actionPath: '2' }] }] }],
  ])('%s is refused', async (_, change) => {
    expect(
      (await refusal(given.api.updateTestResults([{ id: 100000, ...change }], project, 31))).statusCode,
    ).toBe(400);
  });

  test('iterations, step results and bugs are seen by those who ask for them', async () => {
    const items = await given.world.client().getWorkItemTrackingApi();
    const bug = await items.createWorkItem(
      {},
      [{ op: 'add', path: '/fields/System.Title', value: 'Broken' }] as never,
      project,
      'Bug',
    );
    await given.api.updateTestResults(
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
    const [plain] = await given.api.getTestResults(project, 31);
    expect(plain?.iterationDetails).toBeUndefined();
    expect(plain?.associatedBugs).toBeUndefined();
    const [full] = await given.api.getTestResults(project, 31, 3 as number);
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
    expect((await given.api.getTestIteration(project, 31, 100000, 1, true)).actionResults).toHaveLength(2);
    expect((await given.api.getTestIterations(project, 31, 100000)).map(one => one.id)).toEqual([1]);
    expect((await given.api.getBugsLinkedToTestResult(project, 31, 100000)).map(one => one.id)).toEqual([
      String(bug.id),
    ]);
    const linked = await items.getWorkItem(bug.id ?? 0, undefined, undefined, 1);
    expect(linked.relations).toMatchObject([
      { rel: 'ArtifactLink', url: 'vstfs:///TestManagement/TcmResult/31.100000' },
    ]);
  });

  test('pages by skip and top, filtered by outcome, and never more than 200 with details', async () => {
    await given.api.createTestRun({ ...draft, pointIds: Array.from({ length: 201 }, () => 2) }, project);
    expect(await given.api.getTestResults(project, 32)).toHaveLength(201);
    expect(await given.api.getTestResults(project, 32, 1, 0, 500)).toHaveLength(200);
    expect((await given.api.getTestResults(project, 32, 0, 200, 5)).map(one => one.id)).toEqual([100200]);
    await given.api.updateTestResults([{ id: 100007, state: 'Completed', outcome: 'Blocked' }], project, 32);
    expect((await given.api.getTestResults(project, 32, 0, 0, 5, [7])).map(one => one.id)).toEqual([100007]);
  });

  test('are added without a point by the name of a test, or with a point of the plan', async () => {
    const added = await given.api.addTestResultsToTestRun(
      [
        { testCaseTitle: 'a machine test', outcome: 'Passed', state: 'Completed' },
        { testPoint: { id: '3' }, outcome: 'Blocked', state: 'Completed' },
      ],
      project,
      31,
    );
    expect(added.map(one => one.id)).toEqual([100002, 100003]);
    expect((await pointNow(given, 3))?.results?.outcome).toBe(7);
  });

  test('the newest word on a point is shown, also when it comes from an older run', async () => {
    await given.api.createTestRun({ ...draft, pointIds: [1] }, project);
    await given.api.updateTestResults([{ id: 100000, state: 'Completed', outcome: 'Passed' }], project, 32);
    given.world.time.now += 1000;
    await given.api.updateTestResults([{ id: 100000, state: 'Completed', outcome: 'Failed' }], project, 31);
    expect((await pointNow(given, 1))?.results).toMatchObject({ outcome: 3, lastTestRunId: 31 });
  });
});

describe('results asked for across runs', () => {
  test('are found by their ids, or by what they are of', async () => {
    const [first, second] = [
      await given.api.createTestRun({ ...draft, pointIds: [1, 2] }, project),
      await given.api.createTestRun({ ...draft, pointIds: [1] }, project),
    ];
    const ask = async (query: object) => {
      const { results } = await given.api.getTestResultsByQuery(query, project);
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
