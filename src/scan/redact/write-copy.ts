// Writes a copy of a file without what was found in it, and says where that was.
import { writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { openOcr } from '../../files/picture/ocr.ts';
import { clean, unread } from '../exit-codes.ts';
import { printFindings, readGiven, shownPath } from '../files.ts';
import { scanFile } from '../scan-file.ts';
import { redactFile } from './redact-file.ts';

export type Copying = { readonly from: string; readonly to: string };

/** @returns how the command ends: 0 when there is a clean copy, 2 when there is none */
export async function writeCopy({ from, to }: Copying, now: Date): Promise<number> {
  const given = shownPath(from, now) ?? 'the file';
  const copy = shownPath(to, now);
  if (copy === undefined) return refuse('the copy', 'its name is to be seen by others: choose another');
  const bytes = readGiven(from);
  if (typeof bytes === 'string') return refuse(given, `could not be opened (${bytes})`);
  const ocr = openOcr();
  const file = { name: basename(from), bytes, now, ocr };
  printFindings(given, await scanFile(file));
  const redacted = await redactFile(file);
  await ocr.close();
  if (redacted.type === 'not redacted') return refuse(given, redacted.why);
  try {
    // An older file of that name stays: it may be the very one that was given.
    writeFileSync(to, redacted.bytes, { flag: 'wx' });
  } catch (error) {
    return refuse(copy, error instanceof Error && 'code' in error ? String(error.code) : 'cannot be written');
  }
  process.stderr.write(`${copy}: written; nothing is found in it\n`);
  return clean;
}

function refuse(file: string, why: string): number {
  process.stderr.write(`${file}: no copy was written (${why})\n`);
  return unread;
}
