import { afterEach, describe, expect, it } from 'vitest';
import type { AdoTarget } from '../../../src/adapters/ado/target.ts';
import { passed } from './given.ts';
import { een, openWorld, type World } from './world.ts';

let world: World;
afterEach(() => world.close());

const managed = () => [
  { ...world.ldsos[0]!, signIn: { as: 'managed identity' as const, clientId: 'client-1' } },
];

describe('signing in', () => {
  it('uses a renewed token without a restart', async () => {
    world = await openWorld();
    world.token.value = 'expired';
    await expect(world.tracker.plan(een)).rejects.toMatchObject({ permanent: false, retryAfterMs: 300_000 });
    world.token.value = 'bot-token';
    expect(await world.tracker.plan(een)).toHaveLength(4);
  });

  it('tells of a token that does not work, and does not say the token', async () => {
    world = await openWorld();
    world.token.value = 'expired';
    const fault = await world.tracker.plan(een).catch(String);
    expect(fault).toContain('the token for eastmere/Qualification Testing is expired or invalid: renew it');
    expect(fault).not.toMatch(/expired:|RXhwaXJlZ|UEFUO/);
  });

  it('tells a sign-in page from something that is not there', async () => {
    world = await openWorld();
    await world.tracker.plan(een);
    world.sandbox.faults.add({ rules: [{ kind: '203' }] });
    await expect(world.tracker.plan(een)).rejects.toMatchObject({
      status: 203,
      permanent: false,
      message: expect.stringContaining('is expired or invalid'),
    });
  });

  it('at the first connection a sign-in page is not taken for a server without areas', async () => {
    world = await openWorld();
    world.sandbox.faults.add({ rules: [{ kind: '203', times: 1 }] });
    await expect(world.tracker.plan(een)).rejects.toMatchObject({ status: 203 });
    expect(await world.tracker.plan(een)).toHaveLength(4);
  });

  it('says when no token is set', async () => {
    world = await openWorld();
    world.token.value = undefined;
    await expect(world.tracker.plan(een)).rejects.toThrow('no token is set for eastmere');
  });

  it('as a managed identity keeps its token until shortly before it ends', async () => {
    world = await openWorld();
    const asked: unknown[] = [];
    let scopes: unknown;
    const hourMs = 3600_000;
    const tracker = world.freshTracker({
      ldsos: managed(),
      credentialFor: async signIn => ({
        async getToken(scope) {
          scopes = scope;
          asked.push(signIn);
          return { token: 'bot-token', expiresOnTimestamp: world.clock.now().getTime() + hourMs };
        },
      }),
    });
    await tracker.plan(een);
    await tracker.plan(een);
    expect(asked).toEqual([{ as: 'managed identity', clientId: 'client-1' }]);
    expect(scopes).toBe('499b84ac-1321-427f-aa17-267ca6975798/.default');
    world.later(hourMs - 4 * 60_000);
    await tracker.plan(een);
    expect(asked).toHaveLength(2);
  });

  it('as a managed identity that gets no token is a fault that says what to check', async () => {
    world = await openWorld();
    const tracker = world.freshTracker({
      ldsos: managed(),
      credentialFor: async () => ({ getToken: () => Promise.reject(new Error('secret words')) }),
    });
    const fault = await tracker.plan(een).catch(String);
    expect(fault).toContain('the managed identity got no token');
    expect(fault).not.toContain('secret words');
  });
});

describe('an identity of Entra', () => {
  const tenantId = '3f0c5a52-0d61-4b52-9a5e-7c1f4e9d2a01';
  const clientId = '0b5d7a60-1111-4222-8333-944444444444';
  const secretOf = (secret: string | undefined) => ({
    as: 'client secret' as const,
    tenantId,
    clientId,
    secret: () => secret,
  });
  const failing = (message: string) => async () => ({ getToken: () => Promise.reject(new Error(message)) });
  const planFault = (more: Parameters<World['freshTracker']>[0], signIn: AdoTarget['signIn']) =>
    world
      .freshTracker({ ldsos: [{ ...world.ldsos[0]!, signIn }], ...more })
      .plan(een)
      .then(String, String);

  it.each([
    ['AADSTS7000215: Invalid client secret provided.', 'copy its value, not its id'],
    ['AADSTS7000222: keys for app are expired.', 'the client secret has expired: make a new one'],
    ['AADSTS700016: Application not found.', 'check clientId and tenantId'],
    ['AADSTS999999: Something new.', 'the client secret got no token (AADSTS999999): check tenantId'],
    ['network_error: See', 'Entra was not reached: check that the bot may reach login.microsoftonline.com'],
  ])('that gets no token says why and what to do: %s', async (message, advice) => {
    world = await openWorld();
    const fault = await planFault({ credentialFor: failing(`${message} secret words`) }, secretOf('hidden'));
    expect(fault).toContain(advice);
    expect(fault).not.toMatch(/secret words|hidden/);
  });

  it('without its secret, or with a certificate file that is not there, says so before anybody is asked', async () => {
    world = await openWorld();
    expect(await planFault({}, secretOf(undefined))).toContain('no client secret is set');
    const certificate = {
      as: 'client certificate' as const,
      tenantId,
      clientId,
      certificateFile: 'nowhere/een.pem',
      password: () => undefined,
    };
    expect(await planFault({}, certificate)).toContain(
      '(ENOENT): check tenantId, clientId and nowhere/een.pem',
    );
  });

  it('is asked once for many requests at a time', async () => {
    world = await openWorld();
    let asked = 0;
    const tracker = world.freshTracker({
      ldsos: managed(),
      credentialFor: async () => ({
        async getToken() {
          asked += 1;
          await new Promise(resolve => setTimeout(resolve, 5));
          return { token: 'bot-token', expiresOnTimestamp: world.clock.now().getTime() + 3600_000 };
        },
      }),
    });
    await Promise.all([tracker.plan(een), tracker.plan(een), tracker.plan(een)]);
    expect(asked).toBe(1);
  });

  it('gets another token when Azure DevOps no longer takes the one it has', async () => {
    world = await openWorld();
    const tokens = ['taken back', 'bot-token', 'never asked for'];
    const tracker = world.freshTracker({
      ldsos: managed(),
      credentialFor: async () => ({
        getToken: async () => ({
          token: tokens.shift()!,
          expiresOnTimestamp: world.clock.now().getTime() + 3600_000,
        }),
      }),
    });
    await expect(tracker.plan(een)).rejects.toMatchObject({ permanent: false });
    expect(tracker.signedOut()).toHaveLength(1);
    expect(await tracker.plan(een)).toHaveLength(4);
    expect(tracker.signedOut()).toEqual([]);
    expect(tokens).toEqual(['never asked for']);
  });
});

describe('while nobody is signed in', () => {
  it('operators are told once, see since when, and are told when it works again', async () => {
    world = await openWorld();
    world.token.value = 'expired';
    const since = world.clock.now().getTime();
    await world.tracker.plan(een).catch(String);
    world.later(60_000);
    await world.tracker.plan(een).catch(String);
    const words = expect.stringContaining('is expired or invalid: renew it');
    expect(world.tracker.signedOut()).toEqual([{ ldso: een, since, words }]);
    expect(world.warnings.map(each => each.message)).toEqual([
      'Azure DevOps does not take the sign-in: entries wait until it does',
    ]);
    world.token.value = 'bot-token';
    await world.tracker.plan(een);
    expect(world.tracker.signedOut()).toEqual([]);
    expect(world.warnings.at(-1)?.message).toBe('signed in to Azure DevOps again');
  });

  it('what is to be written waits and is never given up', async () => {
    world = await openWorld();
    world.token.value = 'expired';
    const [answer] = await world.tracker.showResults(een, [{ result: passed() }]);
    expect(answer).toMatchObject({ is: 'again', afterMs: 300_000 });
  });
});
