/** Everything the sandbox remembers, as one plain tree that can be written to a file as it is. */
import type { Notification, Subscription } from './hooks/state.ts';
import type { Item, ItemFile, ItemType } from './items/state.ts';
import type { Run } from './runs/state.ts';
import type { Outcome, PointState, ResultState } from './words.ts';

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

export const licences = ['Stakeholder', 'Basic', 'Basic + Test Plans'] as const;
export type Licence = (typeof licences)[number];

export const mayNots = [
  'view test runs',
  'create test runs',
  'edit work items',
  'view service hooks',
] as const;
export type MayNot = (typeof mayNots)[number];

export type Person = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  /** Basic when left out. */
  readonly licence?: Licence;
  /** Everything is allowed that does not stand here. */
  readonly mayNot?: readonly MayNot[];
};

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
