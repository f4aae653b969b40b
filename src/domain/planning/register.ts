// The data register: what is known of each meter point of an LDSO, by its MPAN reference.
import type { CleanText } from '../../guard/clean-text.ts';
import type { Person } from '../entry.ts';
import type { Day } from '../events.ts';
import type { MpanRef } from '../refs.ts';

/** What is left out is not known. */
export type MeterPoint = {
  readonly state?: 'legacy' | 'migrated';
  /** Market participant id of the supplier as the LDSO's systems have it, e.g. `MHHS`. */
  readonly supplier?: string;
  /** Market participant id of its agents. */
  readonly agent?: string;
  /** The data team has sent the CSS2860 that changes the supplier; the LDSO has received it. */
  readonly cssSent?: boolean;
  readonly cssReceived?: boolean;
  /** The dummy agents of the test harness are loaded. */
  readonly agentsLoaded?: boolean;
  readonly direction?: 'import' | 'export';
  /** The test harness's own reference, `MPAN000123`. */
  readonly harnessRef?: string;
};

export type MeterPointField = keyof MeterPoint;

export type RegisterField = 'mpanRef' | MeterPointField;
export type RegisterColumns = Readonly<Partial<Record<RegisterField, string>>>;

export type NamedMeterPoint = { readonly ref: MpanRef; readonly point: MeterPoint };

/** What was said of whether a meter point is migrated, and when: a passed migration test may be newer, or older. */
export type StateTold = {
  readonly state: NonNullable<MeterPoint['state']>;
  /** Epoch milliseconds. */
  readonly at: number;
  /** The day of its migration, where it is known. */
  readonly on?: Day;
};

export type NamedState = {
  readonly ref: MpanRef;
  readonly told: StateTold;
  /** The day of its migration as it was known before. */
  readonly wasOn?: Day;
};

export type BadDataRow = {
  readonly place: string;
  readonly problem:
    | 'no-reference'
    | 'unknown-reference'
    | 'reference-of-other-ldso'
    | 'unknown-value'
    | 'no-value'
    | 'stands-twice';
  /** It comes from guarded text. */
  readonly typed?: string;
};

/** A data sheet as it was read from a file. */
export type RegisterFile = {
  readonly fileName: CleanText;
  readonly sheets: readonly string[];
  readonly hiddenSheets: readonly string[];
  readonly columns: RegisterColumns;
  /** Only what the file says of each. */
  readonly points: readonly NamedMeterPoint[];
  readonly bad: readonly BadDataRow[];
  readonly badCount: number;
  /** Headings of columns of which nothing was read. */
  readonly unread?: readonly string[];
};

export type RegisterOffer = RegisterFile & {
  readonly id: string;
  readonly offeredAt: number;
  readonly by: Person;
};

/** Changes with every change of the register: whoever keeps a copy sees that it is old. */
export type RegisterStamp = {
  readonly stamp: string;
  /** A data sheet was loaded: then what it does not name is no reference of the LDSO. */
  readonly isLoaded: boolean;
};

/** What is said of a meter point now counts; what is not said stays. */
export function changed(before: MeterPoint | undefined, change: MeterPoint): MeterPoint {
  const after = { ...before, ...change };
  // What was received was sent, whoever says so.
  return after.cssReceived === true ? { ...after, cssSent: true } : after;
}

/** Fields of which something is known of at least one meter point: only these can be missing anywhere. */
export function fieldsKept(points: Iterable<MeterPoint>): ReadonlySet<MeterPointField> {
  const kept = new Set<MeterPointField>();
  for (const point of points)
    for (const [field, value] of Object.entries(point))
      if (value !== undefined) kept.add(field as MeterPointField);
  return kept;
}
