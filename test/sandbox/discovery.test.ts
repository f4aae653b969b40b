import { afterEach, describe, expect, test } from 'vitest';
import { locations } from '../../src/sandbox/discovery/locations.ts';
import { addressOf, match } from '../../src/sandbox/http/router.ts';
import { routesFor } from '../../src/sandbox/routes.ts';
import { openWorld, project, refusal, seedOf, type World } from './world.ts';

let world: World;
afterEach(() => world.close());

describe('how a client finds its way', () => {
  test('in the cloud test results have an address of their own', async () => {
    world = await openWorld();
    const areas = (await world.raw('GET', '/oakham/_apis/ResourceAreas')).json().value;
    const at = (name: string) => areas.find((area: { name: string }) => area.name === name).locationUrl;
    expect(at('testresults')).toBe(`${world.sandbox.url}/_vstmr/oakham/`);
    expect(at('wit')).toBe(`${world.sandbox.url}/oakham/`);
    const runs = `/oakham/${project}/_apis/testresults/runs`;
    expect((await world.raw('GET', `/_vstmr${runs}`)).status).toBe(200);
    expect((await world.raw('GET', runs)).status).toBe(404);
    const rows = (await world.raw('OPTIONS', '/oakham/_apis/testresults')).json();
    expect(rows).toEqual({ count: 0, value: [] });
  });

  test('on a server everything is at one address, and all areas come at once', async () => {
    world = await openWorld({ mode: 'server' });
    expect((await world.raw('GET', '/oakham/_apis/ResourceAreas')).json()).toEqual({ count: 0, value: null });
    expect((await world.raw('OPTIONS', '/oakham/_apis')).json().count).toBe(locations.length);
    const results = await world.client().getTestResultsApi();
    expect(await results.getTestResultAttachments(project, 1, 2)).toBeNull();
  });

  test('every location is listed once', async () => {
    world = await openWorld();
    expect(new Set(locations.map(one => one.id)).size).toBe(locations.length);
  });

  test('every location leads to an endpoint', async () => {
    world = await openWorld({ mode: 'server' });
    const routes = routesFor('server', 'main');
    const deaf = locations.filter(({ routeTemplate, area, resourceName }) => {
      const filled = routeTemplate
        .replace('{area}', area)
        .replace('{resource}', resourceName)
        .replaceAll(/\{[^}]*\}/g, '1');
      // The last part of a route may be left out: then it is a list.
      return [filled, filled.replace(/\/1$/, '')].every(path => {
        const address = addressOf(`/oakham/${path}`)!;
        return !routes.some(({ method }) => match(routes, method, address));
      });
    });
    expect(deaf).toEqual([]);
  });

  test('nobody signs in to find the way, everybody to go it', async () => {
    world = await openWorld();
    const headers = { authorization: '' };
    expect((await world.raw('OPTIONS', '/oakham/_apis/wit', { headers })).json().count).toBeGreaterThan(10);
    const reply = await world.raw('GET', '/oakham/_apis/projects', { headers });
    expect([reply.status, reply.json().message]).toEqual([401, expect.stringContaining('TF400813')]);
  });
});

describe('whom a token lets in', () => {
  const seed = seedOf({
    tokens: [
      { token: 'bot', organisations: ['oakham'] },
      { token: 'ffion', user: 'Ffion Test' },
    ],
  });

  test('only those in the seed, each where it may, as its user', async () => {
    world = await openWorld({ seed });
    const name = async (organisation: string, token: string) =>
      (await world.client(organisation, token).connect()).authenticatedUser?.providerDisplayName;
    expect(await name('oakham', 'bot')).toBe('Mirror Bot');
    expect(await name('birchwood', 'ffion')).toBe('Ffion Test');
    expect((await refusal(name('birchwood', 'bot'))).statusCode).toBe(401);
    expect((await refusal(name('oakham', 'guess'))).statusCode).toBe(401);
  });

  test('a bearer token is as good', async () => {
    world = await openWorld({ seed });
    const headers = { authorization: 'Bearer ffion' };
    const reply = await world.raw('GET', '/oakham/_apis/connectionData', { headers });
    expect(reply.json().authenticatedUser.providerDisplayName).toBe('Ffion Test');
  });
});

describe('addresses and versions', () => {
  test('names in any case, doubled slashes, %20, a version in the query', async () => {
    world = await openWorld();
    const path = '/OAKHAM//quality%20work/_APIS/TestPlan/PLANS/3000?API-Version=7.1-preview.1';
    const reply = await world.raw('GET', path, { headers: { accept: 'application/json' } });
    expect([reply.status, reply.json().id]).toEqual([200, 3000]);
    expect(reply.headers.get('content-type')).toBe(
      'application/json; charset=utf-8; api-version=7.1-preview.1',
    );
    expect(reply.headers.get('activityid')).toMatch(/^[0-9a-f-]{36}$/);
  });

  test.each([
    ['none on a change', 'application/json', 'VssVersionNotSpecifiedException'],
    ['one of the future', 'application/json;api-version=9.0', 'VssVersionOutOfRangeException'],
    ['one that is none', 'application/json;api-version=new', 'VssVersionNotSpecifiedException'],
  ])('a version: %s', async (_, accept, typeKey) => {
    world = await openWorld();
    const reply = await world.raw('POST', `/oakham/${project}/_apis/test/runs`, {
      body: { name: 'x' },
      headers: { accept },
    });
    expect([reply.status, reply.json().typeKey]).toEqual([400, typeKey]);
  });

  test('an error has the body that clients know', async () => {
    world = await openWorld();
    expect((await world.raw('GET', '/oakham/_apis/projects/Nowhere')).json()).toMatchObject({
      $id: '1',
      innerException: null,
      message: expect.stringContaining('TF200016'),
      typeKey: 'ProjectDoesNotExistWithNameException',
      errorCode: 0,
      eventId: 3000,
    });
  });

  test('what the sandbox does not have is told in words and counted', async () => {
    world = await openWorld();
    const reply = await world.raw('GET', '/oakham/_apis/git/repositories');
    expect([reply.status, reply.text]).toEqual([404, expect.stringContaining('The controller for path')]);
    expect((await world.raw('GET', '/nobody/_apis/projects')).status).toBe(404);
    const state = (await world.raw('GET', '/_sandbox/state')).json();
    expect(state.unhandled).toEqual({
      'GET /oakham/_apis/git/repositories': 1,
      'GET /nobody/_apis/projects': 1,
    });
  });

  test('the last requests are remembered, without what signs them', async () => {
    world = await openWorld();
    await world.raw('GET', '/oakham/_apis/projects?secret=1');
    await world.raw('GET', '/oakham/_apis/connectionData');
    const { requests } = (await world.raw('GET', '/_sandbox/requests?last=2')).json();
    expect(requests).toEqual([
      {
        number: 1,
        at: '2026-03-02T09:00:00.000Z',
        method: 'GET',
        path: '/oakham/_apis/projects',
        status: 200,
        fault: null,
      },
      {
        number: 2,
        at: '2026-03-02T09:00:00.000Z',
        method: 'GET',
        path: '/oakham/_apis/connectionData',
        status: 200,
        fault: null,
      },
    ]);
  });
});
