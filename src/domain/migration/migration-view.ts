// How migration stands at one instant, asked against done; the cards give it words.
import type { Day } from '../events.ts';
import type { DataReason } from '../planning/readiness.ts';
import type { MigrationDifference } from './migration.ts';

/** What the programme's document leaves open, from the participants file. */
export type MigrationRules = {
  /** How long a bulk may take, in weeks from its first day. */
  readonly bulkWeeks: number;
  /** The first day takes at most this share of the middle day's number. */
  readonly lowStartShare: number;
  /** A day is a spike when it is over so many times the fullest of the five days before it that had any. */
  readonly spikeTimes: number;
  /** Nothing below this number is a spike or a high start. */
  readonly spikeFrom: number;
};

/** Where the number of a day comes from: said of the day, its part of the week's, or the migration tests of the schedule. */
export type AskedBy = 'day' | 'week' | 'schedule';

export type MigrationDay = {
  readonly day: Day;
  /** Undefined where no number is asked. */
  readonly asked?: number;
  readonly by?: AskedBy;
  readonly done: number;
};

export type MigrationWeek = {
  readonly monday: Day;
  /** The number of the week as it was said. */
  readonly said?: number;
  /** What its days come to. */
  readonly asked: number;
  readonly done: number;
};

export type MigrationWarning =
  /** `most` is the fullest of the days before it. */
  | { readonly is: 'spike'; readonly day: Day; readonly count: number; readonly most: number }
  | { readonly is: 'high-start'; readonly day: Day; readonly count: number; readonly steady: number }
  /** So many are planned behind the last day of the limit; the plan ends on `end`. */
  | {
      readonly is: 'past-limit';
      readonly limit: Day;
      readonly weeks: number;
      readonly end: Day;
      readonly count: number;
    }
  | { readonly is: 'week-differs'; readonly monday: Day; readonly said: number; readonly asked: number };

export type MigrationPlanned = {
  readonly byName: string;
  readonly at: number;
  readonly differences: readonly MigrationDifference[];
  /** Every day that would have a number, of itself or of its week. */
  readonly days: readonly MigrationDay[];
  readonly warnings: readonly MigrationWarning[];
};

export type MigrationView = {
  readonly ldso: string;
  readonly ldsoName: string;
  readonly day: Day;
  readonly agreed?: {
    readonly proposedBy: string;
    readonly agreedBy: string;
    readonly agreedAt: number;
  };
  readonly proposal?: MigrationPlanned & { readonly id: string };
  readonly today: MigrationDay;
  /** The working day before. */
  readonly before: MigrationDay;
  /** Days of the bulk on which anything was asked or done. */
  readonly days: readonly MigrationDay[];
  readonly weeks: readonly MigrationWeek[];
  /** Undefined where no number is asked of any day. */
  readonly bulk?: MigrationBulk;
  /** MPAN references migrated before the first day of the bulk, or with none; and those whose day is not known. */
  readonly beforeBulk: number;
  readonly undated: number;
  /** Reverse migrations, by passed tests; today, and in all. */
  readonly reversed: { readonly today: number; readonly all: number };
  /** What is the matter with the plan that counts. */
  readonly warnings: readonly MigrationWarning[];
  /** More was done today than the days before would let one expect. */
  readonly spikeToday?: Extract<MigrationWarning, { is: 'spike' }>;
  /** The QT team issues an IF-031 for each of them, as the first step. */
  readonly firstStep: {
    /** How many are asked of today and not done yet. */
    readonly count: number;
    /** Those of them that the schedule names, with what their data lacks. */
    readonly refs: readonly { readonly ref: string; readonly reasons: readonly DataReason[] }[];
  };
  /** References that the register has as legacy. */
  readonly legacy: number;
};

export type MigrationBulk = {
  readonly from: Day;
  /** The last day that a number is asked of. */
  readonly to: Day;
  readonly total: number;
  /** The last day that is over. */
  readonly upTo: Day;
  /** Asked and done until then. */
  readonly asked: number;
  readonly done: number;
  /** Undefined where no number is agreed: then it is no bulk. */
  readonly limit?: {
    readonly weeks: number;
    /** The first day that counts, and the last. */
    readonly from: Day;
    readonly last: Day;
    /** Calendar days until the last, 0 on it, negative behind it. */
    readonly daysLeft: number;
    /** How many a working day are needed to end on it; undefined when all are done, or it is over. */
    readonly perDay?: number;
  };
};
