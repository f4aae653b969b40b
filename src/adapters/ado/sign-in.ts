// Signs requests in: with a personal access token, or as the identity that the bot runs under in Azure.
import type { TokenCredential } from '@azure/identity';
import type { IRequestHandler } from 'azure-devops-node-api/interfaces/common/VsoBaseInterfaces.js';
import type { Clock } from '../../ports.ts';
import { WorldFault } from '../../ports.ts';
import { type AdoTarget, organisationName } from './target.ts';

export type SignIn = {
  /** Puts the header on each request; it cannot wait, so the token is fetched ahead by `prepare`. */
  readonly handler: IRequestHandler;
  /** @throws when there is no token */
  readonly prepare: () => Promise<void>;
};

export type CredentialFor = (clientId: string | undefined) => Promise<TokenCredential>;

// Azure DevOps in Entra. Source: Microsoft Learn, "Use service principals & managed identities in Azure DevOps".
const scope = '499b84ac-1321-427f-aa17-267ca6975798/.default';
const renewAheadMs = 5 * 60_000;

export function signInTo(target: AdoTarget, clock: Clock, credentialFor: CredentialFor): SignIn {
  const { signIn } = target;
  let header: string | undefined;
  const handler = handlerFor(new URL(target.organisationUrl).hostname, () => header);
  const at = { operation: 'sign in', target: organisationName(target.organisationUrl) };
  if ('token' in signIn) {
    const prepare = async () => {
      const token = signIn.token();
      if (token === undefined || token === '') {
        const advice = `no token is set for ${at.target}: set the variable that the participants file names`;
        throw new WorldFault({ ...at, advice });
      }
      header = `Basic ${Buffer.from(`PAT:${token}`).toString('base64')}`;
    };
    return { handler, prepare };
  }
  let credential: TokenCredential | undefined;
  let renewAt = 0;
  const prepare = async () => {
    if (header !== undefined && clock.now().getTime() < renewAt) return;
    credential ??= await credentialFor(signIn.clientId);
    const token = await tokenOf(credential, at);
    header = `Bearer ${token.token}`;
    renewAt = token.expiresOnTimestamp - renewAheadMs;
  };
  return { handler, prepare };
}

/** Loaded only where it is used: the package is large and a token needs none of it. */
export const managedIdentity: CredentialFor = async clientId => {
  const { ManagedIdentityCredential } = await import('@azure/identity');
  return clientId === undefined
    ? new ManagedIdentityCredential()
    : new ManagedIdentityCredential({ clientId });
};

async function tokenOf(
  credential: TokenCredential,
  at: { readonly operation: string; readonly target: string },
) {
  try {
    const token = await credential.getToken(scope);
    if (token !== null) return token;
  } catch (cause) {
    const why = cause instanceof Error ? cause.name : 'unknown';
    throw new WorldFault({
      ...at,
      advice: `the managed identity got no token (${why}): check that it is assigned`,
    });
  }
  throw new WorldFault({ ...at, advice: 'the managed identity got no token: check that it is assigned' });
}

function handlerFor(host: string, header: () => string | undefined): IRequestHandler {
  return {
    prepareRequest(options) {
      const headers: Record<string, unknown> = { 'X-TFS-FedAuthRedirect': 'Suppress' };
      const value = header();
      // A redirect may lead elsewhere; the token does not go with it.
      if (options.host === host && value !== undefined) headers.Authorization = value;
      Object.assign(options.headers ?? {}, headers);
    },
    canHandleAuthentication: () => false,
    handleAuthentication: () => Promise.reject(new Error('signs in ahead of the request, never after it')),
  };
}
