// Reads the seed that a sandbox starts from.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseSeed, type Seed } from './seed.ts';

const shippedSeed = fileURLToPath(new URL('./seed.json', import.meta.url));

/**
 * @param path what `SANDBOX_SEED` names; the shipped seed when it names nothing
 * @throws with one plain line when the file cannot be read or is no seed
 */
export function readSeed(path = shippedSeed): Seed {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw new Error(`SANDBOX_SEED: ${path} cannot be read (${code})`);
  }
  return parseSeed(text, path);
}
