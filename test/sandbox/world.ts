// A small sandbox and the real client of Azure DevOps that asks it.
import { getPersonalAccessTokenHandler, WebApi } from 'azure-devops-node-api';
import { afterEach, beforeEach } from 'vitest';
import { parseSeed } from '../../src/sandbox/seed.ts';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../src/sandbox/server.ts';

const steps = [
  { id: 2, action: 'Send the request' },
  { id: 5, action: 'Read the answer', expected: 'It is accepted & <kept>' },
];

/** Two organisations with the same plan; in the first, test case 3101 is in two suites. */
export const seedOf = (change: object = {}) => ({
  users: [
    { name: 'Mirror Bot', email: 'mirror.bot@example.org' },
    { name: 'Ffion Test', email: 'ffion.test@example.org' },
  ],
  organisations: [
    {
      name: 'oakham',
      tenant: 'one',
      firstRunId: 31,
      projects: [
        {
          name: 'Quality Work',
          areas: ['Migration'],
          configurations: [{ name: 'UIT' }, { name: 'SIT' }],
          sharedSteps: [{ id: 3900, title: 'Sign in', steps: [{ action: 'Open' }, { action: 'Sign in' }] }],
          plans: [
            {
              id: 3000,
              rootSuiteId: 3001,
              name: 'Plan of the year',
              suites: [
                {
                  id: 3010,
                  name: 'First',
                  testCases: [
                    { id: 3101, title: 'TC_1 - One', tester: 'Ffion Test', steps },
                    { id: 3102, title: 'TC_2 - Two', steps },
                    {
                      id: 3103,
                      title: 'TC_3 - Three',
                      steps: [{ id: 3, sharedSteps: 'Sign in' }, { action: 'Go on' }],
                    },
                  ],
                },
                {
                  id: 3020,
                  name: 'Second',
                  configurations: ['UIT', 'SIT'],
                  suites: [
                    { id: 3021, name: 'Inner', testCases: [{ id: 3201, title: 'TC_9 - Nine', steps }] },
                  ],
                  testCases: [3101],
                },
              ],
            },
          ],
        },
        { name: 'Empty' },
      ],
    },
    { name: 'birchwood', tenant: 'one', projects: [{ name: 'Quality Work' }] },
    { name: 'elmfield', projects: [{ name: 'Quality Work' }] },
  ],
  ...change,
});

export type World = Awaited<ReturnType<typeof openWorld>>;

export async function openWorld(options: Partial<Omit<SandboxOptions, 'seed'>> & { seed?: object } = {}) {
  const time = { now: Date.parse('2026-03-02T09:00:00.000Z') };
  const { seed, ...others } = options;
  const sandbox = await startSandbox({
    seed: parseSeed(JSON.stringify(seed ?? seedOf()), 'seed.json'),
    dataDir: undefined,
    host: '127.0.0.1',
    port: 0,
    now: () => new Date(time.now),
    ...others,
  });
  return { ...askers(sandbox), sandbox, time, close: sandbox.close };
}

/**
 * Call it where the tests are described: a small sandbox is opened before each of them and closed behind it.
 * @param area the part of the client that the tests ask
 */
export function givenWorld<Area>(area: (world: World) => Promise<Area>) {
  let world: World;
  let api: Area;
  const reopen = async (options: Parameters<typeof openWorld>[0] = {}) => {
    world = await openWorld(options);
    api = await area(world);
  };
  beforeEach(() => reopen());
  afterEach(() => world.close());
  return {
    get world() {
      return world;
    },
    get api() {
      return api;
    },
    /** Another sandbox in its place. */
    reopen: async (options: Parameters<typeof openWorld>[0]) => {
      await world.close();
      await reopen(options);
    },
  };
}

function askers(sandbox: Sandbox) {
  const client = (organisation = 'oakham', token = 'a-token') =>
    new WebApi(`${sandbox.url}/${organisation}`, getPersonalAccessTokenHandler(token));
  /** A request without the client: what a hand-written program would send. */
  const raw = async (
    method: string,
    path: string,
    { body, headers }: { body?: unknown; headers?: object } = {},
  ) => {
    const response = await fetch(`${sandbox.url}${path}`, {
      method,
      redirect: 'manual',
      headers: {
        authorization: `Basic ${Buffer.from('PAT:a-token').toString('base64')}`,
        accept: 'application/json;api-version=7.1-preview',
        'content-type': path.includes('/workitems/') ? 'application/json-patch+json' : 'application/json',
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, json: () => JSON.parse(text) };
  };
  return { client, raw };
}

export const project = 'Quality Work';

/** What a promise was refused with. */
export async function refusal(
  promise: Promise<unknown>,
): Promise<{ statusCode?: number; message: string; code?: string }> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof Error) return error;
  throw new Error('the request was not refused');
}
