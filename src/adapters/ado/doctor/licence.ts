// Who the bot is in an organisation, and whether its licence lets it write test results.
import { z } from 'zod';
import { WorldFault } from '../../../ports/world-fault.ts';
import type { Connection } from '../client.ts';
import { cannotTell, type Finding, looked } from './finding.ts';

const connected = z.object({
  authenticatedUser: z.object({
    id: z.string(),
    customDisplayName: z.string().nullish(),
    providerDisplayName: z.string().nullish(),
  }),
});
const entitlement = z.object({
  accessLevel: z.object({
    accountLicenseType: z.string().nullish(),
    msdnLicenseType: z.string().nullish(),
    licenseDisplayName: z.string().nullish(),
    status: z.string().nullish(),
  }),
});

/** @throws WorldFault */
export async function signedInAs(
  connection: Connection,
): Promise<{ readonly id: string; readonly name: string }> {
  const { authenticatedUser: user } = await connection.get('connect', connected, '_apis/connectionData');
  return { id: user.id, name: user.customDisplayName ?? user.providerDisplayName ?? user.id };
}

const byHand = 'look in Organization settings > Users that the account has Basic access, not Stakeholder';

export async function examineLicence(connection: Connection): Promise<readonly Finding[]> {
  return looked(
    'licence',
    async () => [findingOf(await entitlementOf(connection))],
    fault =>
      // Azure DevOps Server has no such list.
      fault.status === 404
        ? { check: 'licence', is: 'unknown', says: 'there is no list of licences here', todo: byHand }
        : cannotTell('licence', byHand)(fault),
  );
}

async function entitlementOf(connection: Connection): Promise<z.infer<typeof entitlement>> {
  const id = await connection.ownId();
  const read = (kind: string) =>
    connection.get('read the licence', entitlement, `${licencesAt(connection.address)}/_apis/${kind}/${id}`);
  try {
    return await read('userentitlements');
  } catch (fault) {
    if (!(fault instanceof WorldFault) || fault.status !== 404) throw fault;
    return read('serviceprincipalentitlements');
  }
}

// Source: REST reference, Member Entitlement Management: a host of its own in the cloud.
function licencesAt(address: string): string {
  return address
    .replace(/^https:\/\/dev\.azure\.com\//, 'https://vsaex.dev.azure.com/')
    .replace(/^(https:\/\/[^./]+)\.visualstudio\.com/, '$1.vsaex.visualstudio.com');
}

function findingOf({ accessLevel }: z.infer<typeof entitlement>): Finding {
  const { accountLicenseType, msdnLicenseType, licenseDisplayName, status } = accessLevel;
  const licence = licenseDisplayName ?? accountLicenseType ?? 'unknown';
  const has = [accountLicenseType, msdnLicenseType].map(each => (each ?? 'none').toLowerCase());
  if (has.includes('stakeholder') || has.every(each => each === 'none'))
    return {
      check: 'licence',
      is: 'mend',
      says: `the account has the access level ${licence}, which cannot write test results`,
      todo: 'give it Basic in Organization settings > Users',
    };
  if (status !== undefined && status !== null && status.toLowerCase() !== 'active')
    return {
      check: 'licence',
      is: 'notice',
      says: `the access level ${licence} is ${status}`,
      todo: 'look at it in Organization settings > Users',
    };
  return { check: 'licence', is: 'well', says: `access level ${licence}` };
}
