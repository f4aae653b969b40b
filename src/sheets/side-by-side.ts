// Takes apart tables that stand beside each other in one sheet, as a week beside a week.
import type { Grid, Heading } from './grid.ts';

/** @returns the tables from left to right: one, unless the headings begin again and say the same */
export function sideBySide(grid: Grid): readonly Grid[] {
  const parts = partsOf(grid.headings);
  if (parts.length < 2) return [grid];
  return parts.map((headings, place) => {
    const from = place === 0 ? 0 : (headings[0]?.column ?? 0);
    const to = parts[place + 1]?.[0]?.column ?? Number.POSITIVE_INFINITY;
    return {
      ...grid,
      headings: headings.map(({ column, text, own }) => ({ column, text: own ?? text })),
      rows: grid.rows.flatMap(row => {
        const cells = new Map([...row.cells].filter(([column]) => column >= from && column < to));
        return cells.size === 0 ? [] : [{ ...row, cells }];
      }),
    };
  });
}

function partsOf(headings: readonly Heading[]): readonly (readonly Heading[])[] {
  const [first] = headings;
  const parts: Heading[][] = [];
  for (const heading of headings) {
    if (first !== undefined && plainOf(heading) === plainOf(first)) parts.push([]);
    parts.at(-1)?.push(heading);
  }
  const said = parts.map(part => part.map(plainOf).join('\n'));
  return said.every(each => each === said[0]) && (parts[0]?.length ?? 0) > 1 ? parts : [headings];
}

function plainOf({ text, own }: Heading): string {
  return (own ?? text).toLowerCase();
}
