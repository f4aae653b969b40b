/** Reads work items: one, many by id, in batches, and what became of them over time. */
import { type Answer, badRequest, list, ok, Refused } from '../http/answer.ts';
import { type Ask, flagQuery, idParam, idsQuery, numberQuery } from '../http/ask.ts';
import { fieldsOf, numberOf, pick, rowsAt, textAt } from '../http/read.ts';
import type { Route } from '../http/router.ts';
import { itemById } from '../plans/find.ts';
import { wordOf } from '../words.ts';
import { itemInAddress, noItem } from './find.ts';
import { type Parts, partsInQuery, partsOf } from './parts.ts';
import { itemShape, viewOf } from './shape.ts';
import type { Item } from './state.ts';

const errorPolicies = ['unset', 'fail', 'omit'] as const;

type Request = { readonly ids: readonly number[]; readonly parts: Parts; readonly omit: boolean };

function itemsAnswer(ask: Ask, { ids, parts, omit }: Request): Answer {
  if (ids.length > 200) {
    const message = `VS403474: You requested ${ids.length} work items which exceeds the limit of 200.`;
    throw new Refused(400, 'VssPropertyValidationException', message);
  }
  return list(
    ids.map(id => {
      const item = itemById(ask.organisation, id);
      const here = item && (!ask.project || item.projectId === ask.project.id);
      if (item && here) return itemShape(ask, viewOf(ask, item), parts);
      if (omit) return null;
      throw noItem(id);
    }),
  );
}

function byIds(ask: Ask): Answer {
  const ids = idsQuery(ask, 'ids');
  if (!ids) throw badRequest('Value cannot be null. Parameter name: ids');
  const omit = wordOf(errorPolicies, ask.query('errorPolicy')) === 'omit';
  return itemsAnswer(ask, { ids, parts: partsInQuery(ask), omit });
}

function batch(ask: Ask): Answer {
  const body = fieldsOf(ask.body, 'workItemGetRequest');
  const ids = rowsAt(body, 'ids').map(id => numberOf(id) ?? 0);
  const fields = pick(body, 'fields') === undefined ? undefined : rowsAt(body, 'fields').map(String);
  const omit = wordOf(errorPolicies, pick(body, 'errorPolicy')) === 'omit';
  return itemsAnswer(ask, { ids, parts: partsOf(textAt(body, '$expand'), fields), omit });
}

function revisionsAnswer(ask: Ask): Answer {
  const item = itemInAddress(ask);
  const parts = partsInQuery(ask);
  const skip = numberQuery(ask, '$skip') ?? 0;
  const top = numberQuery(ask, '$top') ?? 200;
  const rows = item.revisions.slice(skip, skip + top);
  return list(rows.map(revision => itemShape(ask, viewOf(ask, item, revision), parts)));
}

function revisionOf(ask: Ask, item: Item, rev: number) {
  const revision = item.revisions.find(one => one.rev === rev);
  if (revision) return viewOf(ask, item, revision);
  throw new Refused(
    404,
    'WorkItemRevisionNotFoundException',
    `VS403310: Revision ${rev} of work item ${item.id} does not exist.`,
  );
}

export const itemRoutes: readonly Route[] = [
  { method: 'GET', path: 'wit/workitems', scope: 'either', answer: byIds },
  { method: 'POST', path: 'wit/workitemsbatch', scope: 'either', answer: batch },
  {
    method: 'GET',
    path: 'wit/workitems/{id}',
    scope: 'either',
    answer: ask => ok(itemShape(ask, viewOf(ask, itemInAddress(ask)), partsInQuery(ask))),
  },
  { method: 'GET', path: 'wit/workitems/{id}/revisions', scope: 'either', answer: revisionsAnswer },
  {
    method: 'GET',
    path: 'wit/workitems/{id}/revisions/{revisionNumber}',
    scope: 'either',
    answer: ask => {
      const view = revisionOf(ask, itemInAddress(ask), idParam(ask, 'revisionNumber'));
      return ok(itemShape(ask, view, { ...partsInQuery(ask), links: flagQuery(ask, 'links') }));
    },
  },
];
