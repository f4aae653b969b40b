// Reads the tags of mark-up: which part words, which begin a line, which part the cells of a table.

/** What a piece of mark-up reads as. */
export type Undone = {
  readonly reading: string;
  readonly end: number;
  /** It stands inside a word or number without parting it. */
  readonly inline?: boolean;
  /** The text before it is a cell of a table, without the spaces at its end. */
  readonly endsCell?: boolean;
};

/** Tags that stand inside a word or number without parting it; every other tag begins a new line. */
const INLINE = new Set(
  'a abbr at b big del em font i ins mark s small span strike strong sub sup tt u wbr'.split(' '),
);

const CELLS = new Set(['td', 'th']);
const ROWS = new Set(['table', 'tr']);
const ROW_GROUPS = new Set(['thead', 'tbody', 'tfoot', 'colgroup', 'col']);
const MAX_TAG = 4000;

const NAME = /<\/?([A-Za-z][A-Za-z0-9]{0,17})/y;

/** Reads the tags of a text in their order: what a paragraph's tag means hangs on whether it stands in a cell. */
export class TagReader {
  readonly #text: string;
  /** The next ">", asked for only once: "<<<<<" must not be read again and again. */
  #nextEnd = -2;
  #inCell = false;
  #inRow = false;

  constructor(text: string) {
    this.#text = text;
  }

  /** @returns how the tag reads whose "<" stands at an offset; undefined when none ends near */
  read(at: number): Undone | undefined {
    const end = this.#endOf(at);
    if (end === -1) return undefined;
    if (this.#text.startsWith('<!', at)) return { reading: '', end, inline: true };
    NAME.lastIndex = at;
    const name = NAME.exec(this.#text)?.[1]?.toLowerCase() ?? '';
    if (INLINE.has(name)) return { reading: '', end, inline: true };
    if (CELLS.has(name)) return this.#cell(this.#text.charAt(at + 1) === '/', end);
    if (ROWS.has(name) || ROW_GROUPS.has(name)) return this.#row(name, end);
    return this.#inCell ? { reading: ' ', end: behindSpace(this.#text, end) } : { reading: '\n', end };
  }

  #endOf(at: number): number {
    if (this.#nextEnd !== -1 && this.#nextEnd < at) this.#nextEnd = this.#text.indexOf('>', at);
    return this.#nextEnd !== -1 && this.#nextEnd - at <= MAX_TAG ? this.#nextEnd + 1 : -1;
  }

  #cell(closing: boolean, end: number): Undone {
    const endsCell = closing || this.#inCell;
    this.#inCell = !closing;
    this.#inRow = true;
    return { reading: endsCell ? '\t' : '', end: behindSpace(this.#text, end), endsCell };
  }

  #row(name: string, end: number): Undone {
    const begins = name === 'table' || (this.#inRow && ROWS.has(name));
    const endsCell = this.#inCell;
    this.#inCell = false;
    this.#inRow &&= !begins;
    return { reading: begins ? '\n' : '', end: behindSpace(this.#text, end), endsCell };
  }
}

/** Space round the tags of a table is lay-out, and would part a row or a cell. */
function behindSpace(text: string, from: number): number {
  let at = from;
  while (/\s/.test(text.charAt(at))) at++;
  return at;
}

/** The end of a stretch without the space at its end. */
export function trimmedEnd(text: string, from: number, to: number): number {
  let at = to;
  while (at > from && /\s/.test(text.charAt(at - 1))) at--;
  return at;
}
