// Reads the tables of a file as a data sheet: one row a meter point.
import type { LdsoBook } from '../domain/planning/plan.ts';
import type {
  BadDataRow,
  MeterPoint,
  MeterPointField,
  RegisterColumns,
  RegisterField,
  RegisterFile,
} from '../domain/planning/register.ts';
import type { MpanRef } from '../domain/refs.ts';
import type { CleanText } from '../guard/clean-text.ts';
import { refsIn } from '../intake/references-in-cell.ts';
import { columnOf, headingsUnread, proposedColumns } from '../sheets/columns.ts';
import type { Grid, GridCell, GridRow } from '../sheets/grid.ts';
import { cleaned } from '../sheets/guarded.ts';
import type { Tables } from '../sheets/open-file.ts';
import { readValue, registerFields } from './fields.ts';

const mostBadRows = 40;

type ReadWith = { readonly book: LdsoBook; readonly now: Date; readonly columns: RegisterColumns };

/** @returns undefined for tables of which none has references and something about them */
export function registerFrom(
  from: Tables,
  { book, now, columns: known }: ReadWith,
): RegisterFile | undefined {
  const fields = registerFields(book);
  const tables = from.grids
    .map(grid => ({ grid, columns: proposedColumns(grid, fields, known) }))
    .filter(({ columns }) => columns.mpanRef !== undefined && Object.keys(columns).length > 1);
  const [first] = tables;
  if (first === undefined) return undefined;
  const points = new Map<MpanRef, MeterPoint>();
  const bad: BadDataRow[] = [];
  for (const { grid, columns } of tables)
    for (const row of cleaned(grid, columns, now).rows) readRow(row, { grid, columns, book, points, bad });
  return {
    fileName: from.fileName,
    sheets: tables.map(({ grid }) => grid.name),
    hiddenSheets: from.hidden,
    columns: first.columns,
    points: [...points].map(([ref, point]) => ({ ref, point })),
    bad: bad.slice(0, mostBadRows),
    badCount: bad.length,
    unread: tables.flatMap(({ grid, columns }) => headingsUnread(grid, columns)),
  };
}

function readRow(
  row: GridRow<CleanText>,
  into: {
    readonly grid: Grid;
    readonly columns: RegisterColumns;
    readonly book: LdsoBook;
    readonly points: Map<MpanRef, MeterPoint>;
    readonly bad: BadDataRow[];
  },
): void {
  const { grid, columns, book, points, bad } = into;
  const cellOf = (field: RegisterField) => {
    const column = columnOf(grid, columns[field]);
    return column === undefined ? undefined : row.cells.get(column);
  };
  const named = cellOf('mpanRef');
  if (named === undefined) {
    // A line with one cell alone is a heading of a section, or a remark.
    if (row.cells.size > 1) bad.push({ place: row.place, problem: 'no-reference' });
    return;
  }
  // Whether it is on today's list says nothing: this file makes the list.
  const found = refsIn(named.text, { ...book, mpanRefs: [] }, 'own column');
  if ('wrong' in found) {
    bad.push(badCell(named, found.wrong));
    return;
  }
  const point = pointOf(columns, cellOf, bad);
  for (const ref of found.refs) {
    if (points.has(ref)) bad.push(badCell(named, 'stands-twice'));
    else points.set(ref, point);
  }
}

function pointOf(
  columns: RegisterColumns,
  cellOf: (field: RegisterField) => GridCell<CleanText> | undefined,
  bad: BadDataRow[],
): MeterPoint {
  let point: MeterPoint = {};
  for (const field of Object.keys(columns) as RegisterField[]) {
    const cell = field === 'mpanRef' ? undefined : cellOf(field);
    const isLeftOpen = cell === undefined || /^(?:-+|n\/?a|tbc|tbd|\?)$/i.test(cell.text);
    if (isLeftOpen && cell?.isUnknown !== true) continue;
    const value = readValue(field as MeterPointField, cell);
    if (value === undefined) bad.push(badCell(cell, cell.isUnknown === true ? 'no-value' : 'unknown-value'));
    else point = { ...value, ...point };
  }
  return point;
}

function badCell({ place, text }: GridCell, problem: BadDataRow['problem']): BadDataRow {
  return { place, problem, ...(text.length > 60 ? {} : { typed: text }) };
}
