// Writes the cells of a sheet as text: the sheet row by row, and each cell of a telling column beside its heading.
import { type Passage, type PassageWriter, type Place, passageWriter, type Source } from '../passage.ts';
import { headingFinder } from '../text/headings.ts';
import { cellValue } from '../workbook.ts';
import { tellingNumber } from './changes.ts';
import type { StoredCell } from './sheet.ts';
import type { WorkbookPackage } from './workbook-package.ts';

export type SheetLines = {
  readonly workbook: WorkbookPackage;
  readonly part: string;
  readonly xml: string;
  readonly place: Place;
};

type Shown = { readonly text: string; readonly source: Source };
type ShownCell = { readonly cell: StoredCell; readonly shown: readonly Shown[] };
type Row = readonly ShownCell[];

export function sheetPassages(sheet: SheetLines, cells: readonly StoredCell[]): readonly Passage[] {
  const rows = rowsOf(sheet, cells);
  return [rowsPassage(sheet, rows), headedPassage(sheet, rows), formulasPassage(sheet, cells)];
}

function rowsOf(sheet: SheetLines, cells: readonly StoredCell[]): readonly Row[] {
  const rows = new Map<number, ShownCell[]>();
  for (const cell of cells) {
    const shown = { cell, shown: shownIn(sheet, cell) };
    const row = rows.get(cell.row);
    if (row) row.push(shown);
    else rows.set(cell.row, [shown]);
  }
  return [...rows.values()];
}

function cellPlace({ place }: SheetLines, { ref }: StoredCell): () => Place {
  return () => [...place, { what: 'cell', name: ref }];
}

/** Columns stand in line, so that a table reads as one; columns without any cell are left out. */
function rowsPassage(sheet: SheetLines, rows: readonly Row[]): Passage {
  const writer = passageWriter();
  const used = new Set<number>();
  for (const row of rows) for (const { cell } of row) used.add(cell.column);
  const order = new Map([...used].sort((a, b) => a - b).map((column, index) => [column, index]));
  let last = 0;
  for (const row of rows) {
    // An empty row ends a table.
    const number = row[0]?.cell.row ?? 0;
    if (number > last + 1) writer.put('\n');
    last = number;
    let at = 0;
    for (const { cell, shown } of row) {
      const index = order.get(cell.column) ?? at;
      writer.put('\t'.repeat(Math.max(0, index - at)));
      at = index;
      writer.at(cellPlace(sheet, cell));
      putAll(writer, shown);
    }
    writer.put('\n');
  }
  return writer.passage();
}

/** A cell holds the rest of a number that was too long for it as noughts: this many figures are true. */
const TRUE_FIGURES = 15;

function headedPassage(sheet: SheetLines, rows: readonly Row[]): Passage {
  const writer = passageWriter();
  const headings = headingFinder();
  for (const row of rows) {
    const cells = row.map(({ cell, shown }) => ({
      column: cell.column,
      text: shown.length === 1 ? (shown[0]?.text ?? '') : shown.map(({ text }) => text).join(''),
      isNumber: cell.type === 'n',
    }));
    const found = headings({ number: row[0]?.cell.row ?? 0, cells });
    for (const [index, { cell, shown }] of row.entries()) {
      const heading = found[index];
      if (heading === undefined) continue;
      writer.at(cellPlace(sheet, cell));
      writer.put(`${heading}: `);
      const text = cells[index]?.text ?? '';
      if (cell.type === 'n' && /^\d{16,}$/.test(text))
        writer.put(text.slice(0, TRUE_FIGURES), wholeCell(sheet, cell));
      else putAll(writer, shown);
      writer.put('\n');
    }
  }
  return writer.passage();
}

function formulasPassage(sheet: SheetLines, cells: readonly StoredCell[]): Passage {
  const writer = passageWriter();
  for (const cell of cells) {
    if (cell.formula === undefined || cell.formula.text === '') continue;
    writer.at([...sheet.place, { what: 'cell', name: cell.ref }, { what: 'formula' }]);
    writer.put(cell.formula.text.replaceAll('\n', ' '), wholeCell(sheet, cell));
    writer.put('\n');
  }
  return writer.passage();
}

function putAll(writer: PassageWriter, shown: readonly Shown[]): void {
  for (const { text, source } of shown) writer.put(text, source);
}

function shownIn(sheet: SheetLines, cell: StoredCell): readonly Shown[] {
  const { workbook, part } = sheet;
  switch (cell.type) {
    case 's': {
      const runs = workbook.strings[Number(cell.value.map(({ text }) => text).join(''))] ?? [];
      return runs.map(({ text, from, to }) => ({
        text: inOneLine(text),
        source: { part: workbook.stringsPart ?? '', from, to },
      }));
    }
    case 'inlineStr':
      return cell.value.map(({ text, from, to }) => ({ text: inOneLine(text), source: { part, from, to } }));
    case 'n': {
      const { raw, text, date } = cellValue(workbook, cell);
      const asShown = date !== undefined || workbook.formats[cell.style]?.padding !== undefined;
      return [{ text: asShown ? text : tellingNumber(raw), source: wholeCell(sheet, cell) }];
    }
    case 'str':
    case 'b':
    case 'e':
    case 'd':
      return [{ text: inOneLine(cellValue(workbook, cell).text), source: wholeCell(sheet, cell) }];
  }
}

/** A tab, a line break or a quote in a cell must not end it; every character stays one, so that offsets hold. */
function inOneLine(text: string): string {
  return text
    .replace(/_x00(?:0[9AD])_/g, ' '.repeat('_x000D_'.length))
    .replace(/[\t\r\n]/g, ' ')
    .replaceAll('"', "'");
}

type CellPlace = Pick<StoredCell, 'ref' | 'style' | 'from' | 'to'>;
type WrittenOver = Source & { readonly put: string };

/** Written over, a cell becomes a text without formula. */
export function wholeCell(
  { part, xml }: Pick<SheetLines, 'part' | 'xml'>,
  { ref, style, from, to }: CellPlace,
  text = '[removed]',
): WrittenOver {
  return {
    part,
    from,
    to,
    // Made only for the few cells that are written over.
    get put() {
      const prefix = /^<([\w.-]+:)?c\b/.exec(xml.slice(from, from + 40))?.[1] ?? '';
      const string = `<${prefix}is><${prefix}t>${text}</${prefix}t></${prefix}is>`;
      return `<${prefix}c r="${ref}" s="${style}" t="inlineStr">${string}</${prefix}c>`;
    },
  };
}
