// Puts every cell of a file before the guard, each with its heading as a label: a number says little alone.
import type { Cell, Workbook } from '../files/workbook.ts';
import type { CleanText } from '../guard/clean-text.ts';
import { type FindingKind, inspect } from '../guard/inspect.ts';
import { columnOf } from './columns.ts';
import type { Grid } from './grid.ts';

/** Where personal data stands in a file; never what it is. */
export type Leak = {
  /** `Plan!C14`, or `task 12, Notes`. */
  readonly place: string;
  readonly kind: FindingKind;
  /** Weak evidence: it may be something else. */
  readonly doubtful: boolean;
};

/** So many cells are looked at before other requests get their turn. */
const cellsAtOnce = 500;

/**
 * Hidden sheets and what stands outside the table are looked at too: they are in the file all the same.
 * @param grids those of its sheets that are tables
 */
export async function leaksInWorkbook(
  workbook: Workbook,
  grids: readonly Grid[],
  now: Date,
): Promise<readonly Leak[]> {
  const leaks: Leak[] = [];
  for (const sheet of workbook.sheets) {
    const ofName = leaksIn(sheet.name, { label: undefined, place: 'the name of a sheet', now });
    // A name that is to be hidden cannot say where a cell is.
    if (ofName.length > 0) {
      leaks.push(...ofName);
      continue;
    }
    const headings = new Map(
      grids
        .find(({ name }) => name === sheet.name)
        ?.headings.map(({ column, text }): [number, string] => [column, text]),
    );
    for (const [count, cell] of sheet.cells.entries()) {
      if (count % cellsAtOnce === cellsAtOnce - 1) await new Promise(resolve => setImmediate(resolve));
      leaks.push(...leaksInCell(cell, { sheet: sheet.name, label: headings.get(cell.column), now }));
    }
  }
  return leaks;
}

function leaksInCell(
  { ref, text, raw, formula }: Cell,
  at: { readonly sheet: string; readonly label: string | undefined; readonly now: Date },
): readonly Leak[] {
  const about = { label: at.label, place: `${at.sheet}!${ref}`, now: at.now };
  const texts = new Set([text, raw, ...(formula === undefined ? [] : [formula])]);
  return [...texts].flatMap(each => leaksIn(each, about)).slice(0, 1);
}

export function leaksIn(
  text: string,
  about: { readonly label: string | undefined; readonly place: string; readonly now: Date },
): readonly Leak[] {
  const { label, place, now } = about;
  const said = label === undefined || label === text ? text : `${label}: ${text}`;
  const { decision, findings } = inspect(said, { mode: 'file', now });
  const [first] = findings;
  return decision === 'pass' || first === undefined
    ? []
    : [{ place, kind: first.kind, doubtful: decision === 'warn' }];
}

/**
 * The table with the columns that are read. For a file without leaks: then nothing is taken away, and what follows can
 * see that the guard has looked.
 */
export function cleaned(
  grid: Grid,
  columns: Readonly<Partial<Record<string, string>>>,
  now: Date,
): Grid<CleanText> {
  const read = new Set(Object.values(columns).map(heading => columnOf(grid, heading)));
  return {
    ...grid,
    rows: grid.rows.map(row => ({
      ...row,
      cells: new Map(
        [...row.cells]
          .filter(([column]) => read.has(column))
          .map(([column, cell]) => [
            column,
            { ...cell, text: inspect(cell.text, { mode: 'file', now }).redacted },
          ]),
      ),
    })),
  };
}
