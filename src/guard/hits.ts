// Applies to a page the rules that can find anything in it.

import { listedAddresses } from './address/lists.ts';
import { namedAddresses } from './address/named.ts';
import { postcodeAt } from './address/postcode.ts';
import { streetAddressAt } from './address/street.ts';
import { mayHoldMpan } from './first-look/numbers.ts';
import { AUTOMATON } from './first-look/shapes.ts';
import { deviceIds } from './meter/device-id.ts';
import { labelledMeters, meterShapeAt } from './meter/serial.ts';
import { bareMpans } from './mpan/bare.ts';
import { labelledMpans } from './mpan/labelled.ts';
import { lookalikeMpanAt } from './mpan/letter-digits.ts';
import { nearbyMpans } from './mpan/nearby.ts';
import { speltMpans } from './mpan/spelt.ts';
import { mpanWords, nearestMpanWord } from './mpan/words.ts';
import { codeAt, type Hit, isLetterCode, type Page } from './page.ts';
import { tableCells } from './table.ts';

const { bits } = AUTOMATON;
const MAY_HOLD_MPAN = 1 << 30;

/** The rules that begin with words, and the families of shapes of which one is needed for each to find anything. */
const FINDERS: readonly {
  readonly find: (page: Page, met: number) => readonly Hit[];
  readonly needs: number;
}[] = [
  { find: mpans, needs: MAY_HOLD_MPAN | bits.numberWord },
  { find: speltMpans, needs: bits.numberWord },
  { find: labelledMeters, needs: bits.meterWord },
  { find: deviceIds, needs: bits.deviceId },
  { find: namedAddresses, needs: bits.placeWord },
  { find: listedAddresses, needs: bits.listed },
  { find: tableCells, needs: bits.mpanWord | bits.meterWord | bits.placeWord | bits.heading },
];

/** Stands for a text of which nothing is known: every rule looks at it. */
export const ANYTHING = ~0;

/** @param met what the first look says of the page, or ANYTHING */
export function hitsOf(page: Page, met: number): Hit[] {
  const hits: Hit[] = [];
  addHitsAtDigits(page, met, hits);
  const known = mayHoldMpan(page, (met & bits.mpanWord) !== 0) ? met | MAY_HOLD_MPAN : met;
  for (const { find, needs } of FINDERS) {
    if ((known & needs) !== 0) for (const hit of find(page, met)) hits.push(hit);
  }
  return hits;
}

/** The rules that begin with a run of digits; each first asks a cheap question about the signs next to it. */
function addHitsAtDigits(page: Page, met: number, hits: Hit[]): void {
  const { runs } = page;
  const streets = (met & bits.street) !== 0;
  for (let run = 0; run < runs.count; run++) {
    const start = runs.start(run);
    const end = runs.end(run);
    if (met === ANYTHING || isByLetters(page.text, start, end)) {
      add(hits, lookalikeMpanAt(page, start, end));
      add(hits, meterShapeAt(page, start, end));
      add(hits, postcodeAt(page, end));
    }
    if (streets) add(hits, streetAddressAt(page, start, end));
  }
}

/** The first three of them need a letter right beside the digits, or behind a space or hyphen. */
function isByLetters(text: string, start: number, end: number): boolean {
  const before = codeAt(text, start - 1);
  const after = codeAt(text, end);
  if (isLetterCode(before) || isLetterCode(after)) return true;
  if (after === 32 && isLetterCode(codeAt(text, end + 1))) return true;
  return (before === 32 || before === 45) && isLetterCode(codeAt(text, start - 2));
}

function add(hits: Hit[], hit: Hit | undefined): void {
  if (hit) hits.push(hit);
}

function mpans(page: Page, met: number): readonly Hit[] {
  const words = (met & bits.mpanWord) === 0 ? [] : mpanWords(page);
  const near = nearestMpanWord(page, words);
  return [
    ...words.flatMap(word => labelledMpans(page, word)),
    ...nearbyMpans(page, words, near),
    ...bareMpans(page, near),
  ];
}
