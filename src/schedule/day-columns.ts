// A plan with a column for each day: a mark in it, or the test itself, says when.
import type { ScheduleColumns } from '../domain/planning/schedule.ts';
import { type DaySpan, daysOf, ofWeek } from '../sheets/day-spans.ts';
import { type DayReading, weekdayOf } from '../sheets/days.ts';
import type { Grid, GridCell, GridRow, Heading } from '../sheets/grid.ts';
import type { CaseFinder } from './cases.ts';
import { weekdayIn } from './fields.ts';

export type DayColumns = {
  /** The table with its days in two columns, a row for each stretch of marked days. */
  readonly grid: Grid;
  /** Which headings those columns have. */
  readonly columns: ScheduleColumns;
  /** No day of any row is marked: where colours say it, they are not read. */
  readonly isUnmarked: boolean;
};

type DayColumn = { readonly heading: Heading; readonly day: string };

/** @returns undefined when the headings are no days */
export function dayColumnsOf(
  grid: Grid,
  { cases, reading }: { readonly cases: CaseFinder; readonly reading: DayReading },
): DayColumns | undefined {
  const days = grid.headings
    .flatMap((heading): DayColumn[] => {
      const found = dayOfHeading(heading.text, reading);
      return found === undefined ? [] : [{ heading, day: found.day }];
    })
    .sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
  const [first, last] = [days[0]?.heading.text, days.at(-1)?.heading.text];
  if (days.length < 2 || first === undefined || last === undefined) return undefined;
  const isDayColumn = new Set(days.map(({ heading }) => heading.column));
  const hasTests = grid.rows.some(({ cells }) =>
    [...isDayColumn].some(column => cases(cells.get(column)?.text ?? '').known.length > 0),
  );
  const [day, until, testCase] = [1, 2, 3].map(
    place => Math.max(...grid.headings.map(({ column }) => column)) + place,
  ) as [number, number, number];
  const rows = grid.rows.flatMap((row): GridRow[] => {
    const kept = new Map([...row.cells].filter(([column]) => !isDayColumn.has(column)));
    const stretches = stretchesOf(row, days, hasTests);
    if (stretches.length === 0) return kept.size === 0 || hasTests ? [] : [{ ...row, cells: kept }];
    return stretches.map(({ from, to, cell }) => ({
      ...row,
      cells: new Map([
        ...kept,
        [day, dayCell(from, cell)],
        [until, dayCell(to, cell)],
        ...(hasTests ? [[testCase, cell] as const] : []),
      ]),
    }));
  });
  const name = `${first} … ${last}`;
  const headings = [
    ...grid.headings.filter(({ column }) => !isDayColumn.has(column)),
    { column: day, text: name },
    { column: until, text: `${name}, last mark` },
    ...(hasTests ? [{ column: testCase, text: `${name}, tests` }] : []),
  ];
  return {
    grid: { ...grid, headings, rows },
    columns: {
      day: name,
      until: `${name}, last mark`,
      ...(hasTests ? { testCase: `${name}, tests` } : {}),
    },
    isUnmarked: !rows.some(({ cells }) => cells.has(day)),
  };
}

/** `Mon 30 Nov`, `w/c 30 Nov Mon` as it comes from two rows, or `December 2026 1`. */
function dayOfHeading(text: string, reading: DayReading): DaySpan | undefined {
  const found = daysOf({ text }, reading);
  if (found !== undefined) return found.until === undefined ? found : undefined;
  const [, above = '', below = ''] = /^(.+)\s(\S+)$/.exec(text) ?? [];
  const weekday = weekdayIn(below);
  const week = weekday === undefined ? undefined : daysOf({ text: above }, reading);
  if (week !== undefined && weekday !== undefined) return { day: ofWeek(week.day, weekday || 7) };
  return /^\d{1,2}$/.test(below) ? daysOf({ text: `${below} ${above}` }, reading) : undefined;
}

type Stretch = { readonly from: string; to: string; readonly cell: GridCell; column: number };

const noMark = /^(?:-+|0|no?|n\/?a|✕|✗)$/i;

/** Marked days that follow each other; a weekend between them does not part them. Tests go on while they are the same. */
function stretchesOf(row: GridRow, days: readonly DayColumn[], hasTests: boolean): readonly Stretch[] {
  const stretches: Stretch[] = [];
  let isOpen = false;
  for (const { heading, day } of days) {
    const cell = row.cells.get(heading.column);
    const isMarked = cell !== undefined && !noMark.test(cell.text);
    if (!isMarked) {
      isOpen = isOpen && [0, 6].includes(weekdayOf(day));
      continue;
    }
    const last = stretches.at(-1);
    if (isOpen && last !== undefined && (!hasTests || last.cell.text === cell.text)) last.to = day;
    else stretches.push({ from: day, to: day, cell, column: heading.column });
    isOpen = true;
  }
  return stretches;
}

function dayCell(day: string, { place }: GridCell): GridCell {
  return { text: day, date: `${day}T00:00:00`, place };
}
