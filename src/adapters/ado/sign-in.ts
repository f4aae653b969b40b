// Signs requests in: with a personal access token, or with tokens of Entra that are fetched ahead and renewed.
import type { TokenCredential } from '@azure/identity';
import type { IRequestHandler } from 'azure-devops-node-api/interfaces/common/VsoBaseInterfaces.js';
import type { Clock } from '../../ports/clock.ts';
import { WorldFault } from '../../ports/world-fault.ts';
import { type CredentialFor, entraAdvice, isUnreachable } from './entra.ts';
import { signInAgainMs } from './faults.ts';
import { type AdoTarget, organisationName } from './target.ts';

export type SignIn = {
  /** Puts the header on each request; it cannot wait, so the token is fetched ahead by `prepare`. */
  readonly handler: IRequestHandler;
  /** @throws WorldFault when there is no token */
  readonly prepare: () => Promise<void>;
  /** Azure DevOps did not take the token: the next `prepare` fetches another, where there is another to be had. */
  readonly forget: () => void;
};

// Azure DevOps in Entra. Source: Microsoft Learn, "Use service principals & managed identities in Azure DevOps".
const scope = '499b84ac-1321-427f-aa17-267ca6975798/.default';
const renewAheadMs = 5 * 60_000;
/** What every fault of signing in has as its operation. */
const operation = 'sign in';

export function signInTo(target: AdoTarget, clock: Clock, credentialFor: CredentialFor): SignIn {
  const { signIn } = target;
  const at = { operation, target: organisationName(target.organisationUrl) };
  let header: string | undefined;
  const handler = handlerFor(hostsOf(target), () => header);
  if ('token' in signIn) {
    const prepare = async () => {
      const token = signIn.token();
      if (token === undefined || token === '') {
        const advice = `no token is set for ${at.target}: set the variable that the participants file names`;
        throw new WorldFault({ ...at, retryAfterMs: signInAgainMs, advice });
      }
      header = `Basic ${Buffer.from(`PAT:${token}`).toString('base64')}`;
    };
    // The variable is read before every request.
    return { handler, prepare, forget: () => {} };
  }
  let credential: TokenCredential | undefined;
  let fetching: Promise<void> | undefined;
  let renewAt = 0;
  const fetchToken = async () => {
    try {
      credential ??= await credentialFor(signIn);
      const token = await credential.getToken(scope);
      if (token === null) throw new Error('no token was given');
      header = `Bearer ${token.token}`;
      renewAt = token.expiresOnTimestamp - renewAheadMs;
    } catch (cause) {
      // A credential that failed is made anew: its secret or its file may have been changed.
      credential = undefined;
      const wait = isUnreachable(cause) ? {} : { retryAfterMs: signInAgainMs };
      throw new WorldFault({ ...at, ...wait, advice: entraAdvice(signIn, cause) });
    }
  };
  const prepare = async () => {
    if (header !== undefined && clock.now().getTime() < renewAt) return;
    // Many requests may find the token old at once: one fetches it for all.
    fetching ??= fetchToken().finally(() => {
      fetching = undefined;
    });
    return fetching;
  };
  const forget = () => {
    header = undefined;
  };
  return { handler, prepare, forget };
}

/** Whether a fault means that Azure DevOps does not know who asks; a person has to mend that, and then all goes on. */
export function isSignInFault(fault: unknown): fault is WorldFault {
  return (
    fault instanceof WorldFault &&
    (fault.status === 401 || fault.status === 203 || fault.operation === operation)
  );
}

/** The organisation's own, and where the cloud keeps its licences. */
function hostsOf({ organisationUrl }: AdoTarget): readonly string[] {
  const { hostname } = new URL(organisationUrl);
  if (hostname === 'dev.azure.com') return [hostname, 'vsaex.dev.azure.com'];
  const old = /^([^.]+)\.visualstudio\.com$/.exec(hostname)?.[1];
  return old === undefined ? [hostname] : [hostname, `${old}.vsaex.visualstudio.com`];
}

function handlerFor(hosts: readonly string[], header: () => string | undefined): IRequestHandler {
  return {
    prepareRequest(options) {
      const headers: Record<string, unknown> = { 'X-TFS-FedAuthRedirect': 'Suppress' };
      const value = header();
      // A redirect may lead elsewhere; the token does not go with it.
      if (hosts.includes(options.host ?? '') && value !== undefined) headers.Authorization = value;
      Object.assign(options.headers ?? {}, headers);
    },
    canHandleAuthentication: () => false,
    handleAuthentication: () => Promise.reject(new Error('signs in ahead of the request, never after it')),
  };
}
