import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { openOcr } from '../../src/files/picture/ocr.ts';
import { canvasPackage } from '../../src/files/picture/points.ts';
import { redactFile } from '../../src/scan/redact/redact-file.ts';
import { scanFile } from '../../src/scan/scan-file.ts';
import { paragraph, wordDocument } from '../files/documents.ts';
import { zip } from '../files/packages.ts';
import { pdf, stream } from '../files/pdfs.ts';
import { plainPng } from '../files/pictures.ts';
import { MPAN, now, placesIn, scan } from './scanning.ts';

/** Too small for letters, so that only what it carries is looked through. */
const small = { width: 40, height: 20 };

describe('what a picture carries', () => {
  test.each([
    ['a text', 'tEXt', Buffer.from(`Comment\0MPAN ${MPAN}`)],
    ['a packed text', 'zTXt', Buffer.concat([Buffer.from('Comment\0\0'), deflateSync(MPAN)])],
    ['a text in any language', 'iTXt', Buffer.from(`Comment\0\0\0en\0c\0${MPAN}`)],
    ['a note of a camera', 'eXIf', Buffer.from(`MM\0*\x01\x02${MPAN}\0`)],
  ])('%s', async (_trap, type, content) => {
    expect(await placesIn('a.png', plainPng(small, [[type, content]]))).toEqual([
      'notes in the picture, line 1',
    ]);
  });

  test('bytes behind its end', async () => {
    expect(await placesIn('a.png', Buffer.concat([plainPng(small), Buffer.from(MPAN)]))).toEqual([
      'notes in the picture, line 1',
    ]);
  });

  test('a comment in a JPEG', async () => {
    const comment = Buffer.concat([Buffer.from('ffd8fffe000f', 'hex'), Buffer.from(MPAN)]);
    const frame = Buffer.from('ffc0000b080014002801011100ffda0000ffd9', 'hex');
    expect(await placesIn('a.jpg', Buffer.concat([comment, frame]))).toEqual([
      'notes in the picture, line 1',
    ]);
  });
});

test('a picture that is cut off or too large is said to be unread', async () => {
  const why = async (bytes: Uint8Array) => (await scan('a.png', bytes)).unread.map(each => each.why);
  expect(await why(plainPng(small).subarray(0, 40))).toEqual(['damaged: the picture is cut off']);
  expect(await why(plainPng({ width: 10_000, height: 5_000 }))).toEqual([
    'a picture of more than 40000000 points',
  ]);
});

test('in a clean copy of a document a picture with something in it is blank', async () => {
  const picture = plainPng(small, [['tEXt', Buffer.from(`Comment\0${MPAN}`)]]);
  const other = plainPng(small);
  const bytes = wordDocument({
    body: paragraph('a'),
    parts: { 'word/media/image1.png': picture, 'word/media/image2.png': other },
  });
  const redacted = await redactFile({ name: 'a.docx', bytes, now });
  if (redacted.type !== 'redacted') throw new Error(redacted.why);
  const after = unzipSync(redacted.bytes);
  expect(await scan('a.png', after['word/media/image1.png']!)).toMatchObject({ decision: 'pass' });
  expect(Buffer.from(after['word/media/image2.png']!).equals(other)).toBe(true);
});

const canvas = await canvasPackage();
const require = createRequire(import.meta.url);

function isInstalled(name: string): boolean {
  try {
    require.resolve(name);
    return true;
  } catch {
    return false;
  }
}

/** A screen with words on it, in the letters that pdf.js brings. */
function screen(...lines: readonly string[]): Uint8Array {
  const { createCanvas, GlobalFonts } = canvas!;
  const folder = dirname(require.resolve('pdfjs-dist/package.json'));
  GlobalFonts.registerFromPath(join(folder, 'standard_fonts/LiberationSans-Regular.ttf'), 'Letters');
  const drawn = createCanvas(420, 70);
  const context = drawn.getContext('2d');
  context.fillStyle = 'white';
  context.fillRect(0, 0, drawn.width, drawn.height);
  context.fillStyle = 'black';
  context.font = '14px Letters';
  for (const [index, line] of lines.entries()) context.fillText(line, 10, 25 + index * 25);
  return drawn.toBuffer('image/jpeg', 90);
}

test.skipIf(
  canvas === undefined || !isInstalled('tesseract.js') || !isInstalled('@tesseract.js-data/eng/package.json'),
)(
  'text that can be seen in a picture is read, also on the page of a PDF file; doubt is said (needs the optional packages)',
  async () => {
    const picture = screen('Test case 40662 passed', `MPAN ${MPAN}`);
    const entries =
      '/Type /XObject /Subtype /Image /Width 420 /Height 70 /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode';
    const page = pdf({
      content: 'q 300 0 0 50 20 100 cm /I Do Q',
      resources: '/XObject << /I 6 0 R >>',
      objects: [stream(Buffer.from(picture).toString('latin1'), entries)],
    });
    const archive = zip({
      'a.docx': wordDocument({ body: '', parts: { 'word/media/image1.jpeg': picture } }),
      'b.pdf': page,
      'c.jpg': screen('Test case 40662 passed', 'EEN-MPAN-0007 at 10:12'),
      'd.jpg': screen('~'),
    });
    const ocr = openOcr();
    const { findings, unread } = await scanFile({ name: 'a.zip', bytes: archive, now, ocr });
    expect(await ocr.read(screen('a', 'b', 'c'), 0)).toBe('too slow');
    await ocr.close();
    expect(findings.map(({ place }) => place)).toEqual([
      'file 1 "a.docx", picture 1, text in the picture, line 2',
      'file 2 "b.pdf", page 1, picture 1, text in the picture, line 2',
    ]);
    expect(unread.map(({ place }) => place)).toEqual(['file 4 "d.jpg"']);
  },
);
