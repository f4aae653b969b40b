/** Several work item writes in one request, each by itself: one that is refused undoes nothing. */
import { findProject } from '../discovery/discovery.ts';
import { type Answer, badRequest, list, Refused, refused } from '../http/answer.ts';
import type { Ask } from '../http/ask.ts';
import { fieldsOf, isFields, pick, rowsOf, textAt } from '../http/read.ts';
import { addressOf, match, type Route } from '../http/router.ts';
import { writeRoutes } from './write.ts';

/** Ids below zero stand for items of the same batch: what they were given when they were made. */
type Given = Map<number, number>;

function batchAnswer(ask: Ask): Answer {
  const given: Given = new Map();
  const parts = rowsOf(ask.body, 'requests');
  return list(
    parts.map(part => {
      const { status, body } = partAnswer(ask, fieldsOf(part, 'requests'), given);
      const headers = { 'Content-Type': 'application/json; charset=utf-8' };
      return { code: status, headers, body: JSON.stringify(body ?? null) };
    }),
  );
}

function partAnswer(ask: Ask, part: unknown, given: Given): Answer {
  try {
    const method = textAt(part, 'method')?.toUpperCase() ?? '';
    const url = new URL(textAt(part, 'uri') ?? '', ask.origin);
    const { route, params, scope } = writeRouteFor(ask, method, url.pathname);
    const [projectName] = scope;
    const contentType = textAt(pick(part, 'headers'), 'content-type') ?? '';
    const body = withIds(pick(part, 'body'), given);
    const query = (name: string) => url.searchParams.get(name) ?? undefined;
    const project = projectName === undefined ? undefined : findProject(ask.organisation, projectName);
    const answer = route.answer({ ...ask, method, project, params, query, body, contentType });
    remember(body, answer, given);
    return answer;
  } catch (error) {
    if (error instanceof Refused) return refused(error);
    throw error;
  }
}

/** The address may be written from the root, from the organisation, or in full. */
function writeRouteFor(ask: Ask, method: string, pathname: string) {
  const start = `/${ask.organisation.name}/`;
  const own = pathname.toLowerCase().startsWith(start.toLowerCase());
  const address = addressOf(own ? pathname : `${start}${pathname}`);
  const found = address && match(writeRoutes, method, address);
  if (!found) throw badRequest('VS403612: A batch takes only requests that create or change work items.');
  return { ...found, scope: address.scope };
}

function withIds(body: unknown, given: Given): unknown {
  if (!Array.isArray(body)) return body;
  return body.map((op: unknown) => {
    const value = pick(op, 'value');
    const url = textAt(value, 'url');
    const wanted = /\/(-\d+)$/.exec(url ?? '')?.[1];
    const id = wanted === undefined ? undefined : given.get(Number(wanted));
    if (!isFields(op) || !isFields(value) || url === undefined || id === undefined) return op;
    return { ...op, value: { ...value, url: url.replace(/-\d+$/, String(id)) } };
  });
}

function remember(body: unknown, { body: made }: Answer, given: Given): void {
  if (!Array.isArray(body)) return;
  const named = body.find((op: unknown) => textAt(op, 'path')?.toLowerCase() === '/id');
  const id = pick(made, 'id');
  const wanted = Number(pick(named, 'value'));
  if (named !== undefined && typeof id === 'number') given.set(wanted, id);
}

export const batchRoutes: readonly Route[] = [
  { method: 'PATCH', path: 'wit/$batch', scope: 'organisation', answer: batchAnswer },
  { method: 'POST', path: 'wit/$batch', scope: 'organisation', answer: batchAnswer },
];
