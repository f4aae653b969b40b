import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openWorld, project, type World } from './world.ts';

type Got = {
  headers: Record<string, unknown>;
  body: { [name: string]: never } & { resource: Record<string, never> };
};

/** A target that answers with the statuses it is given, the last one for ever. */
async function openTarget() {
  const got: Got[] = [];
  const statuses = [202];
  const waiting: (() => void)[] = [];
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    got.push({ headers: request.headers, body: JSON.parse(Buffer.concat(parts).toString()) });
    response.statusCode = (statuses.length > 1 ? statuses.shift() : statuses[0]) ?? 202;
    response.end();
    for (const wake of waiting.splice(0)) wake();
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return {
    got,
    answers: (...next: number[]) => statuses.splice(0, statuses.length, ...next),
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    /** Waits until so many requests have come. */
    came: async (count: number) => {
      while (got.length < count) await new Promise<void>(resolve => waiting.push(resolve));
    },
    close: () => new Promise<void>(resolve => server.close(() => resolve())),
  };
}

let world: World;
let target: Awaited<ReturnType<typeof openTarget>>;
beforeEach(async () => {
  target = await openTarget();
  // A thousandth of a second where the real service waits a second.
  world = await openWorld({ hookDelayScale: 0.001 });
});
afterEach(async () => {
  await world.close();
  await target.close();
});

async function subscribe(
  change: { eventType?: string; publisherInputs?: object; consumerInputs?: object } = {},
) {
  return world.raw('POST', '/oakham/_apis/hooks/subscriptions', {
    body: {
      publisherId: 'tfs',
      eventType: 'workitem.updated',
      resourceVersion: '1.0',
      consumerId: 'webHooks',
      consumerActionId: 'httpRequest',
      publisherInputs: {},
      ...change,
      consumerInputs: { url: target.url, ...change.consumerInputs },
    },
  });
}

const items = () => world.client().getWorkItemTrackingApi();
const setTitle = async (id: number, title: string) => {
  await (await items()).updateWorkItem(
    {},
    [{ op: 'add', path: '/fields/System.Title', value: title }] as never,
    id,
  );
};
const subscriptionNow = async (id: string) =>
  (await world.raw('GET', `/oakham/_apis/hooks/subscriptions/${id}`)).json();
const notificationsNow = async (id: string) =>
  (await world.raw('GET', `/oakham/_apis/hooks/subscriptions/${id}/notifications`)).json().value;

async function until<Value>(read: () => Promise<Value>, wanted: (value: Value) => boolean): Promise<Value> {
  for (;;) {
    const value = await read();
    if (wanted(value)) return value;
    await new Promise(resolve => setTimeout(resolve, 2));
  }
}

describe('an event', () => {
  test('of an update names the item by workItemId and revision, with old and new values', async () => {
    await subscribe({
      consumerInputs: {
        basicAuthUsername: 'hook',
        basicAuthPassword: 'secret',
        httpHeaders: 'X-Key: a:b\nX-More: 1',
      },
    });
    await setTitle(3101, 'TC_1 - Renamed');
    await target.came(1);
    const [{ headers, body } = { headers: {}, body: undefined }] = target.got;
    expect(headers).toMatchObject({
      authorization: `Basic ${Buffer.from('hook:secret').toString('base64')}`,
      'x-key': 'a:b',
      'x-more': '1',
    });
    expect(body).toMatchObject({
      eventType: 'workitem.updated',
      publisherId: 'tfs',
      resource: {
        id: 2,
        workItemId: 3101,
        rev: 2,
        fields: { 'System.Title': { oldValue: 'TC_1 - One', newValue: 'TC_1 - Renamed' } },
        revision: { id: 3101, rev: 2, fields: { 'System.ChangedBy': 'Mirror Bot <mirror.bot@example.org>' } },
      },
    });
  });

  test('comes for creation, comment and deletion, each to those who asked for it', async () => {
    for (const event of ['created', 'commented', 'deleted'])
      await subscribe({ eventType: `workitem.${event}` });
    const api = await items();
    const bug = await api.createWorkItem(
      {},
      [{ op: 'add', path: '/fields/System.Title', value: 'B' }] as never,
      project,
      'Bug',
    );
    await api.addComment({ text: 'words' }, project, bug.id ?? 0);
    await api.deleteWorkItem(bug.id ?? 0);
    await target.came(3);
    expect(target.got.map(one => [one.body.eventType, one.body.resource.id]).sort()).toEqual([
      ['workitem.commented', bug.id],
      ['workitem.created', bug.id],
      ['workitem.deleted', bug.id],
    ]);
    const commented = target.got.find(one => String(one.body.eventType) === 'workitem.commented');
    expect(commented?.body.resource.fields).toMatchObject({ 'System.History': 'words' });
  });

  test('comes to the other end of a link too, and not to who asked for another type', async () => {
    await subscribe({ publisherInputs: { workItemType: 'Test Case' } });
    const testedBy = {
      rel: 'Microsoft.VSTS.Common.TestedBy-Forward',
      url: `${world.sandbox.url}/oakham/_apis/wit/workItems/3102`,
    };
    const ops = [
      { op: 'add', path: '/fields/System.Title', value: 'B' },
      { op: 'add', path: '/relations/-', value: testedBy },
    ];
    await (await items()).createWorkItem({}, ops as never, project, 'Bug');
    await target.came(1);
    expect(target.got[0]?.body.resource.workItemId).toBe(3102);
  });
});

describe('a target that is not well', () => {
  test('for a moment is tried again until it answers', async () => {
    const { id } = (await subscribe()).json();
    target.answers(503, 502, 408, 202);
    await setTitle(3101, 'x');
    await target.came(4);
    const [one] = await until(
      () => notificationsNow(id),
      ([first]) => first.status === 'completed',
    );
    expect(one).toMatchObject({ result: 'succeeded', details: { requestAttempts: 4 } });
    expect((await subscriptionNow(id)).status).toBe('enabled');
  });

  test('in earnest is put on probation, where new events are lost', async () => {
    // As slow as the real service here: the retry of probation is not to come.
    await world.close();
    world = await openWorld();
    const { id } = (await subscribe()).json();
    target.answers(500, 202);
    await setTitle(3101, 'x');
    await until(
      () => subscriptionNow(id),
      one => one.status === 'onProbation',
    );
    await setTitle(3101, 'y');
    expect(await notificationsNow(id)).toHaveLength(1);
    expect(target.got).toHaveLength(1);
  });

  test('for good is disabled in the end', async () => {
    await world.close();
    world = await openWorld({ hookDelayScale: 0.000001 });
    const { id } = (await subscribe()).json();
    target.answers(404);
    await setTitle(3101, 'x');
    const disabled = await until(
      () => subscriptionNow(id),
      one => one.status === 'disabledBySystem',
    );
    expect(disabled.probationRetries).toBe('7');
    expect(target.got).toHaveLength(8);
  });

  test('with 410 is disabled at once', async () => {
    const { id } = (await subscribe()).json();
    target.answers(410);
    await setTitle(3101, 'x');
    await until(
      () => subscriptionNow(id),
      one => one.status === 'disabledBySystem',
    );
    expect(target.got).toHaveLength(1);
  });
});

describe('a subscription', () => {
  test('is listed, changed and deleted; its secrets are never shown and survive a change', async () => {
    const { id } = (
      await subscribe({ consumerInputs: { basicAuthUsername: 'u', basicAuthPassword: 'secret' } })
    ).json();
    const shown = await subscriptionNow(id);
    expect(shown.consumerInputs.basicAuthPassword).toBe('********');
    const path = `/oakham/_apis/hooks/subscriptions/${id}`;
    const changed = (
      await world.raw('PUT', path, { body: { ...shown, publisherInputs: { workItemType: 'Bug' } } })
    ).json();
    expect(changed.publisherInputs).toEqual({ workItemType: 'Bug' });
    await world.raw('PUT', path, { body: { ...shown, publisherInputs: {} } });
    await setTitle(3101, 'x');
    await target.came(1);
    expect(target.got[0]?.headers.authorization).toBe(`Basic ${Buffer.from('u:secret').toString('base64')}`);
    const query = await world.raw('POST', '/oakham/_apis/hooks/notificationsquery', {
      body: { subscriptionIds: [id] },
    });
    expect(query.json().results).toHaveLength(1);
    expect((await world.raw('GET', '/oakham/_apis/hooks/subscriptions')).json().count).toBe(1);
    expect((await world.raw('DELETE', path)).status).toBe(204);
    expect((await world.raw('GET', path)).status).toBe(404);
  });

  test.each([
    ['an address elsewhere', { consumerInputs: { url: 'https://example.org/hook' } }],
    ['no address', { consumerInputs: { url: '' } }],
    ['an event nobody sends', { eventType: 'testrun.completed' }],
    [
      'a project that is not here',
      { publisherInputs: { projectId: '00000000-0000-4000-8000-000000000000' } },
    ],
  ])('with %s is refused', async (_, change) => {
    expect((await subscribe(change)).status).toBe(400);
  });
});
