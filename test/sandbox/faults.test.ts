import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openWorld, project, refusal, type World } from './world.ts';

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const json = { 'content-type': 'application/json' };
async function order(...rules: object[]) {
  const reply = await world.raw('POST', '/_sandbox/faults', { body: { rules }, headers: json });
  expect(reply.status).toBe(200);
}
const draft = { name: 'run', plan: { id: '3000' }, pointIds: [1], configurationIds: [] };
const runNames = () => world.sandbox.state().organisations.oakham?.projects[0]?.runs.map(run => run.name);

describe('a fault ordered for a request', () => {
  test('429: nothing is done, and the reply says when to come back', async () => {
    const api = await world.client().getTestApi();
    await api.getTestRuns(project);
    await order({ kind: 429, method: 'post', path: '/test/runs', times: 1, retryAfterSeconds: 7 });
    const error = await refusal(api.createTestRun(draft, project));
    expect(error).toMatchObject({ statusCode: 429, rateLimit: { retryAfter: 7, remaining: 0 } });
    expect(error.message).toContain('TF400733');
    expect(runNames()).toEqual([]);
    expect((await api.createTestRun(draft, project)).id).toBe(31);
  });

  test.each([500, 503])('%s: nothing is done', async kind => {
    const api = await world.client().getTestApi();
    await order({ kind, method: 'POST', times: 1 });
    expect((await refusal(api.createTestRun(draft, project))).statusCode).toBe(kind);
    expect(runNames()).toEqual([]);
  });

  test('203: the sign-in page, which the client takes for nothing', async () => {
    const api = await world.client().getTestApi();
    await api.getTestRuns(project);
    await order({ kind: '203' });
    expect(await api.getTestRuns(project)).toBeNull();
    const fresh = await world
      .client()
      .getTestApi()
      .catch((error: Error) => error.message);
    expect(fresh).toMatch(/api location|locationUrl/i);
  });

  test('dropBefore: the connection is cut and nothing is done', async () => {
    const api = await world.client().getTestApi();
    await order({ kind: 'dropBefore', method: 'POST', times: 1 });
    expect((await refusal(api.createTestRun(draft, project))).code).toBe('ECONNRESET');
    expect(runNames()).toEqual([]);
  });

  test('dropAfterApply: the connection is cut although all is done', async () => {
    const api = await world.client().getTestApi();
    await order({ kind: 'dropAfterApply', method: 'POST', times: 1 });
    expect((await refusal(api.createTestRun(draft, project))).code).toBe('ECONNRESET');
    expect(runNames()).toEqual(['run']);
  });

  test('retryAfter: done as usual, with the advice to slow down', async () => {
    await order({ kind: 'retryAfter', retryAfterSeconds: 3 });
    const reply = await world.raw('GET', '/oakham/_apis/projects');
    expect([
      reply.status,
      reply.headers.get('retry-after'),
      reply.headers.get('x-ratelimit-resource'),
    ]).toEqual([200, '3', 'Sandbox/Core']);
  });

  test('wiqlLag: what was made a moment ago is not found by a query yet', async () => {
    const items = await world.client().getWorkItemTrackingApi();
    await order({ kind: 'wiqlLag', ms: 5000 });
    await items.createWorkItem(
      {},
      [{ op: 'add', path: '/fields/System.Title', value: 'New' }] as never,
      project,
      'Bug',
    );
    const query = { query: "SELECT [System.Id] FROM WorkItems WHERE [System.WorkItemType] = 'Bug'" };
    expect((await items.queryByWiql(query)).workItems).toEqual([]);
    world.time.now += 5001;
    expect((await items.queryByWiql(query)).workItems).toHaveLength(1);
  });
});

describe('which requests are hit', () => {
  const statuses = async (count: number, path = '/oakham/_apis/projects') => {
    const all: number[] = [];
    for (let at = 0; at < count; at += 1) all.push((await world.raw('GET', path)).status);
    return all;
  };

  test('so many, after so many have passed', async () => {
    await order({ kind: '503', after: 1, times: 2 });
    expect(await statuses(5)).toEqual([200, 503, 503, 200, 200]);
  });

  test('by a part of the path, or by a pattern for the whole of it', async () => {
    await order({ kind: '500', path: '/OAKHAM/*/projects*' }, { kind: '503', path: 'connectiondata' });
    expect(await statuses(1)).toEqual([500]);
    expect(await statuses(1, '/birchwood/_apis/projects')).toEqual([200]);
    expect(await statuses(1, '/birchwood/_apis/connectionData')).toEqual([503]);
  });

  test('by chance, the same for the same seed', async () => {
    await order({ kind: '503', probability: 0.5, seed: 3 });
    const first = await statuses(12);
    await world.raw('DELETE', '/_sandbox/faults');
    await order({ kind: '503', probability: 0.5, seed: 3 });
    expect(await statuses(12)).toEqual(first);
    expect(new Set(first)).toEqual(new Set([200, 503]));
  });

  test('a slow one waits and then meets what else is ordered', async () => {
    await order({ kind: 'slow', ms: 1 }, { kind: '503' });
    expect(await statuses(1)).toEqual([503]);
  });

  test('none any more when all are taken back', async () => {
    await order({ kind: '503' });
    expect((await world.raw('GET', '/_sandbox/faults')).json().rules).toMatchObject([
      { kind: '503', happened: 0 },
    ]);
    expect((await world.raw('DELETE', '/_sandbox/faults')).status).toBe(204);
    expect(await statuses(1)).toEqual([200]);
  });
});

describe('orders that are none', () => {
  test.each([
    ['an unknown kind', { rules: [{ kind: 'flood' }] }, 400],
    ['an unknown setting', { rules: [{ kind: '503', when: 'noon' }] }, 400],
    ['no JSON', 'no', 400],
  ])('%s', async (_, body, status) => {
    expect((await world.raw('POST', '/_sandbox/faults', { body, headers: json })).status).toBe(status);
  });

  test('from a page of another site, which cannot send JSON unasked', async () => {
    const headers = { 'content-type': 'text/plain' };
    expect(
      (await world.raw('POST', '/_sandbox/faults', { body: { rules: [{ kind: '503' }] }, headers })).status,
    ).toBe(415);
  });
});
