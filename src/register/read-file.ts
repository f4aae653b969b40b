// Reads the tables of a file as a data sheet: one row a meter point.
import type { LdsoBook } from '../domain/plan.ts';
import type { MpanRef } from '../domain/refs.ts';
import type {
  BadDataRow,
  MeterPoint,
  MeterPointField,
  RegisterColumns,
  RegisterField,
  RegisterFile,
} from '../domain/register.ts';
import type { CleanText } from '../guard/clean-text.ts';
import { findRefs } from '../intake/references.ts';
import { columnOf, proposedColumns } from '../sheets/columns.ts';
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
  const [found] = findRefs(named.text, { ...book, mpanRefs: [] });
  if (found?.ref === undefined) {
    const isOthers = found?.wrong === 'mpan_ref_of_other_ldso';
    bad.push(badCell(named, isOthers ? 'reference-of-other-ldso' : 'unknown-reference'));
    return;
  }
  if (points.has(found.ref)) {
    bad.push(badCell(named, 'stands-twice'));
    return;
  }
  let point: MeterPoint = {};
  for (const field of Object.keys(columns) as RegisterField[]) {
    const cell = field === 'mpanRef' ? undefined : cellOf(field);
    if (cell === undefined || /^(?:-+|n\/?a|tbc|tbd|\?)$/i.test(cell.text)) continue;
    const value = readValue(field as MeterPointField, cell);
    if (value === undefined) bad.push(badCell(cell, cell.isUnknown === true ? 'no-value' : 'unknown-value'));
    else point = { ...value, ...point };
  }
  points.set(found.ref, point);
}

function badCell({ place, text }: GridCell, problem: BadDataRow['problem']): BadDataRow {
  return { place, problem, ...(text.length > 60 ? {} : { typed: text }) };
}
