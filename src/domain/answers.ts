// What the bot can be asked to say in answer: facts, made into words when it is delivered, from how things stand then.
import type { CleanText } from '../guard/clean-text.ts';
import type { AboutTest, NamedTest, NearCommand, ReportAsk } from './commands.ts';
import type { CoverTold } from './day/cover.ts';
import type { DayPlanTold } from './day/day-plan.ts';
import type { Person } from './entry.ts';
import type { Day } from './events.ts';
import type { TestExample } from './example.ts';
import type { HarnessAnswer } from './harness/harness-told.ts';
import type { MigrationTold } from './migration/migration.ts';
import type { MarketParticipant } from './planning/market-participants.ts';
import type { ScheduleState } from './planning/schedule.ts';
import type { Problem, RefusalReason } from './reading.ts';
import type { LdsoId, MpanRef } from './refs.ts';
import type { QueryTold } from './tests/queries.ts';

export type Answer =
  /** What can be posted; in a channel with its own test and reference as examples. */
  | { readonly about: 'help'; readonly example?: TestExample }
  | { readonly about: 'quiet'; readonly on: boolean }
  /** A command was nearly written. */
  | ({ readonly about: 'near-command' } & Omit<NearCommand, 'is'>)
  /** What somebody said to the bot alone held personal data; nothing of it is repeated. */
  | {
      readonly about: 'personal-data';
      readonly reasons: readonly RefusalReason[];
      readonly doubtful: boolean;
      /** Only the name of a file held it. */
      readonly inFileName: boolean;
    }
  /** It is not clear of which LDSO somebody speaks: none that has them in its channel, one of several, or not theirs. */
  | {
      readonly about: 'which-ldso';
      readonly which:
        | { readonly is: 'none' }
        | { readonly is: 'several'; readonly ldsos: readonly LdsoId[] }
        | { readonly is: 'not-theirs'; readonly ldso: LdsoId };
    }
  | {
      readonly about: 'file-not-taken';
      readonly name: CleanText;
      /** It lies where no file of Teams lies, is too large, is not there any more, or is of no use here. */
      readonly why: 'place' | 'size' | 'gone' | 'unknown';
      /** The largest that is taken, in megabytes. */
      readonly mostMb: number;
    }
  /** A file was read as a schedule; its sender looks at it before it is imported. */
  | {
      readonly about: 'schedule-offered';
      readonly ldso: LdsoId;
      readonly version: string;
      /** What its sender said it is. */
      readonly state?: ScheduleState;
    }
  | {
      readonly about: 'tables-refused';
      readonly name: CleanText;
      readonly why:
        | { readonly is: 'leaks'; readonly places: readonly string[]; readonly doubtful: boolean }
        | { readonly is: 'project-file' }
        | { readonly is: 'unreadable'; readonly why: string }
        /** A table in another form than a workbook's, as .csv or .ods. */
        | { readonly is: 'other-format' }
        | {
            readonly is: 'no-schedule';
            readonly headings: readonly string[];
            /** There is a column for each day, and no mark in any. */
            readonly isUnmarked?: true;
          };
    }
  | { readonly about: 'schedule-imported'; readonly ldso: LdsoId; readonly state: ScheduleState }
  /** A file that was sent before is left, or there is nothing to take over. */
  | { readonly about: 'file-left' }
  | { readonly about: 'file-unknown'; readonly why: 'gone' | 'not-theirs' }
  /** A report of the LDSO, or, of the week, of all; undefined `ask` where it was not understood which. */
  | {
      readonly about: 'report';
      readonly ldso: LdsoId;
      readonly ask: ReportAsk | undefined;
      readonly ofAll: boolean;
    }
  /** Which schedule stands, and what comes next. */
  | { readonly about: 'schedule'; readonly ldso: LdsoId; readonly day?: Day }
  /** A command about tests could not be followed: what is missing, unknown or not said. */
  | {
      readonly about: 'test-unclear';
      readonly ldso: LdsoId;
      readonly of: AboutTest['of'];
      readonly problems: readonly Problem[];
      readonly lacks?: 'words' | 'link';
    }
  | {
      readonly about: 'reason';
      readonly noted: readonly NamedTest[];
      /** They are not failed, so there is nothing to give a reason for. */
      readonly notFailed: readonly NamedTest[];
    }
  /** Why a remediation was not opened or ticked. */
  | {
      readonly about: 'leak-in-ado';
      readonly why: 'no-test-case' | 'unknown-test-case' | 'open-already' | 'not-open' | 'in-channel';
      readonly testCaseName?: string;
      /** As typed, for an unknown one; it comes from guarded text. */
      readonly typed?: string;
      readonly nearest?: readonly string[];
    }
  /** A file was read as a data sheet; its sender looks at it before it is taken over. */
  | { readonly about: 'register-offered'; readonly ldso: LdsoId; readonly offer: string }
  | {
      readonly about: 'register-loaded';
      readonly ldso: LdsoId;
      readonly fileName: string;
      readonly count: number;
      /** Meter points of the register that the file does not name. */
      readonly notNamed: number;
    }
  /** How many meter points stand how. */
  | { readonly about: 'register'; readonly ldso: LdsoId }
  | { readonly about: 'meter-points'; readonly ldso: LdsoId; readonly refs: readonly MpanRef[] }
  /** What somebody said of a meter point was not understood, and nothing was changed. */
  | {
      readonly about: 'data-unclear';
      readonly ldso: LdsoId;
      readonly unclear: readonly string[];
      readonly unknownRefs: readonly string[];
      readonly nearest: readonly string[];
    }
  | {
      readonly about: 'mpid';
      readonly asked: string;
      readonly found: readonly MarketParticipant[];
      readonly nearest: readonly string[];
    }
  | {
      readonly about: 'evidence-taken';
      readonly taken: readonly { readonly test: NamedTest; readonly title: string }[];
      /** The same file was taken for them before. */
      readonly already: readonly NamedTest[];
      /** Nothing has been posted of them yet that it could be evidence of. */
      readonly without: readonly NamedTest[];
    }
  | {
      readonly about: 'evidence-refused';
      readonly name: CleanText;
      readonly why: EvidenceProblem;
    }
  | { readonly about: 'exception-granted'; readonly tests: readonly NamedTest[] }
  | { readonly about: 'exception-not-granted' }
  /** What waits and what was given up. */
  | {
      readonly about: 'outbox';
      readonly ldso: LdsoId;
      /** So much was put back just now. */
      readonly replayed?: number;
    }
  /** Migration, asked against done; and what somebody did about its plan. */
  | { readonly about: 'migration'; readonly ldso: LdsoId; readonly told: MigrationTold }
  /** What somebody did about the day's plan. */
  | { readonly about: 'day-plan'; readonly told: DayPlanTold }
  /** Who covers for whom from now on. */
  | { readonly about: 'cover'; readonly told: CoverTold }
  | HarnessAnswer
  /** What somebody said of a data query. */
  | { readonly about: 'query'; readonly told: QueryTold }
  /** What is one person's today, for the LDSOs in whose channels they were found. */
  | { readonly about: 'my-day'; readonly person: Person; readonly ldsos: readonly LdsoId[] }
  /** It is told to the person alone. */
  | { readonly about: 'my-day-in-chat' }
  /** What can be sent to the bot alone. */
  | { readonly about: 'personal-help'; readonly ldso: LdsoId };

export type EvidenceProblem =
  | { readonly is: 'which-test' }
  | { readonly is: 'format' }
  /** Where personal data is, by kind and place, and where it could not be looked for; never the value. */
  | {
      readonly is: 'leaks';
      readonly found: readonly { readonly place: string; readonly kind: string }[];
      readonly unread: readonly { readonly place: string; readonly why: string }[];
      /** Only weak evidence: its sender may say that it was checked. */
      readonly doubtful: boolean;
    }
  | { readonly is: 'place' | 'gone' }
  | { readonly is: 'size'; readonly mostMb: number };
