import { createSign, generateKeyPairSync } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fromTeams, type Served } from '../../../src/adapters/teams/activity.ts';
import { teamsBot } from '../../../src/adapters/teams/bot.ts';
import { type HttpServer, startServer } from '../../../src/adapters/teams/server.ts';
import { ldsoId } from '../../../src/domain/refs.ts';

const appId = '0b5d7a60-1111-4222-8333-944444444444';
const serviceUrl = 'http://127.0.0.1:1/';
const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const other = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;

function token(claims: object = {}, key = privateKey): string {
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
  const seconds = Math.floor(Date.now() / 1000);
  const head = encode({ alg: 'RS256', typ: 'JWT', kid: 'k1' });
  const body = encode({
    iss: 'https://api.botframework.com',
    aud: appId,
    serviceurl: serviceUrl,
    nbf: seconds - 60,
    exp: seconds + 600,
    ...claims,
  });
  return `${head}.${body}.${createSign('RSA-SHA256').update(`${head}.${body}`).sign(key, 'base64url')}`;
}

const message = {
  type: 'message',
  id: '1759944781430',
  serviceUrl,
  channelId: 'msteams',
  from: { id: '29:someone', name: 'Asha Rao', aadObjectId: 'a-guid' },
  recipient: { id: `28:${appId}`, name: 'QT Daybook' },
  conversation: {
    id: '19:een@thread.tacv2;messageid=1759944781430',
    conversationType: 'channel',
    tenantId: 't1',
  },
  channelData: { channel: { id: '19:een@thread.tacv2' }, tenant: { id: 't1' } },
  text: '/passed 40662 EEN-MPAN-0007',
};

describe('with an app id every request must be signed by Bot Framework', () => {
  let keys: Server;
  let server: HttpServer;
  let fails = false;
  beforeAll(async () => {
    keys = createServer((request, response) => {
      response.setHeader('content-type', 'application/json');
      const { port } = keys.address() as AddressInfo;
      const jwk = { ...publicKey.export({ format: 'jwk' }), kid: 'k1', endorsements: ['msteams'] };
      response.end(
        JSON.stringify(
          request.url === '/keys' ? { keys: [jwk] } : { jwks_uri: `http://127.0.0.1:${port}/keys` },
        ),
      );
    });
    await new Promise<void>(resolve => keys.listen(0, '127.0.0.1', resolve));
    const { port } = keys.address() as AddressInfo;
    const bot = teamsBot(
      {
        appId,
        appType: 'MultiTenant',
        appTenantId: undefined,
        appPassword: 'x',
        openIdMetadataUrl: `http://127.0.0.1:${port}/openid`,
      },
      async () => {
        if (fails) throw new Error('the words of a person');
        return {};
      },
      () => {},
    );
    server = await startServer({
      host: '127.0.0.1',
      port: 0,
      bot,
      notReady: async () => [],
      warnings: () => [],
      routes: [],
    });
  });
  afterAll(async () => {
    await server.close();
    keys.close();
  });

  const send = async (authorization?: string) => {
    const headers = {
      'content-type': 'application/json',
      ...(authorization === undefined ? {} : { authorization }),
    };
    return fetch(`${server.url}/api/messages`, { method: 'POST', headers, body: JSON.stringify(message) });
  };

  test('a good token is let in', async () => {
    expect((await send(`Bearer ${token()}`)).status).toBe(200);
  });

  test.each([
    ['no token', () => undefined],
    ['no token at all, but words', () => 'Bearer nonsense'],
    ['another app’s', () => `Bearer ${token({ aud: 'another' })}`],
    ['another issuer’s', () => `Bearer ${token({ iss: 'https://example.org' })}`],
    ['another service address', () => `Bearer ${token({ serviceurl: 'https://example.org/' })}`],
    ['one signed by somebody else', () => `Bearer ${token({}, other)}`],
    ['one that is over', () => `Bearer ${token({ exp: Math.floor(Date.now() / 1000) - 3600 })}`],
  ])('%s is turned away', async (_name, authorization) => {
    expect((await send(authorization())).status).toBe(401);
  });

  test('a body that is no JSON is refused, and nothing of it is repeated', async () => {
    const response = await fetch(`${server.url}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: 'meter point 2000000000015',
    });
    expect(response.status).toBe(400);
    expect(await response.text()).not.toMatch(/meter|2000/);
  });

  test('what could not be recorded is answered 500, so that Teams sends it again, and says nothing of why', async () => {
    fails = true;
    const response = await send(`Bearer ${token()}`);
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain('words of a person');
    fails = false;
  });
});

describe('an activity becomes', () => {
  const served: Served = new Map([
    ['19:een@thread.tacv2', { ldso: ldsoId('EEN')!, tenantId: 't1', teamId: '19:team' }],
  ]);
  const personal = { id: 'a:1', conversationType: 'personal', tenantId: 't1' };
  const tenant = { tenant: { id: 't1' } };
  const kind = (change: object) => fromTeams({ ...message, ...change }, served, 0).inbound.is;

  test.each([
    ['a post', {}, 'posted'],
    [
      'an edit',
      { type: 'messageUpdate', channelData: { ...message.channelData, eventType: 'editMessage' } },
      'edited',
    ],
    [
      'an undelete',
      { type: 'messageUpdate', channelData: { ...message.channelData, eventType: 'undeleteMessage' } },
      'undeleted',
    ],
    ['a deletion', { type: 'messageDelete', text: undefined }, 'deleted'],
    ['a button', { text: null, value: { act: 'status' } }, 'submitted'],
    [
      'an executed button',
      { type: 'invoke', name: 'adaptiveCard/action', value: { action: { data: { act: 'status' } } } },
      'submitted',
    ],
    [
      'elsewhere: a channel that nobody named',
      { channelData: { channel: { id: '19:x@thread.tacv2' }, tenant: { id: 't1' } } },
      'elsewhere',
    ],
    [
      'elsewhere: the right channel of another tenant',
      { channelData: { ...message.channelData, tenant: { id: 't2' } } },
      'elsewhere',
    ],
    ['confided: a personal chat', { conversation: personal, channelData: tenant }, 'confided'],
    [
      'confided: a button in a personal chat',
      { conversation: personal, channelData: tenant, text: null, value: { act: 'line' } },
      'confided-submit',
    ],
    [
      'elsewhere: a personal chat of a tenant that has no channel',
      { conversation: { ...personal, tenantId: 't2' }, channelData: { tenant: { id: 't2' } } },
      'elsewhere',
    ],
    ['nothing: the bot’s own post', { from: { id: `28:${appId}` } }, 'unsupported'],
    ['nothing: no activity at all', { from: 7 }, 'unsupported'],
  ])('%s', (_name, change, is) => {
    expect(kind(change)).toBe(is);
  });

  test('a file in a personal chat comes with its name and the address to fetch it from', () => {
    const file = {
      contentType: 'application/vnd.microsoft.teams.file.download.info',
      name: 'plan.xlsx',
      content: { downloadUrl: 'https://een-my.sharepoint.com/x', uniqueId: 'u', fileType: 'xlsx' },
    };
    const sent = { ...message, conversation: personal, channelData: tenant, attachments: [file] };
    const { inbound, addresses } = fromTeams(sent, served, 0);
    expect(inbound).toMatchObject({
      files: [{ name: 'plan.xlsx', contentType: 'xlsx', downloadUrl: 'https://een-my.sharepoint.com/x' }],
      chat: { conversationId: 'a:1', tenantId: 't1' },
      by: { id: 'a-guid', name: 'Asha Rao' },
    });
    expect(addresses).toEqual([]);
  });

  test('two edits of one message are two causes, and the same edit twice is one', () => {
    const edit = (timestamp: string) => {
      const { inbound } = fromTeams({ ...message, type: 'messageUpdate', timestamp }, served, 0);
      return 'cause' in inbound ? inbound.cause : undefined;
    };
    expect(edit('2026-03-03T10:00:00Z')).toBe(edit('2026-03-03T10:00:00Z'));
    expect(edit('2026-03-03T10:00:00Z')).not.toBe(edit('2026-03-03T10:00:01Z'));
  });
});
