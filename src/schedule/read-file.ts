// Reads a file as a schedule: looked through by the guard first, then its tables, then its rows.
import type { Day } from '../domain/events.ts';
import type { LdsoBook } from '../domain/plan.ts';
import type { BadRow, ScheduleColumns, ScheduleFile } from '../domain/schedule.ts';
import { Unreadable } from '../files/unreadable.ts';
import { fieldsNamed, proposedColumns } from '../sheets/columns.ts';
import { cleaned, leaksIn } from '../sheets/guarded.ts';
import {
  isWorkbookName,
  lookedThrough,
  type OpenedFile,
  openTables,
  type SheetFile,
  type Tables,
} from '../sheets/open-file.ts';
import { scheduleFields } from './fields.ts';
import { readProjectXml } from './project-xml.ts';
import { type ReadRows, readRows } from './rows.ts';

export type ReadSchedule =
  | { readonly is: 'schedule'; readonly file: ScheduleFile }
  /** A table, but none with a column of test cases and one of days. */
  | { readonly is: 'no-schedule'; readonly headings: readonly string[] };

/** A plan in Microsoft Project's own format is one that only Microsoft Project reads. */
export type ReadFile = ReadSchedule | Exclude<OpenedFile, { is: 'tables' }> | { readonly is: 'project-file' };

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
export async function readScheduleFile(file: SheetFile, given: ReadWith): Promise<ReadFile | undefined> {
  const project = await openProject(file, given.now);
  if (project === undefined && !isWorkbookName(file.name)) return undefined;
  const { book, now } = given;
  const scoreOf = (headings: readonly string[]) => fieldsNamed(scheduleFields(book, dayOf(now)), headings);
  const opened = project ?? (await openTables(file, { scoreOf, now }));
  return opened.is === 'tables' ? scheduleFrom(opened.tables, given) : opened;
}

/** @returns undefined for a file that is no plan of Microsoft Project */
export async function openProject(
  file: SheetFile,
  now: Date,
): Promise<OpenedFile | { readonly is: 'project-file' } | undefined> {
  const { name, bytes } = file;
  if (/\.mp[ptx]$/i.test(name)) return { is: 'project-file' };
  if (!/\.xml$/i.test(name)) return undefined;
  try {
    const encoding = bytes[0] === 0xff ? 'utf-16le' : 'utf-8';
    const project = readProjectXml(new TextDecoder(encoding).decode(bytes));
    if (project === undefined) return undefined;
    const leaks = project.texts.flatMap(({ text, label, place }) => leaksIn(text, { label, place, now }));
    if (leaks.length > 0) return { is: 'leaks', leaks };
    return await lookedThrough(file, now, { fileName: name, grids: [project.grid], hidden: [] });
  } catch (error) {
    if (error instanceof Unreadable) return { is: 'unreadable', why: error.message };
    throw error;
  }
}

export function scheduleFrom(from: Tables, { book, now, columns: known, sheets }: ReadWith): ReadSchedule {
  const near = dayOf(now);
  const fields = scheduleFields(book, near);
  const tables = from.grids
    .filter(({ name }) => sheets?.includes(name) ?? true)
    .map(grid => ({ grid, columns: proposedColumns(grid, fields, known) }))
    .filter(({ columns }) => isSchedule(columns));
  const [first] = tables;
  if (first === undefined)
    return { is: 'no-schedule', headings: from.grids.flatMap(grid => grid.headings.map(({ text }) => text)) };
  const read = tables.map(({ grid, columns }) =>
    readRows(cleaned(grid, columns, now), columns, { book, near }),
  );
  const { tests, bad } = withoutRepeats(
    read,
    tables.map(({ grid }) => grid.name),
  );
  return {
    is: 'schedule',
    file: {
      fileName: from.fileName,
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

export function dayOf(now: Date): Day {
  return now.toISOString().slice(0, 10);
}
