// Reads a PDF file: its pages, what stands beside them, its pictures, and the older versions it keeps.
import type { Budget } from '../budget.ts';
import { type Item, passageItem, unreadItem } from '../item.ts';
import type { Place } from '../passage.ts';
import { besidePages, notesOfPage } from '../pdf/beside-pages.ts';
import { type Document, type Library, openPdf, pdfLibrary } from '../pdf/library.ts';
import { pagePictures } from '../pdf/page-pictures.ts';
import { readPageText } from '../pdf/page-text.ts';
import { olderVersions } from '../pdf/versions.ts';
import { Unreadable } from '../unreadable.ts';

/** A file that was signed and filled in by many has more; beyond this the rest is said to be unread. */
const MAX_VERSIONS = 8;

export async function* readPdf(bytes: Uint8Array, budget: Budget): AsyncIterable<Item> {
  const library = await pdfLibrary();
  const seen = new Set<string>();
  yield* readVersion(library, { bytes, budget, seen, within: [] });
  const older = olderVersions(bytes);
  for (const [index, version] of older.slice(0, MAX_VERSIONS).entries()) {
    const within: Place = [{ what: 'older version', number: index + 1 }];
    try {
      yield* readVersion(library, { bytes: version, budget, seen, within });
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      yield unreadItem(within, error.message);
    }
  }
  if (older.length > MAX_VERSIONS) yield unreadItem([], `more than ${MAX_VERSIONS} older versions in it`);
}

type Version = {
  readonly bytes: Uint8Array;
  readonly budget: Budget;
  /** Pictures that were taken out already. */
  readonly seen: Set<string>;
  readonly within: Place;
};

async function* readVersion(library: Library, version: Version): AsyncIterable<Item> {
  const { bytes, budget, within } = version;
  const document = await openPdf(library, bytes, 'stop');
  const damaged: number[] = [];
  try {
    const { info } = await document.getMetadata();
    if (document.isPureXfa || (info as { IsXFAPresent?: boolean }).IsXFAPresent)
      yield unreadItem(within, 'a form whose fields are kept in another way (XFA): print it to PDF');
    for await (const item of besidePages(document)) yield placed(item, within);
    for (let number = 1; number <= document.numPages; number++) {
      budget.spend('pages', 1);
      const place: Place = [...within, { what: 'page', number }];
      try {
        yield* readPage(library, { ...version, document, number, place });
      } catch (error) {
        if (error instanceof Unreadable) yield unreadItem(place, error.message);
        else damaged.push(number);
      }
    }
  } finally {
    await document.destroy();
  }
  if (damaged.length > 0) yield* readDamagedPages(library, version, damaged);
}

/** What is left of pages of which a part is broken. */
async function* readDamagedPages(
  library: Library,
  version: Version,
  numbers: readonly number[],
): AsyncIterable<Item> {
  const document = await openPdf(library, version.bytes, 'pass over');
  try {
    for (const number of numbers) {
      const place: Place = [...version.within, { what: 'page', number }];
      yield unreadItem(place, 'damaged: a part of the page cannot be read');
      try {
        yield* readPage(library, { ...version, document, number, place });
      } catch {
        // That it was not read is said already.
      }
    }
  } finally {
    await document.destroy();
  }
}

type PageOf = Version & { readonly document: Document; readonly number: number; readonly place: Place };

async function* readPage(library: Library, { document, number, place, seen }: PageOf): AsyncIterable<Item> {
  const page = await document.getPage(number);
  const operators = await page.getOperatorList();
  const { passages, isLegible } = await readPageText(library, { page, operators, place });
  for (const passage of passages) yield passageItem(passage);
  yield passageItem(await notesOfPage(page, place));
  let count = 0;
  for await (const { what, bytes } of pagePictures(library, { page, operators, isLegible, seen })) {
    const step = what === 'picture' ? { what, number: ++count } : { what };
    yield { type: 'file', place: [...place, step], name: '', part: '', bytes };
  }
  page.cleanup();
}

function placed(item: Item, within: Place): Item {
  if (item.type !== 'passage') return { ...item, place: [...within, ...item.place] };
  const { passage } = item;
  return passageItem({ ...passage, placeAt: offset => [...within, ...passage.placeAt(offset)] });
}
