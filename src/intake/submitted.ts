// A card's button says what a person could have typed: it becomes that line, and goes the same way.
import { kinds } from '../domain/kinds.ts';

/**
 * @param values data of the action merged with the card's inputs, as Teams sends it; nothing in it is trusted
 * A button that is a command brings its line whole.
 * @returns e.g. `/failed 40715 CVD-MPAN-012 step 6: contract reference rejected`; undefined for a button we do not know
 */
export function lineOf(values: Readonly<Record<string, unknown>>): string | undefined {
  const word = (name: string) => {
    const value = values[name];
    return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
  };
  if (word('act') === 'line') return word('line').startsWith('/') ? word('line') : undefined;
  const kind = kinds.find(known => known === word('kind'));
  if (word('act') !== 'status' || kind === undefined) return undefined;
  const step = /^\d{1,3}$/.test(word('step')) ? ` step ${word('step')}` : '';
  const note = word('note') === '' ? '' : `: ${word('note')}`;
  return `/${kind} ${word('testCaseId')} ${word('mpanRef')}${step}${note}`;
}
