// Reads every part of an Office document that nobody reads in a way of its own: nothing in the package goes unread.

import { textPassage } from '../formats/text.ts';
import { type Item, passageItem, unreadItem } from '../item.ts';
import { type Place, passageWriter, type Step } from '../passage.ts';
import { decodeXml } from '../text/encoding.ts';
import { stretchesPassage } from '../text/strings.ts';
import { Unreadable } from '../unreadable.ts';
import type { ZipEntry } from '../zip.ts';
import { writeAttributes } from './attributes.ts';
import { isCompoundFile } from './compound.ts';
import type { OfficePackage } from './office-package.ts';
import { type Part, writeParagraphs } from './paragraphs.ts';

export type PartsRead = {
  /** Parts that are read elsewhere. */
  readonly done?: ReadonlySet<string>;
  /** Places of parts that belong to something people know, as the comments of a sheet. */
  readonly places?: ReadonlyMap<string, Place>;
  /** Elements that are read elsewhere, in parts that are read here for the rest. */
  readonly without?: ReadonlySet<string>;
};

export function* readParts(opened: OfficePackage, read: PartsRead = {}): Iterable<Item> {
  const count = { picture: 0, file: 0 };
  for (const entry of opened.parts) {
    if (entry.name.endsWith('/') || read.done?.has(entry.name)) continue;
    const place = read.places?.get(entry.name) ?? placeOf(entry.name);
    try {
      if (/\.(?:xml|rels|vml)$/i.test(entry.name)) yield* readXmlPart(opened, entry, { place, ...read });
      else yield* readBinaryPart(entry, count);
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      yield unreadItem(place, error.message);
    }
  }
}

function* readXmlPart(
  opened: OfficePackage,
  { name, read }: ZipEntry,
  { place, without }: PartsRead & { readonly place: Place },
): Iterable<Item> {
  if (/^customXml\/item\d+\.xml$/i.test(name)) {
    yield passageItem(textPassage(decodeXml(read()), { kind: 'xml', part: name, place }));
    return;
  }
  const part: Part = { name, xml: opened.text(name), place, ...(without && { without }) };
  const words = passageWriter();
  words.at(place);
  writeParagraphs(words, part);
  yield passageItem(words.passage());
  const properties = passageWriter();
  writeAttributes(properties, part);
  yield passageItem(properties.passage());
}

const FONT = /\.(?:odttf|fntdata|ttf|otf)$/i;
const PICTURE = /\.(?:png|jpe?g|gif|bmp|tiff?|emf|wmf|webp|svg|ico|heic|wdp|jxr)$/i;

function* readBinaryPart({ name, read }: ZipEntry, count: { picture: number; file: number }): Iterable<Item> {
  // The outlines of letters hold no text.
  if (FONT.test(name)) return;
  const bytes = read();
  if (/printerSettings\d*\.bin$/i.test(name)) {
    yield passageItem(stretchesPassage(bytes, [{ what: 'printer settings' }]));
    return;
  }
  if (isCompoundFile(bytes)) {
    const macros = /vba/i.test(name);
    const place: Place = [macros ? { what: 'macros' } : { what: 'embedded object', number: ++count.file }];
    yield passageItem(stretchesPassage(bytes, place));
    yield unreadItem(place, macros ? 'macros are not read' : 'an object of another program is not read');
    return;
  }
  const place: Step = PICTURE.test(name)
    ? { what: 'picture', number: ++count.picture }
    : { what: 'embedded file', number: ++count.file };
  yield { type: 'file', place: [place], name, part: name, bytes };
}

/** How people call what a part holds, by its name; the first that fits. */
const WORDS: readonly (readonly [RegExp, string])[] = [
  [/\.rels$/, 'links'],
  [/^docProps\//, 'document properties'],
  [/^customXml\//, 'custom data'],
  [/^word\/document\d*\.xml$/, ''],
  [/\/header\d*\.xml$/, 'header'],
  [/\/footer\d*\.xml$/, 'footer'],
  [/\/footnotes\.xml$/, 'footnotes'],
  [/\/endnotes\.xml$/, 'endnotes'],
  [/comment/i, 'comments'],
  [/\/glossary\//, 'building blocks'],
  [/\/notesSlides?\//, 'notes'],
  [/\/slides\//, 'slide'],
  [/\/externalLinks\//, 'values kept from another workbook'],
  [/\/pivot/i, 'values kept for a pivot table'],
  [/\/charts?/, 'chart'],
  [/\/(?:drawings|diagrams)\//, 'drawing'],
  [/\/tables\//, 'table'],
  [/^xl\/sharedStrings/, 'strings'],
  [/^xl\/workbook/, 'names of the workbook'],
  [/\/worksheets\//, 'sheet'],
];

/** Of these the number in the part's name is the one that people see. */
const NUMBERED = new Set(['slide', 'notes', 'chart']);

function placeOf(part: string): Place {
  const what = WORDS.find(([pattern]) => pattern.test(part))?.[1] ?? 'inner part';
  if (what === '') return [];
  const number = Number(/(\d+)\.xml$/.exec(part)?.[1]);
  return [NUMBERED.has(what) && number > 0 ? { what, number } : { what }];
}
