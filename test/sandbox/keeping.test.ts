import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openWorld, project, seedOf, type World } from './world.ts';

let dataDir: string;
const open: World[] = [];
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'sandbox-'));
});
afterEach(async () => {
  for (const world of open.splice(0)) await world.close();
  rmSync(dataDir, { recursive: true });
});

async function start(options: Parameters<typeof openWorld>[0] = {}) {
  const world = await openWorld({ dataDir, ...options });
  open.push(world);
  return world;
}

async function stop() {
  await open.pop()?.close();
}

async function makeRun(world: World, name: string) {
  const api = await world.client().getTestApi();
  await api.createTestRun({ name, plan: { id: '3000' }, pointIds: [1], configurationIds: [] }, project);
  return api;
}

test('runs, results, work items and files stand after a restart, and ids go on', async () => {
  const before = await start();
  const api = await makeRun(before, 'before');
  const stream = Buffer.from('kept').toString('base64');
  const { id } = await api.createTestResultAttachment({ fileName: 'a.txt', stream }, project, 31, 100000);
  const items = await before.client().getWorkItemTrackingApi();
  await items.createWorkItem(
    {},
    [{ op: 'add', path: '/fields/System.Title', value: 'Bug' }] as never,
    project,
    'Bug',
  );
  const { organisations } = before.sandbox.state();
  await stop();
  const after = await start();
  expect(after.sandbox.state().organisations).toEqual(organisations);
  const again = await makeRun(after, 'after');
  expect((await again.getTestRuns(project)).map(run => [run.id, run.name])).toEqual([
    [31, 'before'],
    [32, 'after'],
  ]);
  expect(
    (await buffer(await again.getTestResultAttachmentContent(project, 31, 100000, id ?? 0))).toString(),
  ).toBe('kept');
});

test('a seed that has changed is said, the state is kept, and only a reset builds it anew', async () => {
  await makeRun(await start(), 'kept');
  await stop();
  const said: string[] = [];
  const seed = seedOf({ users: [{ name: 'Somebody Else', email: 'else@example.org' }] });
  const [first, ...others] = seed.organisations;
  const changed = { ...seed, organisations: [{ ...first, projects: [{ name: 'Other' }] }, ...others] };
  const kept = await start({ seed: changed, log: message => said.push(message) });
  expect(said).toEqual([expect.stringContaining('seed has changed')]);
  expect(kept.sandbox.state()).toMatchObject({ seedChanged: true });
  expect(kept.sandbox.state().organisations.oakham?.projects[0]?.runs).toHaveLength(1);
  await stop();
  const anew = await start({ seed: changed, reset: true });
  expect(anew.sandbox.state().organisations.oakham?.projects.map(one => one.name)).toEqual(['Other']);
});

test.each([
  ['half a file', '{"format":1,"organi'],
  ['another file', '{"hello":"world"}'],
])(
  '%s in place of the state is refused with its path and what to do, and left as it is',
  async (_, content) => {
    const path = join(dataDir, 'sandbox.json');
    writeFileSync(path, content);
    await expect(start()).rejects.toThrow(new RegExp(`${path}.*reset`));
    expect(readFileSync(path, 'utf8')).toBe(content);
  },
);

test('a port that is taken is an error, not silence', async () => {
  const world = await start();
  await expect(openWorld({ port: world.sandbox.port })).rejects.toThrow('EADDRINUSE');
});
