// Reads labelled rows: texts that the guard must find something in, and texts that it must let pass.
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';

export type Row = {
  readonly id: string;
  readonly text: string;
  readonly mode: 'chat' | 'file';
  readonly kind: string;
  readonly expect: 'found' | 'pass';
  /** The very decision, where the row is one of the policy's. */
  readonly exactly: 'pass' | 'warn' | 'reject' | undefined;
  /** What the row is an example of; a policy's row begins with the code of its rule. */
  readonly note: string;
  /** People disagree about it: told apart, judged by nobody. */
  readonly ambiguous: boolean;
};

const written = z.object({
  id: z.string().optional(),
  text: z.string(),
  mode: z.enum(['chat', 'file']).default('chat'),
  kind: z.string().optional(),
  reason: z.string().optional(),
  note: z.string().default(''),
  expect: z.enum(['found', 'pass', 'warn', 'reject']).optional(),
  ambiguous: z.boolean().default(false),
});

export const ownCorpora: readonly string[] = readdirSync('test/corpora/guard')
  .filter(name => name.endsWith('.jsonl'))
  .map(name => join('test/corpora/guard', name));

/** @throws Error on a row that says neither itself nor by its file's name (positive, negative) what is expected */
export function rowsOf(path: string): readonly Row[] {
  const lines = readFileSync(path, 'utf8')
    .split('\n')
    .filter(line => line.trim() !== '');
  return lines.map((line, index) => {
    const row = written.parse(JSON.parse(line));
    return {
      id: row.id ?? `${basename(path)}:${index + 1}`,
      text: row.text,
      mode: row.mode,
      kind: row.kind ?? row.reason?.split(' ')[0] ?? 'other',
      expect: expected(row.expect, path),
      exactly: row.expect === 'found' ? undefined : row.expect,
      note: row.note,
      ambiguous: row.ambiguous,
    };
  });
}

function expected(said: z.infer<typeof written>['expect'], path: string): Row['expect'] {
  if (said === 'pass') return 'pass';
  if (said !== undefined) return 'found';
  if (/positive/.test(basename(path))) return 'found';
  if (/negative/.test(basename(path))) return 'pass';
  throw new Error(
    `${path}: a row has no "expect", and the file is called neither positive nor negative; name it so`,
  );
}
