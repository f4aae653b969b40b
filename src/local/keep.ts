// A JSON file that follows something that changes: written whole, a moment after a change, and never half.
import { mkdirSync, readFileSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { z } from 'zod';

export type Keeper = {
  /**
   * @returns undefined when there is no file yet
   * @throws when the file is not what was written
   */
  read<Schema extends z.ZodType>(schema: Schema): z.infer<Schema> | undefined;
  /** The content has changed: it is written within a tenth of a second, many changes at once. */
  changed(): void;
  /** Waits until the last change is written. */
  close(): Promise<void>;
};

const pauseMs = 100;

export function keeper(of: {
  readonly file: string;
  readonly content: () => unknown;
  readonly onFault: (error: unknown) => void;
}): Keeper {
  const { file, content, onFault } = of;
  let timer: NodeJS.Timeout | undefined;
  let writing = Promise.resolve();
  mkdirSync(dirname(file), { recursive: true });

  function write(): void {
    timer = undefined;
    // One after another: two renames at once could leave the older content.
    writing = writing
      .then(async () => {
        await writeFile(`${file}.new`, JSON.stringify(content()), { mode: 0o600 });
        await rename(`${file}.new`, file);
      })
      .catch(onFault);
  }

  return {
    read: schema => {
      const text = textOf(file);
      if (text === undefined) return undefined;
      const parsed = schema.safeParse(jsonOf(text));
      if (!parsed.success)
        throw new Error(`${file}: is not a kept local channel; move it away to start with empty channels`);
      return parsed.data;
    },
    changed: () => {
      timer ??= setTimeout(write, pauseMs).unref();
    },
    close: async () => {
      if (timer !== undefined) {
        clearTimeout(timer);
        write();
      }
      await writing;
    },
  };
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
