import fc from 'fast-check';
import { strFromU8, unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { readWorkbook } from '../../src/files/workbook.ts';
import { inspect } from '../../src/guard/inspect.ts';
import { mpanCheckDigit } from '../../src/guard/mpan-core.ts';
import { redactFile } from '../../src/scan/redact/redact-file.ts';
import { scanFile } from '../../src/scan/scan-file.ts';
import { wordDocument } from '../files/documents.ts';
import { workbook, zip } from '../files/packages.ts';
import { plainPng } from '../files/pictures.ts';
import { MPAN, now, scan } from './scanning.ts';

/** A made-up supply number, in one of the ways people write it. */
const mpan = fc
  .tuple(
    fc.integer({ min: 10, max: 23 }),
    fc.integer({ min: 0, max: 9_999_999_999 }),
    fc.constantFrom('', ' ', '-', '\u00a0', '\u200b'),
  )
  .map(([distributor, body, by]) => {
    const twelve = `${distributor}${String(body).padStart(10, '0')}`;
    const core = `${twelve}${mpanCheckDigit(twelve)}`;
    return [core.slice(0, 2), core.slice(2, 6), core.slice(6, 10), core.slice(10)].join(by);
  });

const words = fc.constantFrom(
  'passed',
  'step 4',
  'EEN-MPAN-0007',
  'Smith & Sons <x>',
  'é',
  '"so"',
  'run 1012345',
  '',
);

const sentence = fc.array(fc.oneof(words, mpan), { minLength: 1, maxLength: 5 }).map(each => each.join(' '));

async function redacted(name: string, bytes: Uint8Array): Promise<Uint8Array> {
  const copy = await redactFile({ name, bytes, now });
  if (copy.type === 'not redacted') throw new Error(copy.why);
  expect((await scan(name, copy.bytes)).findings).toEqual([]);
  return copy.bytes;
}

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

test('whatever stands in its strings, a clean copy of JSON has the same shape', async () => {
  const value = fc.letrec<{ any: unknown }>(tie => ({
    any: fc.oneof(
      { maxDepth: 3 },
      sentence,
      mpan.map(text => Number(text.replace(/\D/g, ''))),
      fc.boolean(),
      fc.array(tie('any'), { maxLength: 3 }),
      fc.record({ mpan: tie('any'), note: tie('any') }),
    ),
  })).any;
  const shape = (each: unknown): unknown => {
    if (Array.isArray(each)) return each.map(shape);
    if (typeof each === 'object' && each !== null)
      return Object.entries(each).map(([key, inner]) => [key, shape(inner)]);
    return typeof each === 'boolean' ? each : 'text or number';
  };
  await fc.assert(
    fc.asyncProperty(value, fc.constantFrom(0, 2), async (given, indent) => {
      const bytes = new TextEncoder().encode(JSON.stringify({ given }, null, indent));
      expect(shape(JSON.parse(strFromU8(await redacted('a.json', bytes))))).toEqual(shape({ given }));
    }),
    { numRuns: 60 },
  );
});

test('a clean copy of a table has as many columns in every row', async () => {
  const cell = sentence.map(text => `"${text.replaceAll('"', '""')}"`);
  const table = fc.integer({ min: 1, max: 4 }).chain(width =>
    fc.array(fc.array(fc.oneof(cell, mpan), { minLength: width, maxLength: width }), {
      minLength: 1,
      maxLength: 4,
    }),
  );
  const columns = (text: string) =>
    text.split('\n').map(row => row.replace(/"(?:[^"]|"")*"/g, '').split(';').length);
  await fc.assert(
    fc.asyncProperty(table, async rows => {
      const text = rows.map(row => row.join(';')).join('\n');
      expect(columns(strFromU8(await redacted('a.csv', new TextEncoder().encode(text))))).toEqual(
        columns(text),
      );
    }),
    { numRuns: 60 },
  );
});

test('however a sentence is cut into runs, a clean copy of the document keeps every tag', async () => {
  const runs = fc.tuple(sentence, fc.array(fc.nat(60), { maxLength: 6 })).map(([text, cuts]) =>
    [...new Set([0, ...cuts, text.length])]
      .filter(cut => cut <= text.length)
      .sort((a, b) => a - b)
      .map((cut, index, all) => text.slice(cut, all[index + 1] ?? text.length)),
  );
  const tags = (document: Uint8Array) =>
    strFromU8(unzipSync(document)['word/document.xml']!).match(/<[^>]*>/g);
  await fc.assert(
    fc.asyncProperty(fc.array(runs, { minLength: 1, maxLength: 3 }), async paragraphs => {
      const run = (text: string) => `<w:r><w:t xml:space="preserve">${escaped(text)}</w:t></w:r>`;
      const document = wordDocument({
        body: paragraphs.map(each => `<w:p>${each.map(run).join('')}</w:p>`).join(''),
      });
      expect(tags(await redacted('a.docx', document))).toEqual(tags(document));
    }),
    { numRuns: 60 },
  );
});

test('a clean copy of a workbook has the same cells, and those without personal data say the same', async () => {
  const cell = fc.oneof(
    sentence.map(text => `t="inlineStr"><is><t>${escaped(text)}</t></is>`),
    fc.nat(3).map(index => `t="s"><v>${index}</v>`),
    mpan.map(text => `><v>${Number(text.replace(/\D/g, ''))}</v>`),
    fc.integer({ min: 0, max: 99_999 }).map(number => `><f>A1+${number}</f><v>${number}</v>`),
  );
  const strings = [`<t>MPAN ${MPAN}</t>`, '<r><t>MP</t></r><r><t>AN</t></r>', '<t>ok</t>', '<t>Step</t>'];
  const clean = (text: string) => inspect(text, { mode: 'file', now }).findings.length === 0;
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 5 }), async rows => {
      const xml = rows.map(
        ([a, b], index) =>
          `<row r="${index + 1}"><c r="A${index + 1}" ${a}</c><c r="B${index + 1}" ${b}</c></row>`,
      );
      const before = workbook({ sheets: [{ name: 'a', rows: xml.join('') }], strings });
      const cellsOf = (bytes: Uint8Array) => readWorkbook(bytes).sheets[0]!.cells;
      const after = cellsOf(await redacted('a.xlsx', before));
      for (const [index, { ref, text }] of cellsOf(before).entries()) {
        expect(after[index]!.ref).toBe(ref);
        if (after[index]!.text !== text) expect(after[index]!.text).toContain('[removed]');
        if (!clean(text)) expect(after[index]!.text).not.toBe(text);
      }
    }),
    { numRuns: 60 },
  );
});

test('a damaged file is read, or said to be unread, and never breaks the scan', async () => {
  const files = [
    wordDocument({ body: `<w:p><w:r><w:t>${MPAN}</w:t></w:r></w:p>` }),
    workbook({ sheets: [{ name: 'a', rows: `<row r="1"><c r="A1"><v>${MPAN}</v></c></row>` }] }),
    zip({ 'a.txt': MPAN }),
    plainPng({ width: 40, height: 20 }, [['tEXt', Buffer.from(`a\0${MPAN}`)]]),
    Buffer.from(
      `From: a@een.test\nTo: b@een.test\nContent-Type: multipart/mixed; boundary=x\n\n--x\n\n${MPAN}\n--x--`,
    ),
  ];
  const damage = fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(255)), {
    maxLength: 6,
  });
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...files),
      damage,
      fc.double({ min: 0.3, max: 1, noNaN: true }),
      async (file, hits, kept) => {
        const bytes = file.slice(0, Math.ceil(file.length * kept));
        for (const [at, byte] of hits) bytes[Math.floor(at * (bytes.length - 1))] = byte;
        const { decision, findings, unread } = await scanFile({ name: 'a', bytes, now });
        if (decision === 'pass') expect([findings, unread]).toEqual([[], []]);
        expect(unread.map(({ why }) => why)).not.toContain('the reader of this format failed');
      },
    ),
    { numRuns: 150 },
  );
});
