import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { openBudget } from '../../src/files/budget.ts';
import { scanFile } from '../../src/scan/scan-file.ts';
import { workbook, zip } from '../files/packages.ts';
import { MPAN, now, placesIn, scan } from './scanning.ts';

const wide = (text: string) => Buffer.from(text, 'utf16le');

describe('text in any encoding, whatever its name', () => {
  test.each([
    ['UTF-8 with a mark', Buffer.from(`\ufeffa\n${MPAN}`)],
    ['UTF-16 with a mark', wide(`\ufeffa\n${MPAN}`)],
    ['UTF-16 of the other order', wide(`\ufeffa\n${MPAN}`).swap16()],
    ['UTF-16 without a mark', wide(`a\n${MPAN}`)],
    ['with NULs between the figures', Buffer.from(`a\n${[...MPAN].join('\0')}`)],
    ['Western European', Buffer.from(`caf\xe9\n${MPAN}`, 'latin1')],
    [
      'XML that says what it is in',
      Buffer.from(`<?xml version="1.0" encoding="ISO-8859-1"?>\n<a b="\xa3">${MPAN}</a>`, 'latin1'),
    ],
    ['JSON', Buffer.from(`{"a":1,\n"b":"${MPAN}"}`)],
    ['a table', Buffer.from(`id,value\n1,${MPAN}`)],
  ])('%s', async (_name, bytes) => {
    expect(await placesIn('a.docx', bytes)).toEqual(['line 2']);
  });

  test('in a long line the character is said too', async () => {
    expect(await placesIn('a.json', `["${'x'.repeat(400)}", "${MPAN}"]`)).toEqual(['line 1, character 407']);
  });
});

describe('a table in text', () => {
  test.each([
    ['commas', 'Step,Meter Serial No. (old)\r\n1,12345678\r\n', ['line 2']],
    [
      'semicolons, quotes and line breaks in a cell',
      '"Step";"MPAN (13 digits!)"\n"a\nb";"200000000001"\n',
      ['line 2'],
    ],
    ['tabs', 'MPAN no.\tStep\n\t2\n200000000001\t3\n', ['line 3']],
    ['references beside ids', 'ref,DIP id\nKES_MPAN_05,1009012345\n', []],
    [
      'streets in a column do not end the headings',
      'Site?,MPAN?\nMill Street,none\nA,200000000001\n',
      ['line 3'],
    ],
  ])('%s', async (_name, text, places) => {
    expect(await placesIn('a.csv', text)).toEqual(places);
  });
});

describe('a mail', () => {
  const mail = (headers: string, body: string) =>
    `From: a@een.test\r\nTo: b@een.test\r\n${headers}\r\n\r\n${body}`;
  const base64 = (text: string | Uint8Array) => Buffer.from(text).toString('base64');
  const parts = (...each: readonly string[]) =>
    mail(
      'Content-Type: multipart/mixed; boundary="cut"',
      `${each.map(part => `--cut\r\n${part}\r\n`).join('')}--cut--`,
    );
  const plan = workbook({
    sheets: [{ name: 'Plan', rows: `<row r="1"><c r="A1"><v>${MPAN}</v></c></row>` }],
  });

  test.each([
    ['the text', mail('Subject: x', `a\r\n${MPAN}`), 'text, line 2'],
    [
      'text in base64',
      mail('Content-Type: text/plain\r\nContent-Transfer-Encoding: base64', base64(`see ${MPAN}`)),
      'text, line 1',
    ],
    ['an encoded subject', mail(`Subject: =?UTF-8?B?${base64(`MPAN ${MPAN}`)}?=`, 'x'), 'header subject'],
    ['a header of its own', mail(`X-Supply: ${MPAN}`, 'x'), 'header x-supply'],
    [
      'the name of an attachment, which is not repeated',
      parts(`Content-Disposition: attachment; filename="${MPAN}.txt"\r\n\r\nx`),
      'attachment 1, its name',
    ],
    [
      'an attachment',
      parts(
        `Content-Disposition: attachment; filename="plan.xlsx"\r\nContent-Transfer-Encoding: base64\r\n\r\n${base64(plan)}`,
      ),
      'attachment 1 "plan.xlsx", sheet 1 "Plan", cell A1',
    ],
    [
      'a mail in the mail',
      parts(`Content-Type: message/rfc822\r\n\r\n${mail('Subject: y', MPAN)}`),
      'attachment 1, text, line 1',
    ],
  ])('%s', async (_trap, source, place) => {
    expect(await placesIn('a.eml', source)).toContain(place);
  });

  test('in HTML over several tags', async () => {
    const html = mail('Content-Type: text/html', `<p>20<b>0000</b>0000<i>015</i></p>`);
    expect(await placesIn('a.eml', html)).toContain('HTML text, line 1');
  });

  test('ids and times that servers write are no personal data', async () => {
    const source = mail(
      'Message-ID: <1700000000123.2000000000015@een.test>\r\nReceived: by een.test id 2000000000015\r\nSubject: step 4',
      'done',
    );
    expect((await scan('a.eml', source)).decision).toBe('pass');
  });
});

describe('an archive', () => {
  test.each([
    ['a file', zip({ 'a/b.txt': 'x', 'c.txt': MPAN }), 'file 2 "c.txt", line 1'],
    ['a name, which is not repeated', zip({ [`${MPAN}.txt`]: MPAN }), 'file 1, line 1'],
    [
      'an archive in the archive',
      zip({ 'a.zip': zip({ 'b.log': MPAN }) }),
      'file 1 "a.zip", file 1 "b.log", line 1',
    ],
    ['a packed log', new Uint8Array(gzipSync(MPAN)), 'unpacked, line 1'],
  ])('%s', async (_trap, bytes, place) => {
    expect(await placesIn('a.zip', bytes)).toContain(place);
  });

  test('a page with a file in an address of its own', async () => {
    const report = `<img src="data:text/plain;base64,${Buffer.from(MPAN).toString('base64')}">`;
    expect(await placesIn('report.html', report)).toEqual(['line 1, embedded file 1, line 1']);
  });
});

describe('what is not read is said, and never passes', () => {
  const nested = (depth: number): Uint8Array =>
    depth === 0 ? zip({ 'a.txt': 'x' }) : zip({ 'a.zip': nested(depth - 1) });
  const locked = zip({ 'a.txt': 'x' });
  for (let at = 0; at + 10 < locked.length; at++) {
    const signature = locked.subarray(at, at + 4).join();
    if (signature === '80,75,3,4') locked[at + 6]! |= 1;
    if (signature === '80,75,1,2') locked[at + 8]! |= 1;
  }

  test.each([
    ['too deep', nested(6), /more than 5 files inside one another/],
    ['an encrypted entry', locked, /encrypted/],
    [
      'a bomb',
      zip({ 'a.txt': new Uint8Array(400_000_000) }),
      /too large: more than 300000000 bytes when unpacked/,
    ],
    ['a cut archive', zip({ 'a.txt': 'x' }).subarray(0, 60), /damaged/],
    ['a cut packed log', gzipSync('x'.repeat(100)).subarray(0, 15), /damaged/],
    ['another kind of archive', Buffer.from('7z\xbc\xaf\x27\x1c', 'latin1'), /7-Zip/],
    ['an old workbook', Buffer.from('d0cf11e0a1b11ae1', 'hex'), /old Office format/],
    ['a program', Buffer.from('7f454c4602010100000102030405060708', 'hex'), /not read here/],
    ['an encrypted message', Buffer.from('-----BEGIN PGP MESSAGE-----\n\nabc'), /encrypted with PGP/],
  ])('%s', async (_name, bytes, why) => {
    const verdict = await scan('a', bytes);
    expect(verdict.decision).toBe('reject');
    expect(verdict.unread.map(each => each.why).join()).toMatch(why);
  });

  test('more bytes than the budget', async () => {
    const budget = openBudget({ fileBytes: 10 });
    const verdict = await scanFile({ name: 'a.txt', bytes: new Uint8Array(11), now, budget });
    expect(verdict.unread).toEqual([{ place: '', why: 'too large: more than 10 bytes' }]);
  });
});
