// What was written last is kept as a mark: whether it still stands is told without keeping its words.
import { createHash } from 'node:crypto';

/** The same values give the same mark, 16 characters. */
export function markOf(written: unknown): string {
  return createHash('sha256').update(JSON.stringify(written)).digest('base64url').slice(0, 16);
}
