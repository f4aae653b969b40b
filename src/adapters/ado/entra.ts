// Identities of Entra that the bot can be towards Azure DevOps, and what to do when one of them gets no token.
import type { TokenCredential } from '@azure/identity';

export type EntraSignIn =
  | { readonly as: 'managed identity'; readonly clientId?: string }
  | {
      readonly as: 'client secret';
      readonly tenantId: string;
      readonly clientId: string;
      /** As it is now. */
      readonly secret: () => string | undefined;
    }
  | {
      readonly as: 'client certificate';
      readonly tenantId: string;
      readonly clientId: string;
      /** A PEM file with the certificate and its private key. */
      readonly certificateFile: string;
      readonly password: () => string | undefined;
    };

export type CredentialFor = (signIn: EntraSignIn) => Promise<TokenCredential>;

/** Loaded only where it is used: the package is large and a personal access token needs none of it. */
export const entraCredential: CredentialFor = async signIn => {
  const identity = await import('@azure/identity');
  switch (signIn.as) {
    case 'managed identity':
      return signIn.clientId === undefined
        ? new identity.ManagedIdentityCredential()
        : new identity.ManagedIdentityCredential({ clientId: signIn.clientId });
    case 'client secret': {
      const secret = signIn.secret();
      if (secret === undefined || secret === '') throw new NoSecret();
      return new identity.ClientSecretCredential(signIn.tenantId, signIn.clientId, secret);
    }
    case 'client certificate': {
      const password = signIn.password();
      return new identity.ClientCertificateCredential(signIn.tenantId, signIn.clientId, {
        certificatePath: signIn.certificateFile,
        ...(password === undefined ? {} : { certificatePassword: password }),
      });
    }
  }
};

class NoSecret extends Error {}

// Source: Microsoft Learn, "Microsoft Entra authentication and authorization error codes".
const reasons: Readonly<Record<string, string>> = {
  AADSTS7000215: 'the client secret is wrong: copy its value, not its id, from the app registration',
  AADSTS7000222: 'the client secret has expired: make a new one in the app registration',
  AADSTS700016: 'the tenant has no such app: check clientId and tenantId',
  AADSTS700027: 'the certificate is not the one that the app registration holds, or has expired',
  AADSTS90002: 'there is no such tenant: check tenantId',
  AADSTS7000112: 'the app is disabled in its tenant',
};

/** Never quotes the cause: its words may hold what was sent. */
export function entraAdvice(signIn: EntraSignIn, cause: unknown): string {
  if (cause instanceof NoSecret)
    return 'no client secret is set: set the variable that the participants file names';
  const message = cause instanceof Error ? cause.message : '';
  const code = /\bAADSTS\d+\b/.exec(message)?.[0];
  const known = code === undefined ? undefined : reasons[code];
  if (isUnreachable(cause))
    return `Entra was not reached: check that the bot may reach ${endpointOf(signIn)}`;
  if (signIn.as === 'client certificate' && message.includes('does not contain a PEM'))
    return `${signIn.certificateFile} holds no certificate: it needs the certificate and its private key, both in PEM`;
  if (known !== undefined) return `the ${signIn.as} got no token (${code}): ${known}`;
  const why = code ?? fileFault(cause) ?? (cause instanceof Error ? cause.name : 'unknown');
  return `the ${signIn.as} got no token (${why}): ${checkOf(signIn)}`;
}

/** Nobody was asked; it may work a moment later. */
export function isUnreachable(cause: unknown): boolean {
  return cause instanceof Error && /\bnetwork_error\b/.test(cause.message);
}

function endpointOf({ as }: EntraSignIn): string {
  return as === 'managed identity' ? 'the identity endpoint of where it runs' : 'login.microsoftonline.com';
}

function checkOf(signIn: EntraSignIn): string {
  switch (signIn.as) {
    case 'managed identity':
      return 'check that it is assigned to where the bot runs';
    case 'client secret':
      return 'check tenantId, clientId and the secret';
    case 'client certificate':
      return `check tenantId, clientId and ${signIn.certificateFile}`;
  }
}

/** e.g. `ENOENT` of a file that is not there. */
function fileFault(cause: unknown): string | undefined {
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : undefined;
}
