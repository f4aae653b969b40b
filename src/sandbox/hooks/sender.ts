/** Sends service hook events, tries again as Azure DevOps does, and takes bad targets out of use. */
import type { Ask, ItemEvent } from '../http/ask.ts';
import { projectOfItem } from '../items/shape.ts';
import type { Item } from '../items/state.ts';
import type { Organisation, World } from '../state.ts';
import { asksFor, hookEvent } from './event.ts';
import type { Notification, Subscription } from './state.ts';

// Source: "Service hooks: troubleshooting", learn.microsoft.com: transient failures are tried again for about three
// minutes; any other failure puts the subscription on probation, where new events are lost and the one that
// failed is tried again ever more rarely until the subscription is disabled. 410 disables at once.
const transientStatuses = [408, 502, 503, 504];
const transientDelaysInS = [1, 2, 4, 8, 16, 32, 60, 60];
const minute = 60;
const probationDelaysInS = [20, 40, 80, 160, 320, 640, 900].map(minutes => minutes * minute);

export type Sender = {
  readonly announce: (ask: Ask, event: ItemEvent, item: Item) => void;
  /** Sends again what had not arrived when the sandbox was stopped. */
  readonly resume: () => void;
  /** Ends waiting and open requests; what has not arrived stays recorded as such. */
  readonly stop: () => void;
};

type Needs = {
  readonly world: World;
  readonly changed: () => void;
  readonly now: () => Date;
  /** 1 waits as long as the real service; tests use less. */
  readonly delayScale: number;
};

export function sender({ world, changed, now, delayScale }: Needs): Sender {
  const timers = new Set<NodeJS.Timeout>();
  const stopped = new AbortController();

  const later = (seconds: number, work: () => void) => {
    const timer = setTimeout(
      () => {
        timers.delete(timer);
        work();
      },
      seconds * 1000 * delayScale,
    );
    timers.add(timer);
  };

  const post = async (
    { consumerInputs }: Subscription,
    notification: Notification,
  ): Promise<number | string> => {
    try {
      const response = await fetch(consumerInputs.url ?? '', {
        method: 'POST',
        redirect: 'manual',
        headers: headersFor(consumerInputs),
        body: JSON.stringify(notification.event),
        signal: AbortSignal.any([stopped.signal, AbortSignal.timeout(100_000)]),
      });
      // The words of the reply are of no interest, but an unread body would hold the connection.
      await response.arrayBuffer();
      return response.status;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  };

  const deliver = async (parcel: Parcel, transient = 0): Promise<void> => {
    const { organisation, notification } = parcel;
    const subscription = organisation.subscriptions.find(one => one.id === notification.subscriptionId);
    if (!subscription) return record(notification, 'the subscription was deleted', false);
    notification.status = 'requestInProgress';
    notification.attempts += 1;
    const outcome = await post(subscription, notification);
    if (stopped.signal.aborted) return;
    notification.responseStatus = typeof outcome === 'number' ? outcome : null;
    notification.at = now().toISOString();
    if (typeof outcome === 'number' && outcome >= 200 && outcome < 300) {
      record(notification, '', true);
      if (subscription.status === 'onProbation') enable(subscription);
      return changed();
    }
    const wait = transientDelaysInS[transient];
    if (typeof outcome === 'number' && transientStatuses.includes(outcome) && wait !== undefined) {
      notification.status = 'queued';
      later(wait, () => void deliver(parcel, transient + 1));
      return changed();
    }
    endure(parcel, subscription, outcome);
    changed();
  };

  /** The target is not well: probation, and in the end no more of it. */
  const endure = (parcel: Parcel, subscription: Subscription, outcome: number | string): void => {
    const { notification } = parcel;
    const wait = probationDelaysInS[subscription.probationRetries];
    const why = typeof outcome === 'number' ? `the target answered ${outcome}` : outcome;
    if (outcome === 410 || wait === undefined || subscription.status === 'disabledByUser') {
      if (subscription.status !== 'disabledByUser') subscription.status = 'disabledBySystem';
      record(notification, why, false);
      return;
    }
    subscription.status = 'onProbation';
    notification.status = 'queued';
    notification.errorMessage = why;
    later(wait, () => {
      subscription.probationRetries += 1;
      subscription.lastProbationRetryAt = now().toISOString();
      void deliver(parcel);
    });
  };

  return {
    announce: (ask, event, item) => {
      const project = projectOfItem(ask, item);
      const happening = { event, item, project };
      const { organisation } = ask;
      for (const subscription of organisation.subscriptions) {
        if (subscription.status !== 'enabled' || !asksFor(subscription, happening)) continue;
        const notification = newNotification(ask, subscription, hookEvent(ask, happening));
        organisation.notifications.push(notification);
        later(0, () => void deliver({ organisation, notification }));
      }
    },
    resume: () => {
      for (const organisation of world.organisations) {
        for (const notification of organisation.notifications) {
          if (notification.status !== 'completed')
            later(0, () => void deliver({ organisation, notification }));
        }
      }
    },
    stop: () => {
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
      stopped.abort();
    },
  };
}

type Parcel = { readonly organisation: Organisation; readonly notification: Notification };

function newNotification(
  ask: Ask,
  subscription: Subscription,
  event: ReturnType<typeof hookEvent>,
): Notification {
  const id = ask.organisation.next.notification++;
  return {
    id,
    subscriptionId: subscription.id,
    eventId: event.id,
    eventType: event.eventType,
    event: { subscriptionId: subscription.id, notificationId: id, ...event },
    status: 'queued',
    result: 'pending',
    attempts: 0,
    responseStatus: null,
    errorMessage: '',
    createdAt: ask.now,
    at: ask.now,
  };
}

function record(notification: Notification, errorMessage: string, arrived: boolean): void {
  notification.status = 'completed';
  notification.result = arrived ? 'succeeded' : 'failed';
  notification.errorMessage = errorMessage;
}

function enable(subscription: Subscription): void {
  subscription.status = 'enabled';
  subscription.probationRetries = 0;
}

/** Own headers are written one on a line: `X-Key: value`. */
function headersFor(inputs: Readonly<Record<string, string>>): Headers {
  const headers = new Headers({ 'content-type': 'application/json; charset=utf-8' });
  const { basicAuthUsername: user = '', basicAuthPassword: password = '' } = inputs;
  if (user !== '' || password !== '') {
    headers.set('authorization', `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`);
  }
  for (const line of (inputs.httpHeaders ?? '').split(/\r?\n/)) {
    const at = line.indexOf(':');
    if (at > 0) headers.set(line.slice(0, at).trim(), line.slice(at + 1).trim());
  }
  return headers;
}
