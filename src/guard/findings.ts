// Reads a text in every way it may be meant, applies every rule to each, and brings the finds back to the text's own offsets.
import { streetAddresses } from './address.ts';
import { listedAddresses } from './address-lists.ts';
import { namedAddresses } from './address-named.ts';
import { decodedView } from './decoded.ts';
import { deviceIds } from './device-id.ts';
import { lookalikeMpans } from './letter-digits.ts';
import { labelledMeters, meterShapes } from './meter.ts';
import { bareMpans } from './mpan-bare.ts';
import { labelledMpans } from './mpan-labelled.ts';
import { mpanWords, nearestMpanWord } from './mpan-words.ts';
import { digitRuns, type Hit, type Page, type Work } from './page.ts';
import { postcodes } from './postcode.ts';
import { RULES } from './rules.ts';
import { speltMpans } from './spelt.ts';
import { tableCells } from './table.ts';
import { plainView, type View } from './view.ts';

type Asked = { readonly mode: 'chat' | 'file'; readonly now: number; readonly work: Work };

/** @returns what was found, in the order of the text and without overlaps, as offsets of the text given in */
export function findingsIn(text: string, asked: Asked): readonly Hit[] {
  const all: Hit[] = [];
  for (const view of viewsOf(text)) {
    for (const { code, start, end } of hitsIn(view.text, asked)) {
      all.push({ code, start: view.startOf(start), end: view.endOf(end - 1) });
    }
  }
  return merged(all, asked.mode);
}

/** A payload in a payload in a message: escapes are undone this many times. */
const MAX_DEPTH = 3;

function viewsOf(text: string): readonly View[] {
  const plain = plainView(text);
  const views = [plain];
  let deepest = plain;
  for (let depth = 0; depth < MAX_DEPTH; depth++) {
    const joined = decodedView(deepest, '');
    if (!joined) break;
    views.push(joined.view);
    const parted = joined.inlineTags ? decodedView(deepest, ' ') : undefined;
    if (parted) views.push(parted.view);
    deepest = joined.view;
  }
  return views;
}

function hitsIn(text: string, asked: Asked): readonly Hit[] {
  const page: Page = { ...asked, text, runs: digitRuns(text) };
  const words = mpanWords(page);
  return [
    ...words.flatMap(word => labelledMpans(page, word)),
    ...bareMpans(page, nearestMpanWord(page, words)),
    ...lookalikeMpans(page),
    ...speltMpans(page),
    ...meterShapes(page),
    ...labelledMeters(page),
    ...deviceIds(page),
    ...postcodes(page),
    ...streetAddresses(page),
    ...namedAddresses(page),
    ...listedAddresses(page),
    ...tableCells(page),
  ];
}

/** Overlapping finds are one: the name of the stronger, over all that they cover. */
function merged(hits: Hit[], mode: Asked['mode']): readonly Hit[] {
  const kept: Hit[] = [];
  for (const hit of hits.sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = kept.at(-1);
    if (last === undefined || hit.start >= last.end) {
      kept.push(hit);
      continue;
    }
    const stronger = RULES[last.code][mode] === 'warn' && RULES[hit.code][mode] === 'reject' ? hit : last;
    kept[kept.length - 1] = { code: stronger.code, start: last.start, end: Math.max(last.end, hit.end) };
  }
  return kept;
}
