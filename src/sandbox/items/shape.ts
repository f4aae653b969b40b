/** Work items as the wit area writes them, now or at an earlier revision. */
import type { Ask } from '../http/ask.ts';
import { latest } from '../plans/find.ts';
import { personById } from '../shapes.ts';
import type { Project } from '../state.ts';
import type { Parts } from './parts.ts';
import { relationType } from './relation-types.ts';
import type { FieldValue, Item, ItemField, ItemType, Relation, Revision } from './state.ts';
import { fieldNamed, typeNamed } from './types.ts';

export function itemUrl(ask: Ask, id: number, organisation = ask.organisation.name): string {
  return `${ask.origin}/${organisation}/_apis/wit/workItems/${id}`;
}

export type ItemView = { readonly item: Item; readonly revision: Revision; readonly project: Project };

export function projectOfItem(ask: Ask, item: Item): Project {
  const project = ask.organisation.projects.find(one => one.id === item.projectId);
  if (project) return project;
  throw new Error(`work item ${item.id} belongs to project ${item.projectId}, which is not in the state`);
}

export function viewOf(ask: Ask, item: Item, revision = latest(item)): ItemView {
  return { item, revision, project: projectOfItem(ask, item) };
}

export function typeOfItem({ revision, project }: ItemView): ItemType {
  const name = String(revision.fields['System.WorkItemType']);
  const type = typeNamed(project.types, name);
  if (type) return type;
  throw new Error(`the work item type ${name} is not in the state`);
}

/** The stored value of a field, computed ones included; identities are ids of people.
 *  Comments count as they stand now, since their later fate is not kept by revision. */
export function rawValue({ item, revision, project }: ItemView, refName: string): FieldValue | undefined {
  const first = item.revisions[0];
  switch (refName) {
    case 'System.Id':
      return item.id;
    case 'System.Rev':
      return revision.rev;
    case 'System.TeamProject':
      return project.name;
    case 'System.CreatedDate':
      return first?.at;
    case 'System.CreatedBy':
      return first?.byId;
    case 'System.ChangedDate':
      return revision.at;
    case 'System.ChangedBy':
      return revision.byId;
    case 'System.CommentCount':
      return item.comments.filter(one => !one.deleted && one.createdAt <= revision.at).length;
    default:
      return revision.fields[refName];
  }
}

type Identities = 'object' | 'text';

function shown(ask: Ask, field: ItemField, value: FieldValue, identities: Identities): unknown {
  if (field.kind !== 'identity') return value;
  if (identities === 'object') return personById(ask, String(value));
  const user = ask.organisation.users.find(one => one.id === value);
  return user ? `${user.name} <${user.email}>` : value;
}

/** One field by reference name or by name, in any case; `undefined` where it has no value. */
export function fieldValue(
  ask: Ask,
  view: ItemView,
  name: string,
): { refName: string; value: unknown } | undefined {
  const field = fieldNamed(typeOfItem(view).fields, name);
  const value = field && rawValue(view, field.refName);
  if (!field || value === undefined) return undefined;
  return { refName: field.refName, value: shown(ask, field, value, 'object') };
}

export function allFields(
  ask: Ask,
  view: ItemView,
  identities: Identities = 'object',
): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (const field of typeOfItem(view).fields) {
    const value = rawValue(view, field.refName);
    if (value !== undefined) fields[field.refName] = shown(ask, field, value, identities);
  }
  return fields;
}

export function itemShape(ask: Ask, view: ItemView, wanted: Parts): object {
  const { item, revision } = view;
  const url = itemUrl(ask, item.id);
  const relations = revision.relations.map(one => relationShape(ask, one));
  const comment = item.comments.at(-1);
  return {
    id: item.id,
    rev: revision.rev,
    fields: wanted.fields ? someFields(ask, view, wanted.fields) : allFields(ask, view),
    relations: wanted.relations && relations.length > 0 ? relations : undefined,
    _links: wanted.links ? linksOf(url, view) : undefined,
    commentVersionRef: wanted.relations && comment && { commentId: comment.id, version: comment.version },
    url,
  };
}

function someFields(ask: Ask, view: ItemView, names: readonly string[]): Record<string, unknown> {
  const found = names.flatMap(name => fieldValue(ask, view, name) ?? []);
  return Object.fromEntries(found.map(({ refName, value }) => [refName, value]));
}

function linksOf(url: string, { project }: ItemView): object {
  return {
    self: { href: url },
    workItemUpdates: { href: `${url}/updates` },
    workItemRevisions: { href: `${url}/revisions` },
    workItemComments: { href: `${url}/comments` },
    html: {
      href: url.replace('/_apis/wit/workItems/', `/${encodeURIComponent(project.name)}/_workitems/edit/`),
    },
  };
}

export function relationShape(ask: Ask, relation: Relation): object {
  const { rel, comment, name, at } = relation;
  const file = ask.organisation.files.find(one => one.id === relation.fileId);
  return {
    rel,
    url: relationUrl(ask, relation),
    attributes: {
      isLocked: relation.itemId === null ? undefined : false,
      comment: comment ?? undefined,
      name: name ?? file?.fileName ?? relationType(rel)?.name,
      resourceSize: file?.sizeInBytes,
      resourceCreatedDate: relation.itemId === null ? at : undefined,
    },
  };
}

function relationUrl(ask: Ask, { itemId, organisation, fileId, url }: Relation): string {
  if (itemId !== null) return itemUrl(ask, itemId, organisation ?? ask.organisation.name);
  if (fileId !== null) return `${ask.base}/_apis/wit/attachments/${fileId}`;
  return url ?? '';
}
