// The connection to one LDSO's organisation: opened once, asked through one door that turns every failure into a fault.
import { WebApi } from 'azure-devops-node-api';
import type { ClientApiBase } from 'azure-devops-node-api/ClientApiBases.js';
import type { ITestApi } from 'azure-devops-node-api/TestApi.js';
import type { ITestPlanApi } from 'azure-devops-node-api/TestPlanApi.js';
import type { IWorkItemTrackingApi } from 'azure-devops-node-api/WorkItemTrackingApi.js';
import { z } from 'zod';
import { WorldFault } from '../../ports/world-fault.ts';
import { type At, faultOf, limitsTold, missingFault, signInFault, strangeFault } from './faults.ts';
import { costOfRead, costOfWrite, type Gate, isHeldBack } from './gate.ts';
import { isSignInFault, type SignIn } from './sign-in.ts';
import type { SignInWatch } from './signed-out.ts';
import { type AdoTarget, addressOf, organisationName } from './target.ts';

type Apis = {
  readonly test: ITestApi;
  readonly plans: ITestPlanApi;
  readonly items: IWorkItemTrackingApi;
};

type PagedList = {
  readonly api: 'test' | 'plans';
  readonly area: string;
  /** The resource's id, by which the client finds its address. */
  readonly location: string;
  readonly version: string;
  readonly route?: Readonly<Record<string, string | number>>;
  readonly query?: Readonly<Record<string, string | number | boolean>>;
};

export type Connection = {
  readonly target: AdoTarget;
  readonly project: string;
  /** The organisation's address without a slash at the end. */
  readonly address: string;
  /** Id of the account that the bot is signed in as. */
  ownId(): Promise<string>;
  /** @param operation what is done, in words, for fault messages
   *  @throws WorldFault */
  ask<Answer>(
    operation: string,
    answer: z.ZodType<Answer>,
    call: (apis: Apis) => Promise<unknown>,
  ): Promise<Answer>;
  /**
   * What the client has no method for.
   * @param path a whole address, or what follows the organisation's
   * @throws WorldFault
   */
  get<Answer>(operation: string, answer: z.ZodType<Answer>, path: string): Promise<Answer>;
  /** All pages of a list. @throws WorldFault */
  pages<Row>(operation: string, row: z.ZodType<Row>, list: PagedList): Promise<readonly Row[]>;
  /** @throws WorldFault while the organisation has asked us to wait, or does not answer */
  checkQuiet(): void;
  close(): void;
};

/** Told of each request, for figures; nothing of what was sent. */
export type OnCall = (call: {
  readonly ldso: string;
  readonly operation: string;
  readonly status: number | 'none';
  /** The answer asked to go slower. */
  readonly slowed: boolean;
}) => void;

type Open = { readonly apis: Apis; readonly ownId: string };

const connected = z.object({ authenticatedUser: z.object({ id: z.string().min(1) }) });
const pagesAtMost = 500;

type ConnectionNeeds = {
  readonly signIn: SignIn;
  readonly watch: SignInWatch;
  /** One for the organisation, whoever asks it. */
  readonly gate: Gate;
  readonly onCall?: OnCall | undefined;
  /** How long an answer may be silent, milliseconds. */
  readonly timeoutMs: number;
};

export function connectionTo(
  target: AdoTarget,
  { signIn, watch, gate, onCall, timeoutMs }: ConnectionNeeds,
): Connection {
  const address = addressOf(target);
  const place = `${organisationName(address)}/${target.project}`;
  // No retries in the client: it knows neither Retry-After nor what may be sent twice.
  const web = new WebApi(address, signIn.handler, {
    keepAlive: true,
    socketTimeout: timeoutMs,
    allowRetries: false,
  });
  let opening: Promise<Open> | undefined;
  let opened: Open | undefined;

  /** Kept only when it worked, for the client takes a sign-in page for an on-premises server. */
  function open(): Promise<Open> {
    opening ??= openOnce().catch(cause => {
      opening = undefined;
      throw cause;
    });
    return opening;
  }

  async function openOnce(): Promise<Open> {
    const ownId = await whoAmI();
    const [test, plans, items] = [
      await web.getTestApi(),
      await web.getTestPlanApi(),
      await web.getWorkItemTrackingApi(),
    ];
    opened = { ownId, apis: { test, plans, items } };
    return opened;
  }

  async function whoAmI(): Promise<string> {
    const at = { operation: 'connect', target: place };
    const answer: unknown = await web.connect();
    if (answer === null) throw signInFault(at, 203);
    return parsed(connected, answer, at).authenticatedUser.id;
  }

  /** What came back: an answer, or a fault. */
  function hear(at: At, answer: unknown): void {
    // A token that is not taken is no matter of pace: it may be renewed at any time.
    gate.heard(isSignInFault(answer) ? undefined : answer);
    const status = answer instanceof WorldFault ? (answer.status ?? 'none') : 200;
    const slowed = !isSignInFault(answer) && limitsTold(answer).waitMs !== undefined;
    onCall?.({ ldso: target.ldso, operation: at.operation, status, slowed });
  }

  async function guarded<Answer>(at: At, work: (apis: Apis) => Promise<Answer>): Promise<Answer> {
    await gate.enter(costOf(at));
    try {
      await signIn.prepare();
      const { apis } = await open();
      const answer = await work(apis);
      watch.answered();
      return answer;
    } catch (cause) {
      const fault = isAddressUnknown(cause) ? await whyNoAddress(at) : faultOf(cause, at);
      watch.failed(fault);
      if (isSignInFault(fault)) signIn.forget();
      if (!isHeldBack(fault)) hear(at, fault);
      throw fault;
    }
  }

  /** The client answers `null` for 404 and for a sign-in page alike; asking who we are tells them apart. */
  async function whyNothing(at: At): Promise<unknown> {
    try {
      await whoAmI();
      return missingFault(at);
    } catch (cause) {
      return faultOf(cause, at);
    }
  }

  /** Somebody else's page instead of the list of addresses: a sign-in that was asked for once, or a proxy. */
  async function whyNoAddress(at: At): Promise<unknown> {
    const why = await whyNothing(at);
    if (!(why instanceof WorldFault) || why.status !== 404) return why;
    return new WorldFault({ ...at, advice: 'Azure DevOps did not tell its addresses' });
  }

  /** Both refusals leave everything as it was, so what was answered with nothing is asked once more to be sure. */
  async function askedAgain(at: At, call: () => Promise<unknown>): Promise<unknown> {
    const why = await whyNothing(at);
    if (!(why instanceof WorldFault) || why.status !== 404) throw why;
    hear({ ...at, operation: 'connect' }, undefined);
    await gate.enter(costOf(at));
    const answer = await call();
    if (answer === null || answer === undefined) throw why;
    return answer;
  }

  return {
    target,
    project: target.project,
    address,
    async ownId() {
      if (opened !== undefined) return opened.ownId;
      const at = { operation: 'connect', target: place };
      return guarded(at, async () => {
        const { ownId } = await open();
        hear(at, ownId);
        return ownId;
      });
    },
    ask(operation, schema, call) {
      const at = { operation, target: place };
      return guarded(at, async apis => {
        const answer = (await call(apis)) ?? (await askedAgain(at, () => call(apis)));
        hear(at, answer);
        return parsed(schema, answer, at);
      });
    },
    get(operation, schema, path) {
      const at = { operation, target: place };
      const url = path.startsWith('https://') || path.startsWith('http://') ? path : `${address}/${path}`;
      return guarded(at, async () => {
        const acceptHeader = 'application/json;api-version=7.1-preview';
        const { result, statusCode } = await web.rest.get<unknown>(url, { acceptHeader });
        if (statusCode === 404) throw missingFault(at);
        if (result === null) throw signInFault(at, statusCode);
        hear(at, result);
        return parsed(schema, result, at);
      });
    },
    pages(operation, row, list) {
      const at = { operation, target: place };
      return guarded(at, apis =>
        allPages(apis[list.api], z.object({ value: z.array(row) }), {
          ...list,
          at,
          enter: () => gate.enter(costOf(at)),
          hear: answer => hear(at, answer),
        }),
      );
    },
    checkQuiet: () => gate.checkQuiet(),
    close() {
      web.rest.client.dispose();
      opening?.then(
        ({ apis }) => {
          for (const api of [apis.test, apis.plans, apis.items]) disposeOf(api);
        },
        () => undefined,
      );
    },
  };
}

/**
 * Follows the continuation header by hand: the client's own lists leave their token empty.
 * Source: github.com/microsoft/azure-devops-node-api/issues/609. Can go when `PagedList.continuationToken` is filled.
 */
async function allPages<Row>(
  api: Pick<ClientApiBase, 'vsoClient' | 'rest' | 'createAcceptHeader'>,
  page: z.ZodType<{ value: Row[] }>,
  list: PagedList & {
    readonly at: At;
    /** Before each page but the first. */
    readonly enter: () => Promise<void>;
    readonly hear: (answer: unknown) => void;
  },
): Promise<readonly Row[]> {
  const rows: Row[] = [];
  let token: string | undefined;
  for (let count = 0; count < pagesAtMost; count += 1) {
    if (count > 0) await list.enter();
    const query = token === undefined ? list.query : { ...list.query, continuationToken: token };
    const { requestUrl, apiVersion } = await api.vsoClient.getVersioningData(
      list.version,
      list.area,
      list.location,
      { ...list.route },
      query,
    );
    const acceptHeader = api.createAcceptHeader('application/json', apiVersion);
    const answer = await api.rest.get<unknown>(requestUrl ?? '', { acceptHeader });
    if (answer.statusCode === 404) throw missingFault(list.at);
    if (answer.result === null) throw signInFault(list.at, answer.statusCode);
    list.hear(answer.result);
    rows.push(...parsed(page, answer.result, list.at).value);
    token = continuationOf(answer.headers);
    if (token === undefined) return rows;
  }
  throw strangeFault(list.at, 'x-ms-continuationtoken');
}

/** By convention an operation says in its first word what it does. */
function costOf({ operation }: At): number {
  return /^(read|look|connect)\b/.test(operation) ? costOfRead : costOfWrite;
}

function continuationOf(headers: object): string | undefined {
  const token = 'x-ms-continuationtoken' in headers ? headers['x-ms-continuationtoken'] : undefined;
  return typeof token === 'string' && token !== '' ? token : undefined;
}

function parsed<Answer>(schema: z.ZodType<Answer>, answer: unknown, at: At): Answer {
  const result = schema.safeParse(answer);
  if (result.success) return result.data;
  throw strangeFault(at, result.error.issues[0]?.path.join('.') ?? '');
}

/** A dead token gives an empty list of addresses, in which the client then finds nothing. */
function isAddressUnknown(cause: unknown): boolean {
  return cause instanceof Error && cause.message.startsWith('Failed to find api location');
}

function disposeOf(api: Pick<ClientApiBase, 'rest' | 'http'>): void {
  api.rest.client.dispose();
  api.http.dispose();
}
