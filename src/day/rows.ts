// The rows of a scripted day: who posted what, where and when.
import { readFileSync } from 'node:fs';
import { z } from 'zod';

const row = z.object({
  id: z.string().min(1),
  time: z.iso.datetime({ offset: true, error: 'write an instant, e.g. "2025-01-21T09:06:00Z"' }),
  ldso: z.string().min(1),
  author: z.string().default('Somebody'),
  text: z.string().default(''),
  html: z.string().optional(),
  replyTo: z.string().optional(),
  editOf: z.string().optional(),
  deleteOf: z.string().optional(),
  undeleteOf: z.string().optional(),
  redeliveryOf: z.string().optional(),
  fromBot: z.boolean().optional(),
});

export type Row = z.infer<typeof row>;

/**
 * @param path JSON Lines, one row a line; other fields of a row (labels, say) are left alone
 * @throws with one line a mistake: file, line, field, what to write
 */
export function readRows(path: string): readonly Row[] {
  const lines = textOf(path).split(/\r?\n/);
  const mistakes: string[] = [];
  const rows: Row[] = [];
  for (const [place, line] of lines.entries()) {
    if (line.trim() === '') continue;
    const parsed = row.safeParse(parse(line));
    if (parsed.success) rows.push(parsed.data);
    else {
      const { path: field, message } = parsed.error.issues[0] ?? { path: [], message: 'not a row' };
      mistakes.push(
        `${path}:${place + 1}: ${field.length === 0 ? 'the row' : field.map(String).join('.')}: ${message}`,
      );
    }
  }
  if (mistakes.length > 0) throw new Error(mistakes.join('\n'));
  const seen = new Set<string>();
  for (const { id, ...rest } of rows) {
    const earlier = rest.replyTo ?? rest.editOf ?? rest.deleteOf ?? rest.undeleteOf ?? rest.redeliveryOf;
    if (earlier !== undefined && !seen.has(earlier))
      throw new Error(`${path}: row ${id} speaks of ${earlier}, which is no earlier row`);
    if (seen.has(id)) throw new Error(`${path}: row ${id} stands twice`);
    seen.add(id);
  }
  return rows;
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw new Error(`${path}: cannot be read (${code})`);
  }
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
