import { describe, expect, test } from 'vitest';
import { openBudget } from '../../src/files/budget.ts';
import { canvasPackage } from '../../src/files/picture/points.ts';
import { scanFile } from '../../src/scan/scan-file.ts';
import { pdf, stream, withNewContent } from '../files/pdfs.ts';
import { MPAN, now, placesIn, scan } from './scanning.ts';

// pdf.js draws with the optional canvas package and cannot be loaded without it.
describe.skipIf((await canvasPackage()) === undefined)('a PDF file', () => {
  const text = (words: string) => `BT /F1 12 Tf 10 150 Td (${words}) Tj ET`;
  const note = `<< /Type /Annot /Subtype /Text /Rect [0 0 10 10] /Contents (MPAN ${MPAN}) >>`;
  const link = `<< /Type /Annot /Subtype /Link /Rect [0 0 10 10] /A << /S /URI /URI (https://a.test/${MPAN}) >> >>`;
  const field = `<< /Type /Annot /Subtype /Widget /FT /Tx /T (supply) /V (${MPAN}) /Rect [0 0 10 10] >>`;

  test.each([
    [
      'a line of text',
      { content: 'BT /F1 12 Tf 10 150 Td (passed) Tj 0 -20 Td (MPAN 20000000) Tj (00015) Tj ET' },
      'page 1, line 2',
    ],
    [
      'cells that run into one another',
      { content: `BT /F1 12 Tf 10 150 Td (77) Tj 13.344 0 Td (${MPAN}) Tj 86.736 0 Td (4) Tj ET` },
      'page 1',
    ],
    [
      'cells apart',
      { content: 'BT /F1 12 Tf 10 150 Td (20) Tj 60 0 Td (0000) Tj 60 0 Td (0000) Tj 60 0 Td (015) Tj ET' },
      'page 1, line 1',
    ],
    ['a note', { content: text('x'), page: '/Annots [6 0 R]', objects: [note] }, 'page 1, note or field 1'],
    ['a link', { content: text('x'), page: '/Annots [6 0 R]', objects: [link] }, 'page 1, note or field 1'],
    [
      'a field',
      {
        content: text('x'),
        catalog: '/AcroForm << /Fields [6 0 R] >>',
        page: '/Annots [6 0 R]',
        objects: [field],
      },
      'page 1, note or field 1',
    ],
    ['the title', { content: text('x'), trailer: `/Info << /Title (${MPAN}) >>` }, 'document properties'],
    [
      'the outline',
      {
        content: text('x'),
        catalog: '/Outlines 6 0 R',
        objects: [
          '<< /First 7 0 R /Last 7 0 R /Count 1 >>',
          `<< /Title (${MPAN}) /Parent 6 0 R /Dest [3 0 R /Fit] >>`,
        ],
      },
      'outline',
    ],
    [
      'an attachment',
      {
        content: text('x'),
        catalog: '/Names << /EmbeddedFiles << /Names [(a.txt) 6 0 R] >> >>',
        objects: ['<< /Type /Filespec /F (a.txt) /EF << /F 7 0 R >> >>', stream(MPAN)],
      },
      'attachment 1 "a.txt", line 1',
    ],
  ])('%s', async (_trap, source, place) => {
    expect(await placesIn('a.pdf', pdf(source))).toContain(place);
  });

  test('an older version that it keeps', async () => {
    const bytes = withNewContent(pdf({ content: text(`MPAN ${MPAN}`) }), text('nothing'));
    expect(await placesIn('a.pdf', bytes)).toEqual(['older version 1, page 1, line 1']);
  });

  test('without personal data is clean, and so is one without anything', async () => {
    expect(await scan('a.pdf', pdf({ content: text('Evidence 40662, EEN-MPAN-0007') }))).toMatchObject({
      decision: 'pass',
    });
    expect(await scan('a.pdf', pdf({ content: '' }))).toMatchObject({ decision: 'pass' });
  });

  test('with a password, cut off or of too many pages is said to be unread', async () => {
    const whole = pdf({ content: text('x') });
    const locked = pdf({
      content: text('x'),
      trailer: `/ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <${'11'.repeat(32)}> /U <${'22'.repeat(32)}> >>`,
    });
    const why = async (bytes: Uint8Array, pages = 10) => {
      const budget = openBudget({ pages });
      return (await scanFile({ name: 'a.pdf', bytes, now, budget })).unread.map(each => each.why);
    };
    expect(await why(locked)).toEqual(['encrypted: save it without a password']);
    expect(await why(whole.subarray(0, 100))).toEqual(['damaged: not a whole PDF file']);
    expect(await why(whole, 0)).toEqual(['too large: more than 0 pages']);
  });
});
