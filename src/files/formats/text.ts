// Reads a file of text: logs, JSON, XML, tables, web pages.

import { type Item, passageItem, unreadItem } from '../item.ts';
import { lineFinder, type Origin, type Passage, type Place } from '../passage.ts';
import type { Decoded } from '../text/encoding.ts';
import { changeable, type TextKind, textKind } from '../text/kinds.ts';
import { headedCells } from '../text/table.ts';

export function* textItems(decoded: Decoded, name: string): Iterable<Item> {
  const { text } = decoded;
  const kind = textKind(text, name);
  yield passageItem(textPassage(decoded, { kind, part: '', place: [] }));
  if (kind === 'csv') yield passageItem(headedCells(text));
  if (text.includes('-----BEGIN PGP MESSAGE-----')) yield unreadItem([], 'encrypted with PGP');
  yield* embedded(text);
}

type Told = { readonly kind: TextKind; readonly part: string; readonly place: Place };

/** The text as it stands, so that what stands near each other is read together. */
export function textPassage({ text }: Decoded, { kind, part, place }: Told): Passage {
  const find = lineFinder(text);
  return {
    text,
    placeAt: offset => [...place, ...find(offset)],
    origins: () =>
      changeable(text, kind).map(
        (source): Origin => ({ start: source.from, end: source.to, source: { ...source, part } }),
      ),
  };
}

const DATA_ADDRESS = ';base64,';
const BASE64 = /[A-Za-z0-9+/]*/y;

/** Pictures and files that a web page or a report carries in its own addresses (`data:image/png;base64,…`). */
function* embedded(text: string): Iterable<Item> {
  const find = lineFinder(text);
  let number = 0;
  for (let at = text.indexOf(DATA_ADDRESS); at !== -1; at = text.indexOf(DATA_ADDRESS, at + 1)) {
    if (!/data:[\w.+-]+\/[\w.+-]+(?:;[\w=.-]+)*$/.test(text.slice(Math.max(0, at - 120), at))) continue;
    BASE64.lastIndex = at + DATA_ADDRESS.length;
    const bytes = Buffer.from(BASE64.exec(text)?.[0] ?? '', 'base64');
    if (bytes.length === 0) continue;
    const place: Place = [...find(at), { what: 'embedded file', number: ++number }];
    yield { type: 'file', place, name: '', part: '', bytes };
  }
}
