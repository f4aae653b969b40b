// Finds the command that a slash with an unknown word was meant to be.
import { nearestWord } from './kind-words.ts';

/** Every command that is no notification, as people are told to write it. */
export const commandWords: readonly string[] = [
  'help',
  'quiet',
  'outbox',
  'leak-in-ado',
  'schedule',
  'reason',
  'evidence',
  'evidence-exception',
  'data',
  'confirm',
  'swap',
  'take',
  'away',
  'back',
  'cover',
  'report',
  'migration',
  'my-day',
  'answered',
  'reopen',
  'mpid',
  'trigger-request',
  'replay-request',
  'received',
  'replayed',
  'queue',
];

/** What comes by itself is looked for as a command too, and these show most of it. */
const shownBy: Readonly<Record<string, string>> = { washup: 'report daily', standup: 'schedule' };

/**
 * @param word behind the slash, unknown
 * @param rest of its line: `/leak in ado` is a command in three words
 * @returns without its slash; undefined where nothing is near
 */
export function commandMeant(word: string, rest: string): string | undefined {
  const next = /^[ \t]*([a-z]+)?[ \t]*([a-z]+)?/i.exec(rest);
  const typed = [word, word + (next?.[1] ?? ''), word + (next?.[1] ?? '') + (next?.[2] ?? '')].map(joined);
  const known = new Map([
    ...commandWords.map(each => [joined(each), each] as const),
    ...Object.entries(shownBy),
  ]);
  const exact = typed.findLast(each => known.has(each));
  const near = exact ?? typed.flatMap(each => nearestWord(each, [...known.keys()]) ?? [])[0];
  return near === undefined ? undefined : known.get(near);
}

function joined(words: string): string {
  return words.toLowerCase().replaceAll('-', '');
}
