// The HTTP side of the bot: restify with the messages endpoint, the two health answers, and whatever else is mounted.
import type { AddressInfo } from 'node:net';
import type { TeamsAdapter } from '@microsoft/teams-ai';
import type { Request as BotRequest, Response as BotResponse, TurnContext } from 'botbuilder';
import restify from 'restify';

export type Route = {
  readonly method: 'get' | 'post' | 'put' | 'del';
  /** restify's own form, e.g. `/local/ado/:ldso` or `/connector/*`. */
  readonly path: string;
  readonly answer: (request: restify.Request, response: restify.Response) => Promise<void> | void;
  /** The body is left for the route to read: it may be larger than a message, and no reason to be refused. */
  readonly readsBody?: true;
};

export type HttpServer = {
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
};

/** More than the largest message Teams sends (about 100 KB), with room for its HTML copy. */
const maxBodyBytes = 512 * 1024;

/** @throws with one plain line when the port is taken or not allowed */
export async function startServer(options: {
  readonly host: string;
  readonly port: number;
  readonly bot: { readonly adapter: TeamsAdapter; readonly run: (context: TurnContext) => Promise<void> };
  /** Reasons why the bot is not ready; none means ready. */
  readonly notReady: () => Promise<readonly string[]>;
  /** What operators should know although the bot is ready; taken out of service it could not even record. */
  readonly warnings: () => readonly string[];
  readonly routes: readonly Route[];
  /** Where a route takes more than a message of Teams. */
  readonly maxBodyBytes?: number;
}): Promise<HttpServer> {
  const server = restify.createServer({ name: 'QT Daybook', handleUncaughtExceptions: false });
  server.use(restify.plugins.queryParser({ mapParams: false }));
  const ownBody = options.routes.filter(route => route.readsBody).map(route => route.path);
  // Not `bodyParser`: that one also takes forms, and writes the files in them to the machine's folder for such things.
  const parsers = [
    restify.plugins.bodyReader({ maxBodySize: options.maxBodyBytes ?? maxBodyBytes }),
    restify.plugins.jsonBodyParser({ mapParams: false, bodyReader: true }),
  ].flat();
  for (const parse of parsers) {
    server.use((request: restify.Request, response: restify.Response, next: restify.Next) =>
      ownBody.includes(String(request.getRoute().path)) ? next() : parse(request, response, next),
    );
  }
  server.on('restifyError', sayLittle);
  server.post('/api/messages', async (request: restify.Request, response: restify.Response) => {
    await options.bot.adapter.process(
      request as unknown as BotRequest,
      response as unknown as BotResponse,
      options.bot.run,
    );
  });
  server.get('/healthz', async (_request: restify.Request, response: restify.Response) => {
    response.send(200, { status: 'up' });
  });
  server.get('/readyz', async (_request: restify.Request, response: restify.Response) => {
    const reasons = await options.notReady();
    response.send(reasons.length === 0 ? 200 : 503, {
      status: reasons.length === 0 ? 'ready' : 'not ready',
      reasons,
      warnings: options.warnings(),
    });
  });
  for (const route of options.routes) {
    server[route.method](route.path, async (request: restify.Request, response: restify.Response) => {
      await route.answer(request, response);
    });
  }
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(new Error(whyNot(error, options))));
    server.listen(options.port, options.host, () => resolve());
  });
  const { port } = server.address() as AddressInfo;
  const shownHost = options.host === '0.0.0.0' ? '127.0.0.1' : options.host;
  return {
    port,
    url: `http://${shownHost}:${port}`,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        // Keep-alive connections would hold the close back for a minute.
        server.server.closeAllConnections();
      }),
  };
}

/** restify answers in words of its own, and those quote the address or the body: each may hold an MPAN. */
function sayLittle(
  _request: restify.Request,
  _response: restify.Response,
  error: Error & { readonly statusCode?: number },
  next: () => void,
): void {
  const { statusCode = 500, name } = error;
  const message = wordsFor[statusCode] ?? 'not possible';
  Object.assign(error, { message, body: { code: name.replace(/Error$/, ''), message } });
  next();
}

const wordsFor: Readonly<Record<number, string>> = {
  400: 'the body is not JSON',
  404: 'no such address',
  405: 'not in this way',
  413: 'the body is too large',
  415: 'a body of this type is not read',
  500: 'a fault of the bot; see its log',
};

function whyNot(error: NodeJS.ErrnoException, at: { readonly host: string; readonly port: number }): string {
  switch (error.code) {
    case 'EADDRINUSE':
      return `PORT: ${at.host}:${at.port} is taken by another program; stop it or set another PORT`;
    case 'EACCES':
      return `PORT: this user may not listen on ${at.host}:${at.port}; set another PORT`;
    default:
      return `cannot listen on ${at.host}:${at.port} (${error.code ?? error.message})`;
  }
}
