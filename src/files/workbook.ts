// Reads a workbook (.xlsx, .xlsm) into plain rows of cells, for whoever imports schedules and data sheets.
import { openBudget } from './budget.ts';
import { isCompoundFile, whyNotCompoundFile } from './office/compound.ts';
import { dateOfSerial, GENERAL, type NumberFormat, shownNumber } from './office/number-format.ts';
import { openPackage } from './office/office-package.ts';
import { type Merge, readSheet, type StoredCell } from './office/sheet.ts';
import { openWorkbook, type WorkbookPackage } from './office/workbook-package.ts';
import { Unreadable } from './unreadable.ts';
import type { Run } from './xml.ts';
import { readZip } from './zip.ts';

export type Cell = {
  /** As `C14`. */
  readonly ref: string;
  /** From 1. */
  readonly row: number;
  /** From 1. */
  readonly column: number;
  /** The value as it is stored: a number in whatever form, `1` or `0` for true and false, the text of a string. */
  readonly raw: string;
  /** What people see, as far as that is simple: dates in ISO form, numbers without exponent, TRUE and FALSE. */
  readonly text: string;
  /**
   * Local date and time without zone, as `2026-01-15T09:30:00`, where the cell's number format is a date or a time.
   * A time alone stands on the day before day one: 1899-12-31, or 1904-01-01 in the 1904 system.
   */
  readonly date?: string;
  /** Without the equals sign; where cells share a formula, each has it as it stands in the first of them. */
  readonly formula?: string;
};

export type WorkbookSheet = {
  readonly name: string;
  readonly hidden: boolean;
  /** Cells that hold something, in the order of the sheet. */
  readonly cells: readonly Cell[];
  readonly merges: readonly Merge[];
  /** Numbers of the rows that are not shown, by hand or by a filter. */
  readonly hiddenRows: readonly number[];
};

export type Workbook = { readonly sheets: readonly WorkbookSheet[] };

/** @throws Unreadable, with a message for people, when it is no workbook, encrypted, damaged or over the budget */
export function readWorkbook(bytes: Uint8Array, budget = openBudget()): Workbook {
  if (isCompoundFile(bytes)) throw new Unreadable(whyNotCompoundFile(bytes));
  const workbook = openWorkbook(openPackage(readZip(bytes, budget)));
  return {
    sheets: workbook.sheets.map(({ name, hidden, part }) => {
      const { cells, merges, hiddenRows } = readSheet(workbook.package.text(part), budget);
      const shared = sharedFormulas(cells);
      return { name, hidden, merges, hiddenRows, cells: cells.map(cell => cellOf(workbook, cell, shared)) };
    }),
  };
}

function sharedFormulas(cells: readonly StoredCell[]): ReadonlyMap<string, string> {
  const shared = new Map<string, string>();
  for (const { formula } of cells)
    if (formula?.shared !== undefined && formula.text !== '') shared.set(formula.shared, formula.text);
  return shared;
}

function cellOf(workbook: WorkbookPackage, cell: StoredCell, shared: ReadonlyMap<string, string>): Cell {
  const { ref, row, column, formula } = cell;
  const value = cellValue(workbook, cell);
  if (formula === undefined) return { ref, row, column, ...value };
  const text = formula.text === '' ? (shared.get(formula.shared ?? '') ?? '') : formula.text;
  return { ref, row, column, ...value, formula: text };
}

type Value = { readonly raw: string; readonly text: string; readonly date?: string };

export function cellValue(workbook: WorkbookPackage, { type, style, value }: StoredCell): Value {
  const stored = joined(value);
  switch (type) {
    case 's': {
      const text = unescaped(joined(workbook.strings[Number(stored)] ?? []));
      return { raw: text, text };
    }
    case 'str':
    case 'inlineStr':
    case 'e': {
      const text = unescaped(stored);
      return { raw: text, text };
    }
    case 'b':
      return { raw: stored, text: stored === '1' ? 'TRUE' : 'FALSE' };
    case 'd':
      return { raw: stored, text: stored, date: stored };
    case 'n':
      return numberValue(stored, workbook.formats[style] ?? GENERAL, workbook.since1904);
  }
}

function numberValue(raw: string, format: NumberFormat, since1904: boolean): Value {
  const number = Number(raw);
  if (raw.trim() === '' || !Number.isFinite(number)) return { raw, text: raw };
  const date = format.shows === 'number' ? undefined : dateOfSerial(number, since1904);
  if (date === undefined) return { raw, text: shownNumber(number, format) };
  const [day = '', time = ''] = date.split('T');
  const text = format.shows === 'date' ? day : format.shows === 'time' ? time : date;
  return { raw, text, date };
}

function joined(runs: readonly Run[]): string {
  return runs.map(run => run.text).join('');
}

/** Characters that XML cannot hold stand as `_x000D_`. Source: ECMA-376 part 1, 22.4.2.4 (ST_Xstring). */
function unescaped(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}
