// Scans made-up files for tests, with one clock.
import { type FileVerdict, scanFile } from '../../src/scan/scan-file.ts';

/** A made-up supply number whose check digit fits. */
export const MPAN = '2000000000015';
export const now = new Date('2026-01-15T00:00:00Z');

export function scan(name: string, content: string | Uint8Array): Promise<FileVerdict> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return scanFile({ name, bytes, now });
}

/** Where something was found, without doubles. */
export async function placesIn(name: string, content: string | Uint8Array): Promise<readonly string[]> {
  const { findings } = await scan(name, content);
  return [...new Set(findings.map(({ place }) => place))];
}
