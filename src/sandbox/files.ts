/** Keeps the content of attachments by its SHA-256: in a folder, or in memory when there is none. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeWhole } from './keep.ts';

export type Files = {
  readonly put: (content: Buffer) => string;
  /** @throws when the content has gone from the folder */
  readonly get: (hash: string) => Buffer;
};

export function memoryFiles(): Files {
  const contents = new Map<string, Buffer>();
  return {
    put: content => {
      const hash = hashOf(content);
      contents.set(hash, content);
      return hash;
    },
    get: hash => {
      const content = contents.get(hash);
      if (!content) throw new Error(`attachment content ${hash} is not in memory`);
      return content;
    },
  };
}

export function folderFiles(folder: string): Files {
  mkdirSync(folder, { recursive: true });
  return {
    put: content => {
      const hash = hashOf(content);
      const path = join(folder, hash);
      if (!existsSync(path)) writeWhole(path, content);
      return hash;
    },
    get: hash => readFileSync(join(folder, hash)),
  };
}

function hashOf(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}
