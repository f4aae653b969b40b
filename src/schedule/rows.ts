// The rows of a table become planned tests in their order; what cannot be read is named with its cell, and left out.
import { daysAfter } from '../domain/days.ts';
import type { LdsoBook } from '../domain/planning/plan.ts';
import type {
  BadRow,
  Dependency,
  ScheduleColumns,
  ScheduledTest,
  ScheduleField,
  ScheduleRemark,
} from '../domain/planning/schedule.ts';
import type { CleanText } from '../guard/clean-text.ts';
import { columnOf } from '../sheets/columns.ts';
import type { DaySpan } from '../sheets/day-spans.ts';
import { type DayReading, weekdayOf } from '../sheets/days.ts';
import type { Grid, GridRow } from '../sheets/grid.ts';
import type { CaseFinder } from './cases.ts';
import type { DayLines } from './day-lines.ts';
import { type Around, type Cell, type Parts, placeIn, readRow } from './row.ts';

export type Remark = { readonly is: ScheduleRemark['is']; readonly place: string };

export type ReadRows = {
  readonly tests: readonly ScheduledTest[];
  readonly dependencies: readonly Dependency[];
  readonly bad: readonly BadRow[];
  readonly remarks: readonly Remark[];
};

type Given = {
  readonly book: LdsoBook;
  readonly cases: CaseFinder;
  readonly reading: DayReading;
  readonly dayLines: DayLines;
};

export function readRows(grid: Grid<CleanText>, columns: ScheduleColumns, given: Given): ReadRows {
  const read = { dependencies: [] as Dependency[], bad: [] as BadRow[], remarks: [] as Remark[] };
  const remark = (is: ScheduleRemark['is'], place: string) => read.remarks.push({ is, place });
  const tests = orderedTests();
  const isOrdered = columns.order !== undefined;
  const goesDown = hasDaysFirst(grid, columns);
  let before: DaySpan | undefined;
  for (const { place, row, parts, ofLine } of ownRows(grid, columns, { ...given, remark })) {
    const above = ofLine ?? (goesDown ? before : undefined);
    const found = readRow(parts, row, { ...given, remark, above });
    if ('bad' in found) read.bad.push(...found.bad);
    if ('dependency' in found) read.dependencies.push(found.dependency);
    if (!('tests' in found)) continue;
    before = found.days;
    const cell = placeIn(parts, row);
    const dayPlace = (parts.revised ?? parts.day)?.place ?? cell;
    for (const is of oddDays(found.days, given.reading)) remark(is, dayPlace);
    if (row.isHidden === true) remark('hidden-row', row.place);
    const twice = tests.add(found.tests, isOrdered ? orderOf(parts.order) : place);
    read.bad.push(...twice.map(typed => ({ place: cell, problem: 'stands-twice' as const, typed })));
  }
  return { ...read, tests: tests.inOrder() };
}

type OwnRow = {
  readonly place: number;
  readonly row: GridRow<CleanText>;
  readonly parts: Parts;
  /** Days that the last line of days above says. */
  readonly ofLine: DaySpan | undefined;
};

/** Those that are no lines of days and no other LDSO's. */
function ownRows(
  grid: Grid<CleanText>,
  columns: ScheduleColumns,
  { book, dayLines, remark }: Given & Pick<Around, 'remark'>,
): readonly OwnRow[] {
  const isOthers = rowsOfOthers(grid, columns, book.id);
  let ofLine = dayLines.get(-1);
  return grid.rows.flatMap((row, place) => {
    const line = dayLines.get(place);
    ofLine = line ?? ofLine;
    if (line !== undefined) return [];
    const parts = partsOf(grid, row, columns);
    if (!isOthers(parts)) return [{ place, row, parts, ofLine }];
    remark('row-of-other-ldso', row.place);
    return [];
  });
}

/** Puts tests in order, and leaves out what stands there already. */
function orderedTests() {
  const tests: { readonly test: ScheduledTest; readonly order: number }[] = [];
  const seen = new Set<string>();
  let last = 0;
  return {
    /** @param order as the one before when left out. @returns the names of those that stand twice */
    add(added: readonly ScheduledTest[], order = last): readonly string[] {
      last = order;
      return added.flatMap(test => {
        const key = sameTestOnDay(test);
        if (seen.has(key)) return [test.testCaseName];
        seen.add(key);
        tests.push({ test, order });
        return [];
      });
    },
    // A sort that keeps what is equal: without numbers of its own the order is that of the rows.
    inOrder: () => tests.sort((a, b) => a.order - b.order).map(({ test }) => test),
  };
}

export function sameTestOnDay({ testCaseId, mpanRef, day }: ScheduledTest): string {
  return `${testCaseId}/${mpanRef ?? ''}/${day}`;
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

/** Where a column says whose row it is, and some are the LDSO's own. */
function rowsOfOthers(
  grid: Grid<CleanText>,
  columns: ScheduleColumns,
  id: string,
): (parts: Parts) => boolean {
  const own = new RegExp(`\\b${id}\\b`, 'i');
  const column = columnOf(grid, columns.ldso);
  const isTold = column !== undefined && grid.rows.some(row => own.test(row.cells.get(column)?.text ?? ''));
  return ({ ldso }) => isTold && ldso !== undefined && !own.test(ldso.text);
}

/** A day that stands left of the test case is that of the rows below too; right of it an empty one is not planned yet. */
function hasDaysFirst(grid: Grid, columns: ScheduleColumns): boolean {
  const day = columnOf(grid, columns.day ?? columns.week);
  const testCase = columnOf(grid, columns.testCase ?? columns.testCaseId);
  return day !== undefined && testCase !== undefined && day < testCase;
}

/** Farther ahead than a plan of some months goes: most likely a slip in the year. */
const farAheadDays = 365;

function oddDays({ day, until = day }: DaySpan, { near }: DayReading): readonly ScheduleRemark['is'][] {
  return [
    ...(until < near ? (['past'] as const) : []),
    ...(day > daysAfter(near, farAheadDays) ? (['far-ahead'] as const) : []),
    ...([0, 6].includes(weekdayOf(day)) ? (['weekend'] as const) : []),
  ];
}

function orderOf(cell: Cell | undefined): number | undefined {
  const number = Number(cell?.text);
  return cell === undefined || Number.isNaN(number) ? undefined : number;
}
