// The tables of a file become a schedule: which of them are plans, how their columns and days are read, what is the same.
import type { Day } from '../domain/events.ts';
import type { LdsoBook } from '../domain/planning/plan.ts';
import type { ScheduleColumns, ScheduleFile, ScheduleRemark } from '../domain/planning/schedule.ts';
import { columnOf, headingsUnread, proposedColumns } from '../sheets/columns.ts';
import { monthFirstIn } from '../sheets/day-spans.ts';
import type { DayReading } from '../sheets/days.ts';
import type { Grid } from '../sheets/grid.ts';
import { cleaned } from '../sheets/guarded.ts';
import type { Tables } from '../sheets/open-file.ts';
import { type CaseFinder, caseFinder } from './cases.ts';
import { dayColumnsOf } from './day-columns.ts';
import { dayLinesIn } from './day-lines.ts';
import { scheduleFields } from './fields.ts';
import { joinedCases } from './joined-columns.ts';
import { type ReadRows, type Remark, readRows, sameTestOnDay } from './rows.ts';

export type ReadSchedule =
  | { readonly is: 'schedule'; readonly file: ScheduleFile }
  /** A table, but none with a column of test cases and one of days. */
  | {
      readonly is: 'no-schedule';
      readonly headings: readonly string[];
      /** There is a column for each day, and no mark in any. */
      readonly isUnmarked?: true;
    };

export type ReadWith = {
  readonly book: LdsoBook;
  readonly now: Date;
  /** Columns that were said or are remembered. */
  readonly columns: ScheduleColumns;
  /** Only these sheets, by name; all that are shown when left out. */
  readonly sheets?: readonly string[];
};

/** More bad rows than this are counted, not listed. */
const mostBadRows = 40;
/** So many places are named of each remark. */
const mostPlaces = 3;

type Table = {
  readonly grid: Grid;
  readonly columns: ScheduleColumns;
  readonly reading: DayReading;
  /** A cell that says that the month comes first. */
  readonly monthFirst?: Remark;
  readonly isUnmarked: boolean;
};

export function scheduleFrom(from: Tables, asked: ReadWith): ReadSchedule {
  const { book, now, sheets } = asked;
  const cases = caseFinder(book);
  const tables = from.grids
    .filter(({ name }) => sheets?.includes(name) ?? true)
    .map(grid => tableOf(grid, asked, cases));
  const plans = tables.filter(isSchedule);
  const [first] = plans;
  if (first === undefined) {
    const headings = from.grids.flatMap(grid => grid.headings.map(({ text }) => text));
    const isUnmarked = tables.some(table => table.isUnmarked);
    return { is: 'no-schedule', headings, ...(isUnmarked ? { isUnmarked } : {}) };
  }
  const read = plans.map(({ grid, columns, reading, monthFirst }) => {
    const dayLines = dayLinesIn(grid, reading);
    const rows = readRows(cleaned(grid, columns, now), columns, { book, cases, reading, dayLines });
    const own = monthFirst === undefined ? rows : { ...rows, remarks: [monthFirst, ...rows.remarks] };
    return isOfOthers(rows) ? leftOut(rows, grid.name) : own;
  });
  const names = plans.map(({ grid }) => grid.name);
  const { tests, bad } = withoutRepeats(read, names);
  const remarks = together(read.flatMap(each => each.remarks));
  const unread = plans.flatMap(({ grid, columns }) => headingsUnread(grid, columns));
  return {
    is: 'schedule',
    file: {
      fileName: from.fileName,
      sheets: [...new Set(names)],
      hiddenSheets: from.hidden,
      columns: first.columns,
      tests,
      dependencies: read.flatMap(each => each.dependencies),
      bad: bad.slice(0, mostBadRows),
      badCount: bad.length,
      ...(remarks.length === 0 ? {} : { remarks }),
      ...(unread.length === 0 ? {} : { unread: [...new Set(unread)] }),
    },
  };
}

function tableOf(raw: Grid, { book, now, columns: known }: ReadWith, cases: CaseFinder): Table {
  const near = dayOf(now);
  const fields = scheduleFields(book, { cases, reading: { near } });
  const spread = dayColumnsOf(raw, { cases, reading: { near } });
  const asIs = proposedColumns(raw, fields, known);
  // Days in the headings count where no column says the day: beside one they are a chart of the same.
  const isSpread = spread !== undefined && (asIs.day ?? asIs.revised ?? asIs.week) === undefined;
  const grid = isSpread ? spread.grid : raw;
  const columns = isSpread ? { ...proposedColumns(grid, fields, known), ...spread.columns } : asIs;
  const isNamed = (columns.testCase ?? columns.testCaseId) !== undefined && holdsCases(grid, columns, cases);
  const joined = isNamed ? undefined : joinedCases(grid, cases);
  const read = {
    grid: joined?.grid ?? grid,
    columns: withoutNotes({ ...columns, ...joined?.columns }),
    isUnmarked: isSpread && spread.isUnmarked,
  };
  const texts = textsOf(read.grid, [read.columns.day, read.columns.revised, read.columns.until]);
  const sample = monthFirstIn(texts.map(({ text }) => text));
  const at = texts.find(({ text }) => text === sample);
  return {
    ...read,
    reading: { near, isMonthFirst: at !== undefined },
    ...(at === undefined ? {} : { monthFirst: { is: 'month-first', place: at.place } }),
  };
}

/** Notes are looked through for references only where no column has them. */
function withoutNotes(columns: ScheduleColumns): ScheduleColumns {
  if (columns.mpanRef === undefined) return columns;
  const { notes: _, ...others } = columns;
  return others;
}

function isSchedule({ grid, columns, reading, isUnmarked }: Table): boolean {
  if (isUnmarked || (columns.testCase ?? columns.testCaseId) === undefined) return false;
  const hasDays = (columns.day ?? columns.revised ?? columns.week) !== undefined;
  return hasDays || dayLinesIn(grid, reading).size > 0;
}

function holdsCases(grid: Grid, columns: ScheduleColumns, cases: CaseFinder): boolean {
  return textsOf(grid, [columns.testCase, columns.testCaseId]).some(
    ({ text }) => cases(text).known.length > 0,
  );
}

function textsOf(grid: Grid, headings: readonly (string | undefined)[]) {
  const columns = headings.flatMap(heading => columnOf(grid, heading) ?? []);
  return grid.rows.flatMap(({ cells }) => columns.flatMap(column => cells.get(column) ?? []));
}

/** A workbook for all LDSOs has a sheet for each; what such a sheet names without a reference is theirs too. */
function isOfOthers({ tests, bad }: ReadRows): boolean {
  const others = bad.filter(({ problem }) => problem === 'reference-of-other-ldso').length;
  return others > tests.filter(({ mpanRef }) => mpanRef !== undefined).length;
}

function leftOut({ tests, bad }: ReadRows, sheet: string): ReadRows {
  const rows = Array.from({ length: tests.length + bad.length }, () => sheet);
  return {
    tests: [],
    dependencies: [],
    bad: [],
    remarks: rows.map(place => ({ is: 'sheet-of-other-ldso', place })),
  };
}

/** A workbook often holds the same plan twice, by day and by theme: what a sheet before has is not planned again. */
function withoutRepeats(
  read: readonly ReadRows[],
  names: readonly string[],
): Pick<ReadRows, 'tests' | 'bad'> {
  const seen = new Set<string>();
  const bad = read.flatMap(each => each.bad);
  const tests = read.flatMap((each, place) =>
    each.tests.filter(test => {
      const isRepeat = seen.has(sameTestOnDay(test));
      if (isRepeat)
        bad.push({ place: names[place] ?? '', problem: 'stands-twice', typed: test.testCaseName });
      seen.add(sameTestOnDay(test));
      return !isRepeat;
    }),
  );
  return { tests, bad };
}

function together(remarks: readonly Remark[]): readonly ScheduleRemark[] {
  return [...new Set(remarks.map(({ is }) => is))].map(is => {
    const places = remarks.filter(remark => remark.is === is).map(({ place }) => place);
    return { is, places: [...new Set(places)].slice(0, mostPlaces), count: places.length };
  });
}

export function dayOf(now: Date): Day {
  return now.toISOString().slice(0, 10);
}
