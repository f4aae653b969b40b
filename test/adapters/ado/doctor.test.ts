import { afterEach, describe, expect, it } from 'vitest';
import type { Check, Finding } from '../../../src/adapters/ado/doctor/finding.ts';
import { een, openWorld, type World } from './world.ts';

let world: World;
afterEach(() => world.close());

type Options = Parameters<typeof openWorld>[0];

/** @returns what is found, after something was done to the organisation */
async function examined(
  options: Options = {},
  damage: (world: World) => unknown = () => {},
  hooks: { readonly variable: string | undefined; readonly isSet: boolean } = {
    variable: 'HOOK',
    isSet: true,
  },
): Promise<readonly Finding[]> {
  world = await openWorld(options);
  await damage(world);
  return world.tracker.examine(een, { hooks, defectsOnly: false });
}

const of = (findings: readonly Finding[], check: Check) => findings.filter(each => each.check === check);

function subscribe(change: object = {}) {
  return (given: World) =>
    given.person('POST', '../../_apis/hooks/subscriptions', {
      publisherId: 'tfs',
      eventType: 'workitem.updated',
      consumerId: 'webHooks',
      consumerActionId: 'httpRequest',
      consumerInputs: { url: 'http://127.0.0.1:3978/api/ado/hooks/eastmere' },
      ...change,
    });
}

async function switchOff(given: World) {
  const made = (await subscribe()(given)) as { id: string };
  await given.person('PUT', `../../_apis/hooks/subscriptions/${made.id}`, {
    ...made,
    consumerInputs: { url: 'http://127.0.0.1:3978/api/ado/hooks/eastmere' },
    status: 'disabledByUser',
  });
}

describe('the doctor', () => {
  it('finds an organisation well that has all that the bot needs, and writes nothing to it', async () => {
    const findings = await examined({}, async given => {
      await subscribe()(given);
      await given.person('PATCH', 'test/resultretentionsettings', { manualResultsRetentionDuration: -1 });
    });
    expect(findings.map(({ check, is }) => `${check} ${is}`)).toEqual([
      'reach well',
      'sign-in well',
      'plan well',
      'plan well',
      'rights well',
      'retention well',
      'defects well',
      'licence well',
      'hooks well',
    ]);
    expect(findings.map(({ says }) => says)).toContain('signed in as QT Daybook');
    const own = (await world.requests()).filter(
      // A batch of work items is asked for in a body.
      ({ method, path }) => !['GET', 'OPTIONS'].includes(method) && !path.includes('workItemsBatch'),
    );
    // The hook and the retention of this test, and the look at whether a bug could be made.
    expect(own.map(({ method, path }) => `${method} ${path.split('/_apis/')[1]?.split('?')[0]}`)).toEqual([
      'POST hooks/subscriptions',
      'PATCH test/resultretentionsettings',
      'POST wit/workItems/$Bug',
    ]);
    expect(world.read().bugs).toEqual([]);
    expect(world.read().runs).toEqual([]);
  });

  it.each<[string, Check, string, Options | undefined, ((given: World) => unknown) | undefined]>([
    [
      'a licence that is too small',
      'licence',
      'give it Basic',
      { bot: { licence: 'Stakeholder' } },
      undefined,
    ],
    [
      'no right to see runs',
      'rights',
      'allow "View test runs"',
      { bot: { mayNot: ['view test runs'] } },
      undefined,
    ],
    [
      'no right to make runs',
      'rights',
      'allow "Create test runs"',
      { bot: { mayNot: ['create test runs'] } },
      undefined,
    ],
    [
      'no right to raise bugs',
      'defects',
      'allow "Edit work items',
      { bot: { mayNot: ['edit work items'] } },
      undefined,
    ],
    [
      'another plan',
      'plan',
      'check azureDevOps.project and azureDevOps.plan',
      { target: { planId: 999 } },
      undefined,
    ],
    ['another project', 'plan', 'check azureDevOps.project', { target: { project: 'Elsewhere' } }, undefined],
    [
      'a configuration that nothing has',
      'plan',
      'name the configuration',
      { target: { configuration: 'SIT' } },
      undefined,
    ],
    [
      'runs that do not live a year',
      'retention',
      '"Never delete"',
      undefined,
      given => given.person('PATCH', 'test/resultretentionsettings', { manualResultsRetentionDuration: 30 }),
    ],
    ['a hook that was switched off', 'hooks', 'delete it and make it anew', undefined, switchOff],
    [
      'a field that the project demands',
      'defects',
      'azureDevOps.defects.alsoSet',
      { bugFields: [{ refName: 'Custom.Environment', name: 'Environment', required: true }] },
      undefined,
    ],
  ])('finds %s, and says what to do', async (_what, check, todo, options, damage) => {
    const found = of(await examined(options, damage), check).filter(({ is }) => is === 'mend');
    expect(found).not.toEqual([]);
    expect(found.map(each => each.todo).join('\n')).toContain(todo);
  });

  it('finds a plan that is not in use', async () => {
    const findings = await examined({}, given =>
      given.person('PATCH', 'testplan/plans/500', { state: 'Inactive' }),
    );
    expect(of(findings, 'plan')).toContainEqual(
      expect.objectContaining({ is: 'notice', says: 'plan 500 "Plan" is Inactive' }),
    );
  });

  it('finds a service hook on probation', async () => {
    const findings = await examined({ hookDelayScale: 0.0001 }, async given => {
      await subscribe({ consumerInputs: { url: 'http://127.0.0.1:9/api/ado/hooks/eastmere' } })(given);
      await given.person('POST', 'wit/workitems/$Bug', [
        { op: 'add', path: '/fields/System.Title', value: 'One' },
      ]);
      const { id } = given.read().bugs[0]!;
      await given.person('PATCH', `wit/workitems/${id}`, [
        { op: 'add', path: '/fields/System.Title', value: 'Two' },
      ]);
      await expect.poll(() => hookStatus(given)).toMatch(/onProbation|disabledBySystem/);
    });
    expect(of(findings, 'hooks')).toMatchObject([{ is: 'mend' }]);
  });

  it.each([
    [undefined, false, 'notice'],
    ['HOOK_EEN', true, 'notice'],
    ['HOOK_EEN', false, 'mend'],
  ])('without a service hook says how to make one (%s, set: %s)', async (variable, isSet, is) => {
    const found = of(await examined({}, undefined, { variable, isSet }), 'hooks');
    expect(found[0]?.is).toBe(is);
    expect(found.at(-1)?.todo).toContain(
      'make a web hook for "Work item updated" to https://…/api/ado/hooks/eastmere',
    );
  });

  it('looks no further where the token does not work, or nobody answers', async () => {
    const dead = await examined({}, given => {
      given.token.value = 'expired';
    });
    expect(dead).toMatchObject([{ check: 'sign-in', is: 'mend', says: expect.stringContaining('renew it') }]);
    await world.close();
    const gone = await examined({ target: { organisationUrl: 'http://127.0.0.1:9/nobody' } });
    expect(gone).toMatchObject([
      { check: 'reach', is: 'mend', says: expect.stringContaining('ECONNREFUSED') },
    ]);
  });

  it('says what it could not look at, and how to look by hand', async () => {
    const hidden = { bot: { mayNot: ['view service hooks'] } };
    expect(of(await examined(hidden), 'hooks')).toMatchObject([
      {
        is: 'unknown',
        says: 'this token may not look at it',
        todo: expect.stringContaining('Service hooks'),
      },
    ]);
    world.sandbox.faults.add({ rules: [{ kind: '500', path: 'userentitlements' }] });
    const again = await world.tracker.examine(een, {
      hooks: { variable: undefined, isSet: false },
      defectsOnly: false,
    });
    expect(of(again, 'licence')).toMatchObject([{ is: 'unknown', todo: expect.stringContaining('Users') }]);
  });
});

async function hookStatus(given: World): Promise<string> {
  const { value } = (await given.person('GET', '../../_apis/hooks/subscriptions', undefined)) as {
    value: { status: string }[];
  };
  return value[0]?.status ?? '';
}
