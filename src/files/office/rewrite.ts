// Writes a package again with some of its parts changed or left out, every other part as it was.
import { type Zippable, zipSync } from 'fflate';
import type { ZipEntry } from '../zip.ts';

export type Changes = {
  /** The new bytes of a part. */
  readonly changed: ReadonlyMap<string, Uint8Array>;
  readonly dropped?: ReadonlySet<string>;
};

export function rewritePackage(
  parts: readonly ZipEntry[],
  { changed, dropped = new Set() }: Changes,
): Uint8Array {
  const entries: Zippable = {};
  for (const part of parts) {
    if (dropped.has(part.name) || part.name.endsWith('/')) continue;
    entries[part.name] = changed.get(part.name) ?? part.read();
  }
  // One time for all: when the copy was made is nobody's business.
  return zipSync(entries, { mtime: new Date(1980, 0, 1) });
}
