// A server that stands before another and does not like some bodies.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** @param status what it answers to them, 400 when left out */
export async function refusing(url: string, dislikes: (body: string) => boolean, status = 400) {
  const server = createServer(async (request, response) => {
    const body = await text(request);
    if (dislikes(body)) {
      response.writeHead(status, { 'content-type': 'application/json' }).end('{"message":"TF400898: no"}');
      return;
    }
    const kept = ['authorization', 'accept', 'content-type'];
    const headers = Object.fromEntries(kept.map(name => [name, String(request.headers[name] ?? '')]));
    const { method = 'GET' } = request;
    const answer = await fetch(`${url}${request.url}`, { method, headers, ...(body === '' ? {} : { body }) });
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(await answer.text());
  });
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise(done => server.close(done));
    },
  };
}
