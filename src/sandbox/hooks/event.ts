/** The event that a service hook sends for a change of a work item. */
import { randomUUID } from 'node:crypto';
import type { Ask, ItemEvent } from '../http/ask.ts';
import { fieldChanges, relationChanges } from '../items/history.ts';
import { allFields, itemUrl, relationShape, viewOf } from '../items/shape.ts';
import type { Item, Revision } from '../items/state.ts';
import type { Project } from '../state.ts';
import type { Subscription } from './state.ts';

type Happening = { readonly event: ItemEvent; readonly item: Item; readonly project: Project };

/** Whether a subscription asked for this. An input that is empty asks for anything. */
export function asksFor(subscription: Subscription, { event, item, project }: Happening): boolean {
  const { projectId, workItemType, areaPath } = subscription.publisherInputs;
  const fields = item.revisions.at(-1)?.fields ?? {};
  const is = (wanted: string | undefined, actual: unknown) =>
    !wanted || wanted.toLowerCase() === String(actual ?? '').toLowerCase();
  const area = String(fields['System.AreaPath'] ?? '').toLowerCase();
  const under = !areaPath || `${area}\\`.startsWith(`${areaPath.toLowerCase()}\\`);
  const type = is(workItemType, fields['System.WorkItemType']);
  return subscription.eventType === `workitem.${event}` && is(projectId, project.id) && type && under;
}

export function hookEvent(ask: Ask, { event, item, project }: Happening) {
  const title = String(item.revisions.at(-1)?.fields['System.Title'] ?? '');
  const words = `${String(item.revisions.at(-1)?.fields['System.WorkItemType'])} #${item.id} (${title}) ${event} by ${ask.by.name}`;
  return {
    id: randomUUID(),
    eventType: `workitem.${event}`,
    publisherId: 'tfs',
    message: { text: words, html: words, markdown: words },
    detailedMessage: { text: words, html: words, markdown: words },
    resource: event === 'updated' ? updateResource(ask, item) : itemResource(ask, item),
    resourceVersion: '1.0',
    resourceContainers: {
      collection: { id: ask.organisation.id, baseUrl: `${ask.base}/` },
      account: { id: ask.organisation.id, baseUrl: `${ask.base}/` },
      project: { id: project.id, baseUrl: `${ask.base}/` },
    },
    createdDate: ask.now,
  };
}

function itemResource(ask: Ask, item: Item, revision?: Revision): object {
  const view = viewOf(ask, item, revision);
  const url = itemUrl(ask, item.id);
  const relations = view.revision.relations.map(one => relationShape(ask, one));
  return {
    id: item.id,
    rev: view.revision.rev,
    // In events people are written as "Name <sign-in>".
    fields: allFields(ask, view, 'text'),
    relations: relations.length > 0 ? relations : undefined,
    _links: { self: { href: url } },
    url,
  };
}

/** `id` is the number of the update; the item is `workItemId` and `revision.id`. */
function updateResource(ask: Ask, item: Item): object {
  const after = item.revisions.at(-1);
  const before = item.revisions.at(-2);
  if (!after) throw new Error(`work item ${item.id} has no revision`);
  return {
    id: item.revisions.length,
    workItemId: item.id,
    rev: after.rev,
    revisedBy: {
      id: ask.by.id,
      displayName: ask.by.name,
      uniqueName: ask.by.email,
      name: `${ask.by.name} <${ask.by.email}>`,
    },
    revisedDate: '9999-01-01T00:00:00Z',
    fields: fieldChanges(ask, item, { before, after, people: 'text' }),
    relations: relationChanges(ask, before, after),
    revision: itemResource(ask, item, after),
    url: `${itemUrl(ask, item.id)}/updates/${item.revisions.length}`,
  };
}
