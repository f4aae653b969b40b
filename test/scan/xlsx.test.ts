import { describe, expect, test } from 'vitest';
import { relationships, workbook } from '../files/packages.ts';
import { MPAN, placesIn, scan } from './scanning.ts';

const text = (ref: string, value: string) => `<c r="${ref}" t="inlineStr"><is><t>${value}</t></is></c>`;
const number = (ref: string, value: string) => `<c r="${ref}"><v>${value}</v></c>`;
const row = (index: number, ...cells: readonly string[]) => `<row r="${index}">${cells.join('')}</row>`;
const sheet = (rows: string, more: { after?: string; state?: 'hidden' } = {}) => ({
  name: 'Meters',
  rows,
  ...more,
});
const headed = (heading: string, ...values: readonly string[]) =>
  row(1, text('A1', 'Step'), text('B1', heading)) +
  values
    .map((value, index) =>
      row(index + 2, number(`A${index + 2}`, '1'), value.replace('REF', `B${index + 2}`)),
    )
    .join('');

describe('the cells of a sheet', () => {
  test.each([
    ['a number', row(3, number('C3', MPAN)), 'C3'],
    ['a number stored with an exponent', row(1, number('A1', '2.000000000015E12')), 'A1'],
    ['a string of several runs', row(1, '<c r="A1" t="s"><v>0</v></c>'), 'A1'],
    [
      'a number over several cells',
      row(1, number('A1', '20'), text('B1', '0000'), text('C1', '0000'), text('D1', '015')),
      'A1',
    ],
    ['the result of a formula', row(1, `<c r="A1" t="str"><f>B1&amp;C1</f><v>${MPAN}</v></c>`), 'A1'],
    ['a hidden row', `<row r="7" hidden="1">${number('A7', MPAN)}</row>`, 'A7'],
    ['a number that lost a figure, under its heading', headed('MPAN', number('REF', '200000000001')), 'B2'],
    [
      'a number that is too long for a cell, under its heading',
      headed('MPAN', number('REF', '8.00112E+20')),
      'B2',
    ],
    [
      'a heading with a remark',
      headed('MPAN core (13 digits, no spaces!)', number('REF', '200000000001')),
      'B2',
    ],
    [
      'a heading far above, past an empty row',
      headed('Meter Serial Number', number('REF', '1'), number('REF', '2')) +
        row(9, number('B9', '12345678')),
      'B9',
    ],
    ['a heading to the left', row(1, text('A1', 'MPAN'), number('B1', '200000000001')), 'B1'],
  ])('%s', async (_trap, rows, cell) => {
    const strings = [`<r><t>M 20000</t></r><r><rPr><b/></rPr><t>00000015</t></r>`];
    expect(await placesIn('data.xlsx', workbook({ sheets: [sheet(rows)], strings }))).toContain(
      `sheet 1 "Meters", cell ${cell}`,
    );
  });

  test('a formula that makes the number itself', async () => {
    const rows = row(1, '<c r="A1"><f>IF(B1=2000000000015,1,0)</f><v>0</v></c>');
    expect(await placesIn('data.xlsx', workbook({ sheets: [sheet(rows)] }))).toEqual([
      'sheet 1 "Meters", cell A1, formula',
    ]);
  });

  test('a heading of a second table ends the first one', async () => {
    const rows =
      headed('MPAN', text('REF', 'none')) +
      row(5, text('A5', 'Step'), text('B5', 'DIP id')) +
      row(6, number('A6', '1'), number('B6', '1009012345'));
    expect(await placesIn('data.xlsx', workbook({ sheets: [sheet(rows)] }))).toEqual([]);
  });
});

describe('what else is in a workbook', () => {
  const rows = row(1, text('A1', 'ok'));
  const link = (type: string, target: string) => [{ id: 'rId1', type, target }];
  test.each([
    [
      'a hidden sheet',
      { sheets: [{ ...sheet(row(1, number('A1', MPAN))), state: 'veryHidden' as const }] },
      'hidden sheet 1 "Meters", cell A1',
    ],
    [
      'the name of a sheet, which is not repeated',
      { sheets: [{ name: 'MPAN 20 0000 0000 015', rows: row(1, number('A1', MPAN)) }] },
      'sheet 1, cell A1',
    ],
    [
      'a string that no cell shows',
      { sheets: [sheet(rows)], strings: [`<t>${MPAN}</t>`] },
      'strings that no cell shows',
    ],
    [
      'a defined name',
      {
        sheets: [sheet(rows)],
        after: `<definedNames><definedName name="supply">${MPAN}</definedName></definedNames>`,
      },
      'names of the workbook',
    ],
    [
      'a header for printing',
      {
        sheets: [
          sheet(rows, { after: `<headerFooter><oddHeader>&amp;LMPAN ${MPAN}</oddHeader></headerFooter>` }),
        ],
      },
      'sheet 1 "Meters"',
    ],
    [
      'a hint at a cell',
      {
        sheets: [
          sheet(rows, {
            after: `<dataValidations><dataValidation prompt="as ${MPAN}" sqref="A1"/></dataValidations>`,
          }),
        ],
      },
      'sheet 1 "Meters", properties',
    ],
    [
      'a comment',
      {
        sheets: [{ ...sheet(rows), links: link('comments', '../comments1.xml') }],
        parts: {
          'xl/comments1.xml': `<comments><commentList><comment ref="C4"><text><r><t>20000000</t></r><r><t>00015</t></r></text></comment></commentList></comments>`,
        },
      },
      'sheet 1 "Meters", comments, cell C4',
    ],
    [
      'a threaded comment',
      {
        sheets: [
          { ...sheet(rows), links: link('threadedComment', '../threadedComments/threadedComment1.xml') },
        ],
        parts: {
          'xl/threadedComments/threadedComment1.xml': `<ThreadedComments><threadedComment ref="C4"><text>${MPAN}</text></threadedComment></ThreadedComments>`,
        },
      },
      'sheet 1 "Meters", comments, cell C4',
    ],
    [
      'values kept for a pivot table',
      {
        sheets: [sheet(rows)],
        parts: {
          'xl/pivotCache/pivotCacheRecords1.xml': `<pivotCacheRecords><r><n v="${MPAN}"/></r></pivotCacheRecords>`,
        },
      },
      'values kept for a pivot table, properties',
    ],
    [
      'values kept from another workbook',
      {
        sheets: [sheet(rows)],
        parts: {
          'xl/externalLinks/externalLink1.xml': `<externalLink><cell r="A1"><v>2.000000000015E12</v></cell></externalLink>`,
        },
      },
      'values kept from another workbook',
    ],
    [
      'the values of a chart',
      {
        sheets: [sheet(rows)],
        parts: { 'xl/charts/chart1.xml': `<c:chart xmlns:c="c"><c:pt><c:v>${MPAN}</c:v></c:pt></c:chart>` },
      },
      'chart 1',
    ],
    [
      'the properties of the document',
      {
        sheets: [sheet(rows)],
        parts: { 'docProps/app.xml': `<Properties><Company>${MPAN}</Company></Properties>` },
      },
      'document properties',
    ],
  ])('%s', async (_trap, source, place) => {
    expect(await placesIn('data.xlsx', workbook(source))).toContain(place);
  });
});

test('values kept for a pivot table stand under the name of their field', async () => {
  const parts = {
    'xl/pivotCache/pivotCacheDefinition1.xml':
      '<pivotCacheDefinition><cacheFields><cacheField name="Step"/><cacheField name="Meter ID"><sharedItems><s v="none"/></sharedItems></cacheField></cacheFields></pivotCacheDefinition>',
    'xl/pivotCache/_rels/pivotCacheDefinition1.xml.rels': relationships([
      { id: 'rId1', type: 'pivotCacheRecords', target: 'pivotCacheRecords1.xml' },
    ]),
  };
  const kept = (values: string) =>
    workbook({
      sheets: [sheet(row(1, text('A1', 'ok')))],
      parts: {
        ...parts,
        'xl/pivotCache/pivotCacheRecords1.xml': `<pivotCacheRecords><r>${values}</r></pivotCacheRecords>`,
      },
    });
  expect(await placesIn('data.xlsx', kept('<n v="1"/><s v="12345678"/>'))).toEqual([
    'values kept for a pivot table',
  ]);
  expect(await placesIn('data.xlsx', kept('<s v="12345678"/><x v="0"/>'))).toEqual([]);
});

test('no word of what is said holds a piece of the value', async () => {
  const said = JSON.stringify(
    await scan(
      '20 0000 0000 015.xlsx',
      workbook({ sheets: [{ name: MPAN, rows: row(1, text('A1', MPAN)) }] }),
    ),
  );
  expect(said).not.toMatch(/\d{3}/);
  expect(said).toContain('file name');
});

test('half-hourly readings, times and references are no personal data', async () => {
  const readings = Array.from({ length: 40 }, (_, index) =>
    row(
      index + 2,
      text(`A${index + 2}`, `EEN-MPAN-${String(index).padStart(4, '0')}`),
      number(`B${index + 2}`, String(123.4567890123 + index * 0.713)),
      number(`C${index + 2}`, String(46037 + index / 48)),
      number(`D${index + 2}`, String(1009012345 + index)),
    ),
  );
  const rows =
    row(1, text('A1', 'MPAN ref'), text('B1', 'kWh'), text('C1', 'Time'), text('D1', 'DIP id')) +
    readings.join('');
  expect((await scan('readings.xlsx', workbook({ sheets: [sheet(rows)] }))).findings).toEqual([]);
});

test('a workbook with a password is said to be unread', async () => {
  const encrypted = Buffer.concat([
    Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    Buffer.from('EncryptedPackage', 'utf16le'),
  ]);
  expect(await scan('data.xlsx', encrypted)).toEqual({
    decision: 'reject',
    findings: [],
    unread: [{ place: '', why: 'encrypted: save it without a password' }],
  });
});
