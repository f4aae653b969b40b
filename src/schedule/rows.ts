// The rows of a table become planned tests; what cannot be read is named with its cell, and left out.
import type { Day } from '../domain/events.ts';
import type { LdsoBook, PlannedTestCase } from '../domain/plan.ts';
import { type MpanRef, mpanRef } from '../domain/refs.ts';
import type {
  BadRow,
  Dependency,
  ScheduleColumns,
  ScheduledTest,
  ScheduleField,
} from '../domain/schedule.ts';
import type { CleanText } from '../guard/clean-text.ts';
import { findCases, findRefs, nearest } from '../intake/references.ts';
import { columnOf } from '../sheets/columns.ts';
import { dayOfDate, type ReadDay, readDay, readTime } from '../sheets/days.ts';
import type { Grid, GridCell, GridRow } from '../sheets/grid.ts';

export type ReadRows = {
  readonly tests: readonly ScheduledTest[];
  readonly dependencies: readonly Dependency[];
  readonly bad: readonly BadRow[];
};

type Cell = GridCell<CleanText>;

/** What a row is made of: its cells by field. */
type Parts = Readonly<Partial<Record<ScheduleField, Cell>>>;

type Around = {
  readonly book: LdsoBook;
  /** The test cases of texts that were looked up before: plans name the same one often, and looking is slow. */
  readonly cases: Map<string, PlannedTestCase | undefined>;
  /** A day around which the plan lies: a date without a year is the nearest one. */
  readonly near: Day;
};

export function readRows(
  grid: Grid<CleanText>,
  columns: ScheduleColumns,
  given: Pick<Around, 'book' | 'near'>,
): ReadRows {
  const around = { ...given, cases: new Map() };
  const tests: { readonly test: ScheduledTest; readonly order: number }[] = [];
  const dependencies: Dependency[] = [];
  const bad: BadRow[] = [];
  const seen = new Set<string>();
  for (const [place, row] of grid.rows.entries()) {
    const parts = partsOf(grid, row, columns);
    const read = readRow(parts, row, around);
    if ('bad' in read) bad.push(...read.bad);
    if ('dependency' in read) dependencies.push(read.dependency);
    for (const test of 'tests' in read ? read.tests : []) {
      const key = `${test.testCaseId}/${test.mpanRef ?? ''}/${test.day}`;
      if (seen.has(key))
        bad.push({
          place: placeIn(parts, row),
          problem: 'stands-twice',
          typed: test.testCaseName,
        });
      else tests.push({ test, order: orderOf(parts.order) ?? place });
      seen.add(key);
    }
  }
  const isOrdered = columns.order !== undefined;
  // A sort that keeps what is equal: without numbers of its own the order is that of the rows.
  const inOrder = isOrdered ? [...tests].sort((a, b) => a.order - b.order) : tests;
  return { tests: inOrder.map(({ test }) => test), dependencies, bad };
}

type Bad = { readonly bad: readonly BadRow[] };
type Read =
  | { readonly tests: readonly ScheduledTest[] }
  | { readonly dependency: Dependency }
  | { readonly nothing: true }
  | Bad;

function readRow(parts: Parts, row: GridRow, around: Around): Read {
  const unknown = Object.values(parts).find(cell => cell.isUnknown === true);
  if (unknown !== undefined) return bad({ place: unknown.place, problem: 'unknown-value' });
  if (parts.kind !== undefined && /milestone|depend|external|gate/i.test(parts.kind.text)) {
    const words = parts.testCase ?? parts.waitsFor;
    const when = dayIn(parts.day, around.near);
    return words === undefined || when === undefined
      ? { nothing: true }
      : { dependency: { words: words.text, day: when.day } };
  }
  const testCase = caseIn(parts, around);
  if (testCase !== undefined) return readTest(testCase, parts, { ...around, row });
  // A line without a day and without a meter point is a heading of a section, or a remark.
  if (parts.day === undefined && parts.mpanRef === undefined) return { nothing: true };
  const named = parts.testCaseId ?? parts.testCase;
  if (named === undefined) return bad({ place: placeIn(parts, row), problem: 'no-test-case' });
  const names = around.book.testCases.flatMap(({ id, name }) => [name, id]);
  return bad({ ...typedAt(named, 'unknown-test-case'), nearest: nearest(named.text, names) });
}

function readTest(
  testCase: PlannedTestCase,
  parts: Parts,
  { book, near, row }: Around & { readonly row: GridRow },
): Read {
  if (parts.day === undefined)
    return bad({ place: placeIn(parts, row), problem: 'no-day', typed: testCase.name });
  const starts = dayIn(parts.day, near);
  if (starts === undefined) return bad(typedAt(parts.day, 'not-a-day'));
  const ends = endOf(parts.until, starts.day, near);
  if ('bad' in ends) return ends;
  const refs = refsIn(parts.mpanRef, book);
  if ('bad' in refs) return refs;
  const time = parts.time === undefined ? starts.time : readTime(parts.time.text, parts.time.date);
  const shared = {
    testCaseId: testCase.id,
    testCaseName: testCase.name,
    day: starts.day,
    ...ends,
    ...(time === undefined ? {} : { time }),
    ...(parts.who === undefined ? {} : { who: parts.who.text }),
    ...(parts.harness !== undefined && isHarness(parts.harness.text) ? { isHarness: true as const } : {}),
    ...(parts.waitsFor === undefined ? {} : { waitsFor: parts.waitsFor.text }),
  };
  return { tests: refs.refs.length === 0 ? [shared] : refs.refs.map(ref => ({ ...shared, mpanRef: ref })) };
}

function endOf(cell: Cell | undefined, starts: Day, near: Day): { readonly until?: Day } | Bad {
  if (cell === undefined) return {};
  const ends = dayIn(cell, near);
  if (ends === undefined) return bad(typedAt(cell, 'not-a-day'));
  if (ends.day < starts) return bad(typedAt(cell, 'ends-before-it-begins'));
  return ends.day === starts ? {} : { until: ends.day };
}

function partsOf(grid: Grid, row: GridRow<CleanText>, columns: ScheduleColumns): Parts {
  const parts: Partial<Record<ScheduleField, Cell>> = {};
  for (const field of Object.keys(columns) as ScheduleField[]) {
    const column = columnOf(grid, columns[field]);
    const cell = column === undefined ? undefined : row.cells.get(column);
    if (cell !== undefined && !/^(?:-+|n\/?a|tbc|tbd|none)$/i.test(cell.text)) parts[field] = cell;
  }
  return parts;
}

function caseIn({ testCaseId, testCase }: Parts, { book, cases }: Around): PlannedTestCase | undefined {
  const id = testCaseId?.text.replace(/^#/, '');
  const byId = book.testCases.find(each => each.id === id);
  if (byId !== undefined) return byId;
  for (const cell of [testCase, testCaseId]) {
    const text = cell?.text ?? '';
    if (!cases.has(text)) cases.set(text, caseNamed(text, book));
    const found = cases.get(text);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Most plans have the name as it is, or at the head of the title: then nothing has to be searched for. */
function caseNamed(text: string, book: LdsoBook): PlannedTestCase | undefined {
  const [head = ''] = text.split(/\s+[-–:]\s+/);
  const exact = book.testCases.find(({ name }) => name === head);
  return exact ?? findCases(text, book).find(({ known }) => known !== undefined)?.known;
}

function dayIn(cell: GridCell | undefined, near: Day): ReadDay | undefined {
  if (cell === undefined) return undefined;
  return cell.date === undefined ? readDay(cell.text, near) : dayOfDate(cell.date);
}

function refsIn(cell: GridCell | undefined, book: LdsoBook): { readonly refs: readonly MpanRef[] } | Bad {
  if (cell === undefined) return { refs: [] };
  const found = findRefs(cell.text, book);
  const wrong = found.find(each => each.ref === undefined);
  if (found.length === 0 || wrong !== undefined) {
    const isOthers = wrong?.wrong === 'mpan_ref_of_other_ldso';
    return bad({
      ...typedAt(cell, isOthers ? 'reference-of-other-ldso' : 'unknown-reference'),
      nearest: isOthers ? [] : nearest(cell.text, book.mpanRefs),
    });
  }
  return { refs: found.flatMap(({ ref }) => (ref === undefined ? [] : (mpanRef(ref) ?? []))) };
}

function orderOf(cell: GridCell | undefined): number | undefined {
  const number = Number(cell?.text);
  return cell === undefined || Number.isNaN(number) ? undefined : number;
}

function isHarness(text: string): boolean {
  return /^(?:y|yes|true|x|1|✓|✔)$/i.test(text) || /harness|qt team|programme|mhhsp/i.test(text);
}

const mostTyped = 60;

function typedAt(cell: GridCell, problem: BadRow['problem']): BadRow {
  const { place, text } = cell;
  return { place, problem, ...(text.length > mostTyped ? {} : { typed: text }) };
}

function bad(row: BadRow): Bad {
  return { bad: [row] };
}

function placeIn(parts: Parts, row: GridRow): string {
  return (parts.testCaseId ?? parts.testCase ?? parts.day)?.place ?? row.place;
}
