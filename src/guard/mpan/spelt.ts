// Reads numbers that are spelt out in words, digit by digit.
import { isMpan } from '../mpan-core.ts';
import { type Hit, matchesOf, type Page } from '../page.ts';

const VALUES: Readonly<Record<string, string>> = {
  zero: '0',
  oh: '0',
  o: '0',
  nought: '0',
  one: '1',
  two: '2',
  three: '3',
  four: '4',
  five: '5',
  six: '6',
  seven: '7',
  eight: '8',
  nine: '9',
};
const NUMBER_WORD =
  /[ ,.\-\n]{0,3}(zero|nought|oh|o|one|two|three|four|five|six|seven|eight|nine|double|triple)(?![A-Za-z])/iy;

/** The digits spelt from an offset on, as far as number words go. */
export function speltDigits(
  page: Page,
  at: number,
): { readonly digits: string; readonly end: number } | undefined {
  let digits = '';
  let times = 1;
  let end = at;
  while (digits.length < 22) {
    NUMBER_WORD.lastIndex = end;
    const match = NUMBER_WORD.exec(page.text);
    const word = match?.[1]?.toLowerCase();
    if (!match || word === undefined) break;
    end = NUMBER_WORD.lastIndex;
    if (word === 'double' || word === 'triple') {
      times = word === 'double' ? 2 : 3;
      continue;
    }
    digits += (VALUES[word] ?? '').repeat(times);
    times = 1;
  }
  return digits === '' ? undefined : { digits, end };
}

const TWO_WORDS =
  /\b(?:one|two|three|four|nine)[ ,-]{1,2}(?:zero|nought|oh|one|two|three|four|five|six|seven|eight|nine|double)\b/gi;

/** Thirteen number words that together are a right MPAN. */
export function speltMpans(page: Page): Hit[] {
  const hits: Hit[] = [];
  let read = 0;
  for (const match of matchesOf(page, TWO_WORDS)) {
    if (match.index < read) continue;
    const spelt = speltDigits(page, match.index);
    if (!spelt) continue;
    read = spelt.end;
    if (isMpan(spelt.digits)) hits.push({ code: 'MPAN_SPELT', start: match.index, end: spelt.end });
  }
  return hits;
}
