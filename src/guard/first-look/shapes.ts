// What a text must hold before a rule can find anything in it, beyond digits: one row a family of rules.
import {
  MAYBE_STREETS,
  ONE_WORD_STREETS,
  PLACES_NAMED_FIRST,
  STREETS,
  STREETS_NAMED_FIRST,
} from '../address/street-words.ts';
import { automaton } from './automaton.ts';

/** A word by itself; of a long one, its first five letters are enough. */
function word(letters: string): string {
  return letters.length > 5 ? `[^a-z]${letters.slice(0, 5)}` : `[^a-z]${letters}[^a-z]`;
}

/** The same, but no digit stands before it. */
function wordBehindSign(letters: string): string {
  return word(letters).replace('[^a-z]', '[^a-z\\d]');
}

/**
 * Each row covers the expressions with which its rules begin, and may ask for less than they do: a shape too many costs
 * a little time, a shape too few would let something through. A test makes texts from those expressions and holds
 * the rows against them.
 */
export const SHAPES = {
  /** view.ts: signs to be read as their ASCII twins, or left out. */
  notPlain: ['[^\\t\\n\\r -~]'],
  /** decoded.ts: tags, entities, percent signs, backslashes. */
  escape: ['[<&%\\\\]'],
  /** mpan-words.ts */
  mpanWord: [
    ...'mp+a+n mpxn mapn mpna mpam npan meter supply msid rmp j\\d{4} cyflenwi elec'.split(' '),
    'm[ .-]p[ .-]a[ .-]n',
    '[^a-z]s[ -]?n[ou]',
  ],
  /** spelt.ts: such a word, and the beginning of another. */
  numberWord: 'zero nought oh o one two three four five six seven eight nine double triple'
    .split(' ')
    .map(number => `[^a-z]${number}[ ,.\\-\\n]{1,3}[zotfsend]`),
  /** meter.ts */
  meterWord: [...'msn meter mtr serial s/n esme j\\d{4} di-\\d cyfres mesur'.split(' '), '[^a-z]sn[ :=#]'],
  /** device-id.ts: the beginning of pairs, of sixteen signs in a row, of spaced pairs. */
  deviceId: [
    '[0-9a-f]{2}[-:][0-9a-f]{2}[-:][0-9a-f]{2}[-:]',
    '[0-9a-f]{13}',
    '[0-9a-f]{2} [0-9a-f]{2} [0-9a-f]{2} ',
  ],
  /** address-named.ts */
  placeWord: 'addr street premis thorough building house lives living resid occupier property uprn'.split(
    ' ',
  ),
  /** address.ts: the kinds of streets. */
  street: [
    ...[...STREETS, ...MAYBE_STREETS, ...ONE_WORD_STREETS, ...STREETS_NAMED_FIRST, ...PLACES_NAMED_FIRST].map(
      wordBehindSign,
    ),
    'gate[^a-z]',
    'sway[^a-z]',
  ],
  /** address-lists.ts: the same that have names before them, and dwellings. */
  listed: [
    ...'street road avenue lane crescent terrace gardens grove mews wynd brae vennel close drive row hill'
      .split(' ')
      .map(word),
    ...'heol ffordd stryd rhodfa lon clos maes rhiw cwrt sraid rathad'.split(' ').map(word),
    ...'cottage cottages farm farmhouse bungalow steading croft schoolhouse rectory vicarage manse'
      .split(' ')
      .map(word),
    ...'bothy barn lodge byre granary maltings mains'.split(' ').map(word),
    ...'flat apt apartment maisonette plot pitch berth caravan'.split(' ').map(word),
  ],
  /** table.ts: the headings that are not among the words above. */
  heading: ['post ?code'],
} satisfies Record<string, readonly string[]>;

export type Family = keyof typeof SHAPES;

export const AUTOMATON = automaton<Family>(SHAPES);
