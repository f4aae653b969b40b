// A route of the local channel, answered on Node's own request and response: for restify, and for any server like it.
import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import type { LocalRequest, LocalRoute } from './routes.ts';

/** What a server with a router and a body parser has made of a request; restify's `Request` is one. */
export type RoutedRequest = {
  readonly url?: string | undefined;
  readonly params?: unknown;
  readonly query?: unknown;
  readonly body?: unknown;
  readonly headers: IncomingHttpHeaders;
};

/** Proxies and browsers close a stream that says nothing for about a minute. */
const heartbeatMs = 25_000;

/** Uses nothing but `statusCode`, `setHeader`, `write` and `end`: restify 12 breaks the chaining of `writeHead`. */
export function answering(
  route: LocalRoute,
): (request: RoutedRequest, response: ServerResponse) => Promise<void> {
  return async (request, response) => {
    const answer = await route.handler(plain(request));
    if ('sse' in answer) {
      stream(answer.sse, response);
      return;
    }
    response.statusCode = answer.status;
    for (const [name, value] of Object.entries(answer.headers ?? {})) response.setHeader(name, value);
    if (answer.body === undefined) {
      response.end();
      return;
    }
    response.setHeader('content-type', answer.type ?? 'application/json; charset=utf-8');
    const isAsItIs = typeof answer.body === 'string' || answer.body instanceof Uint8Array;
    response.end(isAsItIs ? answer.body : JSON.stringify(answer.body));
  };
}

function stream(
  start: (send: (event: string, data: unknown) => void) => () => void,
  response: ServerResponse,
): void {
  response.statusCode = 200;
  response.setHeader('content-type', 'text/event-stream; charset=utf-8');
  response.setHeader('cache-control', 'no-store');
  response.write('retry: 1000\n\n');
  const stop = start((event, data) => response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`));
  const heartbeat = setInterval(() => response.write(':\n\n'), heartbeatMs).unref();
  response.on('close', () => {
    clearInterval(heartbeat);
    stop();
  });
}

function plain({ url, params, query, body, headers }: RoutedRequest): LocalRequest {
  return { url: url ?? '/', params: recordOf(params), query: recordOf(query), body, headers };
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
