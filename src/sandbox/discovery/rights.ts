/** What people may do, and which licence they have: as the seed says, and told as Azure DevOps tells it. */
import { type Answer, list, ok, Refused } from '../http/answer.ts';
import { type Ask, param } from '../http/ask.ts';
import type { Route } from '../http/router.ts';
import type { Licence, MayNot, Person } from '../state.ts';

// Source: "Security namespace and permission reference", learn.microsoft.com: the Project namespace. Clients are to find
// the bits by their names.
const projectNamespace = '52d39943-cb85-4d7f-8fa8-c6baac873819';
const actions: readonly { readonly bit: number; readonly name: string; readonly mayNot?: MayNot }[] = [
  { bit: 1, name: 'GENERIC_READ' },
  { bit: 2, name: 'GENERIC_WRITE' },
  { bit: 8, name: 'PUBLISH_TEST_RESULTS', mayNot: 'create test runs' },
  { bit: 512, name: 'VIEW_TEST_RESULTS', mayNot: 'view test runs' },
];

const licences: Readonly<Record<Licence, string>> = {
  Stakeholder: 'stakeholder',
  Basic: 'express',
  'Basic + Test Plans': 'advanced',
};

function namespaces(ask: Ask): Answer {
  if (param(ask, 'namespaceId').toLowerCase() !== projectNamespace) return list([]);
  const shown = actions.map(({ bit, name }) => ({
    bit,
    name,
    displayName: name,
    namespaceId: projectNamespace,
  }));
  return list([{ namespaceId: projectNamespace, name: 'Project', displayName: 'Project', actions: shown }]);
}

function permissions(ask: Ask): Answer {
  const wanted = Number(param(ask, 'permissions'));
  const denied = actions.filter(({ mayNot }) => mayNot !== undefined && ask.by.mayNot?.includes(mayNot));
  const allowed = !denied.some(({ bit }) => (wanted & bit) !== 0);
  const tokens = (ask.query('tokens') ?? '').split(',');
  return list(tokens.map(() => allowed));
}

function entitlement(ask: Ask): Answer {
  const person = ask.organisation.users.find(user => user.id === param(ask, 'userId').toLowerCase());
  if (!person) throw new Refused(404, 'MemberNotFoundException', 'The member does not exist.');
  const licence = person.licence ?? 'Basic';
  return ok({
    id: person.id,
    user: { displayName: person.name, principalName: person.email },
    accessLevel: {
      accountLicenseType: licences[licence],
      licenseDisplayName: licence,
      licensingSource: 'account',
      msdnLicenseType: 'none',
      status: 'active',
    },
  });
}

/** @throws 403 for somebody who may not do this */
export function checkRight(by: Person, route: Pick<Route, 'method' | 'path'>): void {
  const right = rightFor(route);
  if (right === undefined || !by.mayNot?.includes(right)) return;
  throw new Refused(403, 'AccessDeniedException', `TF50309: ${by.name} lacks the permission to ${right}.`);
}

function rightFor({ method, path }: Pick<Route, 'method' | 'path'>): MayNot | undefined {
  if (/^(test|testresults)\/runs/.test(path)) return method === 'GET' ? 'view test runs' : 'create test runs';
  if (/^wit\/workitems/.test(path) && method !== 'GET') return 'edit work items';
  if (path.startsWith('hooks/')) return 'view service hooks';
  return undefined;
}

export const rightsRoutes: readonly Route[] = [
  { method: 'GET', path: 'securitynamespaces/{namespaceId}', scope: 'organisation', answer: namespaces },
  {
    method: 'GET',
    path: 'permissions/{namespaceId}/{permissions}',
    scope: 'organisation',
    answer: permissions,
  },
  { method: 'GET', path: 'userentitlements/{userId}', scope: 'organisation', answer: entitlement },
];
