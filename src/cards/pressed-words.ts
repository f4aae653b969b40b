// What is answered to whoever pressed a button, and seen by nobody else; the rest is said in the thread.
import type { Outcome } from '../domain/said.ts';

const pressedWords: Readonly<Record<NonNullable<Outcome['pressed']>, string>> = {
  'not-the-author': 'Only the author of the message can answer this.',
  'too-late': 'This was answered already.',
  'personal-data': 'Not recorded: what you typed holds what must not be in Teams.',
};

/** @returns undefined where nothing is said beside the thread */
export function toldToPresser({ decision, pressed }: Outcome): string | undefined {
  if (pressed !== undefined) return pressedWords[pressed];
  return decision === 'reject' ? 'Not recorded: see the answer in the thread.' : undefined;
}
