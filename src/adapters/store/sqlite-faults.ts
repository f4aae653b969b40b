// What SQLite reports about the world around the file, in words that say what to do.
import { WorldFault } from '../../ports/world-fault.ts';

type Fault = { readonly code: number; readonly says: string; readonly advice: string };

/** Source: sqlite.org, Result and Error Codes, and the texts of sqlite3_errstr(). */
const faults: readonly Fault[] = [
  {
    code: 5,
    says: 'database is locked',
    advice:
      'Another program keeps it locked: stop the other program, or copy of the daybook, that has it open.',
  },
  {
    code: 8,
    says: 'attempt to write a readonly database',
    advice: 'It cannot be written to: give this account the right to write to the file and its folder.',
  },
  {
    code: 10,
    says: 'disk I/O error',
    advice: 'The disk failed: look at the disk, and restore a backup if the file is damaged.',
  },
  {
    code: 11,
    says: 'database disk image is malformed',
    advice: 'It is damaged: restore a backup, or move the file away to begin an empty daybook.',
  },
  { code: 13, says: 'database or disk is full', advice: 'The disk is full: make room.' },
  {
    code: 14,
    says: 'unable to open database file',
    advice: 'It cannot be opened: name a folder that this account may write to.',
  },
  {
    code: 26,
    says: 'file is not a database',
    advice:
      'It is not a daybook, or it is damaged: restore a backup, or move the file away to begin an empty daybook.',
  },
];

/** @returns an Error of one line where something is known to do about it, else the error as it is */
export function atOpening(path: string, error: unknown): unknown {
  const fault = faultOf(error);
  if (fault !== undefined)
    return new Error(`Open the daybook ${path}: ${fault.advice} (SQLite ${fault.code})`);
  if (error instanceof Error && error.message.startsWith('corrupted migrations')) {
    return new Error(
      `Open the daybook ${path}: a later version wrote it. Run that version, or restore a backup.`,
    );
  }
  return error;
}

/** @returns a WorldFault for what the world around the file did; anything else is a mistake of ours and stays as it is */
export function atWork(path: string, error: unknown): unknown {
  const fault = faultOf(error);
  if (fault === undefined) return error;
  const advice = `${fault.advice} (SQLite ${fault.code})`;
  return new WorldFault({ operation: 'write to', target: path, advice });
}

function faultOf(error: unknown): Fault | undefined {
  if (!(error instanceof Error) || !('code' in error) || error.code !== 'ERR_SQLITE_ERROR') return undefined;
  const code = 'errcode' in error && typeof error.errcode === 'number' ? error.errcode & 0xff : undefined;
  // `@photostructure/sqlite` 1.2.1 leaves the number out where a statement fails that gives rows.
  return faults.find(fault =>
    code === undefined ? error.message.includes(fault.says) : fault.code === code,
  );
}
