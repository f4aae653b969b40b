// What a text must hold before a rule can find anything in it, beyond digits: one row a family of rules.
import { automaton } from './automaton.ts';

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
    ...'mpan mpxn mapn mpna meter supply msid rmp j\\d{4} cyflenwi'.split(' '),
    'm[ .]p[ .]a[ .]n',
    '[^a-z]s[ -]?n[ou]',
  ],
  /** spelt.ts: such a word, and the beginning of another. */
  numberWord: 'zero nought oh o one two three four five six seven eight nine double triple'
    .split(' ')
    .map(word => `${word}[ ,.\\-\\n]{1,3}[zotfsend]`),
  /** meter.ts */
  meterWord: [...'msn meter mtr serial s/n esme j\\d{4} di-\\d cyfres mesur'.split(' '), '[^a-z]sn[ :=#]'],
  /** device-id.ts: the beginning of pairs, of sixteen signs in a row, of spaced pairs. */
  deviceId: [
    '[0-9a-f]{2}[-:][0-9a-f]{2}[-:][0-9a-f]{2}[-:]',
    '[0-9a-f]{9}',
    '[0-9a-f]{2} [0-9a-f]{2} [0-9a-f]{2} ',
  ],
  /** address-named.ts */
  placeWord: 'addr street premis thorough building house lives living resid occupier property uprn'.split(
    ' ',
  ),
  /** address-lists.ts */
  namedPlace: (
    'stre road aven lane cres terr gard grov mews wynd brae venn close driv row hill heol ffor stry rhod lon maes rhiw cwrt ' +
    'srai rath cott farm bung stea crof scho rect vica manse both barn lodg byre gran malt mains flat apt apar mais plot ' +
    'pitch berth cara'
  ).split(' '),
  /** table.ts: the headings that are not among the words above. */
  heading: ['post ?code'],
} satisfies Record<string, readonly string[]>;

export type Family = keyof typeof SHAPES;

export const AUTOMATON = automaton<Family>(SHAPES);
