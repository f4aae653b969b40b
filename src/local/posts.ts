// What stands in the channels: the messages in the order they came, who is told of changes, and the file that keeps them.
import { z } from 'zod';
import { keeper } from './keep.ts';
import type { LocalMessage } from './message.ts';

export type Posts = {
  /** In the order they were posted, all channels together. */
  all(): readonly LocalMessage[];
  find(id: string): LocalMessage | undefined;
  /** Epoch milliseconds as text, the first free one from `at` on. */
  newId(at: number): string;
  /** Adds a message, or puts it in the place of the one with its id. */
  put(message: LocalMessage): void;
  /** @returns stops it */
  onChange(listener: (message: LocalMessage) => void): () => void;
  /** Writes down what is not written yet. */
  close(): Promise<void>;
};

const named = z.object({ id: z.string(), name: z.string() });
const keptFile = z.object({
  format: z.literal(1),
  messages: z.array(
    z.object({
      id: z.string(),
      ldso: z.string(),
      root: z.string(),
      from: named.extend({
        is: z.enum(['person', 'bot']),
        role: z.string(),
        aadObjectId: z.string().exactOptional(),
      }),
      at: z.number(),
      text: z.string().exactOptional(),
      html: z.string().exactOptional(),
      summary: z.string().exactOptional(),
      cards: z.array(z.record(z.string(), z.unknown())),
      files: z.array(z.object({ id: z.string(), name: z.string(), size: z.number() })).exactOptional(),
      mentions: z.array(named),
      reactions: z.array(z.object({ type: z.string(), personId: z.string() })).exactOptional(),
      editedAt: z.number().exactOptional(),
      deletedAt: z.number().exactOptional(),
      restoredAt: z.number().exactOptional(),
      onlyFor: z.string().exactOptional(),
      withheld: z.literal(true).exactOptional(),
      botStatus: z.number().exactOptional(),
    }),
  ),
});

/**
 * @param keep.mayKeep whether a text may be written to the file; a message with one that may not is kept without its words
 * @throws when the file is there and is not one of ours
 */
export function openPosts(keep: {
  readonly file: string | undefined;
  readonly mayKeep: (text: string) => boolean;
  readonly onFault: (error: unknown) => void;
}): Posts {
  const messages = new Map<string, LocalMessage>();
  const kept = new Map<string, LocalMessage>();
  const listeners = new Set<(message: LocalMessage) => void>();
  const file =
    keep.file === undefined
      ? undefined
      : keeper({
          file: keep.file,
          content: () => ({ format: 1, messages: [...kept.values()] }),
          onFault: keep.onFault,
        });
  const found = file?.read(keptFile);
  for (const message of found?.messages ?? []) {
    messages.set(message.id, message);
    kept.set(message.id, message);
  }
  return {
    all: () => [...messages.values()],
    find: id => messages.get(id),
    newId: at => {
      let id = at;
      while (messages.has(String(id))) id += 1;
      return String(id);
    },
    put: message => {
      messages.set(message.id, message);
      kept.set(message.id, mayBeKept(message, keep.mayKeep) ? message : withoutWords(message));
      file?.changed();
      for (const listener of listeners) listener(message);
    },
    onChange: listener => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: async () => {
      await file?.close();
    },
  };
}

function mayBeKept(message: LocalMessage, mayKeep: (text: string) => boolean): boolean {
  const { text, html, summary, cards, files = [] } = message;
  // The bot must repeat nothing that was refused; the file does not rely on it.
  const names = files.map(({ name }) => name);
  return [text, html, summary, ...names, ...cards.flatMap(wordsIn)].every(
    each => each === undefined || mayKeep(each),
  );
}

function wordsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(wordsIn);
}

function withoutWords(message: LocalMessage): LocalMessage {
  const { text: _text, html: _html, summary: _summary, files: _files, ...rest } = message;
  return { ...rest, cards: [], withheld: true };
}
