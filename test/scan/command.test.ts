import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { scanFiles } from '../../src/scan/files.ts';
import { writeCopy } from '../../src/scan/redact/write-copy.ts';
import { MPAN, now } from './scanning.ts';

const folder = mkdtempSync(join(tmpdir(), 'scan-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

type Ended = { readonly code: number | null; readonly out: string; readonly err: string };

function command(args: readonly string[], input = ''): Promise<Ended> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/scan/main.ts', ...args]);
  let out = '';
  let err = '';
  child.stdout.on('data', chunk => (out += chunk));
  child.stderr.on('data', chunk => (err += chunk));
  child.stdin.end(input);
  return new Promise(resolve => child.on('close', code => resolve({ code, out, err })));
}

test('the command says what and where, never the value, and ends with what it found', async () => {
  const clean = file('clean.txt', 'EEN-MPAN-0007 passed');
  const full = file('full.txt', `a\nMPAN ${MPAN}`);
  const named = file(`${MPAN}.txt`, 'ok');
  const broken = file('broken.xlsx', 'PK\x03\x04');
  const copy = join(folder, 'copy.txt');

  const [some, unread, row, copied] = await Promise.all([
    command([broken, full, named]),
    command([clean, broken]),
    command(['--jsonl', '--now', '2026-01-15T00:00Z'], `{"id":7,"text":"MPAN ${MPAN}"}\nno row\n`),
    command(['--redact', copy, full]),
  ]);

  expect(some).toEqual({
    code: 1,
    out: `${full}: line 2: mpan MPAN_LABELLED\nfile 3 of 3: file name: mpan MPAN_VALID\n`,
    err: expect.stringContaining('broken.xlsx: could not be read ('),
  });
  expect(unread).toMatchObject({ code: 2, out: '' });
  expect(row.code).toBe(1);
  expect(JSON.parse(row.out)).toEqual({
    id: 7,
    decision: 'reject',
    findings: [{ kind: 'mpan', code: 'MPAN_LABELLED', start: 5, end: 18 }],
  });
  expect(copied).toMatchObject({ code: 0, err: `${copy}: written; nothing is found in it\n` });
  expect(readFileSync(copy, 'utf8')).toBe('a\nMPAN [removed]');
});

test('nothing found ends with 0, and a copy is never written over another file', async () => {
  const clean = file('clean.txt', 'EEN-MPAN-0007 passed');
  expect(await scanFiles([clean], now)).toBe(0);
  expect(await writeCopy({ from: clean, to: clean }, now)).toBe(2);
});
