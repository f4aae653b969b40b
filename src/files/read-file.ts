// Reads a file of any format, going by its content: people and mail programs name files as they like.
import { gunzipSync } from 'node:zlib';
import type { Budget } from './budget.ts';
import { type Decoded, decodeXml } from './encoding.ts';
import { readArchive } from './formats/archive.ts';
import { isMail, readMail } from './formats/mail.ts';
import { textItems } from './formats/text.ts';
import { readXlsx } from './formats/xlsx.ts';
import { type GivenFile, type Item, type Items, passageItem, unreadItem } from './item.ts';
import { isCompoundFile, whyNotCompoundFile } from './office/compound.ts';
import { mainPart, openPackage } from './office/office-package.ts';
import { readParts } from './office/parts.ts';
import { plainPassage } from './passage.ts';
import { stretchesPassage } from './strings.ts';
import { Unreadable } from './unreadable.ts';
import { readZip } from './zip.ts';

/**
 * What cannot be read of the file comes as an item that says so, or is thrown; nothing is passed over.
 * @throws Unreadable when the file as a whole cannot be read
 */
export function readFile(file: GivenFile, budget: Budget): Items {
  const { bytes } = file;
  if (bytes.length > budget.limits.fileBytes)
    throw new Unreadable(`too large: more than ${budget.limits.fileBytes} bytes`);
  if (startsWith(bytes, 'PK\x03\x04') || startsWith(bytes, 'PK\x05\x06')) return readZipped(bytes, budget);
  if (startsWith(bytes, '\x1f\x8b')) return [unpacked(file, budget)];
  if (isCompoundFile(bytes)) return unknown(bytes, whyNotCompoundFile(bytes));
  const other = OTHER_FORMATS.find(([start]) => startsWith(bytes, start))?.[1];
  if (other !== undefined) return unknown(bytes, `${other} is not read here`);
  const decoded = decodeXml(bytes);
  if (!isText(decoded.text)) return unknown(bytes, 'this kind of file is not read here');
  if (isMail(decoded.text)) return readMail(bytes);
  return readText(file, decoded);
}

/** Known by how they begin, so that they can be called by their names. */
const OTHER_FORMATS: readonly (readonly [string, string])[] = [
  ['%PDF', 'a PDF file'],
  ['\x89PNG', 'a picture'],
  ['\xff\xd8\xff', 'a picture'],
  ['GIF8', 'a picture'],
  ['7z\xbc\xaf\x27\x1c', 'a 7-Zip archive'],
  ['Rar!', 'a RAR archive'],
  ['{\\rtf', 'a file in Rich Text Format'],
  ['II*\0', 'a TIFF picture'],
  ['MM\0*', 'a TIFF picture'],
];

function startsWith(bytes: Uint8Array, start: string): boolean {
  return Array.from(start).every((character, at) => bytes[at] === character.charCodeAt(0));
}

function readZipped(bytes: Uint8Array, budget: Budget): Items {
  const zip = readZip(bytes, budget);
  if (!zip.entries.some(({ name }) => name === '[Content_Types].xml')) return readArchive(zip);
  const opened = openPackage(zip);
  const main = mainPart(opened);
  if (main === undefined) return readArchive(zip);
  const isWorkbook = /\.bin$/i.test(main) || /<(?:\w+:)?workbook[\s>]/.test(opened.text(main).slice(0, 4000));
  return isWorkbook ? readXlsx(opened, budget) : readParts(opened);
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

/** The readable stretches of it are looked through all the same. */
function unknown(bytes: Uint8Array, why: string): Items {
  return [passageItem(stretchesPassage(bytes, [{ what: 'inside' }])), unreadItem([], why)];
}

function* readText({ bytes, name }: GivenFile, decoded: Decoded): Iterable<Item> {
  yield* textItems(decoded, name);
  // UTF-16 was a guess by its NULs: they may as well stand in a text of single bytes.
  const { encoding } = decoded;
  if (encoding.name.startsWith('utf-16') && !encoding.mark)
    yield passageItem(plainPassage(new TextDecoder().decode(bytes)));
}

/** Where control characters stand, it is something else than text. NULs are a text in a wide encoding, badly cut. */
const MAX_CONTROL_SHARE = 0.01;
const SAMPLE = 100_000;

function isText(text: string): boolean {
  // Half a character at the end is no sign of anything.
  const sample = text.slice(0, SAMPLE).replace(/\ufffd$/, '');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is counted
  const controls = sample.match(/[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffd]/g)?.length ?? 0;
  return controls <= sample.length * MAX_CONTROL_SHARE;
}
