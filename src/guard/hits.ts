// Applies to a page the rules that can find anything in it.
import { streetAddresses } from './address.ts';
import { listedAddresses } from './address-lists.ts';
import { namedAddresses } from './address-named.ts';
import { deviceIds } from './device-id.ts';
import { mayHoldMpan } from './first-look/numbers.ts';
import { AUTOMATON } from './first-look/shapes.ts';
import { lookalikeMpans } from './letter-digits.ts';
import { labelledMeters, meterShapes } from './meter.ts';
import { bareMpans } from './mpan-bare.ts';
import { labelledMpans } from './mpan-labelled.ts';
import { mpanWords, nearestMpanWord } from './mpan-words.ts';
import type { Hit, Page } from './page.ts';
import { postcodes } from './postcode.ts';
import { speltMpans } from './spelt.ts';
import { tableCells } from './table.ts';

type Finder = {
  readonly find: (page: Page) => readonly Hit[];
  /** Whether it can find anything; without this question, it begins with the digits of the page. */
  readonly worth?: (page: Page, met: number) => boolean;
};

const { bits } = AUTOMATON;
const TABLE = bits.mpanWord | bits.meterWord | bits.placeWord | bits.heading;

const FINDERS: readonly Finder[] = [
  { find: mpans, worth: (page, met) => (met & bits.numberWord) !== 0 || mayHoldMpan(page) },
  { find: lookalikeMpans },
  { find: speltMpans, worth: (_, met) => (met & bits.numberWord) !== 0 },
  { find: meterShapes },
  { find: labelledMeters, worth: (_, met) => (met & bits.meterWord) !== 0 },
  { find: deviceIds, worth: (_, met) => (met & bits.deviceId) !== 0 },
  { find: postcodes },
  { find: streetAddresses },
  { find: namedAddresses, worth: (_, met) => (met & bits.placeWord) !== 0 },
  { find: listedAddresses, worth: (_, met) => (met & bits.namedPlace) !== 0 },
  { find: tableCells, worth: ({ text }, met) => (met & TABLE) !== 0 && text.includes('\n') },
];

/** @param met the families of shapes that the first look met; undefined to have every rule look */
export function hitsOf(page: Page, met: number | undefined): Hit[] {
  const hits: Hit[] = [];
  for (const { find, worth } of FINDERS) {
    if (met !== undefined && !(worth ? worth(page, met) : page.runs.count > 0)) continue;
    for (const hit of find(page)) hits.push(hit);
  }
  return hits;
}

function mpans(page: Page): readonly Hit[] {
  const words = mpanWords(page);
  return [
    ...words.flatMap(word => labelledMpans(page, word)),
    ...bareMpans(page, nearestMpanWord(page, words)),
  ];
}
