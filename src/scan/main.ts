// `npm run scan`: looks through files or rows for raw MPANs and personal data; says where and what kind, never the value.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { type Finding, inspect } from '../guard/inspect.ts';

/** What can be read as text; other files need their own reader and are said to be unread. */
const readable = /\.(txt|json|jsonl|xml|csv|eml|log|md)$/i;

const row = z.object({ id: z.unknown(), text: z.string(), mode: z.enum(['chat', 'file']).default('chat') });

/** Nothing found. */
const clean = 0;
const found = 1;
/** Something could not be read: it is not called clean. */
const unread = 2;

function scanRows(now: Date): number {
  let worst = clean;
  for (const line of readFileSync(0, 'utf8').split('\n')) {
    if (line.trim() === '') continue;
    const parsed = row.safeParse(parse(line));
    if (!parsed.success) {
      process.stderr.write('a row is no {"id", "text", "mode"?}\n');
      worst = unread;
      continue;
    }
    const { id, text, mode } = parsed.data;
    const { decision, findings } = inspect(text, { mode, now });
    process.stdout.write(`${JSON.stringify({ id, decision, findings })}\n`);
    if (decision !== 'pass') worst = Math.max(worst, found);
  }
  return worst;
}

function scanFile(path: string, now: Date): number {
  if (!readable.test(path))
    return couldNot(path, 'this kind of file is not read yet; look through it yourself');
  let text: string;
  try {
    text = decode(readFileSync(path));
  } catch (error) {
    return couldNot(path, error instanceof Error && 'code' in error ? String(error.code) : 'not text');
  }
  const { findings } = inspect(text, { mode: 'file', now });
  for (const finding of findings)
    process.stdout.write(`${path}:${lineOf(text, finding)}: ${finding.kind} ${finding.code}\n`);
  return findings.length === 0 ? clean : found;
}

function couldNot(path: string, why: string): number {
  process.stderr.write(`${path}: could not be read (${why})\n`);
  return unread;
}

/** UTF-8, or UTF-16 by its byte order mark: read as UTF-8, a NUL between digits would hide every number. */
function decode(bytes: Buffer): string {
  const mark = bytes.subarray(0, 2).toString('hex');
  if (mark === 'fffe') return new TextDecoder('utf-16le').decode(bytes);
  if (mark === 'feff') return new TextDecoder('utf-16be').decode(bytes);
  return new TextDecoder('utf-8').decode(bytes).replaceAll('\0', '');
}

function lineOf(text: string, { start }: Finding): number {
  return text.slice(0, start).split('\n').length;
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { jsonl: { type: 'boolean', default: false }, now: { type: 'string' } },
});
const now = values.now === undefined ? new Date() : new Date(values.now);
if (Number.isNaN(now.getTime())) {
  process.stderr.write('--now: write an instant, e.g. 2026-01-15T00:00Z\n');
  process.exitCode = unread;
} else if (values.jsonl) {
  process.exitCode = scanRows(now);
} else if (positionals.length === 0) {
  process.stderr.write('name the files to look through: npm run --silent scan -- FILE...\n');
  process.exitCode = unread;
} else {
  process.exitCode = Math.max(...positionals.map(path => scanFile(path, now)));
}
