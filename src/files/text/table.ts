// Reads a table in text (.csv, .tsv) cell by cell, each beside the heading of its column.
import { type Passage, passageWriter } from '../passage.ts';
import { headingFinder } from './headings.ts';

/** A cell with the stretch of the text between its quotes, if it has any. */
type Cell = { readonly from: number; readonly to: number };
type Row = { readonly number: number; readonly cells: readonly Cell[] };

export function headedCells(text: string): Passage {
  const writer = passageWriter();
  const headings = headingFinder();
  for (const { number, cells } of rowsOf(text, separatorOf(text))) {
    const read = cells.map(({ from, to }, column) => {
      const value = text.slice(from, to);
      return { column, text: value, isNumber: /^[\d.,eE+ -]+$/.test(value) };
    });
    if (read.every(cell => cell.text === '')) continue;
    const found = headings({ number, cells: read });
    for (const [index, { from, to }] of cells.entries()) {
      if (found[index] === undefined || from === to) continue;
      writer.at(() => [{ what: 'line', number }]);
      writer.put(`${found[index]}: `);
      writer.put(text.slice(from, to).replace(/[\r\n]/g, ' '), { part: '', from, to });
      writer.put('\n');
    }
  }
  return writer.passage();
}

/** The one that the first line has most of. */
function separatorOf(text: string): string {
  const end = text.indexOf('\n');
  const first = text.slice(0, end === -1 ? undefined : end);
  const counted = [',', ';', '\t', '|'].map(mark => ({ mark, count: first.split(mark).length }));
  return counted.reduce((most, each) => (each.count > most.count ? each : most)).mark;
}

/** @yields each row with the number of its line; a cell in quotes may hold separators and line breaks */
function* rowsOf(text: string, separator: string): Iterable<Row> {
  let cells: Cell[] = [];
  let line = 1;
  let number = 1;
  let from = 0;
  let quoted = false;
  for (let at = 0; at <= text.length; at++) {
    const sign = text[at];
    if (sign === '"') quoted = !quoted;
    if (sign === '\n') line++;
    if (sign !== undefined && (quoted || (sign !== separator && sign !== '\n'))) continue;
    cells.push(withoutQuotes(text, from, at));
    from = at + 1;
    if (sign === separator) continue;
    yield { number, cells };
    cells = [];
    number = line;
  }
}

function withoutQuotes(text: string, from: number, to: number): Cell {
  const end = text[to - 1] === '\r' ? to - 1 : to;
  return end - from > 1 && text[from] === '"' && text[end - 1] === '"'
    ? { from: from + 1, to: end - 1 }
    : { from, to: Math.max(from, end) };
}
