import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { readWorkbook } from '../../src/files/workbook.ts';
import { redactFile } from '../../src/scan/redact/redact-file.ts';
import { paragraph, wordDocument, wordPart } from '../files/documents.ts';
import { workbook, workbookFiles, zip } from '../files/packages.ts';
import { MPAN, now, scan } from './scanning.ts';

async function redact(name: string, content: string | Uint8Array): Promise<Uint8Array> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const redacted = await redactFile({ name, bytes, now });
  if (redacted.type === 'not redacted') throw new Error(redacted.why);
  expect(await scan(name, redacted.bytes)).toEqual({ decision: 'pass', findings: [], unread: [] });
  return redacted.bytes;
}

const redactText = async (name: string, text: string) => strFromU8(await redact(name, text));

describe('a text', () => {
  test.each([
    ['a.txt', `MPAN ${MPAN}, run 1012345\nok\n`, 'MPAN [removed], run 1012345\nok\n'],
    ['a.log', '20 0000 0000 015 failed', '[removed] failed'],
    [
      'a.json',
      `{"mpan":"${MPAN}","n":2000000000015,"run":7}`,
      '{"mpan":"[removed]","n":"[removed]","run":7}',
    ],
    ['a.json', '{"mpan":"2\\u0030000000000\\u00315"}', '{"mpan":"[removed]"}'],
    ['a.jsonl', `{"a":"${MPAN}"}\n{"a":2000000000015}\n`, '{"a":"[removed]"}\n{"a":"[removed]"}\n'],
    ['a.csv', `id,mpan\n1,"${MPAN}"\n2,200000000001\n`, 'id,mpan\n1,"[removed]"\n2,[removed]\n'],
    ['a.csv', 'a;20;0000;0000;015;b\n', 'a;[removed];;;;b\n'],
    [
      'a.xml',
      `<a id="${MPAN}"><!-- ${MPAN} --><b>20<i>0000</i>0000015</b></a>`,
      '<a id="[removed]"><!-- [removed] --><b>[removed]<i></i></b></a>',
    ],
    ['a.xml', `<a>${MPAN.slice(0, 5)}&#48;${MPAN.slice(6)}</a>`, '<a>[removed]</a>'],
  ])('%s: %s', async (name, before, after) => {
    expect(await redactText(name, before)).toBe(after);
  });

  test('keeps its encoding', async () => {
    const wide = Buffer.from(`\ufeffMPAN ${MPAN} \u00e9\r\n`, 'utf16le');
    expect(Buffer.from(await redact('a.txt', wide)).toString('utf16le')).toBe(
      '\ufeffMPAN [removed] \u00e9\r\n',
    );
    const western = Buffer.from(`caf\xe9 ${MPAN}`, 'latin1');
    expect(Buffer.from(await redact('a.txt', western)).toString('latin1')).toBe('caf\xe9 [removed]');
  });

  test('without anything to take out stays as it is', async () => {
    expect(await redactText('a.txt', 'EEN-MPAN-0007 passed\n')).toBe('EEN-MPAN-0007 passed\n');
  });
});

describe('a document', () => {
  const run = (text: string) => `<w:r><w:rPr><w:b/></w:rPr><w:t>${text}</w:t></w:r>`;
  const body = `${paragraph('MPAN ', '20', '00000', '000015', ' passed')}<w:p>${run('AT&amp;T 20&#48;00')}<w:del w:id="1"><w:r><w:delText>00</w:delText></w:r></w:del>${run('0000015')}</w:p>`;
  const source = {
    body,
    parts: {
      'word/header1.xml': wordPart('hdr', paragraph('postcode LS1 1', 'AA')),
      'docProps/custom.xml': `<Properties xmlns:vt="v"><property name="a"><vt:lpwstr>${MPAN}</vt:lpwstr></property></Properties>`,
    },
    links: [{ id: 'rId9', type: 'hyperlink', target: `https://a.test/${MPAN}?x=1&amp;y=2`, external: true }],
  };

  test('keeps its runs, tags and parts', async () => {
    const before = unzipSync(wordDocument(source));
    const after = unzipSync(await redact('a.docx', wordDocument(source)));
    expect(Object.keys(after)).toEqual(Object.keys(before));
    const text = strFromU8(after['word/document.xml']!);
    expect(text).toContain('>MPAN </w:t></w:r><w:r><w:t xml:space="preserve">[removed]</w:t></w:r>');
    expect(text).toContain('AT&amp;T ');
    const tags = (xml: Uint8Array) => strFromU8(xml).match(/<[^>]*>/g);
    expect(tags(after['word/document.xml']!)).toEqual(tags(before['word/document.xml']!));
    expect(strFromU8(after['word/_rels/document.xml.rels']!)).toContain('Target="removed"');
  });

  test('a workbook in it is cleaned in its place', async () => {
    const inner = workbook({
      sheets: [
        { name: 'Plan', rows: `<row r="1"><c r="B1" s="0"><v>${MPAN}</v></c><c r="C1"><v>7</v></c></row>` },
      ],
    });
    const document = wordDocument({ body: '', parts: { 'word/embeddings/sheet.xlsx': inner } });
    const after = unzipSync(await redact('a.docx', document));
    const [plan] = readWorkbook(after['word/embeddings/sheet.xlsx']!).sheets;
    expect(plan!.cells.map(({ text }) => text)).toEqual(['[removed]', '7']);
  });
});

describe('a workbook', () => {
  const rows =
    '<row r="1"><c r="A1" t="inlineStr"><is><t>MPAN</t></is></c><c r="B1" t="s"><v>0</v></c></row>' +
    '<row r="2"><c r="A2"><v>200000000001</v></c><c r="B2" t="s"><v>1</v></c></row>' +
    '<row r="3"><c r="A3"><f t="shared" ref="A3:A4" si="0">B3*1</f><v>2.000000000015E12</v></c></row>' +
    '<row r="4"><c r="A4"><f t="shared" si="0"/><v>4</v></c><c r="B4"><f>A4+1</f><v>5</v></c></row>';
  const strings = ['<t>Status</t>', '<r><t>see 20</t></r><r><rPr><b/></rPr><t>00000000015 ok</t></r>'];
  const chain = { id: 'rIdChain', type: 'calcChain', target: 'calcChain.xml' };
  const source = {
    sheets: [{ name: 'Meters', rows }],
    strings,
    parts: { 'xl/calcChain.xml': '<calcChain><c r="A3"/><c r="A4"/><c r="B4"/></calcChain>' },
    links: [chain],
  };

  test('has its cells written over and its other cells as they were', async () => {
    const [sheet] = readWorkbook(await redact('a.xlsx', workbook(source))).sheets;
    expect(sheet!.cells.map(({ ref, text, formula }) => [ref, text, formula])).toEqual([
      ['A1', 'MPAN', undefined],
      ['B1', 'Status', undefined],
      ['A2', '[removed]', undefined],
      ['B2', 'see [removed] ok', undefined],
      ['A3', '[removed]', undefined],
      ['A4', '4', undefined],
      ['B4', '5', 'A4+1'],
    ]);
  });

  test('drops the order of calculation with every pointer to it', async () => {
    const after = unzipSync(await redact('a.xlsx', workbook(source)));
    expect(Object.keys(after)).not.toContain('xl/calcChain.xml');
    expect(
      Object.values(after)
        .map(part => strFromU8(part))
        .join(),
    ).not.toContain('calcChain');
  });

  test('has a sheet renamed wherever it is named', async () => {
    const named = workbook({
      sheets: [
        { name: MPAN, rows: `<row r="1"><c r="A1"><v>${MPAN}</v></c></row>` },
        { name: 'Sum', rows: `<row r="1"><c r="A1"><f>'${MPAN}'!B1*2</f><v>2</v></c></row>` },
      ],
    });
    const read = readWorkbook(await redact('a.xlsx', named));
    expect(read.sheets.map(({ name }) => name)).toEqual(['Removed 1', 'Sum']);
    expect(read.sheets[1]!.cells[0]!.formula).toBe("'Removed 1'!B1*2");
    expect(read.sheets[0]!.cells[0]!.text).toBe('[removed]');
  });

  test('has a formula with the value in it written over, and a name made a text', async () => {
    const files = workbookFiles({
      sheets: [{ name: 'a', rows: `<row r="1"><c r="A1"><f>IF(B1=${MPAN},1,0)</f><v>0</v></c></row>` }],
      after: `<definedNames><definedName name="supply">${MPAN}&amp;""</definedName></definedNames>`,
    });
    const after = await redact('a.xlsx', zip(files));
    expect(readWorkbook(after).sheets[0]!.cells).toMatchObject([{ ref: 'A1', text: '[removed]' }]);
    expect(strFromU8(unzipSync(after)['xl/workbook.xml']!)).toContain('>"[removed]"</definedName>');
  });

  test('has the headings of a table differ, in the table and in its cells', async () => {
    const heading = (ref: string, value: string) =>
      `<c r="${ref}" t="inlineStr"><is><t>${value}</t></is></c>`;
    const names = ['Time', MPAN, '2000000000024'];
    const table = `<table ref="A1:C2"><tableColumns>${names.map((name, index) => `<tableColumn id="${index + 1}" name="${name}"/>`).join('')}</tableColumns></table>`;
    const after = await redact(
      'a.xlsx',
      workbook({
        sheets: [
          {
            name: 'Readings',
            rows: `<row r="1">${heading('A1', 'Time')}${heading('B1', MPAN)}${heading('C1', '2000000000024')}</row>`,
            links: [{ id: 'rId1', type: 'table', target: '../tables/table1.xml' }],
          },
        ],
        parts: { 'xl/tables/table1.xml': table },
      }),
    );
    const shown = readWorkbook(after).sheets[0]!.cells.map(({ text }) => text);
    expect(shown).toEqual(['Time', '[removed] 2', '[removed] 3']);
    const kept = strFromU8(unzipSync(after)['xl/tables/table1.xml']!).match(/name="[^"]*"/g);
    expect(kept).toEqual(shown.map(name => `name="${name}"`));
  });

  test('keeps numbers of a pivot table numbers', async () => {
    const records = `<pivotCacheRecords count="1"><r><n v="${MPAN}"/><s v="MPAN ${MPAN}"/></r></pivotCacheRecords>`;
    const after = await redact(
      'a.xlsx',
      workbook({
        sheets: [{ name: 'a', rows: '' }],
        parts: { 'xl/pivotCache/pivotCacheRecords1.xml': records },
      }),
    );
    expect(strFromU8(unzipSync(after)['xl/pivotCache/pivotCacheRecords1.xml']!)).toBe(
      '<pivotCacheRecords count="1"><r><n v="0"/><s v="MPAN [removed]"/></r></pivotCacheRecords>',
    );
  });
});

describe('where there can be no clean copy, that is said', () => {
  test.each([
    ['a mail', 'a.eml', Buffer.from(`From: a@een.test\nTo: b@een.test\n\n${MPAN}`), /text, .docx, .xlsx/],
    ['an archive', 'a.zip', zip({ 'a.txt': MPAN }), /text, .docx, .xlsx/],
    [
      'macros',
      'a.docm',
      wordDocument({
        body: paragraph(MPAN),
        parts: { 'word/vbaProject.bin': Buffer.from('d0cf11e0a1b11ae1', 'hex') },
      }),
      /^macros: macros are not read/,
    ],
    ['a name of an element', 'a.xml', Buffer.from(`<a><m${MPAN}/></a>`), /^line 1: .* without breaking/],
    ['a damaged workbook', 'a.xlsx', workbook({ sheets: [] }).subarray(0, 300), /damaged/],
  ])('%s', async (_name, name, bytes, why) => {
    expect(await redactFile({ name, bytes, now })).toEqual({
      type: 'not redacted',
      why: expect.stringMatching(why),
    });
  });
});
