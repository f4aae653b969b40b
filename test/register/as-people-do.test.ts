// Data sheets as other hands make them: each was once read wrongly, or in part and without a word.
import { expect, test } from 'vitest';
import { registerFields } from '../../src/register/fields.ts';
import { registerFrom } from '../../src/register/read-file.ts';
import { fieldsNamed } from '../../src/sheets/columns.ts';
import { openTables } from '../../src/sheets/open-file.ts';
import { clean } from '../domain/given.ts';
import { book, now } from '../schedule/given.ts';
import { type Value, workbookOf } from '../sheets/given.ts';

async function dataIn(...rows: readonly (readonly Value[])[]) {
  const opened = await openTables(
    { name: clean('data.xlsx'), bytes: workbookOf({ name: 'Data', rows }) },
    { scoreOf: headings => fieldsNamed(registerFields(book), headings), now },
  );
  if (opened.is !== 'tables') throw new Error(`it was read as ${opened.is}`);
  const file = registerFrom(opened.tables, { book, now, columns: {} });
  if (file === undefined) throw new Error('it was read as no data sheet');
  return file;
}

test('headings of other hands are understood, and what was not read is named', async () => {
  const file = await dataIn(
    [
      'MPAN Reference ID',
      'MHHS Migration Status',
      'CSS2860 Rcvd?',
      'Metering agent',
      'Dummy Agents?',
      'Notes',
    ],
    ['EEN-MPAN-0001', 'Migrated 12/11', 'Received 21/11/2026', 'MHHS', 'Y', 'a'],
    ['EEN-MPAN-0002', 'Not Migrated', 'Awaiting', 'MHHX - incoming', 'Not loaded', null],
  );
  expect(file.points.map(({ point }) => point)).toEqual([
    { state: 'migrated', cssReceived: true, agent: 'MHHS', agentsLoaded: true },
    { state: 'legacy', cssReceived: false, agent: 'MHHX', agentsLoaded: false },
  ]);
  expect(file.unread).toEqual(['Notes']);
});

test.each([
  ['✓', 'migrated'],
  ['Migrated to MHHS', 'migrated'],
  ['Migration in progress', 'legacy'],
  ['Reverse migrated', 'legacy'],
  ['Non-MHHS', 'legacy'],
])('a status of %s is %s', async (text, state) => {
  const { points } = await dataIn(
    ['MPAN ref', 'Status'],
    ['EEN-MPAN-0001', text],
    ['EEN-MPAN-0002', 'Legacy'],
  );
  expect(points[0]?.point).toEqual({ state });
});

test('a number is a reference in its column, and a list of them is a row for each', async () => {
  const { points } = await dataIn(
    ['MPAN ref', 'Status'],
    ['EEN-MPAN-0001 to 0003', 'Legacy'],
    [7, 'Migrated'],
  );
  expect(points.map(({ ref }) => ref)).toEqual([
    'EEN-MPAN-0001',
    'EEN-MPAN-0002',
    'EEN-MPAN-0003',
    'EEN-MPAN-0007',
  ]);
});

test('a formula that was never worked out is named, and takes no fact for granted', async () => {
  const { points, bad } = await dataIn(
    ['MPAN ref', 'Status'],
    ['EEN-MPAN-0001', { formula: 'IF(C2="","Legacy","Migrated")' }],
  );
  expect(points).toEqual([{ ref: 'EEN-MPAN-0001', point: {} }]);
  expect(bad).toMatchObject([{ place: 'Data!B2', problem: 'no-value' }]);
});
