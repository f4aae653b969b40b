// What a channel keeps beside its entries: the newest value of each thing, by LDSO and key. Events change it, nothing else.
import type { CleanText } from '../guard/clean-text.ts';
import { type Cover, coverShelved } from './day/cover.ts';
import {
  type Away,
  type BlockerOwner,
  type Confirmation,
  dayPlanShelved,
  type Swap,
} from './day/day-plan.ts';
import { daysAfter } from './days.ts';
import type { DaybookEvent } from './events.ts';
import { type HarnessWord, harnessShelved } from './harness/harness.ts';
import { type AgreedMigration, type MigrationProposal, migrationShelved } from './migration/migration.ts';
import type { MeterPoint, RegisterOffer, RegisterStamp, StateTold } from './planning/register.ts';
import type { ScheduleStanding, ScheduleVersion } from './planning/schedule.ts';
import { type LdsoId, testKeyText } from './refs.ts';
import type { Evidence } from './tests/evidence.ts';
import { type QueryMark, queryAsked, queryShelved } from './tests/queries.ts';
import type { Remediation } from './tests/remediation.ts';
import type { Seen, SeenDefect, SeenOutcome } from './tests/seen.ts';

/** Each kind of thing and its shape; small, JSON, no personal data. Fields are added, never given a new meaning. */
export type Shelf = {
  /** One for the channel, key `channel`: no answers but those that must be. */
  readonly quiet: { readonly since: number; readonly byName: string };
  /** Why a failed test has no defect, by `testKeyText`. */
  readonly reason: Stated;
  /** Files that were taken as evidence, by their id. */
  readonly evidence: Evidence;
  /** That evidence may come later, by `testKeyText`. */
  readonly 'evidence-exception': Stated;
  /** Versions of the schedule by their id: those that stand, and those that wait to be imported. */
  readonly schedule: ScheduleVersion;
  /** Which version stands as `draft` and as `final`. */
  readonly 'schedule-standing': ScheduleStanding;
  /** The data register, by MPAN reference. */
  readonly 'meter-point': MeterPoint;
  /** What was last said of whether it is migrated, by MPAN reference. */
  readonly 'state-told': StateTold;
  /** One for the LDSO, key `channel`. */
  readonly 'register-stamp': RegisterStamp;
  /** Data sheets that wait to be taken over, by their id. */
  readonly 'register-offer': RegisterOffer;
  /** When the stand-up of the newest day was called; key `channel`. */
  readonly 'stand-up': { readonly day: string; readonly at: number };
  /** When the wash-up was called, by day. */
  readonly 'wash-up': { readonly at: number };
  /** Who has confirmed which day last, by person. */
  readonly confirmed: Confirmation;
  /** Tests that have changed places, by the message that said so. */
  readonly swap: Swap;
  /** Who sees to a blocker, by its entry. */
  readonly 'blocker-owner': BlockerOwner;
  /** What was said of the test harness and of replays, by the word's id. */
  readonly harness: HarnessWord;
  /** When people are away, by `awayKey`. */
  readonly away: Away;
  /** Who covers for whom, by the message that said so. */
  readonly cover: Cover;
  /** The migration plan: what was agreed, and what waits to be; one for the LDSO, key `channel`. */
  readonly 'migration-agreed': AgreedMigration;
  readonly 'migration-proposal': MigrationProposal;
  /** Under which headings the last `schedule` and the last `register` were read. */
  readonly columns: Readonly<Record<string, string>>;
  /** What a person last made of a test in Azure DevOps, by `testKeyText`. */
  readonly seenOutcome: SeenOutcome;
  /** Where a person last moved a defect's bug in Azure DevOps, by the entry that raised it. */
  readonly seenDefect: SeenDefect;
  /** By message: the guard was not sure, and the author has not answered yet. */
  readonly held: {
    readonly byId: string;
    /** Undefined for one of before this was kept. */
    readonly byName?: string;
    readonly thread: string;
    readonly since: number;
    readonly kinds: readonly string[];
  };
  /** What has happened to a data query, by its message and what it was: `1737450060000/asked`. */
  readonly query: QueryMark;
  /** By test case: the steps for evidence with personal data in Azure DevOps, also when all are done. */
  readonly remediation: Remediation;
  /** By message: the author has said that what the guard is not sure of is no customer data. */
  readonly vouched: { readonly byId: string; readonly at: number; readonly kinds: readonly string[] };
};

/** What somebody stated of a test; it holds for the run that was the latest then. */
export type Stated = { readonly at: number; readonly words: CleanText; readonly byName: string };

export type ShelfKind = keyof Shelf;

/** A change: the value that stands from now on, or undefined when the thing is gone. */
export type Shelved = {
  readonly [Kind in ShelfKind]: {
    readonly kind: Kind;
    readonly ldso: LdsoId;
    readonly key: string;
    readonly value: Shelf[Kind] | undefined;
  };
}[ShelfKind];

export const wholeChannel = 'channel';

/** A wash-up that is older stays as it is. Whole weeks, so that the day that goes was a working day too. */
const keptDays = 28;

/** What an event changes on the shelf. */
export function shelvedBy(event: DaybookEvent): readonly Shelved[] {
  switch (event.type) {
    case 'quiet-turned': {
      const value = event.on ? { since: event.at, byName: event.by.name } : undefined;
      return [{ kind: 'quiet', ldso: event.ldso, key: wholeChannel, value }];
    }
    case 'reason-given':
      return [statedBy('reason', event)];
    case 'evidence-taken':
      return [{ kind: 'evidence', ldso: event.ldso, key: event.evidence.id, value: event.evidence }];
    case 'evidence-excepted':
      return [statedBy('evidence-exception', event)];
    case 'schedule-offered': {
      const { ldso, version, replaces } = event;
      return [
        ...replaces.map(key => ({ kind: 'schedule' as const, ldso, key, value: undefined })),
        { kind: 'schedule', ldso, key: version.id, value: version },
      ];
    }
    case 'schedule-imported': {
      const { ldso, state, standing, columns, replaces } = event;
      return [
        ...(replaces === undefined
          ? []
          : [{ kind: 'schedule' as const, ldso, key: replaces, value: undefined }]),
        { kind: 'schedule-standing', ldso, key: state, value: standing },
        { kind: 'columns', ldso, key: 'schedule', value: columns },
      ];
    }
    case 'register-offered': {
      const { ldso, offer, replaces } = event;
      return [
        ...replaces.map(key => ({ kind: 'register-offer' as const, ldso, key, value: undefined })),
        { kind: 'register-offer', ldso, key: offer.id, value: offer },
      ];
    }
    case 'register-offer-left':
      return [{ kind: 'register-offer', ldso: event.ldso, key: event.offer, value: undefined }];
    case 'register-changed': {
      const { ldso, points, states = [], stamp, offer, columns } = event;
      return [
        ...points.map(({ ref, point }) => ({ kind: 'meter-point' as const, ldso, key: ref, value: point })),
        ...states.map(({ ref, told }) => ({ kind: 'state-told' as const, ldso, key: ref, value: told })),
        { kind: 'register-stamp', ldso, key: wholeChannel, value: stamp },
        ...(offer === undefined
          ? []
          : [{ kind: 'register-offer' as const, ldso, key: offer, value: undefined }]),
        ...(columns === undefined
          ? []
          : [{ kind: 'columns' as const, ldso, key: 'register', value: columns }]),
      ];
    }
    case 'plan-confirmed':
    case 'tests-swapped':
    case 'swap-taken-back':
    case 'blocker-taken':
    case 'away-noted':
    case 'away-ended':
    case 'confirmation-asked':
      return dayPlanShelved(event);
    case 'harness-said':
    case 'harness-reminded':
      return harnessShelved(event);
    case 'cover-noted':
    case 'cover-ended':
      return coverShelved(event);
    case 'migration-proposed':
    case 'migration-agreed':
    case 'migration-left':
      return migrationShelved(event, wholeChannel);
    case 'stand-up-called': {
      const { ldso, day, at } = event;
      return [{ kind: 'stand-up', ldso, key: wholeChannel, value: { day, at } }];
    }
    case 'schedule-left':
      return [{ kind: 'schedule', ldso: event.ldso, key: event.version, value: undefined }];
    case 'seen-in-tracker':
      return seenBy(event.ldso, event.seen);
    case 'message-held': {
      const { ldso, at, message, by, kinds } = event;
      const value = { byId: by.id, byName: by.name, thread: message.thread, since: at, kinds };
      return [{ kind: 'held', ldso, key: message.messageId, value }];
    }
    case 'hold-ended': {
      const { ldso, at, message, by, kinds, how } = event;
      const ended: Shelved = { kind: 'held', ldso, key: message.messageId, value: undefined };
      if (how !== 'vouched') return [ended];
      return [ended, { kind: 'vouched', ldso, key: message.messageId, value: { byId: by.id, at, kinds } }];
    }
    case 'remediation-opened':
    case 'remediation-ticked': {
      const { ldso, testCaseId, remediation } = event;
      return [{ kind: 'remediation', ldso, key: testCaseId, value: remediation }];
    }
    case 'entry-noted':
      return queryAsked(event.entry);
    case 'query-answered':
    case 'query-heard':
    case 'query-sign-gone':
    case 'query-reopened':
    case 'query-nudged':
      return queryShelved(event);
    case 'entry-withdrawn':
    case 'entry-restored':
    case 'leak-opened':
    case 'leak-closed':
    case 'outbox-replayed':
    case 'leak-reminded':
    case 'hold-reminded':
      return [];
    case 'wash-up-called': {
      const { ldso, day, at } = event;
      const old = daysAfter(day, -keptDays);
      return [
        { kind: 'wash-up', ldso, key: day, value: { at } },
        { kind: 'wash-up', ldso, key: old, value: undefined },
      ];
    }
  }
}

function statedBy(
  kind: 'reason' | 'evidence-exception',
  event: Extract<DaybookEvent, { type: 'reason-given' | 'evidence-excepted' }>,
): Shelved {
  const { ldso, test, at, words, by } = event;
  return { kind, ldso, key: testKeyText({ ldso, ...test }), value: { at, words, byName: by.name } };
}

function seenBy(ldso: LdsoId, seen: Seen): readonly Shelved[] {
  switch (seen.is) {
    case 'outcome': {
      const { is: _is, testCaseId, mpanRef, ...value } = seen;
      return [{ kind: 'seenOutcome', ldso, key: testKeyText({ ldso, testCaseId, mpanRef }), value }];
    }
    case 'defect': {
      const { is: _is, entryId, ...value } = seen;
      return [{ kind: 'seenDefect', ldso, key: entryId, value }];
    }
    case 'order':
      return [];
  }
}
