// What the stand-up and the wash-up have to say, as figures and lines; the cards give it words and looks.

import type { Day } from '../events.ts';
import type { OpenQueue } from '../harness/queue-view.ts';
import type { Intent } from '../intents.ts';
import type { MigrationView } from '../migration/migration-view.ts';
import type { DataReason } from '../planning/readiness.ts';
import type { ScheduleState } from '../planning/schedule.ts';
import type { TestStatus } from '../tests/progress.ts';
import type { RemediationStep } from '../tests/remediation.ts';
import type { Move } from '../tests/whose-move.ts';
import type { Half } from './cover.ts';

/** One test on a list. */
export type TestLine = {
  readonly testCaseId: string;
  readonly testCaseName: string;
  /** Undefined while nobody has named a meter point for it. */
  readonly mpanRef?: string;
  readonly status: TestStatus | 'planned';
  /** Who is named as tester in the plan, or who posted last. */
  readonly who?: string;
  /** Epoch milliseconds: since when it stands so. */
  readonly since?: number;
  readonly step?: number;
  readonly attempt?: number;
  /** When the schedule has it start, `HH:mm`. */
  readonly time?: string;
  /** What is missing of its data before it can be run; empty when nothing is, undefined where that is not known. */
  readonly reasons?: readonly DataReason[];
  /** The last day that the schedule had for it, where that is over. */
  readonly dueOn?: Day;
  /** Whoever is named for it is away when it is to be run, some of that time at least, and nobody covers. */
  readonly isAway?: true;
  /** Whose move it is, where that is looked up. */
  readonly move?: Move;
  /** Who covers for whoever is named for it and is away. */
  readonly coveredBy?: readonly string[];
};

/** Somebody who is away on the day. */
export type AwayLine = {
  readonly name: string;
  /** The whole day when left out. */
  readonly part?: Half;
  /** The LDSO's test analyst. */
  readonly isAnalyst?: true;
  /** Today's tests that have not passed, name them, and may be run while they are away. */
  readonly tests: number;
  /** With the part of the day where it is not all of the time that they are away. */
  readonly coveredBy: readonly { readonly name: string; readonly part?: Half }[];
  /** When cover is needed, for the test analyst or for tests, and there is none. */
  readonly uncovered?: Half | 'day';
};

/** `name` covers `for` somebody, who is the test analyst where the settings do not name them. */
export type CoverLine = {
  readonly name: string;
  readonly for?: string;
  readonly isAnalyst?: true;
  readonly part?: Half;
};

/** Something that stands in the way of testing. */
export type Blocker = {
  readonly is: 'downtime' | 'blocking-defect' | 'severe-defect' | 'blocked-test' | 'query';
  readonly testCaseName?: string;
  readonly mpanRef?: string;
  readonly since: number;
  readonly who: string;
  /** The first words of the entry's note, guarded, at most 80 characters; without the command, so it may be empty. */
  readonly words: string;
  readonly severity?: string;
  /** The entry that told of it. */
  readonly entryId?: string;
  /** Who has said to see to it. */
  readonly takenBy?: string;
  /** Of a query: how long it is open, in minutes of testing hours, and how often its group was asked again. */
  readonly query?: { readonly minutes: number; readonly nudges: number };
};

export type QueryAnswered = {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly byName: string;
  /** How long it had been open, in minutes of testing hours. */
  readonly minutes?: number;
};

export type DataIssue =
  | {
      readonly problem: 'double-booked' | 'open-query';
      readonly mpanRef: string;
      readonly testCaseNames: readonly string[];
    }
  /** A test of today whose data is not ready. */
  | {
      readonly problem: 'not-ready';
      readonly mpanRef?: string;
      readonly testCaseName: string;
      readonly reasons: readonly DataReason[];
    };

export type StandUpView = {
  /** Undefined where there is none. */
  readonly migration?: MigrationView;
  readonly ldso: string;
  readonly ldsoName: string;
  readonly day: Day;
  /** The working day before, which is looked back to (Friday on a Monday). */
  readonly lookedBackTo: Day;
  /** The last day whose bank holidays are known, where that is soon. */
  readonly bankHolidaysEnd?: Day;
  /** The version of the schedule that the day is planned by; undefined without one. */
  readonly schedule?: ScheduleState;
  /**
   * Today's tests, in the order of the schedule. Without one: those under way first, then what comes next in the order of
   * the plan in Azure DevOps.
   */
  readonly planned: readonly TestLine[];
  /** How many tests are still to do behind those listed: of later days, or of the plan. */
  readonly plannedBehind: number;
  /** Data allocation that does not hold: one line each. */
  readonly dataIssues: readonly DataIssue[];
  /** Meter points allocated today, by reference. */
  readonly allocated: readonly string[];
  /** Tests that wait for a message from the test harness, in the order of the clock; those in the queue stand there. */
  readonly harness: readonly TestLine[];
  /** Triggers that were asked for, and replays. */
  readonly queue?: OpenQueue;
  readonly blockers: readonly Blocker[];
  readonly away: readonly AwayLine[];
  /** Cover for people of whom nobody has said that they are away. */
  readonly covers: readonly CoverLine[];
  /** Who has confirmed the plan of the day, and who of those named in it has not and is not away. */
  readonly confirmed: readonly string[];
  readonly unconfirmed: readonly string[];
  /** Tests of later days that could be run instead of one of today's. */
  readonly couldCome: readonly TestLine[];
  /** Started before today and not finished; and what the schedule had for an earlier day and has not passed. */
  readonly leftOver: readonly TestLine[];
  readonly progress: PlanProgress;
};

/** Test cases of the plan, each counted once by how its latest test stands. */
export type PlanProgress = {
  readonly total: number;
  readonly passed: number;
  readonly failed: number;
  readonly blocked: number;
  readonly running: number;
  readonly notStarted: number;
};

/** A piece of work that waits on its way, or was given up. */
export type Undelivered = {
  readonly is: Intent['is'];
  /** Epoch milliseconds. */
  readonly since: number;
  /** The test that it is about. */
  readonly of?: string;
  /** Why the last try failed. */
  readonly error?: string;
};

export type WashUpView = {
  /** Undefined where there is none. */
  readonly migration?: MigrationView;
  readonly ldso: string;
  readonly ldsoName: string;
  readonly day: Day;
  /** Tests (test case and meter point) by what happened to them today; a test is on one list only, by how it stands. */
  readonly passed: readonly TestLine[];
  readonly failed: readonly TestLine[];
  readonly blocked: readonly TestLine[];
  /** Started, today or before, and without a result. */
  readonly open: readonly TestLine[];
  readonly triggeredToday: number;
  /** Failed tests, of any day, with neither a defect nor a reason noted. */
  readonly failedWithoutDefect: readonly TestLine[];
  /** Tests, of any day, whose evidence has not come: due by the end of the business day. */
  readonly evidenceOwed: readonly TestLine[];
  readonly defectsToday: readonly {
    readonly testCaseName?: string;
    readonly mpanRef?: string;
    readonly severity?: string;
    readonly priority?: string;
    readonly bugId?: string;
    readonly words: string;
  }[];
  readonly openQueries: readonly Blocker[];
  readonly queriesAnswered: readonly QueryAnswered[];
  /** Triggers that were asked for, and replays that can still be done or are to be received. */
  readonly queue?: OpenQueue;
  readonly blockers: readonly Blocker[];
  /** Messages that still hold personal data: whose, of what kind, since when and where; never what. */
  readonly leaks: readonly {
    readonly who: string;
    readonly kinds: readonly string[];
    readonly openedAt: number;
    readonly url?: string;
  }[];
  /** Messages that wait for their authors' word: whose, of what kind they may hold something, since when and where. */
  readonly held: readonly {
    readonly who: string;
    readonly kinds: readonly string[];
    readonly since: number;
    readonly url?: string;
  }[];
  /** Evidence with personal data in Azure DevOps that is not clean again: which step is next. */
  readonly remediations: readonly {
    readonly testCaseName: string;
    readonly step: RemediationStep;
    readonly openedAt: number;
    readonly url?: string;
  }[];
  readonly mirror: {
    readonly waiting: number;
    readonly givenUp: number;
    /** What was given up for Azure DevOps. */
    readonly refused?: readonly Undelivered[];
    /** How Azure DevOps compares with the daybook, or that it could not be compared. */
    readonly drift?: { readonly differences: number; readonly leftToPersons: number } | 'unread';
  };
  /** What comes next: on the next working day by the schedule; without one, in the order of the plan. */
  readonly next: readonly TestLine[];
  readonly progress: PlanProgress;
  /** Undefined without a schedule. */
  readonly against?: AgainstSchedule;
};

/** The tests against the schedule, at the end of the day. */
export type AgainstSchedule = {
  readonly state: ScheduleState;
  /** Tests that were to have passed by each day, and that had; oldest first, the last is the day itself. */
  readonly days: readonly { readonly day: Day; readonly planned: number; readonly passed: number }[];
  readonly total: number;
  readonly plannedByNow: number;
  readonly passed: number;
  /** Planned for today or before, and not passed; oldest first. */
  readonly slipping: readonly TestLine[];
  /** Where they slip to. */
  readonly nextDay: Day;
  readonly end: {
    readonly planned: Day;
    /** When no day takes more tests than `mostADay`, the number of the fullest day of the schedule. */
    readonly expected: Day;
    readonly workingDaysLater: number;
    readonly mostADay: number;
  };
};
