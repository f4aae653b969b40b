/** Creates, updates and deletes work items. */
import { type Answer, ok } from '../http/answer.ts';
import { type Ask, flagQuery, projectOf } from '../http/ask.ts';
import type { Route } from '../http/router.ts';
import { latest } from '../plans/find.ts';
import type { Project } from '../state.ts';
import { bin } from './bin.ts';
import { addComment } from './comments.ts';
import { itemInAddress, typeInAddress } from './find.ts';
import { partsInQuery } from './parts.ts';
import { applyOps, type Patched, readOps } from './patch.ts';
import { checkRules } from './rules.ts';
import { save, saveNew, withoutHistory } from './save.ts';
import { itemShape, typeOfItem, viewOf } from './shape.ts';
import type { FieldValue, Item, ItemType } from './state.ts';

function createItem(ask: Ask): Answer {
  const project = projectOf(ask);
  const type = typeInAddress(ask, project);
  const patched: Patched = {
    id: undefined,
    rev: undefined,
    type,
    fields: initialFields(project, type),
    relations: [],
    touched: new Set(),
  };
  applyOps(ask, patched, readOps(ask));
  const { fields, relations } = patched;
  if (!flagQuery(ask, 'bypassRules')) checkRules(project, type, fields);
  stampState(patched, undefined, ask.now);
  if (flagQuery(ask, 'validateOnly')) {
    const revision = { rev: 1, change: 0, at: ask.now, byId: ask.by.id, fields, relations };
    const item: Item = { id: 0, projectId: project.id, deleted: false, revisions: [revision], comments: [] };
    return ok(itemShape(ask, { item, revision, project }, partsInQuery(ask)));
  }
  const item = saveNew(ask, project.id, { fields, relations });
  keepHistory(ask, item, fields);
  if (!flagQuery(ask, 'suppressNotifications')) ask.house.announce(ask, 'created', item);
  return ok(itemShape(ask, viewOf(ask, item), { ...partsInQuery(ask), relations: true }));
}

function initialFields(project: Project, type: ItemType): Record<string, FieldValue> {
  const fields: Record<string, FieldValue> = {
    'System.AreaPath': project.name,
    'System.IterationPath': project.name,
    'System.WorkItemType': type.name,
    'System.State': type.states[0]?.name ?? 'New',
  };
  for (const { refName, initial } of type.fields) if (initial !== null) fields[refName] = initial;
  return fields;
}

function stampState({ fields, touched }: Patched, before: FieldValue | undefined, now: string): void {
  const state = fields['System.State'];
  if (state === undefined || state === before) return;
  fields['Microsoft.VSTS.Common.StateChangeDate'] = now;
  if (!touched.has('System.Reason'))
    fields['System.Reason'] = before === undefined ? 'New' : `Moved to state ${state}`;
}

/** Words written to the history field are a comment of the item. */
function keepHistory(ask: Ask, item: Item, fields: Readonly<Record<string, FieldValue>>): void {
  const words = fields['System.History'];
  if (words !== undefined) addComment(ask, item, { text: String(words), format: 'html' });
}

function updateItem(ask: Ask): Answer {
  const item = itemInAddress(ask);
  const view = viewOf(ask, item);
  const before = latest(item);
  const patched: Patched = {
    id: item.id,
    rev: before.rev,
    type: typeOfItem(view),
    fields: withoutHistory(before.fields),
    relations: [...before.relations],
    touched: new Set(),
  };
  applyOps(ask, patched, readOps(ask));
  const { fields, relations, type } = patched;
  if (!flagQuery(ask, 'bypassRules')) checkRules(view.project, type, fields);
  stampState(patched, before.fields['System.State'], ask.now);
  if (flagQuery(ask, 'validateOnly')) {
    const revision = { ...before, rev: before.rev + 1, at: ask.now, byId: ask.by.id, fields, relations };
    return ok(itemShape(ask, { ...view, revision }, partsInQuery(ask)));
  }
  const changed = save(ask, item, { fields, relations });
  if (changed) {
    keepHistory(ask, item, fields);
    if (!flagQuery(ask, 'suppressNotifications')) ask.house.announce(ask, 'updated', item);
  }
  return ok(itemShape(ask, viewOf(ask, item), { ...partsInQuery(ask), relations: true }));
}

function deleteItem(ask: Ask): Answer {
  const item = itemInAddress(ask);
  const view = viewOf(ask, item);
  const { 'System.Title': name, 'System.WorkItemType': type } = view.revision.fields;
  bin(ask, item);
  return ok({
    id: item.id,
    type,
    name,
    project: view.project.name,
    deletedDate: ask.now,
    deletedBy: `${ask.by.name} <${ask.by.email}>`,
    code: 200,
    url: `${ask.base}/_apis/wit/recycleBin/${item.id}`,
  });
}

// Azure DevOps sets the type off with a dollar sign: `workitems/$Bug`.
const typePath = `wit/workitems/${'$'}{type}`;

export const writeRoutes: readonly Route[] = [
  { method: 'POST', path: typePath, scope: 'project', answer: createItem },
  { method: 'PATCH', path: typePath, scope: 'project', answer: createItem },
  { method: 'PATCH', path: 'wit/workitems/{id}', scope: 'either', answer: updateItem },
  { method: 'DELETE', path: 'wit/workitems/{id}', scope: 'either', answer: deleteItem },
];
