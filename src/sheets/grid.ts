// A sheet as a table: where its headings stand, and each cell under its heading, with what merged cells share.
import type { Cell, WorkbookSheet } from '../files/workbook.ts';

/** @typeParam Text what the guard has passed, or not yet */
export type GridCell<Text extends string = string> = {
  /** On one line, without spaces around it; never empty. */
  readonly text: Text;
  /** Local date and time without zone, `2026-12-01T09:30:00`, where the cell is one. */
  readonly date?: string;
  /** Where it stands, for people: `Plan!C14`. */
  readonly place: string;
  /** A formula that was never worked out: the file was made by a program, and not saved by Excel since. */
  readonly isUnknown?: true;
};

export type Heading = {
  readonly column: number;
  readonly text: string;
  /** Of a heading in two rows the lower one alone. */
  readonly own?: string;
};

export type GridRow<Text extends string = string> = {
  /** For people: `Plan, row 14`. */
  readonly place: string;
  /** By number of column, from 1. */
  readonly cells: ReadonlyMap<number, GridCell<Text>>;
  /** Not shown to people, by hand or by a filter. */
  readonly isHidden?: true;
};

export type Grid<Text extends string = string> = {
  /** The sheet's name. */
  readonly name: string;
  readonly headings: readonly Heading[];
  /** All below the headings that hold something; none that repeats the headings. */
  readonly rows: readonly GridRow<Text>[];
};

/** Titles, dates of issue and notes stand above the headings; more than that is no table. */
const lastRowOfHeadings = 20;

/**
 * @param scoreOf how many things are known by these headings; the row with the most is the row of headings
 * @returns undefined when there is no table
 */
export function gridOf(
  sheet: WorkbookSheet,
  scoreOf: (headings: readonly string[]) => number,
): Grid | undefined {
  const rows = rowsOf(sheet);
  let best:
    | { readonly row: number; readonly headings: readonly Heading[]; readonly score: number }
    | undefined;
  const hidden = new Set(sheet.hiddenRows);
  for (const [row, cells] of rows) {
    if (row > lastRowOfHeadings) continue;
    const headings = headingsOf(cells, rows.get(row - 1));
    const score = Math.max(
      scoreOf(headings.map(({ text }) => text)),
      scoreOf(headings.map(({ text, own }) => own ?? text)),
    );
    // Days under a week name nothing more, and are headings all the same.
    const isBelow = best?.row === row - 1 && isLowerRow(cells, rows.get(row - 1));
    if (score > (best?.score ?? 0) || (isBelow && score === best?.score)) best = { row, headings, score };
  }
  const { row: top, headings } = best ?? firstTableRow(rows) ?? {};
  if (top === undefined || headings === undefined) return undefined;
  const isRepeat = (cells: ReadonlyMap<number, GridCell>) =>
    headings.every(({ column, text }) => text.endsWith(cells.get(column)?.text ?? '\n'));
  return {
    name: sheet.name,
    headings,
    rows: [...rows]
      .filter(([row, cells]) => row > top && !isRepeat(cells))
      .map(([row, cells]) => ({
        place: `${sheet.name}, row ${row}`,
        cells,
        ...(hidden.has(row) ? { isHidden: true as const } : {}),
      })),
  };
}

/** Where no heading says anything: the first of two rows that both hold several cells. */
function firstTableRow(
  rows: Rows,
): { readonly row: number; readonly headings: readonly Heading[] } | undefined {
  for (const [row, cells] of rows)
    if (row <= lastRowOfHeadings && cells.size > 1 && (rows.get(row + 1)?.size ?? 0) > 1)
      return { row, headings: headingsOf(cells, undefined) };
  return undefined;
}

type RowCells = ReadonlyMap<number, GridCell>;
type Rows = ReadonlyMap<number, RowCells>;

/** By number of row, in order. A merged cell's value stands in every cell that it covers. */
function rowsOf(sheet: WorkbookSheet): Rows {
  const rows = new Map<number, Map<number, GridCell>>();
  const put = (row: number, column: number, cell: GridCell) => {
    const cells = rows.get(row) ?? new Map<number, GridCell>();
    if (!cells.has(column)) cells.set(column, cell);
    rows.set(row, cells);
  };
  const byRef = new Map<string, GridCell>();
  for (const stored of sheet.cells) {
    const cell = gridCell(stored, sheet.name);
    if (cell === undefined) continue;
    byRef.set(stored.ref, cell);
    put(stored.row, stored.column, cell);
  }
  const bottom = [...rows.keys()].reduce((deepest, row) => Math.max(deepest, row), 0);
  for (const merge of sheet.merges) {
    const shared = byRef.get(merge.from);
    const from = cellAt(merge.from);
    const to = cellAt(merge.to);
    if (shared === undefined || from === undefined || to === undefined) continue;
    // A merge to the end of the sheet is about what stands there, not about a million empty rows.
    for (let row = from.row; row <= Math.min(to.row, bottom); row += 1)
      for (let column = from.column; column <= Math.min(to.column, from.column + 100); column += 1)
        put(row, column, shared);
  }
  return new Map([...rows].sort(([a], [b]) => a - b));
}

function gridCell(cell: Cell, sheet: string): GridCell | undefined {
  const text = cell.text.replace(/\s+/g, ' ').trim();
  const place = `${sheet}!${cell.ref}`;
  if (text === '' && cell.formula !== undefined) return { text: '?', place, isUnknown: true };
  if (text === '') return undefined;
  return { text, place, ...(cell.date === undefined ? {} : { date: cell.date }) };
}

/**
 * Headings in two rows: one under another that is merged over several columns has both names (`Planned Start`,
 * `Actual Start`), and beside those a heading may stand in the upper row alone.
 */
function headingsOf(cells: RowCells, above: RowCells | undefined): readonly Heading[] {
  const isSecond = [...cells].some(([column, cell]) => isUnderSpread(column, cell, above));
  const columns = isSecond ? new Set([...cells.keys(), ...(above?.keys() ?? [])]) : cells.keys();
  return [...columns]
    .sort((a, b) => a - b)
    .flatMap(column => {
      const own = cells.get(column);
      const over = above?.get(column);
      if (own === undefined) return over === undefined ? [] : [{ column, text: over.text }];
      return isUnderSpread(column, own, above)
        ? [{ column, text: `${over?.text ?? ''} ${own.text}`, own: own.text }]
        : [{ column, text: own.text }];
    });
}

/** Under a heading that is merged over several columns. */
function isUnderSpread(column: number, cell: GridCell, above: RowCells | undefined): boolean {
  const over = above?.get(column);
  if (over === undefined || over === cell) return false;
  return [column - 1, column + 1].some(beside => above?.get(beside) === over);
}

/** A row that has something under merged headings only is no row of the table. */
function isLowerRow(cells: RowCells, above: RowCells | undefined): boolean {
  return [...cells].every(
    ([column, cell]) => above?.get(column) === cell || isUnderSpread(column, cell, above),
  );
}

function cellAt(ref: string): { readonly row: number; readonly column: number } | undefined {
  const match = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/.exec(ref);
  if (match === null) return undefined;
  const [, letters = '', digits = ''] = match;
  const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
  return { row: Number(digits), column };
}
