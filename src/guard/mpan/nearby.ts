// Finds groups of digits near an MPAN word that are an MPAN with a wrong, missing or added digit.

import { hasOtherName, isPhone, touchesShape } from '../harmless/identifiers.ts';
import { isDistributor } from '../mpan-core.ts';
import { firstRunFrom, type Hit, look, type Page } from '../page.ts';
import type { RuleCode } from '../rules.ts';
import { signBehind } from './clusters.ts';
import { isNearlyPrinted, isReadableInFiles } from './layouts.ts';
import type { NearMpanWord } from './run.ts';
import type { MpanWord } from './words.ts';

/** No group of digits that a word reaches begins further away from it than this. */
const BEFORE = 48;
const BEHIND = 48;

/** @param words those of the page; the ones that name a value of their own speak of no other number */
export function nearbyMpans(page: Page, words: readonly MpanWord[], near: NearMpanWord): Hit[] {
  const { runs } = page;
  const hits: Hit[] = [];
  let seen = 0;
  for (const word of words) {
    if (word.value !== undefined) continue;
    const from = Math.max(seen, firstRunFrom(page, word.start - BEFORE));
    for (let run = from; run < runs.count && runs.start(run) <= word.end + BEHIND; run++) {
      seen = run + 1;
      const hit = groupsFrom(page, run);
      if (hit && near(hit.start, hit.end)) hits.push(hit);
    }
  }
  return hits;
}

function groupsFrom(page: Page, first: number): Hit | undefined {
  const { runs, text } = page;
  const sign = first + 1 < runs.count ? signBehind(page, first) : undefined;
  if (sign === undefined || !/^[ .\-_/\u00b7]$/.test(sign)) return undefined;
  const start = runs.start(first);
  if (!isDistributor(text.slice(start, start + 2))) return undefined;
  if (first > 0 && signBehind(page, first - 1) === sign && !hangs(page, first - 1)) return undefined;
  const lengths = [runs.length(first)];
  let sum = runs.length(first);
  let found: Hit | undefined;
  let last = first;
  while (last + 1 < runs.count && sum < 14 && signBehind(page, last) === sign) {
    sum += runs.length(++last);
    lengths.push(runs.length(last));
    const code = codeOf(lengths, sum);
    if (code) found = { code, start, end: runs.end(last) };
  }
  return found && !isOther(page, found) ? found : undefined;
}

function codeOf(lengths: readonly number[], sum: number): RuleCode | undefined {
  const name = lengths.join('-');
  if (sum === 13 && /^2-(?:4-4-3|8-3)$/.test(name)) return 'MPAN_CONTEXT';
  if (sum === 13 && isReadableInFiles(lengths)) return 'MPAN_LABELLED_PART';
  return sum >= 11 && sum <= 14 && name.startsWith('2-') && isNearlyPrinted(lengths)
    ? 'MPAN_CONTEXT'
    : undefined;
}

/** The digits of a reference before it, as in `EEN-MPAN-0007 22 7867 6232 781`. */
function hangs({ text, runs }: Page, run: number): boolean {
  const start = runs.start(run);
  return /[A-Za-z]$|[A-Za-z0-9][-_#:/.]$/.test(text.slice(Math.max(0, start - 2), start));
}

function isOther(page: Page, place: Hit): boolean {
  if (touchesShape(page, place) || isPhone(page, place) || hasOtherName(page, place.start)) return true;
  return /^ ?(?:kWh|MWh|ms|MB|rows|%)/i.test(look(page, place.end, place.end + 5));
}
