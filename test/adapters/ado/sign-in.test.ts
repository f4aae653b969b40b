import { afterEach, describe, expect, it } from 'vitest';
import { een, openWorld, type World } from './world.ts';

let world: World;
afterEach(() => world.close());

const managed = () => [
  { ...world.ldsos[0]!, signIn: { managedIdentity: true as const, clientId: 'client-1' } },
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
    const asked: (string | undefined)[] = [];
    let scopes: unknown;
    const hourMs = 3600_000;
    const tracker = world.freshTracker({
      ldsos: managed(),
      credentialFor: async clientId => ({
        async getToken(scope) {
          scopes = scope;
          asked.push(clientId);
          return { token: 'bot-token', expiresOnTimestamp: world.clock.now().getTime() + hourMs };
        },
      }),
    });
    await tracker.plan(een);
    await tracker.plan(een);
    expect(asked).toEqual(['client-1']);
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
