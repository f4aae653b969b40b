import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseWiql } from '../../src/sandbox/items/wiql-parse.ts';
import { openWorld, project, refusal, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
  const items = await world.client().getWorkItemTrackingApi();
  const make = (type: string, fields: Record<string, unknown>) => {
    const ops = Object.entries(fields).map(([name, value]) => ({
      op: 'add',
      path: `/fields/${name}`,
      value,
    }));
    return items.createWorkItem({}, ops as never, project, type);
  };
  await make('Bug', {
    'System.Title': 'Alpha',
    'System.Tags': 'k-1; west',
    'Microsoft.VSTS.Common.Priority': 1,
  });
  world.time.now += 24 * 60 * 60 * 1000;
  await make('Bug', { 'System.Title': "Beta's", 'System.Tags': 'k-10', 'Microsoft.VSTS.Common.Priority': 3 });
  await make('Task', {
    'System.Title': 'Gamma',
    'System.AssignedTo': 'Ffion Test',
    'System.AreaPath': `${project}\\Migration`,
  });
  await items.updateWorkItem(
    {},
    [{ op: 'add', path: '/fields/System.State', value: 'Active' }] as never,
    3903,
  );
});
afterAll(() => world.close());

async function found(where: string, { top, precise }: { top?: number; precise?: boolean } = {}) {
  const items = await world.client().getWorkItemTrackingApi();
  const query = `SELECT [System.Id], [System.Title] FROM WorkItems WHERE ${where}`;
  const reply = await items.queryByWiql({ query }, { project }, precise, top);
  return reply.workItems?.map(one => one.id);
}

describe('a query', () => {
  const bugs = "[System.WorkItemType] = 'Bug'";
  test.each([
    [bugs, [3901, 3902]],
    ["[Work Item Type] = 'bug'", [3901, 3902]],
    [`${bugs} AND [System.Tags] CONTAINS 'k-1'`, [3901]],
    [`${bugs} AND [System.Tags] NOT CONTAINS 'west'`, [3902]],
    ['[System.Id] IN (3902, 3903, 1)', [3902, 3903]],
    ['[System.Id] NOT IN (3902) AND System.Id > 3900', [3901, 3903]],
    ['[Microsoft.VSTS.Common.Priority] >= 3', [3902]],
    ['[Microsoft.VSTS.Common.Priority] < 2', [3901]],
    ["[System.Title] = 'Beta''s'", [3902]],
    ["[System.Title] CONTAINS 'amm' OR ([System.Title] = 'Alpha' AND [System.Id] <> 1)", [3901, 3903]],
    ["[System.AssignedTo] = 'Ffion Test'", [3903]],
    ["[System.AssignedTo] = '' AND [System.Id] > 3900", [3901, 3902]],
    [`[System.CreatedDate] >= @today AND ${bugs}`, [3902]],
    [`[System.CreatedDate] >= @today - 1 AND ${bugs}`, [3901, 3902]],
    ["[System.CreatedDate] = '2026-03-02' AND [System.Id] > 3900", [3901]],
    ["[System.AreaPath] UNDER 'Quality Work\\Migration'", [3903]],
    ["[System.State] EVER 'New' AND [System.WorkItemType] = 'Task'", [3903]],
    [
      `[System.TeamProject] = @project AND ${bugs} ORDER BY [System.CreatedDate] DESC, [System.Id]`,
      [3902, 3901],
    ],
    [`NOT ${bugs} AND [System.Id] > 3900`, [3903]],
    [`[System.ChangedBy] = @me AND ${bugs}`, [3901, 3902]],
  ])('%s', async (where, ids) => {
    expect(await found(where)).toEqual(ids);
  });

  test('gives only as many as asked for', async () => {
    expect(await found(bugs, { top: 1 })).toEqual([3901]);
  });

  test('compares dates by the day, or to the second where the request says so', async () => {
    const where = "[System.CreatedDate] >= '2026-03-03T09:00:00Z' AND [System.Id] > 3900";
    expect(await found(where, { precise: true })).toEqual([3902, 3903]);
    expect((await refusal(found(where))).message).toContain('date precision');
  });

  test('works at the organisation, where there is no @project', async () => {
    const ask = (query: string) => world.raw('POST', '/oakham/_apis/wit/wiql', { body: { query } });
    expect((await ask(`SELECT [System.Id] FROM WorkItems WHERE ${bugs}`)).json().workItems).toHaveLength(2);
    expect(
      (await ask('SELECT [System.Id] FROM WorkItems WHERE [System.TeamProject] = @project')).status,
    ).toBe(400);
  });
});

describe('what cannot be understood is refused with the place', () => {
  test.each([
    ['SELECT [System.Id] WorkItems', 'FROM'],
    ['SELECT [System.Id] FROM WorkItems WHERE [System.Id] ~ 3', 'character'],
    ['SELECT [System.Id] FROM WorkItems WHERE [System.Id] =', 'too early'],
    ['SELECT [System.Id] FROM WorkItems WHERE ([System.Id] = 3', ')'],
    ['SELECT [System.Id] FROM WorkItemLinks', 'links'],
    ["SELECT [System.Id] FROM WorkItems ASOF '2026-01-01'", 'ASOF'],
    ['SELECT [System.Id] FROM WorkItems WHERE [System.Id] = 1 [System.Id]', 'end of query'],
  ])('%s', (query, named) => {
    expect(() => parseWiql(query)).toThrow(named);
  });

  test('a field nobody has, a word for a number', async () => {
    expect((await refusal(found('[Custom.Nothing] = 1'))).message).toContain('TF51005');
    expect((await refusal(found("[System.Id] = 'many'"))).statusCode).toBe(400);
  });
});
