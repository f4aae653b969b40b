/** The discussion of a work item, still a preview in the real service. */
import { type Answer, badRequest, ok, Refused } from '../http/answer.ts';
import { type Ask, idParam, idsQuery, numberQuery, projectOf } from '../http/ask.ts';
import { fieldsOf, textAt } from '../http/read.ts';
import type { Route } from '../http/router.ts';
import { latest } from '../plans/find.ts';
import { personById } from '../shapes.ts';
import { wordOf } from '../words.ts';
import { itemInAddress } from './find.ts';
import { cleanHtml } from './html.ts';
import { save, withoutHistory } from './save.ts';
import { itemUrl } from './shape.ts';
import type { Item, ItemComment } from './state.ts';

const formats = ['markdown', 'html'] as const;
type Words = Pick<ItemComment, 'text' | 'format'>;

export function addComment(ask: Ask, item: Item, { text, format }: Words): ItemComment {
  const comment: ItemComment = {
    id: ask.organisation.next.comment++,
    text: format === 'html' ? cleanHtml(text) : text,
    format,
    version: 1,
    deleted: false,
    createdAt: ask.now,
    createdById: ask.by.id,
    at: ask.now,
    byId: ask.by.id,
  };
  item.comments.push(comment);
  return comment;
}

function commentShape(ask: Ask, item: Item, comment: ItemComment): object {
  return {
    workItemId: item.id,
    id: comment.id,
    version: comment.version,
    text: comment.text,
    renderedText: comment.text,
    format: comment.format,
    createdBy: personById(ask, comment.createdById),
    createdDate: comment.createdAt,
    modifiedBy: personById(ask, comment.byId),
    modifiedDate: comment.at,
    isDeleted: comment.deleted || undefined,
    mentions: [],
    url: `${itemUrl(ask, item.id)}/comments/${comment.id}`,
  };
}

function textIn(ask: Ask): string {
  const text = textAt(fieldsOf(ask.body, 'request'), 'text');
  if (text) return text;
  throw badRequest('Value cannot be null. Parameter name: text');
}

function postComment(ask: Ask): Answer {
  projectOf(ask);
  const item = itemInAddress(ask, 'workItemId');
  const text = textIn(ask);
  const format = wordOf(formats, ask.query('format')) ?? 'html';
  // A comment is a revision of its item too, with the words in the history field.
  const { fields, relations } = latest(item);
  const shown = format === 'html' ? cleanHtml(text) : text;
  save(ask, item, { fields: { ...withoutHistory(fields), 'System.History': shown }, relations });
  const comment = addComment(ask, item, { text, format });
  ask.house.announce(ask, 'commented', item);
  return ok(commentShape(ask, item, comment));
}

function commentInAddress(ask: Ask): { readonly item: Item; readonly comment: ItemComment } {
  const item = itemInAddress(ask, 'workItemId');
  const id = idParam(ask, 'commentId');
  const comment = item.comments.find(one => one.id === id && !one.deleted);
  if (comment) return { item, comment };
  throw new Refused(
    404,
    'WorkItemCommentNotFoundException',
    `VS403669: Comment ${id} of work item ${item.id} does not exist.`,
  );
}

function changeComment(
  ask: Ask,
  change: (comment: ItemComment) => void,
): { item: Item; comment: ItemComment } {
  const found = commentInAddress(ask);
  change(found.comment);
  found.comment.version += 1;
  found.comment.at = ask.now;
  found.comment.byId = ask.by.id;
  return found;
}

function listComments(ask: Ask): Answer {
  const item = itemInAddress(ask, 'workItemId');
  const ids = idsQuery(ask, 'ids');
  const oldestFirst = ['asc', '1'].includes(ask.query('order')?.toLowerCase() ?? '');
  const all = item.comments.filter(one => !one.deleted && (!ids || ids.includes(one.id)));
  if (!oldestFirst) all.reverse();
  const from = Number(ask.query('continuationToken') ?? 0) || 0;
  const top = Math.min(numberQuery(ask, '$top') ?? 200, 200);
  const comments = all.slice(from, from + top).map(one => commentShape(ask, item, one));
  const body = { totalCount: all.length, count: comments.length, comments };
  if (from + top >= all.length) return ok(body);
  const continuationToken = String(from + top);
  const nextPage = `${itemUrl(ask, item.id)}/comments?$top=${top}&continuationToken=${continuationToken}`;
  return ok({ ...body, continuationToken, nextPage });
}

const comments = 'wit/workitems/{workItemId}/comments';

export const commentRoutes: readonly Route[] = [
  { method: 'GET', path: comments, scope: 'project', preview: true, answer: listComments },
  { method: 'POST', path: comments, scope: 'project', preview: true, answer: postComment },
  {
    method: 'GET',
    path: `${comments}/{commentId}`,
    scope: 'project',
    preview: true,
    answer: ask => {
      const { item, comment } = commentInAddress(ask);
      return ok(commentShape(ask, item, comment));
    },
  },
  {
    method: 'PATCH',
    path: `${comments}/{commentId}`,
    scope: 'project',
    preview: true,
    answer: ask => {
      const text = textIn(ask);
      const { item, comment } = changeComment(ask, one => {
        one.text = one.format === 'html' ? cleanHtml(text) : text;
      });
      return ok(commentShape(ask, item, comment));
    },
  },
  {
    method: 'DELETE',
    path: `${comments}/{commentId}`,
    scope: 'project',
    preview: true,
    answer: ask => {
      changeComment(ask, one => {
        one.deleted = true;
      });
      return { status: 204 };
    },
  },
];
