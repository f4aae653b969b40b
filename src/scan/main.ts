// `npm run scan`: looks through files or rows for raw MPANs and personal data; says where and what kind, never the value.
import { parseArgs } from 'node:util';
import { unread } from './exit-codes.ts';
import { scanFiles } from './files.ts';
import { scanRows } from './rows.ts';

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
  process.exitCode = await scanFiles(positionals, now);
}
