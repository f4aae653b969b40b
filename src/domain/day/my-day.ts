// What one person has to do today, for each LDSO that they work for, as facts; the card gives it words.

import type { Person } from '../entry.ts';
import type { Day } from '../events.ts';
import type { FuseLine, QueueLine } from '../harness/queue-view.ts';
import type { ScheduleState } from '../planning/schedule.ts';
import type { LdsoId } from '../refs.ts';
import type { Move } from '../tests/whose-move.ts';
import type { AwayLine, Blocker, CoverLine, TestLine } from './day-view.ts';

export type MyTest = {
  readonly line: TestLine;
  /** Left out where nobody is waited for. */
  readonly move?: Move;
  /** Whom the person covers in it. */
  readonly for?: string;
};

/** Something that waits for the person. */
export type Owed =
  /** A message of theirs holds personal data, or may: the guard is not sure. */
  | {
      readonly is: 'leak' | 'held';
      /** Epoch milliseconds. */
      readonly since: number;
      readonly kinds: readonly string[];
      readonly url?: string;
    }
  /** A test that they failed, with neither a defect nor a reason; a test of theirs whose evidence has not come. */
  | { readonly is: 'no-defect' | 'evidence'; readonly line: TestLine }
  /** A bug that they raised waits for a retest. */
  | ({ readonly is: 'retest'; readonly since: number; readonly words: string } & Named)
  /** A data query of theirs that nobody has answered; one that was answered today, and whose test has not gone on. */
  | ({ readonly is: 'query'; readonly since: number; readonly words: string } & Named)
  | ({
      readonly is: 'answered';
      readonly since: number;
      readonly words: string;
      readonly byName: string;
    } & Named);

type Named = { readonly testCaseName?: string; readonly mpanRef?: string };

/** What waits for the QT team, for its test analyst and whoever covers. */
export type TeamDay = {
  /** What waits to be triggered in the harness, in the order in which it is wanted. */
  readonly triggers: readonly QueueLine[];
  /** Replays that it is to agree to, the shortest time first. */
  readonly replays: readonly FuseLine[];
  /** Other tests in which it has the move, the longest first. */
  readonly moves: readonly MyTest[];
  readonly queries: readonly Blocker[];
  readonly leaks: readonly {
    readonly who: string;
    readonly kinds: readonly string[];
    readonly since: number;
    readonly url?: string;
  }[];
};

/** Of one LDSO. */
export type MyDayPart = {
  readonly ldso: LdsoId;
  readonly ldsoName: string;
  /** The version of the schedule that the day is planned by; undefined without one. */
  readonly schedule?: ScheduleState;
  /**
   * Named in the plan for the person, or for whom they cover, or last posted by them and not passed: today's in the order
   * of the plan, then what is left over.
   */
  readonly tests: readonly MyTest[];
  /** Tests that they have passed today. */
  readonly passed: number;
  readonly owed: readonly Owed[];
  /** Blockers that they have said to see to. */
  readonly taken: readonly Blocker[];
  readonly away: readonly AwayLine[];
  readonly covers: readonly CoverLine[];
  /** Left out for whoever is not on the QT team here. */
  readonly team?: TeamDay;
};

export type MyDayView = {
  readonly person: Pick<Person, 'name'>;
  readonly day: Day;
  /** Of each LDSO that they asked for, in the order of the participants file. */
  readonly parts: readonly MyDayPart[];
};
