// Puts every cell of a file before the guard, each with its heading as a label: a number says little alone.
import type { Workbook } from '../files/workbook.ts';
import type { CleanText } from '../guard/clean-text.ts';
import { type FindingKind, inspect } from '../guard/inspect.ts';
import type { Grid } from './grid.ts';

/** Where personal data stands in a file; never what it is. */
export type Leak = {
  /** `Plan!C14`, or `task 12, Notes`. */
  readonly place: string;
  readonly kind: FindingKind;
  /** Weak evidence: it may be something else. */
  readonly doubtful: boolean;
};

/**
 * Hidden sheets and what stands outside the table are looked at too: they are in the file all the same.
 * @param grids those of its sheets that are tables
 */
export function leaksInWorkbook(workbook: Workbook, grids: readonly Grid[], now: Date): readonly Leak[] {
  return workbook.sheets.flatMap(sheet => {
    const ofName = leaksIn(sheet.name, { label: undefined, place: 'the name of a sheet', now });
    if (ofName.length > 0) return ofName;
    const headings = new Map(
      grids
        .find(({ name }) => name === sheet.name)
        ?.headings.map(({ column, text }): [number, string] => [column, text]),
    );
    return sheet.cells.flatMap(({ ref, column, text, raw, formula }) => {
      const place = `${sheet.name}!${ref}`;
      const label = headings.get(column);
      const texts = [...new Set([text, raw, ...(formula === undefined ? [] : [formula])])];
      return texts.flatMap(each => leaksIn(each, { label, place, now })).slice(0, 1);
    });
  });
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

/** For a file without leaks: then it takes nothing away, and what follows can see that the guard has looked. */
export function cleaned(grid: Grid, now: Date): Grid<CleanText> {
  return {
    ...grid,
    rows: grid.rows.map(row => ({
      ...row,
      cells: new Map(
        [...row.cells].map(([column, cell]) => [
          column,
          { ...cell, text: inspect(cell.text, { mode: 'file', now }).redacted },
        ]),
      ),
    })),
  };
}
