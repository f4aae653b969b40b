// Reads a file as a schedule: looked through by the guard first, then its tables, then its rows.
import type { Day } from '../domain/events.ts';
import type { LdsoBook } from '../domain/plan.ts';
import type { BadRow, ScheduleColumns, ScheduleFile } from '../domain/schedule.ts';
import { isCompoundFile } from '../files/office/compound.ts';
import { Unreadable } from '../files/unreadable.ts';
import { readWorkbook, type Workbook } from '../files/workbook.ts';
import type { CleanText } from '../guard/clean-text.ts';
import { RULES } from '../guard/rules.ts';
import { scanFile } from '../scan/scan-file.ts';
import { fieldsNamed, proposedColumns } from '../sheets/columns.ts';
import { type Grid, gridOf } from '../sheets/grid.ts';
import { cleaned, type Leak, leaksIn, leaksInWorkbook } from '../sheets/guarded.ts';
import { scheduleFields } from './fields.ts';
import { readProjectXml } from './project-xml.ts';
import { type ReadRows, readRows } from './rows.ts';

export type GivenFile = { readonly name: CleanText; readonly bytes: Uint8Array };

export type ReadFile =
  | { readonly is: 'schedule'; readonly file: ScheduleFile }
  /** It holds personal data: nothing of it is taken. */
  | { readonly is: 'leaks'; readonly leaks: readonly Leak[] }
  /** A plan in Microsoft Project's own format, which only Microsoft Project reads. */
  | { readonly is: 'project-file' }
  | { readonly is: 'unreadable'; readonly why: string }
  /** A table, but none with a column of test cases and one of days. */
  | { readonly is: 'no-schedule'; readonly headings: readonly string[] };

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

/** @returns undefined for a file that is neither a workbook nor a plan of Microsoft Project */
export async function readScheduleFile(file: GivenFile, given: ReadWith): Promise<ReadFile | undefined> {
  const read = readTables(file, given);
  if (read?.is !== 'schedule') return read;
  // Remarks, properties and what else is no cell; what cannot be looked through (a logo) is not taken over either.
  const { findings } = await scanFile({ ...file, now: given.now });
  if (findings.length === 0) return read;
  return {
    is: 'leaks',
    leaks: findings.map(({ place, kind, code }) => ({ place, kind, doubtful: RULES[code].file === 'warn' })),
  };
}

function readTables({ name, bytes }: GivenFile, given: ReadWith): ReadFile | undefined {
  try {
    if (/\.mpp$/i.test(name) || (isCompoundFile(bytes) && /\.mp[ptx]$/i.test(name)))
      return { is: 'project-file' };
    if (/\.xml$/i.test(name)) return readProject(name, bytes, given);
    if (/\.xls[xm]?$/i.test(name)) return readSheets(name, readWorkbook(bytes), given);
    return undefined;
  } catch (error) {
    if (error instanceof Unreadable) return { is: 'unreadable', why: error.message };
    throw error;
  }
}

function readProject(name: CleanText, bytes: Uint8Array, given: ReadWith): ReadFile | undefined {
  const project = readProjectXml(new TextDecoder(bytes[0] === 0xff ? 'utf-16le' : 'utf-8').decode(bytes));
  if (project === undefined) return undefined;
  const leaks = project.texts.flatMap(({ text, label, place }) =>
    leaksIn(text, { label, place, now: given.now }),
  );
  return leaks.length > 0
    ? { is: 'leaks', leaks }
    : fileFrom({ name, grids: [project.grid], hidden: [] }, given);
}

function readSheets(name: CleanText, workbook: Workbook, given: ReadWith): ReadFile {
  const fields = scheduleFields(given.book, dayOf(given.now));
  const tables = workbook.sheets.flatMap(
    sheet => gridOf(sheet, headings => fieldsNamed(fields, headings)) ?? [],
  );
  const leaks = leaksInWorkbook(workbook, tables, given.now);
  if (leaks.length > 0) return { is: 'leaks', leaks };
  const hidden = workbook.sheets.filter(sheet => sheet.hidden).map(sheet => sheet.name);
  const isWanted = (grid: Grid) => given.sheets?.includes(grid.name) ?? !hidden.includes(grid.name);
  return fileFrom({ name, grids: tables.filter(isWanted), hidden }, given);
}

function fileFrom(
  from: { readonly name: CleanText; readonly grids: readonly Grid[]; readonly hidden: readonly string[] },
  { book, now, columns: known }: ReadWith,
): ReadFile {
  const near = dayOf(now);
  const fields = scheduleFields(book, near);
  const tables = from.grids
    .map(grid => ({ grid, columns: proposedColumns(grid, fields, known) }))
    .filter(({ columns }) => isSchedule(columns));
  const [first] = tables;
  if (first === undefined)
    return { is: 'no-schedule', headings: from.grids.flatMap(grid => grid.headings.map(({ text }) => text)) };
  const read = tables.map(({ grid, columns }) => readRows(cleaned(grid, now), columns, { book, near }));
  const { tests, bad } = withoutRepeats(
    read,
    tables.map(({ grid }) => grid.name),
  );
  return {
    is: 'schedule',
    file: {
      fileName: from.name,
      sheets: tables.map(({ grid }) => grid.name),
      hiddenSheets: from.hidden,
      columns: first.columns,
      tests,
      dependencies: read.flatMap(each => each.dependencies),
      bad: bad.slice(0, mostBadRows),
      badCount: bad.length,
    },
  };
}

function isSchedule(columns: ScheduleColumns): boolean {
  return (columns.testCase ?? columns.testCaseId) !== undefined && columns.day !== undefined;
}

/** A workbook often holds the same plan twice, by day and by theme: what a sheet before has is not planned again. */
function withoutRepeats(
  read: readonly ReadRows[],
  names: readonly string[],
): Pick<ReadRows, 'tests' | 'bad'> {
  const seen = new Set<string>();
  const bad: BadRow[] = [];
  const tests = read.flatMap((each, place) => {
    bad.push(...each.bad);
    const own = each.tests.filter(test => !seen.has(`${test.testCaseId}/${test.mpanRef ?? ''}/${test.day}`));
    for (const test of each.tests.filter(other => !own.includes(other)))
      bad.push({ place: names[place] ?? '', problem: 'stands-twice', typed: test.testCaseName });
    for (const test of own) seen.add(`${test.testCaseId}/${test.mpanRef ?? ''}/${test.day}`);
    return own;
  });
  return { tests, bad };
}

function dayOf(now: Date): Day {
  return now.toISOString().slice(0, 10);
}
