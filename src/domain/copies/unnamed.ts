// Takes out of somebody's words all that could tell whose they are: what is known to name somebody, and what is not known at all.
import { type NameFinder, plain } from './names.ts';

const gap = '[…]';

/** @returns true for a text that names somebody, or holds an address */
export function namesSomebody(text: string, find: NameFinder): boolean {
  return find(plain(text)).length > 0;
}

/**
 * What is left is lower-case words, small numbers, and the codes and short words of the programme: a word with a capital, or
 * of other letters, may be a name that nobody has told us.
 */
export function unnamed(text: string, find: NameFinder): string {
  const words = withGaps(plain(text), find).replace(/[\p{L}\p{N}][\p{L}\p{N}_'’.\-/]*/gu, word => kept(word));
  return words
    .replace(/[^\p{L}\p{N}\s.,;:!?()%'’"+=<>/…[\]-]/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/(?:\[…\][\s.,;:/()-]*)+/g, `${gap} `)
    .trim();
}

function withGaps(text: string, find: NameFinder): string {
  let free = '';
  let from = 0;
  for (const { at, length } of [...find(text)].sort((a, b) => a.at - b.at)) {
    if (at >= from) free += `${text.slice(from, at)} ${gap} `;
    from = Math.max(from, at + length);
  }
  return free + text.slice(from);
}

function kept(token: string): string {
  const [, word = '', end = ''] = /^(.*?)([.'’/-]*)$/.exec(token) ?? [];
  return isHarmless(word) ? word + end : `${gap}${end}`;
}

function isHarmless(word: string): boolean {
  return (
    /^[a-z]+(?:['’/-][a-z]+)*$/.test(word) ||
    /^\d{1,3}(?:[.:]\d{1,2})?(?:ms|s|am|pm)?$/.test(word) ||
    code.test(word) ||
    terms.has(word) ||
    (/^[A-Z][a-z]+$/.test(word) && openers.has(word.toLowerCase()))
  );
}

/**
 * Messages, processes, rules and documents of the programme.
 * Source: the Elexon DIP interface catalogue, and the programme's own document numbers.
 */
const code =
  /^(?:IF|PUB|REP|BP|BRS|DI|CR|DES|METH|REG|ECS|MSG|CSS|DS|SP|D|J)-?\d{1,4}[A-Z]?$|^[SP][1-4]$|^HTTP[- ]?\d{3}$/;

/** Short words that everybody in the programme uses. */
const terms = new Set(
  'DIP MPAN MHHS LDSO DNO ISD UIT SIT DUoS MDS ADS SDS MSS MSA MDR LSS VAS EES REGS SMRS CSS ECS HTTP JSON XML CSV API TC QT QTF ID UTC BST GMT I OK MTD COS SSC EAC AQ UMSO'.split(
    ' ',
  ),
);

/** Words that begin a sentence about a defect; any other with a capital may be a name. */
const openers = new Set(
  'a after all although an and another any appointment at because before both but by can contract data date did does duplicate each error every expected file for from got had has have however if in incorrect interface invalid is it latest meter message missing neither no none not nothing now of on one only payload please publication reading received record reference registration rejected rejection request response result see seems sent service should since some status step still system test that the then there these they this those timeout two unexpected unknown value was we were when where which while why with without wrong'.split(
    ' ',
  ),
);
