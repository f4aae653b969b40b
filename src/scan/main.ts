// `npm run scan`: looks through files or rows for raw MPANs and personal data; says where and what kind, never the value.
import { parseArgs } from 'node:util';
import { unread } from './exit-codes.ts';
import { scanFiles } from './files.ts';
import { writeCopy } from './redact/write-copy.ts';
import { scanRows } from './rows.ts';

const USAGE = `npm run --silent scan -- FILE...                   looks through files
npm run --silent scan -- --redact OUT FILE         writes a copy without what was found
npm run --silent scan -- --jsonl [--now ISO]       looks through rows on standard input
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    jsonl: { type: 'boolean', default: false },
    now: { type: 'string' },
    redact: { type: 'string' },
  },
});
const now = values.now === undefined ? new Date() : new Date(values.now);

function wrong(message: string): number {
  process.stderr.write(`${message}\n${USAGE}`);
  return unread;
}

async function run(): Promise<number> {
  if (Number.isNaN(now.getTime())) return wrong('--now: write an instant, e.g. 2026-01-15T00:00Z');
  if (values.jsonl) return scanRows(now);
  const [first] = positionals;
  if (first === undefined) return wrong('name the files to look through');
  if (values.redact === undefined) return scanFiles(positionals, now);
  if (positionals.length > 1) return wrong('--redact makes a copy of one file');
  return writeCopy({ from: first, to: values.redact }, now);
}

process.exitCode = await run();
