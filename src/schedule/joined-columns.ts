// A plan that has the two halves of a test case's name in two columns, `SITFTS-0240` and `TC 03`, with both in one.
import type { ScheduleColumns } from '../domain/planning/schedule.ts';
import type { Grid, GridCell } from '../sheets/grid.ts';
import type { CaseFinder } from './cases.ts';

const rowsTried = 25;
/** Share of the rows in which both together are a test case of the plan. */
const enough = 0.5;

/** @returns undefined when no two columns beside each other are test cases together */
export function joinedCases(
  grid: Grid,
  cases: CaseFinder,
): { readonly grid: Grid; readonly columns: ScheduleColumns } | undefined {
  const column = Math.max(0, ...grid.headings.map(heading => heading.column)) + 1;
  for (const [place, left] of grid.headings.entries()) {
    const right = grid.headings[place + 1];
    if (right === undefined) continue;
    const both = grid.rows.map(({ cells }) => joined(cells.get(left.column), cells.get(right.column)));
    const tried = both.flatMap(cell => cell ?? []).slice(0, rowsTried);
    const known = tried.filter(({ text }) => cases(text).known.length > 0);
    if (known.length === 0 || known.length < tried.length * enough) continue;
    const heading = `${left.text} + ${right.text}`;
    const rows = grid.rows.map((row, at) => {
      const cell = both[at];
      return cell === undefined ? row : { ...row, cells: new Map([...row.cells, [column, cell]]) };
    });
    return {
      grid: { ...grid, headings: [...grid.headings, { column, text: heading }], rows },
      columns: { testCase: heading },
    };
  }
  return undefined;
}

function joined(left: GridCell | undefined, right: GridCell | undefined): GridCell | undefined {
  if (left === undefined || right === undefined) return undefined;
  return { text: `${left.text} ${right.text}`, place: right.place };
}
