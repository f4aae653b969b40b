// Azure DevOps beside the daybook: where they differ.
import type { Day } from '../domain/events.ts';
import type { LdsoId, TestKey } from '../domain/refs.ts';
import type { TestStatus } from '../domain/tests/progress.ts';
import type { Link } from './store.ts';

/** An attempt, as the daybook wants it to stand. */
export type AttemptWanted = {
  readonly test: TestKey;
  readonly attempt: number;
  /** Undefined when it was taken back. */
  readonly status: TestStatus | undefined;
  /** When that was said, epoch milliseconds. */
  readonly since: number;
  /** What people did there until then is older, epoch milliseconds. */
  readonly newerThan: number;
  readonly isLatest: boolean;
  readonly at: Link['at'] | undefined;
};

/** A defect, as the daybook wants it to stand. */
export type DefectWanted = {
  readonly entryId: string;
  readonly withdrawn: boolean;
  readonly at: Link['at'] | undefined;
};

/** Where Azure DevOps does not stand as the daybook wants it. */
export type Difference = {
  readonly kind:
    | 'result missing'
    | 'result different'
    | 'result twice'
    | 'result not taken back'
    | 'grid different'
    | 'run left open'
    | 'defect missing'
    | 'defect twice'
    | 'defect not taken back';
  readonly test?: TestKey;
  readonly attempt?: number;
  readonly entryId?: string;
  readonly wanted: string;
  readonly found: string;
  /** In words, e.g. `run 12, result 100003`. */
  readonly where: string;
  /** Facts to mend it with: of a result that is too many, say. */
  readonly at?: Link['at'];
  /** A person's newer word: it is left as it is. */
  readonly byPerson?: { readonly name: string; readonly at: number };
};

/** Compares the whole of an LDSO's record with what is wanted. Reads only. @throws WorldFault */
export type TrackerCompare = {
  differences(
    ldso: LdsoId,
    wanted: {
      readonly attempts: readonly AttemptWanted[];
      readonly defects: readonly DefectWanted[];
      /** Runs of days before this one are over. */
      readonly closingBefore: Day;
    },
  ): Promise<readonly Difference[]>;
};
