// Looks through the attributes and comments of a part of an Office document, where alternative texts, links, names of
// fields, hints and kept values stand.
import type { PassageWriter } from '../passage.ts';
import { type Run, readXml } from '../xml.ts';
import { attributeSource } from './changes.ts';
import type { Part } from './paragraphs.ts';

/** Words and identifiers have at least so many characters, a figure and something that makes them more than a size. */
const MIN_LENGTH = 6;

/** What the programs themselves write: revision and paragraph ids, GUIDs, colours, short numbers, sizes with a unit. */
const OF_THE_PROGRAM =
  /^(?:[0-9A-F]{8}|\{?[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\}?|[-+]?\d{1,7}(?:\.\d+)?(?:[a-z]{2}|%)?|rId\d+|http:\/\/(?:schemas|purl|www\.w3)\S*)$/;

/** Attributes that hold geometry and nothing else. */
const GEOMETRY = new Set(['style', 'path', 'coordsize', 'coordorigin', 'points', 'adj', 'spans', 'sqref']);

export function writeAttributes(writer: PassageWriter, part: Part): void {
  let pending: { name: string; run: Run }[] = [];
  let skipped = 0;
  writer.at([...part.place, { what: 'properties' }]);
  readXml(part.xml, {
    attribute(name, run) {
      if (skipped === 0 && isTelling(name, run.text)) pending.push({ name, run });
    },
    open({ name }) {
      for (const { run } of pending) {
        writer.put(run.text.replaceAll('\n', ' '), attributeSource(part.name, name, run));
        writer.put('\n');
      }
      pending = [];
      if (skipped > 0 || part.without?.has(name)) skipped++;
    },
    close() {
      if (skipped > 0) skipped--;
    },
    comment({ text, from, to }) {
      writer.put(text, { part: part.name, from, to });
      writer.put('\n');
    },
  });
}

function isTelling(name: string, value: string): boolean {
  return (
    value.length >= MIN_LENGTH && !GEOMETRY.has(name) && /\d|\s/.test(value) && !OF_THE_PROGRAM.test(value)
  );
}
