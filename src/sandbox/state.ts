/** Everything the sandbox remembers, as one plain tree that can be written to a file as it is. */
import type { Outcome, PointState, ResultState, RunState } from './words.ts';

export type World = { readonly format: 1; seedHash: string; readonly organisations: Organisation[] };

export type Organisation = {
  readonly name: string;
  readonly id: string;
  /** Organisations of one tenant may hold remote work item links to each other. */
  readonly tenant: string;
  readonly users: Person[];
  readonly next: Counters;
  readonly projects: Project[];
  readonly items: Item[];
  /** Files attached to work items; those of test results stay with their result. */
  readonly files: ItemFile[];
  readonly subscriptions: Subscription[];
  readonly notifications: Notification[];
};

/** The next id to give out, per kind; `change` numbers the revisions of all work items in one row. */
export type Counters = {
  item: number;
  point: number;
  run: number;
  attachment: number;
  comment: number;
  change: number;
  notification: number;
};

export type Person = { readonly id: string; readonly name: string; readonly email: string };

export type Project = {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly types: readonly ItemType[];
  readonly areas: readonly string[];
  readonly iterations: readonly string[];
  readonly configurations: readonly Configuration[];
  readonly plans: Plan[];
  readonly runs: Run[];
  retention: { automatedDays: number; manualDays: number; at: string; byId: string };
};

export type StateCategory = 'Proposed' | 'InProgress' | 'Resolved' | 'Completed' | 'Removed';
export type FieldKind =
  | 'string'
  | 'integer'
  | 'double'
  | 'boolean'
  | 'dateTime'
  | 'html'
  | 'plainText'
  | 'identity'
  | 'treePath'
  | 'history';
export type ItemType = {
  readonly name: string;
  readonly states: readonly { readonly name: string; readonly category: StateCategory }[];
  readonly fields: readonly ItemField[];
};
export type ItemField = {
  readonly refName: string;
  readonly name: string;
  readonly kind: FieldKind;
  readonly required: boolean;
  readonly readOnly: boolean;
  readonly allowed: readonly FieldValue[];
  readonly initial: FieldValue | null;
};
export type FieldValue = string | number | boolean;

export type Configuration = {
  readonly id: number;
  readonly name: string;
  readonly isDefault: boolean;
  readonly values: readonly { readonly name: string; readonly value: string }[];
};

export type Plan = {
  readonly id: number;
  name: string;
  state: string;
  readonly areaPath: string;
  readonly iteration: string;
  syncOutcomeAcrossSuites: boolean;
  readonly rootSuiteId: number;
  readonly suites: Suite[];
  readonly points: Point[];
  revision: number;
  at: string;
  byId: string;
};

export type Suite = {
  readonly id: number;
  readonly name: string;
  readonly parentId: number | null;
  childIds: number[];
  caseIds: number[];
  revision: number;
  at: string;
  byId: string;
};

export type Point = {
  readonly id: number;
  readonly suiteId: number;
  readonly caseId: number;
  readonly configurationId: number;
  testerId: string | null;
  /** 0 while the point is active and untouched, as Azure DevOps writes it. */
  lastRunId: number;
  lastResultId: number;
  outcome: Outcome;
  state: PointState;
  lastResultState: ResultState;
  lastResetToActive: string | null;
  revision: number;
  at: string;
  byId: string;
};

export type Run = {
  readonly id: number;
  name: string;
  readonly planId: number | null;
  readonly automated: boolean;
  state: RunState;
  comment: string;
  errorMessage: string;
  startedAt: string | null;
  completedAt: string | null;
  dueAt: string | null;
  readonly createdAt: string;
  readonly ownerId: string;
  tags: string[];
  results: Result[];
  nextResult: number;
  readonly attachments: TestAttachment[];
  revision: number;
  at: string;
  byId: string;
};

export type Result = {
  readonly id: number;
  readonly pointId: number | null;
  readonly planId: number | null;
  readonly suiteId: number | null;
  readonly caseId: number | null;
  readonly caseTitle: string;
  caseRevision: number;
  readonly configurationId: number | null;
  readonly automatedTestName: string;
  outcome: Outcome;
  state: ResultState;
  comment: string;
  errorMessage: string;
  stackTrace: string;
  failureType: string;
  resolutionState: string;
  computerName: string;
  priority: number;
  startedAt: string | null;
  completedAt: string | null;
  durationInMs: number | null;
  runById: string | null;
  ownerId: string;
  readonly createdAt: string;
  iterations: Iteration[];
  readonly attachments: TestAttachment[];
  revision: number;
  at: string;
  byId: string;
};

type Marked = {
  outcome: Outcome;
  comment: string;
  errorMessage: string;
  startedAt: string | null;
  completedAt: string | null;
  durationInMs: number | null;
};
export type Iteration = Marked & {
  readonly id: number;
  readonly actions: Action[];
  readonly parameters: { readonly name: string; readonly value: string; readonly actionPath: string }[];
};
export type Action = Marked & {
  readonly actionPath: string;
  readonly stepIdentifier: string;
  readonly shared: { readonly id: number; readonly revision: number } | null;
};

/** `iterationId` 0 and an empty `actionPath` mean that the file hangs on the whole run or result. */
export type TestAttachment = {
  readonly id: number;
  readonly fileName: string;
  readonly comment: string;
  readonly type: string;
  readonly sizeInBytes: number;
  /** Where the content is kept: its SHA-256. */
  readonly hash: string;
  readonly iterationId: number;
  readonly actionPath: string;
  readonly at: string;
};

export type Item = {
  readonly id: number;
  readonly projectId: string;
  deleted: boolean;
  /** Never empty; the last one is how the item stands now. */
  readonly revisions: Revision[];
  readonly comments: ItemComment[];
};
export type Revision = {
  readonly rev: number;
  readonly change: number;
  readonly at: string;
  readonly byId: string;
  readonly fields: Readonly<Record<string, FieldValue>>;
  readonly relations: readonly Relation[];
};
/** Exactly one of `itemId`, `fileId` and `url` says where the relation leads. */
export type Relation = {
  readonly rel: string;
  readonly itemId: number | null;
  /** Set when the linked item lives in another organisation. */
  readonly organisation: string | null;
  readonly fileId: string | null;
  readonly url: string | null;
  readonly comment: string | null;
  readonly name: string | null;
  readonly at: string;
};
export type ItemComment = {
  readonly id: number;
  text: string;
  readonly format: 'html' | 'markdown';
  version: number;
  deleted: boolean;
  readonly createdAt: string;
  readonly createdById: string;
  at: string;
  byId: string;
};
export type ItemFile = {
  readonly id: string;
  readonly fileName: string;
  readonly sizeInBytes: number;
  readonly hash: string;
  readonly at: string;
};

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
