// Whether a reply in the thread of a query may be its answer: its words are looked at once, here, and kept nowhere.
import type { CleanText } from '../guard/clean-text.ts';

/**
 * A reply counts as an answer as soon as one sentence of it does. None of these does: a question back, a word that somebody
 * is looking, a sentence that calls a group, a greeting, a bare name. So a query that was only talked about stays open.
 * @returns undefined where nothing is said at all
 */
export function replySense(text: CleanText): 'answer' | 'no-answer' | undefined {
  const sentences = text
    .split(/(?<=[.!?])\s+|\n+/)
    .map(sentence => sentence.trim())
    .filter(sentence => /[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(sentence));
  if (sentences.length === 0) return undefined;
  return sentences.every(saysNothingYet) ? 'no-answer' : 'answer';
}

const callsGroup = /@\s?(?:data|defect|nft|qualification)\s?team\b/i;

const courtesy =
  /^(?:hi|hello|hey|dear|good (?:morning|afternoon)|morning|afternoon|thanks|thank you|many thanks|ta|cheers|please|sorry|regards|kind regards)\b[\s\p{L}'’,@.!-]{0,40}$/iu;

const isLooking =
  /\b(?:looking (?:into|at)|taking a look|(?:will|i'll|we'll|let me|let us|going to|can) (?:have a )?(?:look|check|investigate|find out|ask|get back|come back)|(?:getting|get) back to you|(?:checking|investigating)(?: (?:this|it|that|now))?|on it|bear with|one (?:moment|second|minute|sec)|give (?:me|us) (?:a|\d+))\b/iu;

const bareName = /^@[\p{L}' ’.-]{1,60}[.!,]?$/u;

function saysNothingYet(sentence: string): boolean {
  if (/\?["'”)\s]*$/.test(sentence)) return true;
  return (
    callsGroup.test(sentence) ||
    courtesy.test(sentence) ||
    bareName.test(sentence) ||
    (isLooking.test(sentence) && sentence.length <= mostOfAPromise)
  );
}

/** Longer than this, a sentence that promises to look says more than that. */
const mostOfAPromise = 90;
