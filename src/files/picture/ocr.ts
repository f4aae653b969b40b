// Reads the text in pictures, offline, with what the optional packages bring: the program and its English data.
import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Worker } from 'tesseract.js';

export type OcrText = {
  readonly text: string;
  /** From 0 to 100, over all words. */
  readonly confidence: number;
};

export type Ocr = {
  /** @returns 'too slow' when it was not done in that time */
  readonly read: (picture: Uint8Array, ms: number) => Promise<OcrText | 'too slow' | 'not installed'>;
  readonly close: () => Promise<void>;
};

/**
 * Starts nothing before there is a picture; one worker thread reads them one after the other, and the same picture, as
 * the sign of a company on every page, only once.
 */
export function openOcr(): Ocr {
  const known = new Map<string, OcrText>();
  let worker: Promise<Worker | undefined> | undefined;

  async function close(): Promise<void> {
    const open = worker;
    worker = undefined;
    await (await open)?.terminate();
  }

  async function recognise(picture: Buffer, ms: number): Promise<OcrText | 'too slow' | 'not installed'> {
    worker ??= startWorker();
    const started = await worker;
    if (started === undefined) return 'not installed';
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<'too slow'>(resolve => {
      timer = setTimeout(() => resolve('too slow'), ms);
    });
    const done = started.recognize(picture).then(({ data }) => data);
    const first = await Promise.race([done, late]).finally(() => clearTimeout(timer));
    if (first !== 'too slow') return { text: first.text, confidence: first.confidence };
    // It does not stop by itself, and what it may still say is nobody's concern.
    done.catch(() => undefined);
    await close();
    return 'too slow';
  }

  return {
    close,
    async read(picture, ms) {
      const key = createHash('sha256').update(picture).digest('base64');
      const before = known.get(key);
      if (before) return before;
      const read = await recognise(Buffer.from(picture), ms);
      if (typeof read === 'object') known.set(key, read);
      return read;
    },
  };
}

async function startWorker(): Promise<Worker | undefined> {
  const found = await installed();
  if (found === undefined) return undefined;
  // Nothing is fetched, and nothing is written beside the caller's files.
  return found.createWorker('eng', 1, { langPath: found.data, gzip: true, cacheMethod: 'none' });
}

async function installed() {
  try {
    const require = createRequire(import.meta.url);
    const data = join(dirname(require.resolve('@tesseract.js-data/eng/package.json')), '4.0.0_best_int');
    const { createWorker } = await import('tesseract.js');
    return { createWorker, data };
  } catch {
    return undefined;
  }
}
