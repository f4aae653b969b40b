import { afterEach, beforeEach, expect, test } from 'vitest';
import { openWorld, project, type World } from './world.ts';

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const look = (path: string) =>
  world.raw('GET', path, { headers: { accept: 'text/html,*/*', authorization: '' } });

test('a browser sees the plan with outcomes, the runs and the bugs, and everything is escaped', async () => {
  const api = await world.client().getTestApi();
  await api.createTestRun(
    { name: 'run <i>one</i>', plan: { id: '3000' }, pointIds: [1], configurationIds: [] },
    project,
  );
  await api.updateTestResults(
    [{ id: 100000, state: 'Completed', outcome: 'Passed', comment: '"ref" & more' }],
    project,
    31,
  );
  const items = await world.client().getWorkItemTrackingApi();
  const title = { op: 'add', path: '/fields/System.Title', value: '<script>alert(1)</script>' };
  await items.createWorkItem({}, [title] as never, project, 'Bug');
  const page = await look('/oakham');
  expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(page.text).toContain(
    '<td class="number">1</td><td class="number">3101</td><td>TC_1 - One</td><td>UIT</td><td><span class="Passed">Passed</span></td><td>Ffion Test</td><td>31</td>',
  );
  expect(page.text).toContain('run &lt;i&gt;one&lt;/i&gt;');
  expect(page.text).toContain('&quot;ref&quot; &amp; more');
  expect(page.text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  expect(page.text).not.toContain('<script>');
});

test('the first page leads to the organisations', async () => {
  expect((await look('/')).text).toContain('<a href="/birchwood">birchwood</a>');
});

test('programs and unknown organisations get no page', async () => {
  expect((await world.raw('GET', '/oakham')).status).toBe(404);
  expect((await look('/nowhere')).status).toBe(404);
});
