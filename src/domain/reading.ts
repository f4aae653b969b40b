// What a message was understood to say, before anything is decided.
import type { DefectWords, Group, Kind } from './kinds.ts';
import type { MpanRef, TestCaseId } from './refs.ts';

/** One test that a notification speaks of. A part is missing only where the kind's strictness allows it. */
export type Item = {
  readonly testCaseId?: TestCaseId;
  readonly testCaseName?: string;
  readonly mpanRef?: MpanRef;
  /** Where one message says different things of different tests; else the kind of the whole. */
  readonly kind?: Kind;
  readonly step?: number;
};

export type RefusalReason =
  | 'raw_mpan'
  | 'raw_meter_serial'
  | 'raw_device_id'
  | 'raw_address'
  | 'raw_postcode'
  | 'unscannable'
  | 'missing_mpan_ref'
  | 'missing_tc_ref'
  | 'unknown_tc'
  | 'unknown_mpan_ref'
  | 'mpan_ref_of_other_ldso';

export type Warning =
  | 'outside_test_hours'
  | 'duplicate_trigger'
  | 'harness_reference'
  | 'mpan_ref_short'
  | 'pairing_unclear'
  | 'redelivery';

/** What is wrong with a notification, as facts; the sentence is made where it is shown. */
export type Problem = {
  readonly reason: RefusalReason;
  /** The reference as typed, for an unknown one. It comes from guarded text. */
  readonly typed?: string;
  /** Nearest known names, best first, three at most. */
  readonly nearest?: readonly string[];
};

type Mentions = {
  /** As named in the message, in the list's own spelling: `40662` when the id was typed, the name when the name was. */
  readonly tcRefs: readonly string[];
  readonly mpanRefs: readonly string[];
  /** Groups named in the text, in order of mention. */
  readonly routeTo: readonly Group[];
};

export type Reading =
  | ({ readonly is: 'chatter' } & Mentions)
  | ({
      readonly is: 'notification';
      readonly kind: Kind;
      readonly items: readonly Item[];
      readonly problems: readonly Problem[];
      readonly warnings: readonly Warning[];
      /** Step number where one was given, e.g. 6. */
      readonly step?: number;
      /** The message says it is a retest, or that it takes an earlier word back ("ignore the earlier fail"). */
      readonly how?: 'retest' | 'correction';
      readonly defect?: DefectWords;
      /** A corrected line, ready to copy, when there are problems and it can be made, e.g. `/passed 40662 EEN-MPAN-____`. */
      readonly correctedLine?: string;
    } & Mentions);

export type Notification = Extract<Reading, { readonly is: 'notification' }>;
export type Talk = Extract<Reading, { readonly is: 'chatter' }>;
