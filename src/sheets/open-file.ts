// Opens a file of tables: read, looked through by the guard, and only then handed on.
import { openBudget } from '../files/budget.ts';
import { Unreadable } from '../files/unreadable.ts';
import { readWorkbook } from '../files/workbook.ts';
import type { CleanText } from '../guard/clean-text.ts';
import { RULES } from '../guard/rules.ts';
import { scanFile } from '../scan/scan-file.ts';
import { type Grid, gridOf } from './grid.ts';
import { type Leak, leaksInWorkbook } from './guarded.ts';
import { sideBySide } from './side-by-side.ts';

export type SheetFile = { readonly name: CleanText; readonly bytes: Uint8Array };

/** The tables of a file without personal data, in the order of its sheets. */
export type Tables = {
  readonly fileName: CleanText;
  /** Of the sheets that are shown. */
  readonly grids: readonly Grid[];
  /** Names of the sheets that are not. */
  readonly hidden: readonly string[];
};

export type OpenedFile =
  | { readonly is: 'tables'; readonly tables: Tables }
  /** It holds personal data: nothing of it is taken. */
  | { readonly is: 'leaks'; readonly leaks: readonly Leak[] }
  | { readonly is: 'unreadable'; readonly why: string };

/** A plan of some thousand tests with dozens of columns; each cell is looked at by the guard. */
const mostCells = 200_000;

/** Tables that other programs write, which a workbook says better: it knows a day from a number. */
export function isOtherTable(name: string): boolean {
  return /\.(?:csv|tsv|ods|fods|numbers|xlsb)$/i.test(name);
}

export function isWorkbookName(name: string): boolean {
  return /\.xls[xm]?$/i.test(name);
}

/** @param given.scoreOf how many things are known by these headings, to find the row where they stand */
export async function openTables(
  file: SheetFile,
  given: { readonly scoreOf: (headings: readonly string[]) => number; readonly now: Date },
): Promise<OpenedFile> {
  try {
    const workbook = readWorkbook(file.bytes, openBudget({ cells: mostCells }));
    const all = workbook.sheets.flatMap(sheet => gridOf(sheet, given.scoreOf) ?? []);
    const leaks = await leaksInWorkbook(workbook, all, given.now);
    if (leaks.length > 0) return { is: 'leaks', leaks };
    const hidden = workbook.sheets.filter(sheet => sheet.hidden).map(({ name }) => name);
    const grids = all.filter(({ name }) => !hidden.includes(name)).flatMap(sideBySide);
    return await lookedThrough(file, given.now, { fileName: file.name, grids, hidden });
  } catch (error) {
    if (error instanceof Unreadable) return { is: 'unreadable', why: error.message };
    throw error;
  }
}

/** Remarks, properties and what else is no cell. What cannot be looked through (a logo) is not taken over either. */
export async function lookedThrough(file: SheetFile, now: Date, tables: Tables): Promise<OpenedFile> {
  const { findings } = await scanFile({ ...file, now });
  if (findings.length === 0) return { is: 'tables', tables };
  return {
    is: 'leaks',
    leaks: findings.map(({ place, kind, code }) => ({
      place,
      kind,
      doubtful: RULES[code].file === 'warn',
    })),
  };
}
