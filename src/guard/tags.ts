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

/**
 * Tags are read in their order: what a paragraph's tag means hangs on whether it stands in a cell of a table.
 * @returns a function that reads the tag whose "<" stands at an offset; undefined when none ends near
 */
export function tagReader(text: string): (at: number) => Undone | undefined {
  const tagEnd = tagEndFinder(text);
  let inCell = false;
  let inRow = false;

  function cell(closing: boolean, end: number): Undone {
    const endsCell = closing || inCell;
    inCell = !closing;
    inRow = true;
    return { reading: endsCell ? '\t' : '', end: behindSpace(text, end), endsCell };
  }

  function row(name: string, end: number): Undone {
    const begins = name === 'table' || (inRow && ROWS.has(name));
    const endsCell = inCell;
    inCell = false;
    inRow &&= !begins;
    return { reading: begins ? '\n' : '', end: behindSpace(text, end), endsCell };
  }

  return at => {
    const end = tagEnd(at);
    if (end === -1) return undefined;
    if (text.startsWith('<!', at)) return { reading: '', end, inline: true };
    const [, slash, written = ''] = /^<(\/?)([A-Za-z][A-Za-z0-9]*)/.exec(text.slice(at, at + 20)) ?? [];
    const name = written.toLowerCase();
    if (INLINE.has(name)) return { reading: '', end, inline: true };
    if (CELLS.has(name)) return cell(slash === '/', end);
    if (ROWS.has(name) || ROW_GROUPS.has(name)) return row(name, end);
    return inCell ? { reading: ' ', end: behindSpace(text, end) } : { reading: '\n', end };
  };
}

/** Finds the ">" for each "<" in turn, asking for each ">" only once: "<<<<<" must not be read again and again. */
function tagEndFinder(text: string): (at: number) => number {
  let next = -2;
  return at => {
    if (next !== -1 && next < at) next = text.indexOf('>', at);
    return next !== -1 && next - at <= MAX_TAG ? next + 1 : -1;
  };
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
