/** Discovery and projects: how a client finds the endpoints, who it is, and which projects there are. */
import { type Answer, list, ok, Refused } from '../http/answer.ts';
import { type Ask, param } from '../http/ask.ts';
import { type Route, resultsHome } from '../http/router.ts';
import { projectReference } from '../shapes.ts';
import type { Organisation, Project } from '../state.ts';
import { locations, resourceAreas } from './locations.ts';

/** OPTIONS is answered before anything else: real services ask no credentials for it.
 *  @param area `undefined` for all areas at once, which only Azure DevOps Server clients ask for */
export function options(
  house: 'cloud' | 'server',
  home: 'main' | 'results',
  area: string | undefined,
): Answer {
  const rows = locations.filter(row => {
    const own =
      house === 'server' || row.area === 'Location' || (row.area === 'testresults') === (home === 'results');
    return own && (area === undefined || row.area.toLowerCase() === area.toLowerCase());
  });
  return list(rows);
}

/** @throws 404 TF200016 for a name or GUID that no project has */
export function findProject(organisation: Organisation, nameOrId: string): Project {
  const wanted = nameOrId.toLowerCase();
  const found = organisation.projects.find(
    one => one.name.toLowerCase() === wanted || one.id.toLowerCase() === wanted,
  );
  if (found) return found;
  const message =
    `TF200016: The following project does not exist: ${nameOrId}. Verify that the name of the project is correct and ` +
    'that the project exists on the specified Azure DevOps Server.';
  throw new Refused(404, 'ProjectDoesNotExistWithNameException', message);
}

function areasAnswer(ask: Ask): Answer {
  // An empty list with a null value is how Azure DevOps Server says: everything is at this address.
  if (ask.house.mode === 'server') return ok({ count: 0, value: null });
  return list(
    resourceAreas.map(({ id, name, home }) => {
      const locationUrl =
        home === 'main' ? `${ask.base}/` : `${ask.origin}/${resultsHome}/${ask.organisation.name}/`;
      return { id, name, locationUrl };
    }),
  );
}

function connectionAnswer(ask: Ask): Answer {
  const user = {
    id: ask.by.id,
    descriptor: `Microsoft.IdentityModel.Claims.ClaimsIdentity;${ask.by.id}`,
    subjectDescriptor: `aad.${ask.by.id.replaceAll('-', '')}`,
    providerDisplayName: ask.by.name,
    isActive: true,
    properties: { Account: { $type: 'System.String', $value: ask.by.email } },
  };
  return ok({
    authenticatedUser: user,
    authorizedUser: user,
    instanceId: ask.organisation.id,
    deploymentId: ask.organisation.id,
    deploymentType: ask.house.mode === 'cloud' ? 'hosted' : 'onPremises',
    locationServiceData: {
      serviceOwner: ask.organisation.id,
      defaultAccessMappingMoniker: 'PublicAccessMapping',
    },
  });
}

function projectAnswer(ask: Ask): Answer {
  const project = findProject(ask.organisation, param(ask, 'projectId'));
  const capabilities = {
    versioncontrol: { sourceControlType: 'Git' },
    processTemplate: { templateName: 'Agile', templateTypeId: 'adcc42ab-9882-485e-a3ed-7678f01f66bc' },
  };
  const url = `${ask.base}/_apis/projects/${project.id}`;
  return ok({
    ...projectReference(ask, project),
    capabilities: ask.query('includeCapabilities') === 'true' ? capabilities : undefined,
    _links: {
      self: { href: url },
      collection: { href: `${ask.base}/_apis/projectCollections/${ask.organisation.id}` },
    },
    defaultTeam: { id: project.id, name: `${project.name} Team`, url: `${url}/teams/${project.id}` },
  });
}

export const discoveryRoutes: readonly Route[] = [
  { method: 'GET', path: 'resourceareas', scope: 'organisation', answer: areasAnswer },
  {
    method: 'GET',
    path: 'resourceareas/{areaId}',
    scope: 'organisation',
    answer: ask => {
      const wanted = param(ask, 'areaId').toLowerCase();
      const area = resourceAreas.find(one => one.id === wanted || one.name.toLowerCase() === wanted);
      if (!area || ask.house.mode === 'server') return ok(null);
      const home = area.home === 'main' ? ask.base : `${ask.origin}/${resultsHome}/${ask.organisation.name}`;
      return ok({ id: area.id, name: area.name, locationUrl: `${home}/` });
    },
  },
  { method: 'GET', path: 'connectiondata', scope: 'organisation', answer: connectionAnswer },
  {
    method: 'GET',
    path: 'projects',
    scope: 'organisation',
    answer: ask => {
      const skip = Number(ask.query('$skip') ?? 0);
      const top = Number(ask.query('$top') ?? 100);
      return list(ask.organisation.projects.slice(skip, skip + top).map(one => projectReference(ask, one)));
    },
  },
  { method: 'GET', path: 'projects/{projectId}', scope: 'organisation', answer: projectAnswer },
];
