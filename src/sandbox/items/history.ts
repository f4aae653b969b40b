/** What changed on work items: the updates of one, and the feed of all revisions. */
import { type Answer, badRequest, list, ok, Refused } from '../http/answer.ts';
import { type Ask, flagQuery, idParam, namesQuery, numberQuery } from '../http/ask.ts';
import { flagAt, has, instantOf, rowsAt } from '../http/read.ts';
import type { Route } from '../http/router.ts';
import { latest } from '../plans/find.ts';
import { personById } from '../shapes.ts';
import { itemInAddress } from './find.ts';
import { sameRelation } from './relations.ts';
import { allFields, itemUrl, relationShape, viewOf } from './shape.ts';
import type { Item, Revision } from './state.ts';

/** Stands for "still so" in the real service. */
const never = '9999-01-01T00:00:00Z';

function updateShape(ask: Ask, item: Item, index: number): object {
  const revision = item.revisions[index];
  if (!revision) throw new Error(`work item ${item.id} has no update ${index + 1}`);
  const before = item.revisions[index - 1];
  return {
    id: index + 1,
    workItemId: item.id,
    rev: revision.rev,
    revisedBy: personById(ask, revision.byId),
    revisedDate: item.revisions[index + 1]?.at ?? never,
    fields: fieldChanges(ask, item, { before, after: revision }),
    relations: relationChanges(ask, before, revision),
    url: `${itemUrl(ask, item.id)}/updates/${index + 1}`,
  };
}

type Change = {
  readonly before: Revision | undefined;
  readonly after: Revision;
  /** Events write people as text. */
  readonly people?: 'text';
};

export function fieldChanges(
  ask: Ask,
  item: Item,
  { before, after, people }: Change,
): Record<string, object> {
  const old = before ? allFields(ask, viewOf(ask, item, before), people) : {};
  const now = allFields(ask, viewOf(ask, item, after), people);
  const changes: Record<string, object> = {};
  for (const name of new Set([...Object.keys(old), ...Object.keys(now)])) {
    if (JSON.stringify(old[name]) !== JSON.stringify(now[name])) {
      changes[name] = { oldValue: old[name], newValue: now[name] };
    }
  }
  return changes;
}

export function relationChanges(ask: Ask, before: Revision | undefined, after: Revision): object | undefined {
  const old = before?.relations ?? [];
  const added = after.relations.filter(one => !old.some(other => sameRelation(one, other)));
  const removed = old.filter(one => !after.relations.some(other => sameRelation(one, other)));
  if (added.length === 0 && removed.length === 0) return undefined;
  const shapes = (rows: typeof added) =>
    rows.length > 0 ? rows.map(one => relationShape(ask, one)) : undefined;
  return { added: shapes(added), removed: shapes(removed) };
}

function updatesAnswer(ask: Ask): Answer {
  const item = itemInAddress(ask);
  const skip = numberQuery(ask, '$skip') ?? 0;
  const top = numberQuery(ask, '$top') ?? 200;
  const rows = item.revisions.slice(skip, skip + top);
  return list(rows.map((_, at) => updateShape(ask, item, skip + at)));
}

function updateAnswer(ask: Ask): Answer {
  const item = itemInAddress(ask);
  const number = idParam(ask, 'updateNumber');
  if (item.revisions[number - 1]) return ok(updateShape(ask, item, number - 1));
  throw new Refused(
    404,
    'WorkItemUpdateNotFoundException',
    `VS403311: Update ${number} of work item ${item.id} does not exist.`,
  );
}

type Feed = { readonly fields: readonly string[] | undefined; readonly types: readonly string[] | undefined };

/** Every revision in the order of change. The token is the number of the last change given out. */
function feed(ask: Ask, { fields, types }: Feed): Answer {
  const after = tokenOf(ask.query('continuationToken') ?? ask.query('watermark'));
  const start = ask.query('startDateTime');
  const from = start === undefined || start === '' ? '' : instantOf(start, 'startDateTime');
  const size = Math.min(numberQuery(ask, '$maxPageSize') ?? 200, 200);
  const withDeleted = flagQuery(ask, 'includeDeleted');
  const latestOnly = flagQuery(ask, 'includeLatestOnly');
  const rows = ask.organisation.items
    .filter(item => (!ask.project || item.projectId === ask.project.id) && (withDeleted || !item.deleted))
    .filter(
      item => !types || types.includes(String(latest(item).fields['System.WorkItemType']).toLowerCase()),
    )
    .flatMap(item => item.revisions.map(revision => ({ item, revision })))
    .filter(({ revision }) => revision.change > after && revision.at >= from)
    .filter(({ item, revision }) => !latestOnly || revision === latest(item))
    .sort((a, b) => a.revision.change - b.revision.change);
  const shown = rows.slice(0, size);
  const last = shown.at(-1)?.revision.change ?? after;
  const isLastBatch = shown.length === rows.length;
  const continuationToken = `${last};${shown.at(-1)?.item.id ?? 0};${shown.at(-1)?.revision.rev ?? 0}`;
  const scope = ask.project ? `/${encodeURIComponent(ask.project.name)}` : '';
  const nextLink = `${ask.base}${scope}/_apis/wit/reporting/workItemRevisions?continuationToken=${continuationToken}`;
  const identities =
    flagQuery(ask, 'includeIdentityRef') || flagAt(ask.body, 'includeIdentityRef') ? 'object' : 'text';
  const values = shown.map(({ item, revision }) => {
    const all = allFields(ask, viewOf(ask, item, revision), identities);
    const some =
      fields &&
      Object.fromEntries(Object.entries(all).filter(([name]) => fields.includes(name.toLowerCase())));
    return { id: item.id, rev: revision.rev, fields: some ?? all };
  });
  return ok({ values, nextLink, continuationToken, isLastBatch });
}

/** Accepts the whole token and the bare number that older clients call a watermark. */
function tokenOf(token: string | undefined): number {
  if (token === undefined || token === '') return 0;
  const number = /^(\d+)(;\d+;\d+)?$/.exec(token)?.[1];
  if (number === undefined) throw badRequest('VS402430: The continuation token is not valid.');
  return Number(number);
}

const lower = (names: readonly string[] | undefined) => names?.map(name => name.toLowerCase());

function feedByPost(ask: Ask): Answer {
  const names = (name: string) =>
    has(ask.body, name) ? lower(rowsAt(ask.body, name).map(String)) : undefined;
  return feed(ask, { fields: names('fields'), types: names('types') });
}

export const historyRoutes: readonly Route[] = [
  { method: 'GET', path: 'wit/workitems/{id}/updates', scope: 'either', answer: updatesAnswer },
  { method: 'GET', path: 'wit/workitems/{id}/updates/{updateNumber}', scope: 'either', answer: updateAnswer },
  {
    method: 'GET',
    path: 'wit/reporting/workitemrevisions',
    scope: 'either',
    answer: ask =>
      feed(ask, { fields: lower(namesQuery(ask, 'fields')), types: lower(namesQuery(ask, 'types')) }),
  },
  { method: 'POST', path: 'wit/reporting/workitemrevisions', scope: 'either', answer: feedByPost },
];
