import { describe, expect, test } from 'vitest';
import { paragraph, wordDocument, wordPart } from '../files/documents.ts';
import { MPAN, placesIn, scan } from './scanning.ts';

const run = (text: string) => `<w:r><w:t>${text}</w:t></w:r>`;
const deleted = (text: string) =>
  `<w:del w:id="1" w:author="A Tester"><w:r><w:delText>${text}</w:delText></w:r></w:del>`;
const inserted = (text: string) => `<w:ins w:id="2" w:author="A Tester">${run(text)}</w:ins>`;
const textBox = (content: string) =>
  `<w:r><mc:AlternateContent><mc:Choice Requires="wps"><wps:txbx><w:txbxContent>${content}</w:txbxContent></wps:txbx></mc:Choice></mc:AlternateContent></w:r>`;
const table = (...rows: readonly (readonly string[])[]) =>
  `<w:tbl>${rows.map(row => `<w:tr>${row.map(cell => `<w:tc>${paragraph(cell)}</w:tc>`).join('')}</w:tr>`).join('')}</w:tbl>`;

describe('the body of a document', () => {
  test.each([
    ['a number split over runs', paragraph('run ', '20', '0000', '00000', '15 ok'), 'paragraph 1'],
    [
      'a number with formatting between its figures',
      `<w:p>${run('2000000')}<w:proofErr w:type="spellStart"/><w:bookmarkStart w:id="0" w:name="a"/>${run('000015')}</w:p>`,
      'paragraph 1',
    ],
    [
      'the word in one paragraph and the number in the next',
      paragraph('MPAN:') + paragraph('200000000001'),
      'paragraph 2',
    ],
    [
      'the word over a column of a table',
      table(['MPAN', 'Status'], ['200000000001', 'ok']),
      'table 1, row 2, cell 1',
    ],
    ['the word before a cell of a table', table(['MPAN', '200000000001']), 'table 1, row 1, cell 2'],
    [
      'a text box amid a paragraph',
      `<w:p>${run('before')}${textBox(paragraph(MPAN))}${run('after')}</w:p>`,
      'paragraph 2',
    ],
    [
      'a paragraph with a text box amid its number',
      `<w:p>${run('2000000')}${textBox(paragraph('note'))}${run('000015')}</w:p>`,
      'paragraph 1',
    ],
    ['text that was deleted with changes tracked', `<w:p>${run('no ')}${deleted(MPAN)}</w:p>`, 'paragraph 1'],
    [
      'a number of which a part was deleted',
      `<w:p>${run('2000000')}${deleted('000015')}${inserted('x')}</w:p>`,
      'paragraph 1',
    ],
    [
      'a number corrected into another',
      `<w:p>${deleted(MPAN)}${inserted('2000000000024')}</w:p>`,
      'paragraph 1',
    ],
    [
      'the code of a field',
      `<w:p><w:r><w:instrText> HYPERLINK "https://a.test/${MPAN}" </w:instrText></w:r></w:p>`,
      'paragraph 1',
    ],
    [
      'the text that stands for a picture',
      `<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="p" descr="MPAN ${MPAN}"/></wp:inline></w:drawing></w:r></w:p>`,
      'properties',
    ],
    ['a comment in the XML', `<!-- ${MPAN} -->`, 'properties'],
    [
      'a no-break hyphen in the number',
      `<w:p><w:r><w:t>20</w:t><w:noBreakHyphen/><w:t>0000</w:t><w:noBreakHyphen/><w:t>0000</w:t><w:noBreakHyphen/><w:t>015</w:t></w:r></w:p>`,
      'paragraph 1',
    ],
  ])('%s', async (_trap, body, place) => {
    expect(await placesIn('evidence.docx', wordDocument({ body }))).toEqual([place]);
  });
});

describe('the other parts of a document', () => {
  const value = paragraph('MPAN 20', '00000', '000015');
  test.each([
    ['a header', 'word/header1.xml', wordPart('hdr', value), 'header, paragraph 1'],
    ['a footer', 'word/footer1.xml', wordPart('ftr', value), 'footer, paragraph 1'],
    [
      'a footnote',
      'word/footnotes.xml',
      wordPart('footnotes', `<w:footnote>${value}</w:footnote>`),
      'footnotes, paragraph 1',
    ],
    [
      'a comment',
      'word/comments.xml',
      wordPart('comments', `<w:comment w:author="A Tester">${value}</w:comment>`),
      'comments, paragraph 1',
    ],
    [
      'a custom property',
      'docProps/custom.xml',
      `<Properties xmlns:vt="v"><property name="Supply"><vt:lpwstr>${MPAN}</vt:lpwstr></property></Properties>`,
      'document properties',
    ],
    [
      'the title',
      'docProps/core.xml',
      `<cp:coreProperties xmlns:cp="c" xmlns:dc="d"><dc:title>${MPAN}</dc:title></cp:coreProperties>`,
      'document properties',
    ],
    ['bound data', 'customXml/item1.xml', `<data><mpan>${MPAN}</mpan></data>`, 'custom data, line 1'],
    ['a part that no format knows', 'word/extra.xml', `<x><y>${MPAN}</y></x>`, 'inner part'],
  ])('%s', async (_trap, part, xml, place) => {
    expect(await placesIn('evidence.docx', wordDocument({ body: '', parts: { [part]: xml } }))).toEqual([
      place,
    ]);
  });

  test('the address of a link', async () => {
    const links = [
      { id: 'rId9', type: 'hyperlink', target: `https://a.test/supply/${MPAN}`, external: true },
    ];
    expect(await placesIn('evidence.docx', wordDocument({ body: '', links }))).toEqual(['links, properties']);
  });

  test('a workbook inside the document', async () => {
    const { workbook } = await import('../files/packages.ts');
    const inner = workbook({
      sheets: [{ name: 'Plan', rows: `<row r="1"><c r="B1"><v>${MPAN}</v></c></row>` }],
    });
    const document = wordDocument({ body: '', parts: { 'word/embeddings/sheet.xlsx': inner } });
    expect(await placesIn('evidence.docx', document)).toEqual(['embedded file 1, sheet 1 "Plan", cell B1']);
  });

  test('macros and objects of other programs are said to be unread', async () => {
    const compound = Buffer.from('d0cf11e0a1b11ae10000', 'hex');
    const { unread } = await scan(
      'evidence.docx',
      wordDocument({
        body: '',
        parts: { 'word/vbaProject.bin': compound, 'word/embeddings/oleObject1.bin': compound },
      }),
    );
    expect(unread).toEqual([
      { place: 'macros', why: 'macros are not read' },
      { place: 'embedded object 1', why: 'an object of another program is not read' },
    ]);
  });
});

test('a document of a test without personal data is clean', async () => {
  const body =
    paragraph('Evidence for 40662, EEN-MPAN-0007, ', 'run 1012345') +
    table(
      ['Step', 'Result', 'Time'],
      ['1', 'passed', '2026-01-14 10:12'],
      ['2', 'passed', '2026-01-14 10:20'],
    ) +
    '<w:p w:rsidR="00E17AB1" w14:paraId="4E11AAB2"><w:r><w:t>transaction T-IF-036-2295000001-REGS-20250121</w:t></w:r></w:p>';
  expect(await scan('Evidence 40662.docx', wordDocument({ body }))).toEqual({
    decision: 'pass',
    findings: [],
    unread: [],
  });
});
