import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseSeed } from '../../src/sandbox/seed.ts';
import { startSandbox } from '../../src/sandbox/server.ts';
import { openWorld, seedOf } from './world.ts';

const shipped = new URL('../../src/sandbox/seed.json', import.meta.url);
const step = { action: 'Go' };
const withCase = (testCase: unknown, more: object = {}) => ({
  organisations: [
    {
      name: 'one',
      projects: [
        { name: 'P', plans: [{ name: 'Plan', suites: [{ name: 'S', testCases: [testCase] }] }], ...more },
      ],
    },
  ],
});
const wrong = (seed: unknown) => {
  try {
    parseSeed(JSON.stringify(seed), 'my-seed.json');
    return 'nothing is wrong';
  } catch (error) {
    return String(error);
  }
};

describe('a mistake is named with the file, the place and what to write', () => {
  const place = 'organisations[0].projects[0].plans[0].suites[0].testCases[0]';
  test.each([
    ['no organisations', {}, '- organisations: write a list of organisations'],
    ['a test case without title', withCase({ steps: [step] }), `- ${place}.title: write the title`],
    [
      'a test case without steps',
      withCase({ title: 'T', steps: [] }),
      `- ${place}.steps: write at least one step`,
    ],
    ['a test case that is a word', withCase('T'), `- ${place}: write a test case {title, steps}`],
    [
      'a setting nobody knows',
      withCase({ title: 'T', steps: [step], colour: 'red' }),
      `- ${place}.colour: remove it`,
    ],
    [
      'a step without action',
      withCase({ title: 'T', steps: [{ expected: 'E' }] }),
      `- ${place}.steps[0].action: write`,
    ],
    [
      'a step id twice',
      withCase({
        title: 'T',
        steps: [
          { ...step, id: 2 },
          { ...step, id: 2 },
        ],
      }),
      `${place}.steps[1].id: write another`,
    ],
    [
      'shared steps that are not there',
      withCase({ title: 'T', steps: [{ sharedSteps: 'X' }] }),
      `${place}.steps[0].sharedSteps: write`,
    ],
    [
      'a tester who is no user',
      withCase({ title: 'T', steps: [step], tester: 'Nobody' }),
      `${place}.tester: write the name`,
    ],
    [
      'a case that is not there',
      withCase(4711),
      `${place}: write the id of a test case of this organisation`,
    ],
    [
      'an id twice',
      withCase({ id: 7, title: 'T', steps: [step] }, { sharedSteps: [{ id: 7, title: 'S', steps: [step] }] }),
      'write another id: 7',
    ],
    [
      'a name twice',
      { organisations: [...seedOf().organisations, { name: 'OAKHAM', projects: [{ name: 'P' }] }] },
      '- organisations[3].name: write another name',
    ],
    [
      'a name no address can have',
      { organisations: [{ name: 'a b', projects: [{ name: 'P' }] }] },
      '- organisations[0].name: write a name of letters',
    ],
    [
      'a token of nobody',
      seedOf({ tokens: [{ token: 't', user: 'Nobody', organisations: ['nowhere'] }] }),
      '- tokens[0].organisations[0]: write the name of an organisation',
    ],
  ])('%s', (_, seed, words) => {
    const said = wrong(seed);
    expect(said).toContain('the sandbox seed my-seed.json cannot be used:');
    expect(said).toContain(words);
  });

  test('all mistakes at once', () => {
    const said = wrong(withCase({ title: '', steps: [{}], tester: 3 }));
    expect(said.match(/^- /gm)).toHaveLength(2);
  });

  test('what is no JSON at all', () => {
    expect(() => parseSeed('{"users": [}', 'my-seed.json')).toThrow(/my-seed\.json is not valid JSON/);
  });
});

describe('what is left out', () => {
  test('gets ids that are free, always the same', async () => {
    const seed = withCase(
      { title: 'T', steps: [step] },
      { sharedSteps: [{ id: 1003, title: 'S', steps: [step] }] },
    );
    const ids = async () => {
      const { sandbox, close } = await openWorld({ seed });
      const { one } = sandbox.state().organisations;
      await close();
      const [plan] = one?.projects[0]?.plans ?? [];
      return [
        plan?.id,
        plan?.rootSuiteId,
        plan?.suites[1]?.id,
        ...(one?.workItems ?? []).map(item => item.id),
        plan?.points[0]?.id,
      ];
    };
    expect(await ids()).toEqual([1001, 1002, 1004, 1003, 1005, 1]);
    expect(await ids()).toEqual(await ids());
  });

  test('a type of the project’s own comes beside the usual ones or in place of one', async () => {
    const types = [
      {
        name: 'Change Request',
        states: [{ name: 'Proposed', category: 'Proposed' }],
        fields: [{ refName: 'Custom.Key', name: 'Key', required: true }],
      },
      { name: 'Task', states: [{ name: 'To do', category: 'Proposed' }] },
    ];
    const world = await openWorld({
      seed: { organisations: [{ name: 'one', projects: [{ name: 'P', workItemTypes: types }] }] },
    });
    const items = await world.client('one').getWorkItemTrackingApi();
    expect((await items.getWorkItemTypes('P')).map(one => one.name)).toEqual([
      'Bug',
      'Issue',
      'Test Case',
      'Shared Steps',
      'Change Request',
      'Task',
    ]);
    const ops = (key: string) => [
      { op: 'add', path: '/fields/System.Title', value: 'C' },
      { op: 'add', path: '/fields/Key', value: key },
    ];
    const made = await items.createWorkItem({}, ops('k-1') as never, 'P', 'Change Request');
    expect(made.fields).toMatchObject({ 'System.State': 'Proposed', 'Custom.Key': 'k-1' });
    await expect(items.createWorkItem({}, ops('') as never, 'P', 'Change Request')).rejects.toThrow('Key');
    await world.close();
  });
});

test('the shipped seed starts a sandbox in which every organisation has its plan', async () => {
  const seed = parseSeed(readFileSync(shipped, 'utf8'), 'seed.json');
  const sandbox = await startSandbox({ seed, dataDir: undefined, host: '127.0.0.1', port: 0 });
  const { organisations } = sandbox.state();
  await sandbox.close();
  const suites = ['Migration', 'Functional', 'Non-functional', 'Operational'];
  for (const name of ['northmoor', 'wye-valley', 'harbour', 'mhhs-master']) {
    const [plan] = organisations[name]?.projects[0]?.plans ?? [];
    expect(plan?.name).toBe('LDSO Qualification Testing');
    expect(plan?.suites.slice(1).map(one => one.name)).toEqual(suites);
    expect(plan?.points.length).toBeGreaterThanOrEqual(10);
  }
  const idsOf = (name: string) =>
    organisations[name]?.projects[0]?.plans[0]?.suites.flatMap(one => one.testCases.map(({ id }) => id));
  const ids = ['northmoor', 'wye-valley', 'harbour', 'mhhs-master'].flatMap(name => idsOf(name) ?? []);
  expect(new Set(ids).size).toBe(ids.length);
});
