// Everything that can have happened in the daybook. Events are for good: fields are added, never given a new meaning.

import type { CleanText } from '../guard/clean-text.ts';
import type { NamedTest } from './commands.ts';
import type { CoverEvent } from './day/cover.ts';
import type { DayPlanEvent } from './day/day-plan.ts';
import type { Entry, MessageRef, Person } from './entry.ts';
import type { HarnessEvent } from './harness/harness.ts';
import type { MigrationEvent } from './migration/migration.ts';
import type {
  NamedMeterPoint,
  NamedState,
  RegisterColumns,
  RegisterOffer,
  RegisterStamp,
} from './planning/register.ts';
import type {
  ScheduleColumns,
  ScheduleStanding,
  ScheduleState,
  ScheduleVersion,
} from './planning/schedule.ts';
import type { LdsoId, TestCaseId } from './refs.ts';
import type { Evidence } from './tests/evidence.ts';
import type { QueryEvent } from './tests/queries.ts';
import type { Remediation } from './tests/remediation.ts';
import type { Seen } from './tests/seen.ts';

/** Calendar day in the programme's time zone, `2026-11-24`. */
export type Day = string;

export type DaybookEvent =
  | { readonly type: 'entry-noted'; readonly ldso: LdsoId; readonly at: number; readonly entry: Entry }
  | {
      readonly type: 'entry-withdrawn';
      readonly ldso: LdsoId;
      readonly at: number;
      readonly entryId: string;
      readonly why: 'deleted' | 'corrected' | 'said-so';
      readonly by: Person;
    }
  | {
      readonly type: 'entry-restored';
      readonly ldso: LdsoId;
      readonly at: number;
      readonly entryId: string;
      readonly by: Person;
    }
  | {
      readonly type: 'leak-opened';
      readonly ldso: LdsoId;
      readonly at: number;
      readonly message: MessageRef;
      readonly by: Person;
      /** What kind of personal data it was; never the value. */
      readonly kinds: readonly string[];
    }
  | {
      readonly type: 'leak-closed';
      readonly ldso: LdsoId;
      readonly at: number;
      readonly message: MessageRef;
      readonly how: 'edited' | 'deleted';
    }
  /** The QT team is told that the case stands open for longer than it should; the author, that a message is still held. */
  | {
      readonly type: 'leak-reminded' | 'hold-reminded';
      readonly ldso: LdsoId;
      readonly at: number;
      readonly message: MessageRef;
    }
  /** The guard is not sure of a message: nothing is recorded of it until its author has answered. */
  | {
      readonly type: 'message-held';
      readonly ldso: LdsoId;
      readonly at: number;
      readonly message: MessageRef;
      readonly by: Person;
      /** What kind of personal data it may be; never the value. */
      readonly kinds: readonly string[];
    }
  | {
      readonly type: 'hold-ended';
      readonly ldso: LdsoId;
      readonly at: number;
      readonly message: MessageRef;
      readonly by: Person;
      readonly kinds: readonly string[];
      /** Recorded without what is doubtful; said by the author to be no customer data; or the message itself was changed. */
      readonly how: 'sent-without' | 'vouched' | 'edited' | 'deleted';
    }
  /** Why a failed test has no defect. */
  | {
      readonly type: 'reason-given';
      readonly ldso: LdsoId;
      readonly at: number;
      readonly test: NamedTest;
      readonly words: CleanText;
      readonly by: Person;
    }
  /** Evidence with personal data stands in Azure DevOps. */
  | {
      readonly type: 'remediation-opened';
      readonly ldso: LdsoId;
      readonly at: number;
      readonly by: Person;
      readonly testCaseId: TestCaseId;
      readonly remediation: Remediation;
    }
  | {
      readonly type: 'remediation-ticked';
      readonly ldso: LdsoId;
      readonly at: number;
      readonly by: Person;
      readonly testCaseId: TestCaseId;
      /** Counts from 1. */
      readonly step: number;
      /** False when it was taken back. */
      readonly done: boolean;
      /** How it stands then. */
      readonly remediation: Remediation;
    }
  | {
      readonly type: 'evidence-taken';
      readonly ldso: LdsoId;
      readonly at: number;
      readonly evidence: Evidence;
    }
  /** The QT Manager has said that its evidence may come later, or not at all. */
  | {
      readonly type: 'evidence-excepted';
      readonly ldso: LdsoId;
      readonly at: number;
      readonly test: NamedTest;
      readonly words: CleanText;
      readonly by: Person;
    }
  /** What was given up on the way to Azure DevOps or the channel is tried again. */
  | {
      readonly type: 'outbox-replayed';
      readonly ldso: LdsoId;
      readonly at: number;
      readonly by: Person;
      readonly count: number;
    }
  | {
      readonly type: 'quiet-turned';
      readonly ldso: LdsoId;
      readonly at: number;
      readonly on: boolean;
      readonly by: Person;
    }
  /** Read from a file; nothing is planned by it until it is imported. */
  | {
      readonly type: 'schedule-offered';
      readonly ldso: LdsoId;
      readonly at: number;
      readonly version: ScheduleVersion;
      /** Earlier offers of the same person, which it takes the place of. */
      readonly replaces: readonly string[];
    }
  | {
      readonly type: 'schedule-imported';
      readonly ldso: LdsoId;
      readonly at: number;
      readonly by: Person;
      readonly state: ScheduleState;
      readonly standing: ScheduleStanding;
      /** The next file's columns are looked for under these headings first. */
      readonly columns: ScheduleColumns;
      /** The version that stood in this state before. */
      readonly replaces?: string;
    }
  | {
      readonly type: 'schedule-left';
      readonly ldso: LdsoId;
      readonly at: number;
      readonly by: Person;
      readonly version: string;
    }
  /** A person changed something in Azure DevOps, and what the channel says is older. `at` is when it was read. */
  | { readonly type: 'seen-in-tracker'; readonly ldso: LdsoId; readonly at: number; readonly seen: Seen }
  /** Read from a file; the register is as it was until it is taken over. */
  | {
      readonly type: 'register-offered';
      readonly ldso: LdsoId;
      readonly at: number;
      readonly offer: RegisterOffer;
      readonly replaces: readonly string[];
    }
  | {
      readonly type: 'register-offer-left';
      readonly ldso: LdsoId;
      readonly at: number;
      readonly by: Person;
      readonly offer: string;
    }
  | {
      readonly type: 'register-changed';
      readonly ldso: LdsoId;
      readonly at: number;
      readonly by: Person;
      /** Each as it stands from now on. */
      readonly points: readonly NamedMeterPoint[];
      /** Of which of them it was news whether they are migrated. */
      readonly states?: readonly NamedState[];
      readonly stamp: RegisterStamp;
      /** The file that it comes from. */
      readonly offer?: string;
      readonly columns?: RegisterColumns;
    }
  | DayPlanEvent
  | MigrationEvent
  | HarnessEvent
  | CoverEvent
  | QueryEvent
  | {
      readonly type: 'stand-up-called' | 'wash-up-called';
      readonly ldso: LdsoId;
      readonly at: number;
      readonly day: Day;
    };
