// What people changed in Azure DevOps, as it is read back.
import type { LdsoId, MpanRef, TestCaseId, TestKey } from '../domain/refs.ts';
import type { Link } from './store.ts';

/** A person's word on a test, as Azure DevOps tells it. */
export type OutcomeFound = {
  readonly testCaseId: TestCaseId;
  /** Named when it stands in a result of ours; else it was said of the test case, in a run of the person's own. */
  readonly mpanRef?: MpanRef;
  readonly attempt?: number;
  /** As Azure DevOps writes it; `Active` when it was set back to be run again. */
  readonly outcome: string;
  /** Display name; empty where it is not told. */
  readonly byName: string;
  /** Epoch milliseconds. */
  readonly changedAt: number;
};

export type OutcomeByHand = {
  /** What was looked at: settled marks are not looked at again. */
  readonly mark: string;
  /** Undefined when nobody but the mirror did it. */
  readonly found?: OutcomeFound;
};

export type OutcomesAsked = {
  /** Every result of ours, as the mirror left it. */
  readonly ours: readonly { readonly test: TestKey; readonly attempt: number; readonly at: Link['at'] }[];
  readonly settled: ReadonlySet<string>;
  /** Epoch milliseconds; results that are not the latest of their test are looked at if they changed since. */
  readonly since: number;
};

export type DefectByHand = {
  readonly mark: string;
  readonly entryId: string;
  /** Undefined when nobody but the mirror changed its state. */
  readonly found?: {
    readonly bugId: number;
    readonly state: string;
    /** The state in which a bug waits for its tester in this organisation. */
    readonly ready: boolean;
    /** Nothing is to be done about it any more. */
    readonly closed?: true;
    readonly byName: string;
    readonly changedAt: number;
  };
};

export type DefectsAsked = {
  /** Every bug of ours, with the state last known. */
  readonly ours: readonly { readonly entryId: string; readonly bugId: number; readonly state: string }[];
  readonly settled: ReadonlySet<string>;
  /** Only these bugs; without it those that changed since `upTo`, and without that all. */
  readonly only?: readonly number[];
  /** Where the last reading of changes ended. */
  readonly upTo?: string;
};

/** What people changed in Azure DevOps. Reads only. @throws WorldFault */
export type TrackerChanges = {
  outcomesByHand(ldso: LdsoId, asked: OutcomesAsked): Promise<readonly OutcomeByHand[]>;
  /** @returns where this reading ended, too, unless only some were asked for */
  defectsByHand(
    ldso: LdsoId,
    asked: DefectsAsked,
  ): Promise<{ readonly changes: readonly DefectByHand[]; readonly upTo?: string }>;
};
