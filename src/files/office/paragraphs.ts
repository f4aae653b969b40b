// Puts the text of a part of an Office document together as people read it: runs joined to paragraphs, cells to rows.
import type { PassageWriter, Place, Source } from '../passage.ts';
import { type Element, type Run, readXml } from '../xml.ts';
import { formulaSource, isFormula, textSource } from './changes.ts';
import { type Piece, type Standing, writeLine } from './lines.ts';

export type Part = {
  readonly name: string;
  readonly xml: string;
  readonly place: Place;
  /** Elements whose whole content somebody else reads. */
  readonly without?: ReadonlySet<string>;
};

/** Elements that stand inside a line and do not part it; the text of every other is a line of its own. */
const WITHIN_A_LINE = new Set(
  't delText instrText delInstrText r ins del moveFrom moveTo hyperlink smartTag sdt sdtContent fldSimple fld dir bdo'.split(
    ' ',
  ),
);

/** Elements in which a blank is a blank and not the layout of the XML. */
const HOLDS_BLANKS = new Set(['t', 'delText', 'instrText', 'delInstrText', 'text']);

const STANDING = new Map<string, Standing>([
  ['ins', 'inserted'],
  ['moveTo', 'inserted'],
  ['del', 'deleted'],
  ['moveFrom', 'deleted'],
  ['delText', 'deleted'],
  ['instrText', 'field'],
  ['delInstrText', 'field'],
]);

/** Elements of a run that stand for a sign. */
const SIGNS = new Map([
  ['tab', '\t'],
  ['ptab', '\t'],
  ['br', '\n'],
  ['cr', '\n'],
  ['noBreakHyphen', '-'],
]);

type Line = { readonly row: boolean; readonly place: Place; readonly pieces: Piece[] };
type Table = { readonly number: number; row: number; cell: number };

/** Writes every text of the part: a paragraph, a row of a table, or a text outside of both, a line. */
export function writeParagraphs(writer: PassageWriter, part: Part): void {
  const open: string[] = [];
  const standings: Standing[] = ['plain'];
  const tables: Table[] = [];
  const lines: Line[] = [];
  const loose: Piece[] = [];
  let paragraphs = 0;
  let tablesSeen = 0;
  let runs = 0;
  let skipped = 0;
  let loosePlace = part.place;

  function placeHere(): Place {
    const table = tables.at(-1);
    if (table === undefined || table.cell === 0) return part.place;
    const { number, row, cell } = table;
    return [
      ...part.place,
      { what: 'table', number },
      { what: 'row', number: row },
      { what: 'cell', number: cell },
    ];
  }

  function put(text: string, standing: Standing, source?: Source): void {
    const line = lines.at(-1);
    const place = line?.place ?? loosePlace;
    (line?.pieces ?? loose).push(source ? { text, standing, place, source } : { text, standing, place });
  }

  function begin({ name, attributes }: Element): void {
    // A comment says at which cell it stands.
    if (/^(?:threadedC|c)omment$/.test(name) && attributes.ref !== undefined)
      loosePlace = [...part.place, { what: 'cell', name: attributes.ref }];
    const table = tables.at(-1);
    if (name === 'tbl') tables.push({ number: ++tablesSeen, row: 0, cell: 0 });
    if (name === 'tr' && table) {
      table.row++;
      table.cell = 0;
      lines.push({ row: true, place: placeHere(), pieces: [] });
    }
    if (name === 'tc' && table && table.cell++ > 0) put('\t', 'plain');
    if (name === 'p') lines.push({ row: false, place: paragraphPlace(), pieces: [] });
    if (name === 'r') runs++;
    const sign = runs > 0 ? SIGNS.get(name) : undefined;
    if (sign !== undefined) put(sign, 'plain');
  }

  function paragraphPlace(): Place {
    if (tables.length > 0) return placeHere();
    return [...part.place, { what: 'paragraph', number: ++paragraphs }];
  }

  function end(name: string): void {
    if (name === 'r') runs--;
    if (name === 'tbl') tables.pop();
    if (name === 'p' || name === 'tr') finish(lines.pop());
    if (lines.length > 0 || loose.length === 0 || WITHIN_A_LINE.has(name)) return;
    const pieces = loose.splice(0);
    writeLine(writer, isFormula(name) ? [whole(pieces)] : pieces);
  }

  /** What stands in a row, down to text boxes and tables in its cells, is a part of the row's line. */
  function finish(line: Line | undefined): void {
    if (line === undefined) return;
    const row = lines.findLast(each => each.row);
    if (row === undefined) writeLine(writer, line.pieces);
    else row.pieces.push(...line.pieces, { text: ' ', standing: 'plain', place: line.place });
  }

  function read(run: Run): void {
    const name = open.at(-1) ?? '';
    if (run.text.trim() === '' && !HOLDS_BLANKS.has(name)) return;
    const { text, source } = textSource(part.name, name, run);
    put(text, standings.at(-1) ?? 'plain', source);
  }

  readXml(part.xml, {
    open(element) {
      const { name } = element;
      if (skipped > 0 || part.without?.has(name)) {
        skipped++;
        return;
      }
      open.push(name);
      standings.push(STANDING.get(name) ?? standings.at(-1) ?? 'plain');
      begin(element);
    },
    text(run) {
      if (skipped === 0) read(run);
    },
    close(name) {
      if (skipped > 0) {
        skipped--;
        return;
      }
      open.pop();
      standings.pop();
      end(name);
    },
  });
}

function whole(pieces: readonly Piece[]): Piece {
  const text = pieces.map(piece => piece.text).join('');
  const source = formulaSource(pieces.flatMap(piece => piece.source ?? []));
  const place = pieces[0]?.place ?? [];
  return source ? { text, standing: 'plain', place, source } : { text, standing: 'plain', place };
}
