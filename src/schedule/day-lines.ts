// Lines and sheets that say a day for the tests below: `Tuesday 1 December` across the table, or a sheet of that name.
import type { DaySpan } from '../sheets/day-spans.ts';
import { daysOf } from '../sheets/day-spans.ts';
import type { DayReading } from '../sheets/days.ts';
import type { Grid, GridRow } from '../sheets/grid.ts';

/** By place of the row, the days that a line says; -1 stands for the name of the sheet. */
export type DayLines = ReadonlyMap<number, DaySpan>;

export function dayLinesIn(grid: Grid, reading: DayReading): DayLines {
  const lines = new Map<number, DaySpan>();
  const ofSheet = daysOf({ text: grid.name }, reading);
  if (ofSheet !== undefined) lines.set(-1, ofSheet);
  for (const [place, row] of grid.rows.entries()) {
    const days = daysOfLine(row, reading);
    if (days !== undefined) lines.set(place, days);
  }
  return lines;
}

/** A line with one text, perhaps merged over the table, perhaps behind `Week 2:`. */
function daysOfLine({ cells }: GridRow, reading: DayReading): DaySpan | undefined {
  const [cell, ...others] = cells.values();
  if (cell === undefined || others.some(({ text }) => text !== cell.text)) return undefined;
  return (
    daysOf(cell, reading) ??
    daysOf(
      { text: cell.text.replace(/^(?:week|day|wk)\s*\d{1,2}\s*[:,(–-]?\s*/i, '').replace(/\)$/, '') },
      reading,
    )
  );
}
