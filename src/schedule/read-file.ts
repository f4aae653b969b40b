// Reads a file as a schedule: looked through by the guard first, then its tables, then its rows.
import type { LdsoBook } from '../domain/planning/plan.ts';
import { Unreadable } from '../files/unreadable.ts';
import { fieldsNamed } from '../sheets/columns.ts';
import { leaksIn } from '../sheets/guarded.ts';
import {
  isOtherTable,
  isWorkbookName,
  lookedThrough,
  type OpenedFile,
  openTables,
  type SheetFile,
} from '../sheets/open-file.ts';
import { caseFinder } from './cases.ts';
import { scheduleFields } from './fields.ts';
import { readProjectXml } from './project-xml.ts';
import { dayOf, type ReadSchedule, type ReadWith, scheduleFrom } from './tables.ts';

/** A plan in Microsoft Project's own format is one that only Microsoft Project reads. */
export type ReadFile =
  | ReadSchedule
  | Exclude<OpenedFile, { is: 'tables' }>
  | { readonly is: 'project-file' | 'other-format' };

/** @returns undefined for a file that is neither a workbook nor a plan of Microsoft Project */
export async function readScheduleFile(file: SheetFile, given: ReadWith): Promise<ReadFile | undefined> {
  const project = await openProject(file, given);
  if (project === undefined && isOtherTable(file.name)) return { is: 'other-format' };
  if (project === undefined && !isWorkbookName(file.name)) return undefined;
  const { book, now } = given;
  const scoreOf = scheduleScore(book, now);
  const opened = project ?? (await openTables(file, { scoreOf, now }));
  return opened.is === 'tables' ? scheduleFrom(opened.tables, given) : opened;
}

/** @returns undefined for a file that is no plan of Microsoft Project */
export async function openProject(
  file: SheetFile,
  { book, now }: Pick<ReadWith, 'book' | 'now'>,
): Promise<OpenedFile | { readonly is: 'project-file' } | undefined> {
  const { name, bytes } = file;
  if (/\.mp[ptx]$/i.test(name)) return { is: 'project-file' };
  if (!/\.xml$/i.test(name)) return undefined;
  try {
    const cases = caseFinder(book);
    const encoding = bytes[0] === 0xff ? 'utf-16le' : 'utf-8';
    const project = readProjectXml(
      new TextDecoder(encoding).decode(bytes),
      name => cases(name).known.length > 0,
    );
    if (project === undefined) return undefined;
    const leaks = project.texts.flatMap(({ text, label, place }) => leaksIn(text, { label, place, now }));
    if (leaks.length > 0) return { is: 'leaks', leaks };
    return await lookedThrough(file, now, { fileName: name, grids: [project.grid], hidden: [] });
  } catch (error) {
    if (error instanceof Unreadable) return { is: 'unreadable', why: error.message };
    throw error;
  }
}

/** @returns how many things a schedule has are known by these headings */
export function scheduleScore(book: LdsoBook, now: Date): (headings: readonly string[]) => number {
  const fields = scheduleFields(book, { cases: caseFinder(book), reading: { near: dayOf(now) } });
  return headings => fieldsNamed(fields, headings);
}
