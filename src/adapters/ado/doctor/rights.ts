// What the account may do, asked of Azure DevOps itself; nothing is written to find it out.
import { z } from 'zod';
import type { Connection } from '../client.ts';
import { usualDefect } from '../target.ts';
import { cannotTell, type Finding, looked } from './finding.ts';

// Source: Microsoft Learn, "Security namespace and permission reference": Project. Bits are found by their names.
const projectNamespace = '52d39943-cb85-4d7f-8fa8-c6baac873819';
const needed = [
  { action: 'VIEW_TEST_RESULTS', words: 'View test runs' },
  { action: 'PUBLISH_TEST_RESULTS', words: 'Create test runs' },
];

const namespaces = z.object({
  value: z.array(z.object({ actions: z.array(z.object({ bit: z.number(), name: z.string() })) })),
});
const answers = z.object({ value: z.array(z.boolean()) });
const project = z.object({ id: z.string() });

export async function examineRights(connection: Connection): Promise<readonly Finding[]> {
  const unknown = cannotTell(
    'rights',
    'look in Project settings > Permissions that the account has "View test runs" and "Create test runs"',
  );
  return looked('rights', () => testRights(connection), unknown);
}

async function testRights(connection: Connection): Promise<readonly Finding[]> {
  const { id } = await connection.get(
    'read the project',
    project,
    `_apis/projects/${encodeURIComponent(connection.project)}`,
  );
  const { value } = await connection.get(
    'read the permissions that there are',
    namespaces,
    `_apis/securitynamespaces/${projectNamespace}`,
  );
  const bits = new Map(value.flatMap(({ actions }) => actions.map(({ name, bit }) => [name, bit] as const)));
  const token = encodeURIComponent(`$PROJECT:vstfs:///Classification/TeamProject/${id}`);
  const lacking: string[] = [];
  for (const { action, words } of needed) {
    const bit = bits.get(action);
    if (bit === undefined) continue;
    const path = `_apis/permissions/${projectNamespace}/${bit}?tokens=${token}`;
    const { value: may } = await connection.get('read what the account may do', answers, path);
    if (may[0] !== true) lacking.push(words);
  }
  if (lacking.length === 0)
    return [{ check: 'rights', is: 'well', says: 'the account may view and create test runs' }];
  return lacking.map(words => ({
    check: 'rights',
    is: 'mend',
    says: `the account lacks the permission "${words}"`,
    todo: `allow "${words}" for it in Project settings > Permissions; a personal access token also needs the scope "Test management (read & write)"`,
  }));
}

/** Azure DevOps looks at a bug as if it were to be made, and makes none. */
export async function mayRaiseDefects(connection: Connection): Promise<readonly Finding[]> {
  const settings = connection.target.defect ?? usualDefect;
  const { workItemType, alsoSet, fields, severities, priorities } = settings;
  const values = {
    'System.Title': 'Looked at by QT Daybook, not to be made',
    ...alsoSet,
    [fields.severity]: severities.S3,
    [fields.priority]: priorities.P3,
  };
  const patch = Object.entries(values).map(([name, value]) => ({
    op: 'add',
    path: `/fields/${name}`,
    value,
  }));
  return looked(
    'defects',
    async () => {
      await connection.ask('read whether a defect could be made', z.unknown(), ({ items }) =>
        items.createWorkItem({}, patch, connection.project, workItemType, true),
      );
      return [{ check: 'defects', is: 'well', says: `a ${workItemType} can be made as the settings say` }];
    },
    fault => ({
      check: 'defects',
      is: 'mend',
      says: `a ${workItemType} could not be made (${fault.message})`,
      todo:
        fault.status === 403 || fault.status === 401
          ? 'allow "Edit work items in this node" for the account on the project’s area path; a personal access token also needs the scope "Work items (read & write)"'
          : 'write what the project demands of a new one into azureDevOps.defects.alsoSet',
    }),
  );
}
