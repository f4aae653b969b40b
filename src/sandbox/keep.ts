/** Writes the sandbox's state to one file and reads it back after a restart. */
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import type { World } from './state.ts';

/** Replaces a file in one step: after a crash there is the old content or the new one, never half of it. */
export function writeWhole(path: string, content: Buffer | string): void {
  const draft = `${path}.part`;
  const file = openSync(draft, 'w');
  try {
    const bytes = typeof content === 'string' ? Buffer.from(content) : content;
    for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(draft, path);
  // The rename itself lives in the folder: without this a power cut may bring the old name back.
  const folder = openSync(dirname(path), 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

/** @returns `undefined` where nothing was kept yet
 *  @throws when the file is there and cannot be used */
export function readKept(path: string): World | undefined {
  if (!existsSync(path)) return undefined;
  const advice = 'Restore it from a copy, or start with reset to build the sandbox from its seed again.';
  let kept: unknown;
  try {
    kept = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new Error(
      `reading the sandbox state ${path}: the file is damaged and is left as it is. ${advice}`,
      {
        cause: error,
      },
    );
  }
  if (isWorld(kept)) return kept;
  throw new Error(`reading the sandbox state ${path}: not a state of this version. ${advice}`);
}

function isWorld(kept: unknown): kept is World {
  if (typeof kept !== 'object' || kept === null) return false;
  if (!('format' in kept) || kept.format !== 1) return false;
  if (!('seedHash' in kept) || typeof kept.seedHash !== 'string') return false;
  return 'organisations' in kept && Array.isArray(kept.organisations);
}

export type Keeper = {
  /** Notes that the state has changed; it is on disk within the delay. */
  readonly changed: () => void;
  /** Writes now what is not written yet. */
  readonly flush: () => void;
};

/** @param failed is told when a delayed write does not succeed; the next change tries again */
export function keeper(world: World, path: string, failed: (error: unknown) => void): Keeper {
  const delayInMs = 150;
  let timer: NodeJS.Timeout | undefined;
  let written = false;
  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    if (written) return;
    writeWhole(path, `${JSON.stringify(world)}\n`);
    written = true;
  };
  return {
    changed: () => {
      written = false;
      timer ??= setTimeout(() => {
        try {
          flush();
        } catch (error) {
          failed(error);
        }
      }, delayInMs);
    },
    flush,
  };
}
