// The addresses of the local channel in a form that no server owns: the page, its data, its live updates, and the connector.
//
//   const routes = localRoutes(teams, { ado, rhythm, mpanRefs });
//   for (const route of routes) server[route.method](route.path, answering(route));      // answering: ./answering.ts
//
// A handler gets `{url, params, query, body, headers}` and gives `{status, body?, type?, headers?}` or `{sse}`.
// The page is at /local, the connector under /connector. A wildcard path ends in `/*`, a parameter is `:name`.
// Nobody signs in here: only requests to a loopback name are answered, and none that another site's page makes.
import { z } from 'zod';
import { LocalMistake } from './message.ts';
import { pageFile } from './page-files.ts';
import type { Delivered, LocalTeams } from './surface.ts';

export type LocalRequest = {
  /** As it came: path and query, not decoded. */
  readonly url: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, unknown>>;
};

export type LocalAnswer =
  | {
      readonly status: number;
      /** A text and bytes are sent as they are, everything else as JSON. */
      readonly body?: unknown;
      readonly type?: string;
      readonly headers?: Readonly<Record<string, string>>;
    }
  /** Server-Sent Events: called once with what sends an event; @returns what stops it when the reader goes away */
  | { readonly sse: (send: (event: string, data: unknown) => void) => () => void };

export type LocalRoute = {
  readonly method: 'get' | 'post' | 'put' | 'del';
  readonly path: string;
  readonly handler: (request: LocalRequest) => Promise<LocalAnswer>;
};

/** What the panel at the right shows of one LDSO's Azure DevOps. */
export type AdoPanel = {
  readonly tests: readonly {
    readonly id: string | number;
    readonly name: string;
    readonly outcome: string;
    /** ISO instant of the last change, where it was ever run. */
    readonly lastRun?: string;
  }[];
  readonly runs: readonly {
    readonly id: string | number;
    readonly name: string;
    readonly state: string;
    readonly results: readonly {
      readonly testCaseId: string | number;
      readonly outcome: string;
      readonly comment?: string;
      readonly stepComment?: string;
    }[];
  }[];
  readonly bugs: readonly {
    readonly id: string | number;
    readonly title: string;
    readonly severity?: string;
    readonly priority?: string | number;
    readonly state: string;
    /** In words, e.g. `Tests 40662`. */
    readonly links: readonly string[];
  }[];
  /** Where the sandbox itself answers. */
  readonly url?: string;
};

export type LocalExtras = {
  /** @returns undefined for an LDSO that is not there */
  readonly ado: (ldso: string) => Promise<AdoPanel | undefined>;
  /** Posts the stand-up or the wash-up of today now. @returns what to tell the one who asked, if anything */
  readonly rhythm: (ldso: string, kind: 'stand-up' | 'wash-up') => Promise<string | undefined>;
  /** Some MPAN references of the LDSO, for the notifications to try out. */
  readonly mpanRefs: (ldso: string) => readonly string[];
};

const id = z.string().min(1);
const text = z.string().min(1).max(28_000);
const file = z
  .object({ name: z.string().min(1).max(400), base64: z.base64() })
  .transform(({ name, base64 }) => ({ name, bytes: Buffer.from(base64, 'base64') }));
const asked = {
  post: z
    .object({
      channel: id,
      person: id,
      text: z.string().max(28_000),
      replyTo: id.exactOptional(),
      files: z.array(file).max(10).exactOptional(),
    })
    .refine(post => post.text.trim() !== '' || (post.files ?? []).length > 0, { path: ['text'] }),
  edit: z.object({ messageId: id, person: id, text }),
  mark: z.object({ messageId: id, person: id }),
  again: z.object({ messageId: id }),
  react: z.object({ messageId: id, person: id, type: z.enum(['like', '2705_whiteheavycheckmark']) }),
  submit: z.object({
    cardMessageId: id,
    person: id,
    data: z.record(z.string(), z.unknown()),
    type: z.enum(['Action.Submit', 'Action.Execute']),
    verb: z.string().exactOptional(),
    title: z.string().exactOptional(),
  }),
  rhythm: z.object({ ldso: id, kind: z.enum(['stand-up', 'wash-up']) }),
};

export function localRoutes(teams: LocalTeams, extras: LocalExtras): readonly LocalRoute[] {
  const mustBeTheirs = (messageId: string, person: string) => {
    if (teams.find(messageId)?.from.id !== person)
      throw new LocalMistake(403, 'people edit and delete their own messages only');
  };
  const does = <Schema extends z.ZodType>(
    path: string,
    schema: Schema,
    work: (body: z.infer<Schema>) => Promise<Delivered | { readonly said: string | undefined }>,
  ): LocalRoute => ({
    method: 'post',
    path,
    handler: guarded(async ({ body }) => {
      const parsed = schema.safeParse(body);
      if (!parsed.success) {
        const field = parsed.error.issues[0]?.path.map(String).join('.') || 'the body';
        throw new LocalMistake(400, `${path}: ${field} is missing or not usable`);
      }
      return { status: 200, body: await work(parsed.data) };
    }),
  });
  const page = (path: string, nameOf: (request: LocalRequest) => string): LocalRoute => ({
    method: 'get',
    path,
    handler: guarded(async request => await pageFile(nameOf(request))),
  });
  return [
    page('/local', () => 'index.html'),
    page('/local/page/:file', ({ params }) => String(params.file)),
    {
      method: 'get',
      path: '/local/state',
      handler: guarded(async () => ({ status: 200, body: stateOf(teams, extras) })),
    },
    {
      method: 'get',
      path: '/local/events',
      handler: guarded(async () => ({
        sse: send => teams.onChange(message => send('message', message)),
      })),
    },
    {
      method: 'get',
      path: '/local/ado/:ldso',
      handler: guarded(async ({ params }) => {
        const panel = await extras.ado(String(params.ldso));
        if (panel === undefined) throw new LocalMistake(404, 'there is no Azure DevOps of that LDSO');
        return { status: 200, body: panel };
      }),
    },
    {
      method: 'get',
      path: '/local/files/:id',
      handler: guarded(async ({ params }) => {
        const bytes = teams.file(String(params.id));
        if (bytes === undefined) throw new LocalMistake(404, 'no such file since the start');
        return { status: 200, body: bytes, type: 'application/octet-stream' };
      }),
    },
    does('/local/post', asked.post, teams.post),
    does('/local/edit', asked.edit, async ({ messageId, person, text: words }) => {
      mustBeTheirs(messageId, person);
      return await teams.edit({ messageId, text: words });
    }),
    does('/local/remove', asked.mark, async ({ messageId, person }) => {
      mustBeTheirs(messageId, person);
      return await teams.remove({ messageId });
    }),
    does('/local/undelete', asked.mark, async ({ messageId, person }) => {
      mustBeTheirs(messageId, person);
      return await teams.undelete({ messageId });
    }),
    does('/local/redeliver', asked.again, ({ messageId }) => teams.redeliver(messageId)),
    does('/local/react', asked.react, teams.react),
    does('/local/submit', asked.submit, teams.submit),
    does('/local/rhythm', asked.rhythm, async ({ ldso, kind }) => ({
      said: await extras.rhythm(ldso, kind),
    })),
    ...(['get', 'post', 'put', 'del'] as const).map(method => ({
      method,
      path: '/connector/*',
      handler: guarded(async ({ url, body, headers }: LocalRequest) =>
        teams.handle({
          method: method === 'del' ? 'DELETE' : method.toUpperCase(),
          path: url.replace(/^\/connector/, ''),
          body,
          headers,
        }),
      ),
    })),
  ];
}

function stateOf(teams: LocalTeams, extras: LocalExtras) {
  return {
    bot: teams.bot,
    people: teams.people.map(({ id: personId, name, role, ldso }) => ({ id: personId, name, role, ldso })),
    channels: teams.channels.map(({ ldso, name }) => ({ ldso, name, mpanRefs: extras.mpanRefs(ldso) })),
    chats: teams.chats.map(({ ldso, name, person }) => ({ ldso, name, person, mpanRefs: [] })),
    messages: teams.transcript(),
  };
}

/** A page of another site can send requests to a loopback port; it cannot hide that it is another site. */
function guarded(handler: LocalRoute['handler']): LocalRoute['handler'] {
  return async request => {
    const { host, origin } = request.headers;
    const isLoopback = typeof host === 'string' && /^(localhost|127(\.\d+){3}|\[::1\])(:\d+)?$/.test(host);
    if (!isLoopback || (origin !== undefined && origin !== `http://${host}`))
      return { status: 403, body: { error: 'open the local channel by its loopback address' } };
    try {
      return await handler(request);
    } catch (error) {
      if (!(error instanceof LocalMistake)) throw error;
      return { status: error.status, body: { error: error.message } };
    }
  };
}
