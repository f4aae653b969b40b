// Reads what a PDF file holds beside the text of its pages: notes and fields, its properties, outline and attachments.
import { type Item, passageItem, unreadItem } from '../item.ts';
import { type Passage, type Place, passageWriter, plainPassage } from '../passage.ts';
import type { Document, Page } from './library.ts';

/** Notes, links and the values of form fields. */
export async function notesOfPage(page: Page, place: Place): Promise<Passage> {
  const writer = passageWriter();
  for (const [index, note] of (await page.getAnnotations()).entries()) {
    writer.at([...place, { what: 'note or field', number: index + 1 }]);
    for (const text of textsIn(note, NOTE_TEXTS)) writer.put(`${text}\n`);
  }
  return writer.passage();
}

/** What people wrote in a note or a field, and what it leads to; the rest of it is measures and ids. */
const NOTE_TEXTS = new Set(
  'contentsObj titleObj richText fieldName fieldValue defaultFieldValue alternativeText buttonValue options exportValue displayValue textContent url unsafeUrl str filename description overlaidText'.split(
    ' ',
  ),
);

export async function* besidePages(document: Document): AsyncIterable<Item> {
  try {
    yield passageItem(await propertiesOf(document));
    const { metadata } = await document.getMetadata();
    const raw = metadata?.getRaw();
    if (raw) yield passageItem(plainPassage(String(raw), [{ what: 'document properties' }]));
    yield* attachments(document);
  } catch {
    yield unreadItem([], 'damaged: what stands beside its pages cannot be read');
  }
}

async function propertiesOf(document: Document): Promise<Passage> {
  const writer = passageWriter();
  const { info } = await document.getMetadata();
  const sources: readonly (readonly [string, unknown])[] = [
    ['document properties', info],
    ['outline', ((await document.getOutline()) ?? []).map(withoutMeasures)],
    ['form fields', await document.getFieldObjects()],
    ['script', await document.getJSActions()],
    ['page labels', await document.getPageLabels()],
    ['named places', Object.keys(await document.getDestinations())],
  ];
  for (const [what, source] of sources) {
    writer.at([{ what }]);
    for (const text of textsIn(source)) writer.put(`${text}\n`);
  }
  return writer.passage();
}

type OutlineEntry = {
  readonly title: string;
  readonly url: string | null;
  readonly items: readonly OutlineEntry[];
};

function withoutMeasures({ title, url, items }: OutlineEntry): unknown {
  return { title, url, items: items.map(withoutMeasures) };
}

const MAX_NESTED = 40;

/** Every text in what the library gives, of the wanted names where such are given. */
function* textsIn(value: unknown, names?: ReadonlySet<string>, depth = 0): Iterable<string> {
  if (typeof value === 'string') yield value;
  if (typeof value !== 'object' || value === null || depth > MAX_NESTED) return;
  const entries = value instanceof Map ? [...value] : Object.entries(value);
  for (const [name, each] of entries) {
    if (names && !Array.isArray(value) && !names.has(String(name))) continue;
    yield* textsIn(each, names, depth + 1);
  }
}

type Attached = { readonly filename: string; readonly content: Uint8Array; readonly description?: string };

async function* attachments(document: Document): AsyncIterable<Item> {
  const attached: Readonly<Record<string, Attached>> | null = await document.getAttachments();
  for (const [index, { filename, content, description = '' }] of Object.values(attached ?? {}).entries()) {
    const step = { what: 'attachment', number: index + 1 };
    const names = passageWriter();
    names.at([step, { what: 'its name' }]);
    names.put(`${filename}\n${description}\n`);
    yield passageItem(names.passage());
    yield { type: 'file', place: [{ ...step, name: filename }], name: filename, part: '', bytes: content };
  }
}
