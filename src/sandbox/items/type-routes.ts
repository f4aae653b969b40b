/** Which work item types, states, fields and kinds of relation there are. */
import { type Answer, list, ok, Refused } from '../http/answer.ts';
import { type Ask, param, projectOf } from '../http/ask.ts';
import type { Route } from '../http/router.ts';
import type { Project } from '../state.ts';
import { wordOf } from '../words.ts';
import { typeInAddress } from './find.ts';
import { type RelationType, relationType, relationTypes } from './relation-types.ts';
import { allowedValues } from './rules.ts';
import type { ItemField, ItemType } from './state.ts';
import { fieldNamed } from './types.ts';

function fieldUrl(ask: Ask, refName: string): string {
  return `${ask.base}/_apis/wit/fields/${refName}`;
}

function typeShape(ask: Ask, project: Project, type: ItemType): object {
  const fields = type.fields.map(field => typeFieldShape(ask, { project, type, field }, false));
  const stem = type.name.replaceAll(' ', '');
  return {
    name: type.name,
    referenceName: `Microsoft.VSTS.WorkItemTypes.${stem}`,
    description: '',
    color: 'CC293D',
    icon: { id: 'icon_clipboard', url: `${ask.base}/_apis/wit/workItemIcons/icon_clipboard` },
    isDisabled: false,
    fields,
    fieldInstances: fields,
    states: type.states.map(stateShape),
    url: `${ask.base}/${project.id}/_apis/wit/workItemTypes/${encodeURIComponent(type.name)}`,
  };
}

function stateShape({ name, category }: ItemType['states'][number]): object {
  return { name, color: 'b2b2b2', category };
}

type TypeField = { readonly project: Project; readonly type: ItemType; readonly field: ItemField };

function typeFieldShape(ask: Ask, { project, type, field }: TypeField, withAllowed: boolean): object {
  return {
    defaultValue: field.initial === null ? null : String(field.initial),
    allowedValues: withAllowed ? (allowedValues(project, type, field) ?? []).map(String) : undefined,
    alwaysRequired: field.required,
    dependentFields: [],
    referenceName: field.refName,
    name: field.name,
    url: fieldUrl(ask, field.refName),
  };
}

const expands = ['none', 'allowedValues', 'dependentFields', 'all'] as const;

function wantsAllowed(ask: Ask): boolean {
  const word = wordOf(expands, ask.query('$expand'));
  return word === 'allowedValues' || word === 'all';
}

function noField(name: string): Refused {
  return new Refused(
    404,
    'WorkItemTrackingFieldDefinitionNotFoundException',
    `TF51535: Cannot find field ${name}.`,
  );
}

function typeField(ask: Ask): Answer {
  const project = projectOf(ask);
  const type = typeInAddress(ask, project);
  const field = fieldNamed(type.fields, param(ask, 'field'));
  if (!field) throw noField(param(ask, 'field'));
  return ok(typeFieldShape(ask, { project, type, field }, wantsAllowed(ask)));
}

function fieldShape(ask: Ask, { refName, name, kind, readOnly, allowed }: ItemField): object {
  return {
    name,
    referenceName: refName,
    description: null,
    type: kind,
    usage: 'workItem',
    readOnly,
    canSortBy: kind !== 'html' && kind !== 'history',
    isQueryable: true,
    isIdentity: kind === 'identity',
    isPicklist: allowed.length > 0,
    isPicklistSuggested: false,
    supportedOperations: [],
    url: fieldUrl(ask, refName),
  };
}

/** Every field of the organisation, or of one project. */
export function knownFields(ask: Ask): readonly ItemField[] {
  const projects = ask.project ? [ask.project] : ask.organisation.projects;
  const fields = new Map<string, ItemField>();
  for (const type of projects.flatMap(project => project.types)) {
    for (const field of type.fields) fields.set(field.refName, fields.get(field.refName) ?? field);
  }
  return [...fields.values()];
}

function relationTypeShape(ask: Ask, type: RelationType): object {
  const { rel, name, usage, topology, isForward, opposite } = type;
  return {
    attributes: {
      usage,
      editable: true,
      enabled: true,
      acyclic: topology === 'tree' || topology === 'dependency',
      directional: topology !== 'network',
      singleTarget: topology === 'tree',
      topology,
      isForward,
      oppositeEndReferenceName: opposite ?? undefined,
      remote: type.remote || undefined,
    },
    referenceName: rel,
    name,
    url: `${ask.base}/_apis/wit/workItemRelationTypes/${rel}`,
  };
}

export const typeRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: 'wit/workitemtypes',
    scope: 'project',
    answer: ask => list(projectOf(ask).types.map(type => typeShape(ask, projectOf(ask), type))),
  },
  {
    method: 'GET',
    path: 'wit/workitemtypes/{type}',
    scope: 'project',
    answer: ask => ok(typeShape(ask, projectOf(ask), typeInAddress(ask, projectOf(ask)))),
  },
  {
    method: 'GET',
    path: 'wit/workitemtypes/{type}/states',
    scope: 'project',
    answer: ask => list(typeInAddress(ask, projectOf(ask)).states.map(stateShape)),
  },
  {
    method: 'GET',
    path: 'wit/workitemtypes/{type}/fields',
    scope: 'project',
    answer: ask => {
      const project = projectOf(ask);
      const type = typeInAddress(ask, project);
      return list(type.fields.map(field => typeFieldShape(ask, { project, type, field }, wantsAllowed(ask))));
    },
  },
  { method: 'GET', path: 'wit/workitemtypes/{type}/fields/{field}', scope: 'project', answer: typeField },
  {
    method: 'GET',
    path: 'wit/fields',
    scope: 'either',
    answer: ask => list(knownFields(ask).map(field => fieldShape(ask, field))),
  },
  {
    method: 'GET',
    path: 'wit/fields/{field}',
    scope: 'either',
    answer: ask => {
      const field = fieldNamed(knownFields(ask), param(ask, 'field'));
      if (!field) throw noField(param(ask, 'field'));
      return ok(fieldShape(ask, field));
    },
  },
  {
    method: 'GET',
    path: 'wit/workitemrelationtypes',
    scope: 'organisation',
    answer: ask => list(relationTypes.map(type => relationTypeShape(ask, type))),
  },
  {
    method: 'GET',
    path: 'wit/workitemrelationtypes/{relation}',
    scope: 'organisation',
    answer: ask => {
      const type = relationType(param(ask, 'relation'));
      if (type) return ok(relationTypeShape(ask, type));
      throw new Refused(
        404,
        'WorkItemRelationTypeNotFoundException',
        'VS402380: The relation type does not exist.',
      );
    },
  },
];
