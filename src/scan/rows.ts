// Looks through rows that come in on standard input, one JSON object a line.
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { inspect } from '../guard/inspect.ts';
import { clean, found, unread, worse } from './exit-codes.ts';

const row = z.object({ id: z.unknown(), text: z.string(), mode: z.enum(['chat', 'file']).default('chat') });

/** @returns how the command ends */
export function scanRows(now: Date): number {
  let ended = clean;
  for (const line of readFileSync(0, 'utf8').split('\n')) {
    if (line.trim() === '') continue;
    const parsed = row.safeParse(parse(line));
    if (!parsed.success) {
      process.stderr.write('a row is no {"id", "text", "mode"?}\n');
      ended = worse(ended, unread);
      continue;
    }
    const { id, text, mode } = parsed.data;
    const { decision, findings } = inspect(text, { mode, now });
    process.stdout.write(`${JSON.stringify({ id, decision, findings })}\n`);
    if (decision !== 'pass') ended = worse(ended, found);
  }
  return ended;
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
