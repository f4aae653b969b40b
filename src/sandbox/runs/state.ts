/** What is remembered of test runs, their results and the files on them. */
import type { Outcome, ResultState, RunState } from '../words.ts';

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
