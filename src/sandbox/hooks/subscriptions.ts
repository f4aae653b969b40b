/** Service hook subscriptions and the record of what was sent for them. */
import { randomUUID } from 'node:crypto';
import { type Answer, badRequest, list, ok, Refused } from '../http/answer.ts';
import { type Ask, param } from '../http/ask.ts';
import { type Fields, fieldsOf, isFields, numberAt, pick, rowsAt, textAt } from '../http/read.ts';
import type { Route } from '../http/router.ts';
import { personById } from '../shapes.ts';
import type { Notification, Subscription } from './state.ts';

/** Events of work items are all there are: nothing tells of test runs, results or points. */
const eventTypes = [
  'workitem.created',
  'workitem.updated',
  'workitem.deleted',
  'workitem.restored',
  'workitem.commented',
] as const;

function inputs(fields: Fields, name: string): Record<string, string> {
  const given = pick(fields, name);
  if (!isFields(given)) return {};
  return Object.fromEntries(
    Object.keys(given).flatMap(key => {
      const text = textAt(given, key);
      return text === undefined ? [] : [[key, text]];
    }),
  );
}

type Draft = Pick<Subscription, 'eventType' | 'resourceVersion' | 'publisherInputs' | 'consumerInputs'>;

/** @throws 400 for anything that the sandbox does not send */
function readDraft(ask: Ask): Draft {
  const body = fieldsOf(ask.body, 'subscription');
  const must = (name: string, only: string) => {
    const given = textAt(body, name);
    if (given !== only) throw badRequest(`VS402857: The sandbox knows no other ${name} than '${only}'.`);
  };
  must('publisherId', 'tfs');
  must('consumerId', 'webHooks');
  must('consumerActionId', 'httpRequest');
  const eventType = eventTypes.find(one => one === textAt(body, 'eventType'));
  if (!eventType) throw badRequest(`VS402856: The event type must be one of ${eventTypes.join(', ')}.`);
  const consumerInputs = inputs(body, 'consumerInputs');
  checkTarget(consumerInputs.url);
  const publisherInputs = inputs(body, 'publisherInputs');
  const projectId = publisherInputs.projectId;
  if (projectId && !ask.organisation.projects.some(one => one.id === projectId.toLowerCase())) {
    throw badRequest('VS402858: The publisher input projectId is no project of this organisation.');
  }
  return {
    eventType,
    resourceVersion: textAt(body, 'resourceVersion') ?? '1.0',
    publisherInputs,
    consumerInputs,
  };
}

/** The sandbox sends to this machine only, so that nothing made up ever reaches a real service. */
function checkTarget(url: string | undefined): void {
  const target = url !== undefined && URL.canParse(url) ? new URL(url) : undefined;
  const local = target && /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(target.hostname);
  if (local && (target.protocol === 'http:' || target.protocol === 'https:')) return;
  throw badRequest(
    'VS402859: The sandbox sends to this machine only: write a url of 127.0.0.1 or localhost.',
  );
}

function subscriptionShape(ask: Ask, one: Subscription): object {
  const url = `${ask.base}/_apis/hooks/subscriptions/${one.id}`;
  return {
    id: one.id,
    url,
    status: one.status,
    publisherId: 'tfs',
    eventType: one.eventType,
    resourceVersion: one.resourceVersion,
    eventDescription: `Any ${one.eventType}`,
    consumerId: 'webHooks',
    consumerActionId: 'httpRequest',
    actionDescription: `To host ${new URL(one.consumerInputs.url ?? ask.base).host}`,
    probationRetries: String(one.probationRetries),
    lastProbationRetryDate: one.lastProbationRetryAt ?? undefined,
    createdBy: personById(ask, one.createdById),
    createdDate: one.createdAt,
    modifiedBy: personById(ask, one.byId),
    modifiedDate: one.at,
    publisherInputs: one.publisherInputs,
    consumerInputs: masked(one.consumerInputs),
    _links: { self: { href: url }, notifications: { href: `${url}/notifications` } },
  };
}

const secretInputs = ['basicAuthPassword', 'httpHeaders'];
const mask = '********';

function masked(consumerInputs: Readonly<Record<string, string>>): object {
  const rows = Object.entries(consumerInputs).map(([name, value]) => [
    name,
    secretInputs.includes(name) ? mask : value,
  ]);
  return Object.fromEntries(rows);
}

function subscriptionInAddress(ask: Ask): Subscription {
  const id = param(ask, 'subscriptionId').toLowerCase();
  const found = ask.organisation.subscriptions.find(one => one.id === id);
  if (found) return found;
  throw new Refused(404, 'SubscriptionNotFoundException', `VS402861: Subscription ${id} does not exist.`);
}

function create(ask: Ask): Answer {
  const stamp = { at: ask.now, byId: ask.by.id };
  const one: Subscription = {
    ...readDraft(ask),
    id: randomUUID(),
    status: 'enabled',
    probationRetries: 0,
    lastProbationRetryAt: null,
    createdAt: ask.now,
    createdById: ask.by.id,
    ...stamp,
  };
  ask.organisation.subscriptions.push(one);
  return ok(subscriptionShape(ask, one));
}

const settable = ['enabled', 'disabledByUser'] as const;

function replace(ask: Ask): Answer {
  const one = subscriptionInAddress(ask);
  const { consumerInputs, ...draft } = readDraft(ask);
  const before = one.consumerInputs;
  Object.assign(one, draft);
  // A masked secret that comes back means: as it was.
  const kept = Object.entries(consumerInputs).map(([name, value]) => [
    name,
    value === mask ? before[name] : value,
  ]);
  one.consumerInputs = Object.fromEntries(kept);
  one.status = settable.find(status => status === textAt(ask.body, 'status')) ?? one.status;
  if (one.status === 'enabled') one.probationRetries = 0;
  one.at = ask.now;
  one.byId = ask.by.id;
  return ok(subscriptionShape(ask, one));
}

function remove(ask: Ask): Answer {
  const { subscriptions } = ask.organisation;
  subscriptions.splice(subscriptions.indexOf(subscriptionInAddress(ask)), 1);
  return { status: 204 };
}

function notificationShape(ask: Ask, one: Notification): object {
  const subscription = ask.organisation.subscriptions.find(other => other.id === one.subscriptionId);
  return {
    id: one.id,
    subscriptionId: one.subscriptionId,
    subscriberId: ask.by.id,
    eventId: one.eventId,
    status: one.status,
    result: one.result,
    createdDate: one.createdAt,
    modifiedDate: one.at,
    details: {
      eventType: one.eventType,
      event: one.event,
      publisherId: 'tfs',
      consumerId: 'webHooks',
      consumerActionId: 'httpRequest',
      publisherInputs: subscription?.publisherInputs,
      consumerInputs: subscription && masked(subscription.consumerInputs),
      requestAttempts: one.attempts,
      response: one.responseStatus === null ? undefined : `Status Code: ${one.responseStatus}`,
      errorMessage: one.errorMessage || undefined,
    },
  };
}

/** Newest first, as the service lists them. */
function notificationsOf(ask: Ask, ids: readonly string[] | undefined): readonly Notification[] {
  return ask.organisation.notifications.filter(one => !ids || ids.includes(one.subscriptionId)).reverse();
}

function notifications(ask: Ask): Answer {
  const { id } = subscriptionInAddress(ask);
  return list(notificationsOf(ask, [id]).map(one => notificationShape(ask, one)));
}

function notificationsQuery(ask: Ask): Answer {
  const written = rowsAt(ask.body, 'subscriptionIds').map(String);
  const found = notificationsOf(ask, written.length > 0 ? written : undefined);
  const results = found.slice(0, numberAt(ask.body, 'maxResults') ?? 200);
  return ok({ results: results.map(one => notificationShape(ask, one)), resultType: null, status: null });
}

const subscriptions = 'hooks/subscriptions';

export const hookRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: subscriptions,
    scope: 'organisation',
    answer: ask => list(ask.organisation.subscriptions.map(one => subscriptionShape(ask, one))),
  },
  { method: 'POST', path: subscriptions, scope: 'organisation', answer: create },
  {
    method: 'GET',
    path: `${subscriptions}/{subscriptionId}`,
    scope: 'organisation',
    answer: ask => ok(subscriptionShape(ask, subscriptionInAddress(ask))),
  },
  { method: 'PUT', path: `${subscriptions}/{subscriptionId}`, scope: 'organisation', answer: replace },
  { method: 'DELETE', path: `${subscriptions}/{subscriptionId}`, scope: 'organisation', answer: remove },
  {
    method: 'GET',
    path: `${subscriptions}/{subscriptionId}/notifications`,
    scope: 'organisation',
    answer: notifications,
  },
  { method: 'POST', path: 'hooks/notificationsquery', scope: 'organisation', answer: notificationsQuery },
];
