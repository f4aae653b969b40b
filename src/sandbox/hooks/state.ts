/** What is remembered of service hooks. */

export type SubscriptionStatus = 'enabled' | 'onProbation' | 'disabledByUser' | 'disabledBySystem';

export type Subscription = {
  readonly id: string;
  eventType: string;
  resourceVersion: string;
  publisherInputs: Record<string, string>;
  consumerInputs: Record<string, string>;
  status: SubscriptionStatus;
  probationRetries: number;
  lastProbationRetryAt: string | null;
  readonly createdAt: string;
  readonly createdById: string;
  at: string;
  byId: string;
};

export type Notification = {
  readonly id: number;
  readonly subscriptionId: string;
  readonly eventId: string;
  readonly eventType: string;
  readonly event: unknown;
  status: 'queued' | 'requestInProgress' | 'completed';
  result: 'pending' | 'succeeded' | 'failed';
  attempts: number;
  responseStatus: number | null;
  errorMessage: string;
  readonly createdAt: string;
  at: string;
};
