// Where each LDSO's record stands in Azure DevOps, from the participants file; the sandbox where that is named.
import type { AdoTarget } from './adapters/ado/target.ts';
import type { Config } from './config.ts';
import type { LdsoSettings, Participants } from './participants.ts';

/** @param sandboxUrl undefined when no sandbox may be used @throws with one plain line for an LDSO that has its record there */
export function adoTargets(
  participants: Participants,
  config: Pick<Config, 'secret'>,
  sandboxUrl: string | undefined,
): readonly AdoTarget[] {
  return participants.ldsos.map(settings => {
    const { id, azureDevOps } = settings;
    const { organisationUrl, project, plan, configuration, gridShows, defects } = azureDevOps;
    const named = {
      ldso: id,
      project,
      planId: plan,
      gridShows,
      defect: defects,
      ...(configuration === undefined ? {} : { configuration }),
    };
    const sandbox = /^sandbox:\/\/([^/]+)$/.exec(organisationUrl)?.[1];
    if (sandbox === undefined) return { ...named, organisationUrl, signIn: signInOf(settings, config) };
    if (sandboxUrl === undefined)
      throw new Error(
        `PARTICIPANTS_FILE: ${id} has its Azure DevOps in the sandbox, which runs only without MICROSOFT_APP_ID; write its real address`,
      );
    return { ...named, organisationUrl: `${sandboxUrl}/${sandbox}`, signIn: { token: () => 'sandbox' } };
  });
}

function signInOf({ azureDevOps }: LdsoSettings, config: Pick<Config, 'secret'>): AdoTarget['signIn'] {
  const { signIn } = azureDevOps;
  if ('tokenVariable' in signIn) return { token: () => config.secret(signIn.tokenVariable) };
  if ('managedIdentity' in signIn)
    return {
      as: 'managed identity',
      ...(signIn.clientId === undefined ? {} : { clientId: signIn.clientId }),
    };
  const { tenantId, clientId } = signIn;
  if ('clientSecretVariable' in signIn)
    return {
      as: 'client secret',
      tenantId,
      clientId,
      secret: () => config.secret(signIn.clientSecretVariable),
    };
  const { certificateFile, certificatePasswordVariable: password } = signIn;
  return {
    as: 'client certificate',
    tenantId,
    clientId,
    certificateFile,
    password: () => (password === undefined ? undefined : config.secret(password)),
  };
}
