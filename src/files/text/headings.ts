// Finds the heading that says what a cell of a table holds: above it, or to its left.

export type TableCell = { readonly column: number; readonly text: string; readonly isNumber: boolean };

/** Words of headings that make identifiers of bare digits. Other headings say nothing and are not repeated. */
const TELLING =
  /mpan|mpxn|msn|meter|serial|post ?code|pcode|address|street|supply|uprn|device|house|premises|eui/i;

/** What a heading in the middle of a sheet says and no street or remark does: a new table begins there. */
const SURELY =
  /^(?:mpans?|mpxns?|msns?|uprn|(?:mpan|meter|device|serial|supply|metering point) (?:core|id|no|number|serial|serial number|serial no|reference)|post ?code|(?:\w+ )?address(?: line)?)$/i;

const MAX_HEADING = 60;

/**
 * Takes the rows of a table in turn.
 * @returns for each cell of the row the heading over it or before it, if that says anything about identifiers
 */
export function headingFinder(): (row: {
  readonly number: number;
  readonly cells: readonly TableCell[];
}) => readonly (string | undefined)[] {
  let above = new Map<number, string>();
  let last = 0;
  return ({ number, cells }) => {
    const afterGap = number > last + 1 || last === 0;
    last = number;
    if (isHeadings(cells, afterGap)) {
      above = new Map(cells.map(({ column, text }) => [column, text]));
      return cells.map(() => undefined);
    }
    return cells.map(({ column }, index) => {
      const over = headingWords(above.get(column) ?? '');
      if (over !== undefined) return over;
      const before = cells[index - 1];
      return before && isHeading(before) ? headingWords(before.text) : undefined;
    });
  };
}

/** @returns the words of a heading, or of the name of a field, if they say anything about identifiers */
export function headingWords(heading: string): string | undefined {
  return TELLING.test(heading) ? bare(heading) : undefined;
}

/** Without remarks in brackets and signs, as `MPAN (13 digits, no spaces)`: a label stands right before its value. */
function bare(heading: string): string {
  return heading
    .replace(/\([^)]*\)/g, ' ')
    .replace(/[^A-Za-z]+/g, ' ')
    .trim();
}

/** Words alone, and either about identifiers or at the beginning of a table. */
function isHeadings(cells: readonly TableCell[], atBeginning: boolean): boolean {
  if (!cells.every(isHeading)) return false;
  return atBeginning || (cells.length > 1 && cells.some(({ text }) => SURELY.test(bare(text))));
}

/** A figure after a letter or a dash makes a reference of it, as `KES_MPAN_05`. */
function isHeading({ text, isNumber }: TableCell): boolean {
  return !isNumber && text.length <= MAX_HEADING && !/\d{4}|[A-Za-z_-]\d/.test(text);
}
