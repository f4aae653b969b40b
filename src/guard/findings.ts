// Reads a text in every way it may be meant, applies every rule to each, and brings the finds back to the text's own offsets.

import { type FirstLook, firstLook } from './first-look/first-look.ts';
import { AUTOMATON } from './first-look/shapes.ts';
import { hitsOf } from './hits.ts';
import type { Hit } from './page.ts';
import { decodedView } from './reading/decoded.ts';
import { endIn, plainView, startIn, type View } from './reading/view.ts';
import { RULES } from './rules.ts';

type Asked = { readonly mode: 'chat' | 'file'; readonly now: number };

const { bits } = AUTOMATON;

/** @returns what was found, in the order of the text and without overlaps, as offsets of the text given in */
export function findingsIn(text: string, asked: Asked): readonly Hit[] {
  const looked = firstLook(text);
  const { met } = looked;
  if ((met & (bits.notPlain | bits.escape)) === 0) return merged(hitsIn(text, looked, asked), asked.mode);
  const all: Hit[] = [];
  const [plain, ...deeper] = viewsOf(text, met);
  if (plain)
    for (const hit of broughtBack(plain, plain.text === text ? looked : firstLook(plain.text), asked))
      all.push(hit);
  for (const view of deeper) {
    for (const hit of broughtBack(view, firstLook(view.text), asked))
      if (!isWholeWithoutView(text, hit)) all.push(hit);
  }
  return merged(all, asked.mode);
}

function broughtBack(view: View, looked: FirstLook, asked: Asked): readonly Hit[] {
  return hitsIn(view.text, looked, asked).map(({ code, start, end }) => ({
    code,
    start: startIn(view, start),
    end: endIn(view, end - 1),
  }));
}

const BY_DIGITS_ALONE: ReadonlySet<string> = new Set([
  'MPAN_VALID',
  'MPAN_NEAR_MISS',
  'MPAN_OR_EPOCH',
  'MPAN_EMBEDDED',
]);

/**
 * A number that stands in the given text as it is was weighed there, where its tag or key still says what it is:
 * `<createdTime>1764...</createdTime>`.
 */
function isWholeWithoutView(text: string, { code, start, end }: Hit): boolean {
  return (
    BY_DIGITS_ALONE.has(code) &&
    /^[^A-Za-z0-9]?\d+[^A-Za-z0-9]?$/.test(text.slice(Math.max(0, start - 1), end + 1))
  );
}

/** A payload in a payload in a message: escapes are undone this many times. */
const MAX_DEPTH = 3;

function viewsOf(text: string, met: number): readonly View[] {
  const plain = (met & bits.notPlain) === 0 ? { text, pieces: [] } : plainView(text);
  const views = [plain];
  let deepest: View = plain;
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

function hitsIn(text: string, { met, runs }: FirstLook, asked: Asked): Hit[] {
  return hitsOf({ text, mode: asked.mode, now: asked.now, runs }, met);
}

/** Overlapping finds are one: the name of the stronger, over all that they cover. */
function merged(hits: Hit[], mode: Asked['mode']): readonly Hit[] {
  if (hits.length === 0) return hits;
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
