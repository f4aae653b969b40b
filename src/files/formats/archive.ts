// Reads a zip archive: the names of what is in it, and every file in it.
import { type Item, passageItem, unreadItem } from '../item.ts';
import { type Place, passageWriter } from '../passage.ts';
import { Unreadable } from '../unreadable.ts';
import type { Zip } from '../zip.ts';

export function* readArchive({ entries, comment }: Zip): Iterable<Item> {
  const names = passageWriter();
  for (const [index, { name }] of entries.entries()) {
    names.at([{ what: 'file', number: index + 1 }, { what: 'its name' }]);
    names.put(`${name}\n`);
  }
  names.at([{ what: 'comment of the archive' }]);
  names.put(comment);
  yield passageItem(names.passage());
  for (const [index, entry] of entries.entries()) {
    if (entry.name.endsWith('/') && entry.size === 0) continue;
    const place: Place = [{ what: 'file', number: index + 1, name: entry.name }];
    try {
      yield { type: 'file', place, name: entry.name, part: entry.name, bytes: entry.read() };
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      yield unreadItem(place, error.message);
    }
  }
  // Written by LibreOffice: its files are looked through, but a text is not put together over its runs.
  if (entries[0]?.name === 'mimetype')
    yield unreadItem([], 'an OpenDocument file is only read in part: save it as .docx or .xlsx');
}
