import { expect, test } from 'vitest';
import { readWorkbook } from '../../src/files/workbook.ts';
import { gridOf } from '../../src/sheets/grid.ts';
import { type Sheet, workbookOf } from './given.ts';

const score = (headings: readonly string[]) => headings.filter(text => /^(test|date)$/i.test(text)).length;

function gridIn(sheet: Sheet) {
  const grid = gridOf(readWorkbook(workbookOf(sheet)).sheets[0]!, score);
  return { headings: grid?.headings.map(({ text }) => text), rows: grid?.rows.map(texts) };
}
const texts = ({ cells }: { readonly cells: ReadonlyMap<number, { readonly text: string }> }) =>
  [...cells].sort(([a], [b]) => a - b).map(([column, { text }]) => `${column} ${text}`);

test('the headings are the row that says most, among the first twenty', () => {
  const titles = Array.from({ length: 18 }, (_, place) => [`Title ${place}`]);
  expect(gridIn({ name: 'A', rows: [...titles, ['Test', 'Date'], ['1', '2']] })).toEqual({
    headings: ['Test', 'Date'],
    rows: [['1 1', '2 2']],
  });
  expect(
    gridIn({ name: 'A', rows: [...titles, ['x'], ['y'], ['z'], ['Test', 'Date'], ['1', '2']] }),
  ).not.toMatchObject({
    headings: ['Test', 'Date'],
  });
});

test('a merge that covers whole columns is read as far as there is something', () => {
  const { rows } = gridIn({
    name: 'A',
    merges: ['A2:A1048576', 'C2:XFD2'],
    rows: [
      ['Test', 'Date'],
      ['1', '2', 'wide'],
      [null, '3'],
    ],
  });
  expect(rows?.[1]).toEqual(['1 1', '2 3']);
  expect(rows?.[0]?.length).toBeLessThan(110);
});

test('an empty sheet, and one with a single cell, are no tables', () => {
  expect(gridIn({ name: 'A', rows: [] })).toEqual({ headings: undefined, rows: undefined });
  expect(gridIn({ name: 'A', rows: [['a note']] })).toEqual({ headings: undefined, rows: undefined });
});
