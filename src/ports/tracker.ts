// What the bot asks of Azure DevOps to write or to read of the plan.
import type { DefectCopy } from '../domain/copies/copy.ts';
import type { Entry } from '../domain/entry.ts';
import type { Day } from '../domain/events.ts';
import type { PlannedTestCase } from '../domain/planning/plan.ts';
import type { Instance, LdsoId, TestCaseId, TestKey } from '../domain/refs.ts';
import type { TestStatus } from '../domain/tests/progress.ts';
import type { Link } from './store.ts';

/** How a test is to stand in Azure DevOps: the whole of it, not a change. */
export type WantedResult = {
  readonly test: TestKey;
  readonly attempt: number;
  readonly status: TestStatus;
  readonly startedAt: number;
  readonly finishedAt?: number;
  readonly step?: number;
  /** Guarded; goes into the result's comment. */
  readonly comment: string;
  readonly byName: string;
  readonly defectIds: readonly string[];
  /**
   * What people did there until then is older than this word, epoch milliseconds; when the status was given, when left out.
   * A later edit of a message is a newer word although it keeps the message's time.
   */
  readonly newerThan?: number;
};

/** One attempt to show, and what is known of it in Azure DevOps. */
export type ToShow = {
  readonly result: WantedResult;
  /** The link as it was left; `tried` alone when it was tried and nobody knows what came of it. */
  readonly known?: Link['at'];
  /** Nobody has tried it before, so nothing of it can be there and nothing is looked for. */
  readonly isNew?: boolean;
  /** How often it was tried before. */
  readonly attempts?: number;
};

/** Where the latest attempt of a test stands, as it was left there. */
export type Beside = {
  readonly test: TestKey;
  /** When its status was given, epoch milliseconds. */
  readonly since: number;
  readonly at: Link['at'];
};

export type WantedDefect = {
  readonly ldso: LdsoId;
  readonly entryId: string;
  readonly entry: Entry;
  readonly test?: TestKey;
  readonly title: string;
  /** The message in Teams. */
  readonly messageUrl?: string;
};

/** A file that goes on the result of a test. */
export type WantedEvidence = {
  readonly test: TestKey;
  /** The link of the result, as the mirror left it. */
  readonly at: Link['at'];
  readonly fileName: string;
  readonly bytes: Uint8Array;
  /** Holds the mark. */
  readonly comment: string;
  /** What the file is found again by. */
  readonly mark: string;
  /** The step that it belongs to, as testers count them; the last one; or the whole result. */
  readonly step: number | 'last' | 'result';
};

/** A defect as it stands in an organisation that is not its LDSO's: nothing in it tells whose it is. */
export type WantedCopy = {
  readonly copy: DefectCopy;
  /** A tag that it is found again by. */
  readonly mark: string;
  /** In the organisation that it is copied to. */
  readonly testCaseId?: TestCaseId;
  /** The programme's own defect that it was copied from. */
  readonly parentUrl?: string;
};

/** A defect of the programme's own organisation that triage wants in those of LDSOs. */
export type Triaged = {
  readonly bugId: number;
  readonly url: string;
  /** As it stands there, changed by whoever triaged it. */
  readonly copy: DefectCopy;
  readonly to: readonly LdsoId[];
};

export type Mirrored =
  | { readonly is: 'done'; readonly at: Link['at'] }
  /** The record there is newer and made by a person: left alone. */
  | { readonly is: 'newer-there'; readonly at: Link['at']; readonly found: string }
  /** `alone`: what it was asked for together with was done meanwhile, so it is this one that is to blame. */
  | {
      readonly is: 'again';
      readonly afterMs?: number;
      readonly error: string;
      readonly alone?: boolean;
    }
  | { readonly is: 'impossible'; readonly error: string };

/** Azure DevOps, one LDSO's organisation at a time. Every call may be made twice and has one effect. */
export type Tracker = {
  plan(ldso: LdsoId): Promise<readonly PlannedTestCase[]>;
  /**
   * @param wanted at most 200
   * @param beside the latest attempts of every meter point of the same test cases: of them one is on top of the grid
   * @returns one answer each, in order
   */
  showResults(
    ldso: LdsoId,
    wanted: readonly ToShow[],
    beside?: readonly Beside[],
  ): Promise<readonly Mirrored[]>;
  /** Takes a test's attempt back: nobody claims it any more. @param beside what is left of the test case */
  withdrawResult(
    ldso: LdsoId,
    test: TestKey,
    left: { readonly known: Link['at']; readonly beside?: readonly Beside[] },
  ): Promise<Mirrored>;
  /** Says on the bug that its message was withdrawn, and closes it where nobody has taken it up. */
  withdrawDefect(instance: Instance, entryId: string, known: Link['at']): Promise<Mirrored>;
  keepCopy(
    instance: Instance,
    wanted: WantedCopy,
    links: { readonly known?: Link['at']; readonly isNew?: boolean },
  ): Promise<Mirrored>;
  /** What triage has marked for LDSOs in the programme's own organisation. */
  triaged(ldsos: readonly LdsoId[]): Promise<readonly Triaged[]>;
  /** Says on a defect of the programme's own organisation why it was not copied. */
  refuseCopy(bugId: number, why: string): Promise<Mirrored>;
  raiseDefect(
    ldso: LdsoId,
    wanted: WantedDefect,
    links: {
      readonly known?: Link['at'];
      readonly result?: Link['at'];
      readonly isNew?: boolean;
      /** The copy in the programme's own organisation. */
      readonly copyUrl?: string;
    },
  ): Promise<Mirrored>;
  /** One file, however often it is asked for. */
  attachEvidence(ldso: LdsoId, wanted: WantedEvidence): Promise<Mirrored>;
  /** Completes our own runs of earlier days in which nothing is in progress any more. @param before their days are before it */
  closeRuns(ldso: LdsoId, before: Day): Promise<Mirrored>;
};
