/** Reads a request, does to it what the faults say, sends the answer, notes that it was there. */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type FaultBook, type Faults, limitHeaders } from '../faults.ts';
import type { RequestLog } from '../requests.ts';
import type { Seed } from '../seed.ts';
import { type Answer, Refused, refused, text } from './answer.ts';
import type { House } from './ask.ts';
import { type Call, type Handled, handle } from './handle.ts';

export type Desk = {
  readonly house: House;
  readonly tokens: Seed['tokens'];
  readonly faults: FaultBook;
  readonly requests: RequestLog;
  /** Answers what is not Azure DevOps: the sandbox's own controls, and pages for people. */
  readonly own: (call: Call) => Answer | undefined;
  readonly changed: () => void;
  readonly onRequest: (call: Call) => void;
  readonly now: () => Date;
  readonly log: (message: string, facts?: Readonly<Record<string, unknown>>) => void;
};

// Base64 makes an attachment of the greatest size a third longer.
const mostBytes = 150 * 1024 * 1024;

export function serve(desk: Desk, request: IncomingMessage, response: ServerResponse): void {
  answerCall(desk, request, response).catch((error: unknown) => {
    desk.log('the sandbox failed on a request', {
      method: request.method,
      path: request.url?.split('?')[0],
      error: String(error),
    });
    if (response.headersSent) {
      response.destroy();
      return;
    }
    send(response, { answer: text(500, 'The sandbox failed on this request; see its log.'), version: '' });
  });
}

async function answerCall(desk: Desk, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const call = await readCall(desk, request);
  if (!call) {
    const answer = refused(new Refused(413, 'VssRequestTooLargeException', 'The request is too large.'));
    send(response, { answer, version: '' }, { connection: 'close' });
    return;
  }
  const own = desk.own(call);
  if (own) {
    send(response, { answer: own, version: '' });
    return;
  }
  desk.onRequest(call);
  const path = call.url.pathname;
  const faults = desk.faults.forRequest(call.method, path);
  if (faults.delayInMs > 0) await new Promise(resolve => setTimeout(resolve, faults.delayInMs));
  const note = (status: number, route: string | undefined) => {
    const fault =
      faults.end?.kind ?? (faults.retryAfter ? 'retryAfter' : faults.delayInMs > 0 ? 'slow' : null);
    desk.requests.add({ at: call.now.toISOString(), method: call.method, path, status, fault }, route);
  };
  const instead = answerInstead(faults, call);
  if (instead === 'cut') {
    note(0, `${call.method} (fault)`);
    request.socket.destroy();
    return;
  }
  if (instead) {
    note(instead.status, `${call.method} (fault)`);
    send(response, { answer: instead, version: '' });
    return;
  }
  const handled = handle(desk.house, desk.tokens, call);
  if (call.method !== 'GET' && call.method !== 'OPTIONS') desk.changed();
  if (faults.end?.kind === 'dropAfterApply') {
    note(0, handled.route);
    request.socket.destroy();
    return;
  }
  note(handled.answer.status, handled.route);
  send(response, handled, faults.retryAfter ? limitHeaders(faults.retryAfter, call.now.getTime()) : {});
}

/** @returns `undefined` for a body that is too large */
async function readCall(desk: Desk, request: IncomingMessage): Promise<Call | undefined> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    size += part.length;
    if (size > mostBytes) return undefined;
    parts.push(part);
  }
  return {
    method: request.method ?? 'GET',
    // The client's own name for this server goes into the addresses it gets back.
    url: new URL(request.url ?? '/', `http://${request.headers.host ?? '127.0.0.1'}`),
    header: name => {
      const value = request.headers[name];
      return Array.isArray(value) ? value.join(', ') : value;
    },
    bytes: Buffer.concat(parts),
    now: desk.now(),
  };
}

function answerInstead({ end }: Faults, call: Call): Answer | 'cut' | undefined {
  switch (end?.kind) {
    case 'dropBefore':
      return 'cut';
    case '429': {
      const message =
        'TF400733: The request has been canceled: Request was blocked due to exceeding usage of resource.';
      const answer = refused(new Refused(429, 'RequestBlockedException', message));
      return { ...answer, headers: limitHeaders(end, call.now.getTime()) };
    }
    case '500':
      return refused(new Refused(500, 'UnhandledException', 'TF400898: An Internal Error Occurred.'));
    case '503':
      return {
        ...text(503, '<html><body>The service is unavailable.</body></html>', 'text/html; charset=utf-8'),
        headers: { 'retry-after': String(end.retryAfterSeconds) },
      };
    case '203':
      return text(
        203,
        '<html><body>Azure DevOps Services | Sign In</body></html>',
        'text/html; charset=utf-8',
      );
    default:
      return undefined;
  }
}

function send(
  response: ServerResponse,
  { answer, version }: Pick<Handled, 'answer' | 'version'>,
  headers: Readonly<Record<string, string>> = {},
): void {
  // Plain assignments instead of writeHead: restify, loaded in the same process, replaces writeHead for everybody.
  response.statusCode = answer.status;
  const activity = randomUUID();
  const all = { activityid: activity, 'x-vss-e2eid': activity, ...answer.headers, ...headers };
  for (const [name, value] of Object.entries(all)) response.setHeader(name, value);
  if (answer.bytes) {
    response.setHeader('content-type', answer.contentType ?? 'application/octet-stream');
    response.end(answer.bytes);
    return;
  }
  if (answer.status === 204) {
    response.end();
    return;
  }
  const echo = version === '' ? '' : `; api-version=${version}`;
  response.setHeader('content-type', `application/json; charset=utf-8${echo}`);
  response.end(JSON.stringify(answer.body ?? null));
}
