// Which column of a table holds what: told by people, remembered, or proposed from headings and from what stands below.
import type { Grid, GridCell, Heading } from './grid.ts';

/** How a field is known. */
export type FieldSigns = {
  /** Headings that mean it, best first; whole, in lower case, without signs. */
  readonly headings: readonly RegExp[];
  /** Whether a cell can be one; undefined where any text can. */
  readonly holds?: (cell: GridCell) => boolean;
  /** Known by what its cells hold alone, whatever its heading. */
  readonly isPlain?: true;
};

export type Fields<Name extends string> = Readonly<Record<Name, FieldSigns>>;

/** A field and the heading of its column. */
export type Columns<Name extends string> = Readonly<Partial<Record<Name, string>>>;

/** Of what was done or first meant, not of what is planned. */
const notMeant = /\b(?:actual|baseline|original|previous|old)\b/;

/** Share of a column's cells that must hold what the heading says, and where no heading says it. */
const enough = 0.3;
const plenty = 0.6;

/** So many rows tell what a column holds. */
const rowsTried = 25;

/** @returns how many fields these headings name */
export function fieldsNamed<Name extends string>(fields: Fields<Name>, headings: readonly string[]): number {
  return (Object.values(fields) as FieldSigns[]).filter(({ headings: signs }) =>
    headings.some(text => rankOf(signs, { text }) !== undefined),
  ).length;
}

/**
 * @param known what people said, or what was confirmed before; a heading that this table does not have is left out
 */
export function proposedColumns<Name extends string>(
  grid: Grid,
  fields: Fields<Name>,
  known: Columns<Name>,
): Columns<Name> {
  const names = Object.keys(fields) as Name[];
  const chosen: Partial<Record<Name, string>> = {};
  for (const name of names) {
    const heading = grid.headings.find(({ text }) => isSame(text, known[name] ?? ''));
    if (heading !== undefined) chosen[name] = heading.text;
  }
  const offers = names.flatMap(name =>
    grid.headings.flatMap(heading => {
      const score = scoreOf(grid, heading, fields[name]);
      return score === undefined ? [] : [{ name, heading: heading.text, score }];
    }),
  );
  const taken = new Set(Object.values(chosen));
  for (const { name, heading } of offers.sort((a, b) => b.score - a.score)) {
    if (chosen[name] !== undefined || taken.has(heading)) continue;
    chosen[name] = heading;
    taken.add(heading);
  }
  return chosen;
}

/** Reads `test case = Ref; day = Planned start`, one field a part. */
export function columnsFrom<Name extends string>(
  text: string,
  words: Readonly<Record<Name, readonly string[]>>,
): Columns<Name> {
  const columns: Partial<Record<Name, string>> = {};
  for (const part of text.split(/[;\n]/)) {
    const [, left = '', right = ''] = /^(?:.*?:)?\s*([\w ]{2,30}?)\s*=\s*(.{1,80}?)\s*$/.exec(part) ?? [];
    const name = (Object.keys(words) as Name[]).find(each => words[each].includes(left.toLowerCase()));
    if (name !== undefined && right !== '') columns[name] = right;
  }
  return columns;
}

export function columnOf(grid: Grid, heading: string | undefined): number | undefined {
  return heading === undefined ? undefined : grid.headings.find(({ text }) => text === heading)?.column;
}

/** @returns headings over something of which nothing is read; of two columns that are read as one, each is */
export function headingsUnread(grid: Grid, columns: Columns<string>): readonly string[] {
  const read = new Set(
    Object.values(columns).flatMap(heading =>
      heading === undefined ? [] : [heading, ...heading.split(' + ')],
    ),
  );
  const isLeft = ({ text, column }: Heading) =>
    !read.has(text) && grid.rows.some(({ cells }) => cells.has(column));
  return [...new Set(grid.headings.filter(isLeft).map(({ text }) => text))];
}

function scoreOf(grid: Grid, heading: Heading, signs: FieldSigns): number | undefined {
  const rank = rankOf(signs.headings, heading);
  const share = signs.holds === undefined ? undefined : shareOf(grid, heading.column, signs.holds);
  if (rank !== undefined && (share === undefined || share >= enough)) return 2 - rank * 0.05 + (share ?? 0.5);
  // What its heading says outright is believed; that its cells cannot be read is then said of each.
  if (rank === 0) return 1 + (share ?? 0);
  return signs.isPlain === true &&
    share !== undefined &&
    share >= plenty &&
    !notMeant.test(plain(heading.text))
    ? share
    : undefined;
}

/** @returns place of the sign that the heading fits, 0 for the best */
function rankOf(signs: readonly RegExp[], heading: Pick<Heading, 'text' | 'own'>): number | undefined {
  const text = plain(heading.text);
  if (notMeant.test(text)) return undefined;
  const rank = signs.findIndex(sign => sign.test(text));
  if (rank !== -1) return rank;
  // Under `Test details`, what stands below says it.
  const own = heading.own === undefined ? -1 : signs.findIndex(sign => sign.test(plain(heading.own ?? '')));
  return own === -1 ? undefined : own + 1;
}

function shareOf(grid: Grid, column: number, holds: (cell: GridCell) => boolean): number {
  const cells = grid.rows.slice(0, rowsTried).flatMap(({ cells: all }) => all.get(column) ?? []);
  return cells.length === 0 ? 0 : cells.filter(holds).length / cells.length;
}

function plain(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/\(s\)/g, 's')
    .replace(/[^\p{L}\p{N}#]+/gu, ' ')
    .trim();
}

function isSame(a: string, b: string): boolean {
  return plain(a) === plain(b) && plain(a) !== '';
}
