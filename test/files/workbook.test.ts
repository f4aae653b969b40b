import { describe, expect, test } from 'vitest';
import { openBudget } from '../../src/files/budget.ts';
import { readWorkbook } from '../../src/files/workbook.ts';
import { workbook, workbookFiles, zip } from './packages.ts';

const formats = {
  custom:
    '<numFmt numFmtId="164" formatCode="dd/mm/yyyy\\ hh:mm"/><numFmt numFmtId="165" formatCode="&quot;EEN-MPAN-&quot;0000"/><numFmt numFmtId="166" formatCode="[h]:mm"/><numFmt numFmtId="167" formatCode="#,##0.00 &quot;days&quot;"/>',
  cells:
    '<xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="20"/><xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="167"/>',
};

/** The cells of a workbook with one sheet, by reference. */
function cellsOf(rows: string, more: { strings?: readonly string[]; since1904?: boolean } = {}) {
  const read = readWorkbook(workbook({ sheets: [{ name: 'Plan', rows }], formats, ...more }));
  return new Map(read.sheets[0]!.cells.map(cell => [cell.ref, cell]));
}

describe('what people see of a cell', () => {
  test.each([
    ['a shared string of several runs is one text', '<c r="A1" t="s"><v>0</v></c>', 'MPAN 20 &'],
    ['an inline string', '<c r="A1" t="inlineStr"><is><t>tri</t><t>ggered</t></is></c>', 'triggered'],
    ['the string of a formula', '<c r="A1" t="str"><f>B1&amp;"x"</f><v>abx</v></c>', 'abx'],
    ['a truth', '<c r="A1" t="b"><v>1</v></c>', 'TRUE'],
    ['an error', '<c r="A1" t="e"><v>#N/A</v></c>', '#N/A'],
    ['a number in exponent form', '<c r="A1"><v>2.000000000015E12</v></c>', '2000000000015'],
    ['a fraction as a spreadsheet rounds it', '<c r="A1"><v>0.30000000000000004</v></c>', '0.3'],
    ['a number with words and noughts round it', '<c r="A1" s="4"><v>7</v></c>', 'EEN-MPAN-0007'],
    ['a number of days', '<c r="A1" s="6"><v>3.5</v></c>', '3.5'],
    ['a date', '<c r="A1" s="1"><v>46037</v></c>', '2026-01-15'],
    ['a date and time', '<c r="A1" s="2"><v>46037.395833333336</v></c>', '2026-01-15T09:30:00'],
    ['a time', '<c r="A1" s="3"><v>0.39583333333333331</v></c>', '09:30:00'],
    ['a date in ISO form', '<c r="A1" t="d"><v>2026-01-15</v></c>', '2026-01-15'],
    ['escaped characters', '<c r="A1" t="inlineStr"><is><t>a_x000A_b</t></is></c>', 'a\nb'],
  ])('%s', (_rule, cell, text) => {
    const strings = [
      '<r><rPr><b/></rPr><t>MPAN </t></r><r><t>20 &amp;</t></r><rPh sb="0" eb="1"><t>phonetic</t></rPh>',
    ];
    expect(cellsOf(`<row r="1">${cell}</row>`, { strings }).get('A1')?.text).toBe(text);
  });
});

test('dates count from 1900 with its false leap day, or from 1904', () => {
  const rows =
    '<row r="1"><c r="A1" s="1"><v>1</v></c><c r="B1" s="1"><v>59</v></c><c r="C1" s="1"><v>61</v></c><c r="D1" s="1"><v>44575</v></c></row>';
  const dates = (since1904: boolean) => [...cellsOf(rows, { since1904 }).values()].map(({ date }) => date);
  expect(dates(false)).toEqual([
    '1900-01-01T00:00:00',
    '1900-02-28T00:00:00',
    '1900-03-01T00:00:00',
    '2022-01-14T00:00:00',
  ]);
  expect(dates(true)[3]).toBe('2026-01-15T00:00:00');
});

test('a number that can be no date is a number whatever its format', () => {
  expect(cellsOf('<row r="1"><c r="A1" s="1"><v>2000000000015</v></c></row>').get('A1')).toEqual({
    ref: 'A1',
    row: 1,
    column: 1,
    raw: '2000000000015',
    text: '2000000000015',
  });
});

test('rows and cells without a reference count on from the one before', () => {
  const cells = cellsOf('<row r="4"><c r="C4"><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>');
  expect([...cells.values()].map(({ ref, row, column }) => [ref, row, column])).toEqual([
    ['C4', 4, 3],
    ['D4', 4, 4],
    ['A5', 5, 1],
  ]);
});

test('formulas come without the equals sign, shared ones as they stand in their first cell', () => {
  const cells = cellsOf(
    '<row r="1"><c r="A1"><f t="shared" ref="A1:A2" si="0">B1*2</f><v>4</v></c></row><row r="2"><c r="A2"><f t="shared" si="0"/><v>6</v></c></row>',
  );
  expect([...cells.values()].map(({ formula }) => formula)).toEqual(['B1*2', 'B1*2']);
});

test('sheets come in their order, hidden ones marked, with their merged cells', () => {
  const rows = '<row r="1"><c r="A1"><v>1</v></c></row>';
  const merged = '<mergeCells count="1"><mergeCell ref="A1:C2"/></mergeCells>';
  const read = readWorkbook(
    workbook({
      sheets: [
        { name: 'Plan &amp; dates', rows, after: merged },
        { name: 'Lists', rows, state: 'veryHidden' },
      ],
    }),
  );
  expect(read.sheets.map(({ name, hidden, merges }) => ({ name, hidden, merges }))).toEqual([
    { name: 'Plan & dates', hidden: false, merges: [{ from: 'A1', to: 'C2' }] },
    { name: 'Lists', hidden: true, merges: [] },
  ]);
});

const placeOf = (bytes: Uint8Array, name: string) => Buffer.from(bytes).indexOf(name);

describe('what is no readable workbook is said in words', () => {
  const good = workbook({ sheets: [{ name: 'Plan', rows: '<row><c><v>1</v></c></row>' }] });
  const files = workbookFiles({ sheets: [{ name: 'Plan', rows: '<row><c><v>1</v></c></row>' }] });
  const damaged = good.slice();
  damaged[placeOf(good, 'xl/workbook.xml') + 30]! ^= 0xff;
  const encrypted = Buffer.concat([
    Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    Buffer.from('EncryptedPackage', 'utf16le'),
  ]);
  const locked = good.slice();
  // The flag of encryption in every header of the archive.
  for (let at = 0; at + 10 < locked.length; at++) {
    const signature = locked.subarray(at, at + 4).join();
    if (signature === '80,75,3,4') locked[at + 6]! |= 1;
    if (signature === '80,75,1,2') locked[at + 8]! |= 1;
  }

  test.each([
    ['text', new TextEncoder().encode('a,b\n1,2\n'), /not a zip/],
    ['cut off', good.subarray(0, good.length - 40), /damaged/],
    ['damaged', damaged, /damaged/],
    ['a document', zip({ ...files, 'xl/workbook.xml': '<w:document xmlns:w="x"/>' }), /not a workbook/],
    ['another archive', zip({ 'a.txt': 'a' }), /not an Office document/],
    ['with a password', encrypted, /encrypted/],
    ['with encrypted entries', locked, /encrypted/],
  ])('%s', (_name, bytes, message) => {
    expect(() => readWorkbook(bytes)).toThrow(message);
  });

  test.each([
    ['more cells than the budget', { cells: 0 }, /too large: more than 0 cells/],
    ['more when unpacked than the budget', { unpackedBytes: 300 }, /too large: more than 300 bytes/],
    ['more parts than the budget', { entries: 3 }, /too large: more than 3 files/],
  ])('%s', (_name, limits, message) => {
    expect(() => readWorkbook(good, openBudget(limits))).toThrow(message);
  });

  test('an entry that unpacks to more than it claims', () => {
    const lying = good.slice();
    const view = new DataView(lying.buffer);
    // The list of entries stands last; the unpacked size is 22 bytes before the name.
    view.setUint32(Buffer.from(lying).lastIndexOf('xl/workbook.xml') - 22, 10, true);
    expect(() => readWorkbook(lying)).toThrow(/damaged/);
  });
});
