// What a person can ask of the bot beside notifying: each command is read from one line that starts with a slash.

import type { DayPlanAsk } from './day/day-plan.ts';
import type { ReportKind } from './day/report.ts';
import type { Day } from './events.ts';
import type { HarnessCommand } from './harness/harness-told.ts';
import type { MigrationAsk } from './migration/migration.ts';
import type { PlannedTestCase } from './planning/plan.ts';
import type { ScheduleState } from './planning/schedule.ts';
import type { Problem } from './reading.ts';
import type { MpanRef, TestCaseId } from './refs.ts';
import type { QueryAsk } from './tests/queries.ts';
import type { RemediationAsk } from './tests/remediation.ts';

export type Command =
  /** What can be posted. */
  | { readonly is: 'help' }
  /** The channel wants no more answers than it must have, or wants them again. */
  | { readonly is: 'quiet'; readonly on: boolean }
  /** What waits on the way to Azure DevOps, and what was given up; given up, it may be tried again. */
  | { readonly is: 'outbox'; readonly replay: boolean }
  /** Evidence with personal data stands in Azure DevOps. */
  | { readonly is: 'leak-in-ado'; readonly of: TestCaseMeant; readonly ask: RemediationAsk }
  | { readonly is: 'schedule'; readonly ask: ScheduleAsk }
  /** The data register is asked, or told something: which of it, the LDSO's references tell. */
  | { readonly is: 'data'; readonly words: string }
  /** Something is done about the day's plan. */
  | { readonly is: 'day-plan'; readonly ask: DayPlanAsk }
  /** Somebody covers for the test analyst or for another person, as the words say. */
  | { readonly is: 'cover'; readonly words: string }
  /** The migration plan is asked, or something is done about it. */
  | { readonly is: 'migration'; readonly ask: MigrationAsk }
  /** Whoever asks is told what is theirs today. */
  | { readonly is: 'my-day' }
  /** A dummy market participant is looked up. */
  | { readonly is: 'mpid'; readonly words: string }
  /** Undefined where it was not understood which. */
  | { readonly is: 'report'; readonly ask: ReportAsk | undefined }
  | HarnessCommand
  /** A data query is said to be answered, or to be open again. */
  | { readonly is: 'query'; readonly ask: QueryAsk }
  | NearCommand
  | AboutTest;

/** An unknown word behind a slash that is nearly a command; both without the slash. */
export type NearCommand = { readonly is: 'near-command'; readonly typed: string; readonly nearest: string };

/** Something is said of tests beside how they went. */
export type AboutTest = {
  readonly is: 'about-test';
  /** Why a failed test has no defect; where its evidence lies; that its evidence may come later. */
  readonly of: 'reason' | 'evidence' | 'evidence-exception';
  /** Empty where there are problems. */
  readonly tests: readonly NamedTest[];
  readonly problems: readonly Problem[];
  readonly links: readonly string[];
  /** Something is said beside the references and the links. */
  readonly hasWords: boolean;
};

export type NamedTest = {
  readonly testCaseId: TestCaseId;
  readonly testCaseName: string;
  readonly mpanRef: MpanRef;
};

export type TestCaseMeant =
  | { readonly is: 'one'; readonly testCase: PlannedTestCase }
  | { readonly is: 'none' }
  | { readonly is: 'unknown'; readonly typed: string; readonly nearest: readonly string[] };

/** Of today when no day is named. */
export type ReportAsk = { readonly kind: ReportKind; readonly day?: Day };

export type ScheduleAsk =
  | { readonly do: 'show' }
  /** All tests of a day, as people say it: `today`, `Fri`, `3 Dec`. */
  | { readonly do: 'day'; readonly words: string }
  /** A file that was sent before is imported, or left. */
  | { readonly do: 'import'; readonly version: string; readonly state: ScheduleState }
  | { readonly do: 'leave'; readonly version: string };
