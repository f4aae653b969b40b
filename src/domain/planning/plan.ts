// The LDSO's test plan as the daybook needs it: which test cases there are, in which order.
import type { NamedPerson } from '../day/cover.ts';
import type { MpanRef, TestCaseId } from '../refs.ts';
import type { WorkingCalendar } from './working-calendar.ts';

export type PlannedTestCase = {
  readonly id: TestCaseId;
  /** The reference at the head of the title, e.g. `SITFTS-0240 TC 03`. */
  readonly name: string;
  readonly title: string;
  readonly suite: string;
  /** 1-based place in the plan's own order; set by the QT coordinator, never by us. */
  readonly order: number;
  readonly tester?: string;
  /** Who last changed its suite, the order in it say, and when (epoch milliseconds). */
  readonly suiteChanged?: { readonly byName: string; readonly at: number };
};

/** What the reader needs to know of one LDSO to resolve references. */
export type LdsoBook = {
  readonly id: string;
  readonly testCases: readonly PlannedTestCase[];
  /** Whole-match, case-insensitive pattern of this LDSO's references, e.g. `EEN-MPAN-\d{4}`. */
  readonly mpanRefPattern: string;
  /** References known from a loaded data sheet; empty where none was loaded: then the pattern alone decides. */
  readonly mpanRefs: readonly MpanRef[];
  /** Test harness reference (`MPAN000123`) to the LDSO's own, where the tie is known. */
  readonly harnessRefs: Readonly<Record<string, string>>;
  /** Patterns of the other LDSOs, to tell "unknown" from "another LDSO's". */
  readonly otherPatterns: readonly string[];
  /** Which references each kind needs; `both` where a kind is not named. */
  readonly needs: Readonly<Record<string, 'both' | 'test case' | 'none'>>;
  /** First contact of the LDSO on the QT team, where the settings name one. */
  readonly testAnalyst?: NamedPerson;
  /** That of England and Wales when left out. */
  readonly calendar?: WorkingCalendar;
};

/** @param named a test case's number or name, in any case of letters */
export function testCaseNamed(book: Pick<LdsoBook, 'testCases'>, named: string): PlannedTestCase | undefined {
  const plain = named.toUpperCase();
  return book.testCases.find(({ id, name }) => id === named || name.toUpperCase() === plain);
}
