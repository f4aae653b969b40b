// Where each LDSO's record stands in Azure DevOps, from the participants file; the sandbox where that is named.
import type { AdoTarget } from '../adapters/ado/target.ts';
import type { Config } from '../config.ts';
import type { Instance } from '../domain/refs.ts';
import type { OrganisationSettings } from './organisation.ts';
import type { Participants } from './participants.ts';

/** @param sandboxUrl undefined when no sandbox may be used @throws with one plain line for an LDSO that has its record there */
export function adoTargets(
  participants: Participants,
  config: Pick<Config, 'secret'>,
  sandboxUrl: string | undefined,
): readonly AdoTarget[] {
  const { masterOrganisation } = participants.programme;
  const where = { config, sandboxUrl };
  const ofLdsos = participants.ldsos.map(({ id, azureDevOps }) => {
    const { plan, configuration, gridShows } = azureDevOps;
    return {
      ...placeOf(id, azureDevOps, where),
      planId: plan,
      gridShows,
      ...(configuration === undefined ? {} : { configuration }),
    };
  });
  if (masterOrganisation === undefined) return ofLdsos;
  return [...ofLdsos, { ...placeOf('master', masterOrganisation, where), planId: 0 }];
}

type Where = { readonly config: Pick<Config, 'secret'>; readonly sandboxUrl: string | undefined };

function placeOf(instance: Instance, organisation: OrganisationSettings, { config, sandboxUrl }: Where) {
  const { organisationUrl, project, defects } = organisation;
  const named = { ldso: instance, project, defect: defects };
  const sandbox = /^sandbox:\/\/([^/]+)$/.exec(organisationUrl)?.[1];
  if (sandbox === undefined) return { ...named, organisationUrl, signIn: signInOf(organisation, config) };
  if (sandboxUrl === undefined)
    throw new Error(
      `PARTICIPANTS_FILE: ${instance} has its Azure DevOps in the sandbox, which runs only without MICROSOFT_APP_ID; write its real address`,
    );
  return { ...named, organisationUrl: `${sandboxUrl}/${sandbox}`, signIn: { token: () => 'sandbox' } };
}

function signInOf({ signIn }: OrganisationSettings, config: Pick<Config, 'secret'>): AdoTarget['signIn'] {
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
