import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openWorld, project, refusal, type World } from './world.ts';

describe.each(['cloud', 'server'] as const)('plans and points as the client reads them (%s)', mode => {
  let world: World;
  beforeEach(async () => {
    world = await openWorld({ mode, pageSize: 2 });
  });
  afterEach(() => world.close());

  /** The client drops the token of the next page, so pages are asked for by hand as it would ask. */
  async function allPages(path: string): Promise<{ id: number; workItem?: { id: number } }[]> {
    const rows: { id: number }[] = [];
    let token: string | null = '';
    do {
      const sign = path.includes('?') ? '&' : '?';
      const reply = await world.raw(
        'GET',
        `${path}${token ? `${sign}continuationToken=${encodeURIComponent(token)}` : ''}`,
      );
      expect(reply.status).toBe(200);
      rows.push(...reply.json().value);
      token = reply.headers.get('x-ms-continuationtoken');
    } while (token);
    return rows;
  }

  test('the client connects and knows who it is', async () => {
    const { authenticatedUser } = await world.client().connect();
    expect(authenticatedUser?.providerDisplayName).toBe('Mirror Bot');
  });

  test('a plan and its suites, the tree and the list', async () => {
    const plans = await world.client().getTestPlanApi();
    const plan = await plans.getTestPlanById(project, 3000);
    expect(plan).toMatchObject({ id: 3000, name: 'Plan of the year', rootSuite: { id: 3001 } });
    expect((await plans.getTestPlans(project)).map(one => one.id)).toEqual([3000]);
    const suites = await allPages(`/oakham/${project}/_apis/testplan/Plans/3000/Suites`);
    expect(suites.map(one => one.id)).toEqual([3001, 3010, 3020, 3021]);
    const [root] = await plans.getTestSuitesForPlan(project, 3000, undefined, undefined, true);
    expect(root?.children?.map(one => [one.id, one.children?.length ?? 0])).toEqual([
      [3010, 0],
      [3020, 1],
    ]);
    expect((await plans.getTestSuiteById(project, 3000, 3021)).parentSuite?.id).toBe(3020);
    expect((await plans.getSuitesByTestCaseId(3101)).map(one => one.id)).toEqual([3010, 3020]);
  });

  test('the cases of a suite come with order, steps, revision and points, a page at a time', async () => {
    const plans = await world.client().getTestPlanApi();
    const page = await plans.getTestCaseList(
      project,
      3000,
      3010,
      undefined,
      undefined,
      'Microsoft.VSTS.TCM.Steps,System.Rev',
    );
    expect(page).toHaveLength(2);
    const [first] = page;
    expect(first?.workItem).toMatchObject({ id: 3101, name: 'TC_1 - One' });
    expect(first?.pointAssignments).toMatchObject([
      { id: 1, configurationName: 'UIT', tester: { displayName: 'Ffion Test' } },
    ]);
    const [steps, rev] = first?.workItem?.workItemFields ?? [];
    expect(steps?.['Microsoft.VSTS.TCM.Steps']).toContain('<step id="5" type="ValidateStep">');
    expect(steps?.['Microsoft.VSTS.TCM.Steps']).toContain('It is accepted &amp;amp; &amp;lt;kept&amp;gt;');
    expect(rev).toEqual({ 'System.Rev': 1 });
    const all = await allPages(
      `/oakham/${project}/_apis/testplan/Plans/3000/Suites/3001/TestCase?isRecursive=true`,
    );
    expect(all.map(one => one.workItem?.id)).toEqual([3101, 3102, 3103, 3101, 3201]);
  });

  test('shared steps hold what follows them inside', async () => {
    const plans = await world.client().getTestPlanApi();
    const [third] = await plans.getTestCase(project, 3000, 3010, '3103', 'Microsoft.VSTS.TCM.Steps');
    const xml = String(third?.workItem?.workItemFields?.[0]?.['Microsoft.VSTS.TCM.Steps']);
    expect(xml).toMatch(
      /^<steps id="0" last="4"><compref id="3" ref="3900"><step id="4" .*<\/step><\/compref><\/steps>$/,
    );
  });

  test('points of all suites, over the pages, each with its configuration', async () => {
    const points = await allPages(
      `/oakham/${project}/_apis/testplan/Plans/3000/Suites/3001/TestPoint?isRecursive=true`,
    );
    expect(points.map(one => one.id)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    const plans = await world.client().getTestPlanApi();
    const some = await plans.getPoints(project, 3000, 3020, '4,5');
    expect(some.map(one => [one.id, one.configuration?.name, one.isActive])).toEqual([
      [4, 'UIT', true],
      [5, 'SIT', true],
    ]);
  });

  test('the older point query answers over all plans, a short page unless told', async () => {
    const api = await world.client().getTestApi();
    const filter = { pointsFilter: { testcaseIds: [3101] } };
    expect((await api.getPointsByQuery(filter, project)).points).toHaveLength(2);
    const all = await api.getPointsByQuery(filter, project, undefined, 50);
    expect(all.points?.map(one => [one.id, one.suite?.id, one.testCase?.id])).toEqual([
      [1, '3010', '3101'],
      [4, '3020', '3101'],
      [5, '3020', '3101'],
    ]);
    const named = await api.getPointsByQuery(
      { pointsFilter: { testcaseIds: [3101], configurationNames: ['sit'] } },
      project,
    );
    expect(named.points?.map(one => one.id)).toEqual([5]);
  });

  test('suite entries are moved, numbered again without gaps, and equal numbers go by id', async () => {
    const plans = await world.client().getTestPlanApi();
    const entries = await plans.getSuiteEntries(project, 3020);
    expect(entries.map(one => [one.id, one.sequenceNumber])).toEqual([
      [3021, 0],
      [3101, 1],
    ]);
    const moved = await plans.reorderSuiteEntries(
      [
        { id: 3101, sequenceNumber: 99 },
        { id: 3103, sequenceNumber: 0 },
        { id: 3102, sequenceNumber: 0 },
      ],
      project,
      3010,
    );
    expect(moved.map(one => [one.id, one.sequenceNumber])).toEqual([
      [3102, 0],
      [3103, 1],
      [3101, 2],
    ]);
    const cases = await plans.getTestCaseList(project, 3000, 3010);
    expect(cases.map(one => one.workItem?.id)).toEqual([3102, 3103]);
  });

  test('a test case is added to a suite and gets a point per configuration', async () => {
    const plans = await world.client().getTestPlanApi();
    const added = await plans.addTestCasesToSuite(
      [{ workItem: { id: 3102 }, pointAssignments: [{ configurationId: 2 }] }],
      project,
      3000,
      3021,
    );
    expect(added[0]?.pointAssignments).toMatchObject([{ id: 8, configurationName: 'SIT' }]);
    const twice = plans.addTestCasesToSuite(
      [{ workItem: { id: 3102 }, pointAssignments: [] }],
      project,
      3000,
      3021,
    );
    expect((await refusal(twice)).statusCode).toBe(400);
  });

  test('a test case leaves one suite, or is deleted everywhere with its points', async () => {
    const plans = await world.client().getTestPlanApi();
    await plans.removeTestCasesListFromSuite(project, 3000, 3020, '3101');
    expect((await plans.getSuitesByTestCaseId(3101)).map(one => one.id)).toEqual([3010]);
    const items = await world.client().getWorkItemTrackingApi();
    await plans.deleteTestCase(project, 3101);
    expect(await items.getWorkItem(3101)).toBeNull();
    expect((await plans.getPointsList(project, 3000, 3010)).map(one => one.id)).toEqual([2, 3]);
    expect(await plans.deleteTestCase(project, 3101)).toBeNull();
  });

  test('configurations', async () => {
    const plans = await world.client().getTestPlanApi();
    expect(
      (await plans.getTestConfigurations(project)).map(one => [one.id, one.name, one.isDefault]),
    ).toEqual([
      [1, 'UIT', true],
      [2, 'SIT', false],
    ]);
    expect((await plans.getTestConfigurationById(project, 2)).name).toBe('SIT');
  });

  test('what is not there is null to the client: plan, suite, project', async () => {
    const plans = await world.client().getTestPlanApi();
    expect(await plans.getTestPlanById(project, 4711)).toBeNull();
    expect(await plans.getTestSuiteById(project, 3000, 4711)).toBeNull();
    expect(await plans.getTestPlanById('Nowhere', 3000)).toBeNull();
    const core = await world.client().getCoreApi();
    expect(await core.getProject('Nowhere')).toBeNull();
  });

  test('a project by name, in any case, or by its GUID', async () => {
    const core = await world.client().getCoreApi();
    expect((await core.getProjects()).map(one => one.name)).toEqual([project, 'Empty']);
    const found = await core.getProject('quality WORK');
    const plans = await world.client().getTestPlanApi();
    expect((await plans.getTestPlanById(found.id ?? '', 3000)).id).toBe(3000);
  });
});
