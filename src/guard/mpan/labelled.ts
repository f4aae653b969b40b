// Judges the numbers that a text itself calls an MPAN.

import {
  isCalendarStamp,
  isCompactDate,
  isInDipReference,
  isInHash,
  isPhone,
  touchesShape,
} from '../harmless/identifiers.ts';
import { checkDigitFits, isDistributor } from '../mpan-core.ts';
import { codeAt, type Hit, isLetterCode, look, type Page, runAt } from '../page.ts';
import type { RuleCode } from '../rules.ts';
import { gapSign } from './clusters.ts';
import { isNearlyPrinted, layoutOf } from './layouts.ts';
import { readAsDigits } from './letter-digits.ts';
import { speltDigits } from './spelt.ts';
import type { MpanWord } from './words.ts';

/** @returns what the word names when that is an MPAN or part of one: a list after one word gives several */
export function labelledMpans(page: Page, word: MpanWord): Hit[] {
  const hits: Hit[] = [];
  let at = word.value;
  while (at !== undefined) {
    const hit = judge(page, at, { ...word, glued: word.glued && hits.length === 0 });
    if (!hit) break;
    hits.push(hit);
    at = nextOfList(page, hit.end);
  }
  return hits;
}

const LIST =
  /[ \t"')\]]{0,3}(?:[,;&+/|\n]|->|=>|and\b|or\b|plus\b)[ \t"'(\n[]{0,4}(?:(?:and|or|export|import) )?(?:\d{1,2}[.)] ?(?=\d))?/y;

function nextOfList(page: Page, from: number): number | undefined {
  LIST.lastIndex = from;
  const between = LIST.exec(page.text)?.[0];
  return between === undefined ? undefined : from + between.length;
}

type Manner = Pick<MpanWord, 'glued' | 'reference'>;

function judge(page: Page, at: number, manner: Manner): Hit | undefined {
  const run = runAt(page, at);
  if (run === undefined) return disguised(page, at);
  const start = page.runs.start(run);
  const end = page.runs.end(run);
  if (end - start < 8 && isAlone(page, run)) return undefined;
  const scientific = /^\d[.,]\d{1,16}[eE]\+?1[23](?!\d)/.exec(look(page, start, start + 24))?.[0];
  if (scientific) {
    const code = scientific.length >= 13 ? 'MPAN_SCIENTIFIC' : 'MPAN_LABELLED_PART';
    return { code, start, end: start + scientific.length };
  }
  const long = longRun(page, start, end, manner);
  if (long) return { code: long, start, end };
  return disguised(page, at) ?? groups(page, run, manner) ?? shortRun(page, start, end, manner);
}

/** The cheap question first: most that stands behind the word is a short reference, as in EEN-MPAN-0007. */
function isAlone({ runs, text }: Page, run: number): boolean {
  const end = runs.end(run);
  if (run + 1 < runs.count && runs.start(run + 1) - end <= 16) return false;
  const next = codeAt(text, end);
  // What may go on in a number that is masked, misread or written with letters.
  if (isLetterCode(next) || next === 35 || next === 42 || next === 63 || next === 124) return false;
  const second = codeAt(text, end + 1);
  return !((next === 32 || next === 45 || next === 46) && (isLetterCode(second) || second === 124));
}

function longRun(page: Page, start: number, end: number, { glued, reference }: Manner): RuleCode | undefined {
  const length = end - start;
  if (length < 10 || length > 22) return undefined;
  const digits = page.text.slice(start, end);
  // Distributor 00 does not exist: leading zeros fill up a reference, as in MPAN0000000123.
  if (glued && digits.startsWith('000')) return undefined;
  if (length === 13) return 'MPAN_LABELLED';
  const place = { start, end };
  if (
    isCalendarStamp(digits) ||
    isPhone(page, place) ||
    isInHash(page, place) ||
    isInDipReference(page, place)
  ) {
    return undefined;
  }
  if (length === 10 && reference) return 'MPAN_LABELLED_PART';
  return 'MPAN_LABELLED_LENGTH';
}

function shortRun(page: Page, start: number, end: number, { glued, reference }: Manner): Hit | undefined {
  const length = end - start;
  if (length < 8 || length > 9 || glued || reference) return undefined;
  if (isCompactDate(page.text.slice(start, end)) || touchesShape(page, { start, end })) return undefined;
  return { code: 'MPAN_LABELLED_PART', start, end };
}

/** Groups from this run on that together make an MPAN, or nearly. */
function groups(page: Page, first: number, manner: Manner): Hit | undefined {
  const { runs } = page;
  const lengths = [runs.length(first)];
  const signs = new Set<string>();
  let sum = runs.length(first);
  let nearly: Hit | undefined;
  for (let run = first + 1; run < runs.count && sum < 13; run++) {
    const sign = gapSign(page, runs.end(run - 1), runs.start(run));
    if (sign === undefined || sign.includes(';')) break;
    signs.add(sign);
    lengths.push(runs.length(run));
    sum += runs.length(run);
    const place = { start: runs.start(first), end: runs.end(run) };
    if (sum === 13) return thirteen(page, { place, lengths, even: signs.size === 1 }, manner) ?? nearly;
    if (sum >= 11 && sum <= 14 && signs.size === 1 && isNearly(page, lengths, place, manner)) {
      nearly = { code: 'MPAN_LABELLED_LENGTH', ...place };
    }
  }
  return nearly;
}

type Place = { readonly start: number; readonly end: number };
type Groups = { readonly place: Place; readonly lengths: readonly number[]; readonly even: boolean };

function thirteen(page: Page, { place, lengths, even }: Groups, manner: Manner): Hit | undefined {
  const digits = look(page, place.start, place.end).replace(/\D+/g, '');
  const layout = layoutOf(lengths);
  const fits = isDistributor(digits) && checkDigitFits(digits);
  if (layout !== 'printed' && touchesShape(page, place)) return undefined;
  if (fits && layout !== 'other') return { code: 'MPAN_LABELLED', ...place };
  // MPAN-REF-0012 40662 4001: a reference, then other numbers
  const first = lengths[0] ?? 0;
  const likeReference = (manner.glued || manner.reference) && first >= 3 && first <= 8;
  if (fits) return even || !likeReference ? { code: 'MPAN_LABELLED', ...place } : undefined;
  if (!isDistributor(digits) || likeReference || !even) return undefined;
  if (lengths.length === 2 && lengths[1] === 10) return undefined;
  return { code: layout === 'other' ? 'MPAN_LABELLED_PART' : 'MPAN_LABELLED', ...place };
}

function isNearly(
  page: Page,
  lengths: readonly number[],
  place: Place,
  { glued, reference }: Manner,
): boolean {
  const digits = look(page, place.start, place.end);
  if (!isNearlyPrinted(lengths) || !isDistributor(digits) || touchesShape(page, place)) return false;
  return !((glued || reference) && /^(?:19|20)\d\d/.test(digits));
}

/** Letters for digits, number words, and a mask that hides too little. */
function disguised(page: Page, at: number): Hit | undefined {
  const letters = readAsDigits(page, at);
  if (letters) return { code: 'MPAN_LOOKALIKE', start: at, end: letters.end };
  const spelt = speltDigits(page, at);
  if (spelt && spelt.digits.length >= 10) return { code: 'MPAN_SPELT', start: at, end: spelt.end };
  const masked = /^[0-9xX*?#]{12,14}(?![A-Za-z0-9])/.exec(look(page, at, at + 15))?.[0];
  if (masked && masked.replace(/\D/g, '').length >= 8 && /\D/.test(masked)) {
    return { code: 'MPAN_LABELLED_PART', start: at, end: at + masked.length };
  }
  const misread = /^\d[0-9A-Za-z]{11,13}(?![A-Za-z0-9])/.exec(look(page, at, at + 15))?.[0];
  if (misread && misread.replace(/\D/g, '').length >= 9 && !/^(?:19|20)\d{6}T|^[0-9a-f]+$/.test(misread)) {
    return { code: 'MPAN_LABELLED_PART', start: at, end: at + misread.length };
  }
  return undefined;
}
