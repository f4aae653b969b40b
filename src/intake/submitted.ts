// A card's button says what a person could have typed: it becomes that line, and goes the same way.
import { kinds } from '../domain/kinds.ts';

type Values = Readonly<Record<string, unknown>>;

/** What the author of a held message answers: to record it without what is doubtful, or that it is no customer data. */
export type HeldAnswer = {
  readonly is: 'without' | 'harmless';
  readonly messageId: string;
  /** The line to record. Nobody has looked at it yet. */
  readonly text: string;
};

/** @returns undefined for another button */
export function heldAnswerOf(values: Values): HeldAnswer | undefined {
  const word = wordsOf(values);
  const is = (['without', 'harmless'] as const).find(known => known === word('answer'));
  if (word('act') !== 'held' || is === undefined) return undefined;
  return { is, messageId: word('messageId'), text: word('text') };
}

/**
 * @param values data of the action merged with the card's inputs, as Teams sends it; nothing in it is trusted
 * A button that is a command brings its line whole.
 * @returns e.g. `/failed 40715 CVD-MPAN-012 step 6: contract reference rejected`; undefined for a button we do not know
 */
export function lineOf(values: Values): string | undefined {
  const word = wordsOf(values);
  if (word('act') === 'line') {
    // `/swap {out} for {in}`: what stands in braces is what was chosen on the card.
    const line = word('line').replace(/\{([a-z]+)\}/gi, (_, name: string) => word(name));
    return line.startsWith('/') ? line : undefined;
  }
  const kind = kinds.find(known => known === word('kind'));
  if (word('act') !== 'status' || kind === undefined) return undefined;
  const step = /^\d{1,3}$/.test(word('step')) ? ` step ${word('step')}` : '';
  const note = word('note') === '' ? '' : `: ${word('note')}`;
  return `/${kind} ${word('testCaseId')} ${word('mpanRef')}${step}${note}`;
}

function wordsOf(values: Values): (name: string) => string {
  return name => {
    const value = values[name];
    return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
  };
}
