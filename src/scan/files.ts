// Looks through files by name and prints what was found in each, a line a finding.
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { inspect } from '../guard/inspect.ts';
import { clean, found, unread, worse } from './exit-codes.ts';
import { type FileVerdict, scanFile } from './scan-file.ts';

/** @returns how the command ends */
export async function scanFiles(paths: readonly string[], now: Date): Promise<number> {
  let ended = clean;
  for (const [index, path] of paths.entries()) {
    const shown = shownPath(path, now) ?? `file ${index + 1} of ${paths.length}`;
    const bytes = readGiven(path);
    if (typeof bytes === 'string') {
      process.stderr.write(`${shown}: could not be opened (${bytes})\n`);
      ended = worse(ended, unread);
      continue;
    }
    const verdict = await scanFile({ name: basename(path), bytes, now });
    printFindings(shown, verdict);
    ended = worse(ended, endOf(verdict));
  }
  return ended;
}

/** A path is looked through before it is repeated. */
export function shownPath(path: string, now: Date): string | undefined {
  return inspect(path, { mode: 'file', now }).findings.length === 0 ? path : undefined;
}

/** @returns the bytes, or why there are none */
export function readGiven(path: string): Uint8Array | string {
  try {
    return readFileSync(path);
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : 'cannot be opened';
  }
}

export function printFindings(file: string, { findings, unread: notRead }: FileVerdict): void {
  for (const { kind, code, place } of findings)
    process.stdout.write(`${[file, place].filter(Boolean).join(': ')}: ${kind} ${code}\n`);
  for (const { place, why } of notRead)
    process.stderr.write(`${[file, place].filter(Boolean).join(': ')}: could not be read (${why})\n`);
}

function endOf({ findings, unread: notRead }: FileVerdict): number {
  if (findings.length > 0) return found;
  return notRead.length > 0 ? unread : clean;
}
