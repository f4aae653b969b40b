// Reads a file of any format: everything in it that may hold text, and what of it could not be read.
import { gunzipSync } from 'node:zlib';
import type { Budget } from './budget.ts';
import { readArchive } from './formats/archive.ts';
import { readMail } from './formats/mail.ts';
import { readPdf } from './formats/pdf.ts';
import { readPicture } from './formats/picture.ts';
import { textItems } from './formats/text.ts';
import { readXlsx } from './formats/xlsx.ts';
import { type GivenFile, type Item, type Items, passageItem, unreadItem } from './item.ts';
import { readParts } from './office/parts.ts';
import { plainPassage } from './passage.ts';
import type { Reading } from './reading.ts';
import { recognise } from './recognise.ts';
import type { Decoded } from './text/encoding.ts';
import { stretchesPassage } from './text/strings.ts';
import { Unreadable } from './unreadable.ts';

/**
 * What cannot be read of the file comes as an item that says so, or is thrown; nothing is passed over.
 * @throws Unreadable when the file as a whole cannot be read
 */
export function readFile(file: GivenFile, reading: Reading): Items {
  const { bytes } = file;
  const { budget } = reading;
  if (bytes.length > budget.limits.fileBytes)
    throw new Unreadable(`too large: more than ${budget.limits.fileBytes} bytes`);
  const recognised = recognise(bytes, budget);
  switch (recognised.format) {
    case 'workbook':
      return readXlsx(recognised.opened, budget);
    case 'document':
      return readParts(recognised.opened);
    case 'archive':
      return readArchive(recognised.zip);
    case 'mail':
      return readMail(bytes);
    case 'text':
      return readText(file, recognised.decoded);
    case 'picture':
      return readPicture(bytes, recognised.kind, reading);
    case 'pdf':
      return readPdf(bytes, budget);
    case 'packed':
      return [unpacked(file, budget)];
    case 'unknown':
      // The readable stretches of it are looked through all the same.
      return [passageItem(stretchesPassage(bytes, [{ what: 'inside' }])), unreadItem([], recognised.why)];
  }
}

function unpacked({ bytes, name }: GivenFile, budget: Budget): Item {
  const inner = name.replace(/\.(?:gz|tgz)$/i, '');
  try {
    const whole = gunzipSync(bytes, { maxOutputLength: Math.max(1, budget.left('unpackedBytes')) });
    budget.spend('unpackedBytes', whole.length);
    return { type: 'file', place: [{ what: 'unpacked' }], name: inner, part: '', bytes: whole };
  } catch (error) {
    if (error instanceof Unreadable) throw error;
    throw new Unreadable('damaged, or too large when unpacked');
  }
}

function* readText({ bytes, name }: GivenFile, decoded: Decoded): Iterable<Item> {
  yield* textItems(decoded, name);
  // UTF-16 was a guess by its NULs: they may as well stand in a text of single bytes.
  const { encoding } = decoded;
  if (encoding.name.startsWith('utf-16') && !encoding.mark)
    yield passageItem(plainPassage(new TextDecoder().decode(bytes)));
}
