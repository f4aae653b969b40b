/** The work item or type in the address of a request, or 404. */
import { Refused } from '../http/answer.ts';
import { type Ask, idParam, param } from '../http/ask.ts';
import { itemById } from '../plans/find.ts';
import type { Project } from '../state.ts';
import type { Item, ItemType } from './state.ts';
import { typeNamed } from './types.ts';

export function noItem(id: number): Refused {
  const message = `TF401232: Work item ${id} does not exist, or you do not have permissions to read it.`;
  return new Refused(404, 'WorkItemUnauthorizedAccessException', message);
}

/** When the address names a project, only an item of that project is found. */
export function itemInAddress(ask: Ask, name = 'id'): Item {
  const id = idParam(ask, name);
  const item = itemById(ask.organisation, id);
  if (item && (!ask.project || item.projectId === ask.project.id)) return item;
  throw noItem(id);
}

export function typeInAddress(ask: Ask, project: Project): ItemType {
  const name = param(ask, 'type');
  const type = typeNamed(project.types, name);
  if (type) return type;
  const message = `VS402323: Work item type ${name} does not exist in project ${project.name} or you do not have permission to access it.`;
  throw new Refused(404, 'WorkItemTypeNotFoundException', message);
}
