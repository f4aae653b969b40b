// Reads the cells of one sheet of a workbook as they are stored, and where in the sheet's XML each stands.
// Source: ECMA-376 part 1, 18.3.1 (worksheets).
import type { Budget } from '../budget.ts';
import { type Element, type Run, readXml } from '../xml.ts';

/** How the stored value is meant: `s` is the number of a shared string, `n` a number. */
export type CellType = 's' | 'n' | 'b' | 'e' | 'str' | 'inlineStr' | 'd';

export type StoredCell = {
  readonly ref: string;
  readonly row: number;
  readonly column: number;
  readonly type: CellType;
  /** Index into the workbook's cell formats. */
  readonly style: number;
  readonly value: readonly Run[];
  /** A formula that is shared stands with its first cell only; the others name it by `shared`. */
  readonly formula?: { readonly text: string; readonly shared?: string };
  /** The whole element. */
  readonly from: number;
  readonly to: number;
};

export type Merge = { readonly from: string; readonly to: string };

export type Sheet = {
  readonly cells: readonly StoredCell[];
  readonly merges: readonly Merge[];
  /** Numbers of the rows that are not shown, by hand or by a filter. */
  readonly hiddenRows: readonly number[];
};

type Draft = {
  ref: string;
  row: number;
  column: number;
  type: CellType;
  style: number;
  value: Run[];
  formula?: { text: string; shared?: string };
  from: number;
};

/** @throws Unreadable when it has more cells than the budget allows */
export function readSheet(xml: string, budget: Budget): Sheet {
  const cells: StoredCell[] = [];
  const merges: Merge[] = [];
  const hiddenRows: number[] = [];
  let row = 0;
  let column = 0;
  let cell: Draft | undefined;
  let inside: 'value' | 'formula' | undefined;
  let phonetic = false;

  readXml(xml, {
    open(element) {
      switch (element.name) {
        case 'row':
          row = Number(element.attributes.r ?? row + 1);
          column = 0;
          if (/^(?:1|true)$/.test(element.attributes.hidden ?? '')) hiddenRows.push(row);
          return;
        case 'c':
          cell = draftOf(element, { row, column: column + 1 });
          column = cell.column;
          return;
        case 'v':
        case 't':
          inside = phonetic ? undefined : 'value';
          return;
        case 'f':
          inside = 'formula';
          if (cell) cell.formula = formulaOf(element);
          return;
        case 'rPh':
          phonetic = true;
          return;
        case 'mergeCell':
          merges.push(mergeOf(element.attributes.ref ?? ''));
      }
    },
    text(run) {
      if (cell === undefined) return;
      if (inside === 'value') cell.value.push(run);
      else if (inside === 'formula' && cell.formula) cell.formula.text += run.text;
    },
    close(name, to) {
      if (name === 'rPh') phonetic = false;
      if (name === 'v' || name === 't' || name === 'f') inside = undefined;
      if (name !== 'c' || cell === undefined) return;
      if (cell.value.length > 0 || cell.formula) {
        budget.spend('cells', 1);
        cells.push({ ...cell, to });
      }
      cell = undefined;
    },
  });
  return { cells, merges, hiddenRows };
}

function draftOf({ attributes, from }: Element, next: { row: number; column: number }): Draft {
  const { r: ref = `${columnName(next.column)}${next.row}`, t = 'n', s = '0' } = attributes;
  const column = columnNumber(ref) || next.column;
  return { ref, row: next.row, column, type: t as CellType, style: Number(s), value: [], from };
}

function formulaOf({ attributes }: Element): { text: string; shared?: string } {
  const { t, si } = attributes;
  return t === 'shared' && si !== undefined ? { text: '', shared: si } : { text: '' };
}

function mergeOf(range: string): Merge {
  const [from = '', to = from] = range.split(':');
  return { from, to };
}

/** @returns 3 for `C14`, 0 when there are no letters */
export function columnNumber(ref: string): number {
  let number = 0;
  for (const letter of /^[A-Z]{1,3}/.exec(ref)?.[0] ?? '') number = number * 26 + letter.charCodeAt(0) - 64;
  return number;
}

/** @returns `C` for 3 */
function columnName(column: number): string {
  const before = Math.floor((column - 1) / 26);
  return (before > 0 ? columnName(before) : '') + String.fromCharCode(65 + ((column - 1) % 26));
}
