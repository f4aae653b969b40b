import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fileFetch } from '../../../src/adapters/files/fetch.ts';
import { WorldFault } from '../../../src/ports/world-fault.ts';

let server: Server;
let elsewhere: Server;
let origin: string;
let other: string;
let reached = 0;

beforeAll(async () => {
  elsewhere = createServer((_request, response) => {
    reached += 1;
    response.end('secret');
  });
  server = createServer((request, response) => {
    const move = (location: string) => response.writeHead(302, { location }).end();
    switch (request.url) {
      case '/file?key=abc':
        return response.end('hello');
      case '/moved':
        return move('/file?key=abc');
      case '/away':
        return move(`${other}/file`);
      case '/round':
        return move('/round');
      case '/large':
        return response.end(Buffer.alloc(2_000));
      case '/busy?key=abc':
        return response.writeHead(503, { 'retry-after': '7' }).end();
      default:
        return response.writeHead(404).end();
    }
  });
  const listening = async (one: Server) => {
    await new Promise<void>(resolve => one.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(one.address() as AddressInfo).port}`;
  };
  origin = await listening(server);
  other = await listening(elsewhere);
});
afterAll(() => {
  server.close();
  elsewhere.close();
});

const fetched = (address: string) =>
  fileFetch({ hosts: ['*.sharepoint.com'], origins: () => [origin], maxBytes: 1_000 }).fetch(address);

test('a file is fetched from where Teams keeps it, also when it has moved there', async () => {
  for (const path of ['/file?key=abc', '/moved'])
    expect(await fetched(origin + path)).toEqual({ is: 'fetched', bytes: Buffer.from('hello') });
});

test.each([
  'https://example.org/file',
  'http://een-my.sharepoint.com/file',
  'https://sharepoint.com.example.org/file',
  'https://evilsharepoint.com/file',
  'https://een.sharepoint.com:8443/file',
  'https://somebody@een.sharepoint.com/file',
  'http://169.254.169.254/metadata',
  'file:///etc/passwd',
  'no address',
])('nothing is asked of %s', async address => {
  expect(await fetched(address)).toEqual({ is: 'not-fetched', why: 'place' });
});

test('a file that sends on to somewhere else is not followed, and one that goes in circles is left', async () => {
  expect(await fetched(`${origin}/away`)).toEqual({ is: 'not-fetched', why: 'place' });
  expect(reached).toBe(0);
  expect(await fetched(`${origin}/round`)).toEqual({ is: 'not-fetched', why: 'place' });
});

test('what is too large, or there no longer, is said so', async () => {
  expect(await fetched(`${origin}/large`)).toEqual({ is: 'not-fetched', why: 'size' });
  expect(await fetched(`${origin}/gone`)).toEqual({ is: 'not-fetched', why: 'gone' });
});

test('a server that fails for now is a fault that does not hold the address', async () => {
  const fault = await fetched(`${origin}/busy?key=abc`).catch((error: unknown) => error);
  expect(fault).toBeInstanceOf(WorldFault);
  expect(fault).toMatchObject({ status: 503, retryAfterMs: 7_000, permanent: false });
  expect(String(fault)).not.toContain('key=abc');
});
