// Tells what a file is by its content: people and mail programs name files as they like.
import type { Budget } from './budget.ts';
import { isMail } from './formats/mail.ts';
import { isCompoundFile, whyNotCompoundFile } from './office/compound.ts';
import { mainPart, type OfficePackage, openPackage } from './office/office-package.ts';
import { type PictureKind, pictureKind } from './picture/kinds.ts';
import { type Decoded, decodeXml } from './text/encoding.ts';
import { readZip, type Zip } from './zip.ts';

export type Recognised =
  | { readonly format: 'workbook' | 'document'; readonly opened: OfficePackage }
  | { readonly format: 'archive'; readonly zip: Zip }
  | { readonly format: 'mail' | 'text'; readonly decoded: Decoded }
  | { readonly format: 'picture'; readonly kind: PictureKind }
  | { readonly format: 'packed' | 'pdf' }
  /** Why it cannot be read, in words for people. */
  | { readonly format: 'unknown'; readonly why: string };

/** @throws Unreadable when it is a damaged archive */
export function recognise(bytes: Uint8Array, budget: Budget): Recognised {
  if (startsWith(bytes, 'PK\x03\x04') || startsWith(bytes, 'PK\x05\x06'))
    return zipped(readZip(bytes, budget));
  if (startsWith(bytes, '\x1f\x8b')) return { format: 'packed' };
  if (startsWith(bytes, '%PDF-')) return { format: 'pdf' };
  if (isCompoundFile(bytes)) return { format: 'unknown', why: whyNotCompoundFile(bytes) };
  const kind = pictureKind(bytes);
  if (kind !== undefined) return { format: 'picture', kind };
  const other = OTHER_FORMATS.find(([start]) => startsWith(bytes, start))?.[1];
  if (other !== undefined) return { format: 'unknown', why: `${other} is not read here` };
  const decoded = decodeXml(bytes);
  if (!isText(decoded.text) && isPdfInside(bytes)) return { format: 'pdf' };
  if (!isText(decoded.text)) return { format: 'unknown', why: 'this kind of file is not read here' };
  return { format: isMail(decoded.text) ? 'mail' : 'text', decoded };
}

/** Known by how they begin, so that they can be called by their names. */
const OTHER_FORMATS: readonly (readonly [string, string])[] = [
  ['7z\xbc\xaf\x27\x1c', 'a 7-Zip archive'],
  ['Rar!', 'a RAR archive'],
  ['{\\rtf', 'a file in Rich Text Format'],
  ['II*\0', 'a TIFF picture'],
  ['MM\0*', 'a TIFF picture'],
  ['RIFF', 'a picture in WebP, or sound'],
];

function startsWith(bytes: Uint8Array, start: string): boolean {
  return Array.from(start).every((character, at) => bytes[at] === character.charCodeAt(0));
}

/** Mail gateways put something before it; programs look for it in the first 1024 bytes. */
function isPdfInside(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, 1024)).includes('%PDF-');
}

function zipped(zip: Zip): Recognised {
  if (!zip.entries.some(({ name }) => name === '[Content_Types].xml')) return { format: 'archive', zip };
  const opened = openPackage(zip);
  const main = mainPart(opened);
  if (main === undefined) return { format: 'archive', zip };
  const isWorkbook = /\.bin$/i.test(main) || /<(?:\w+:)?workbook[\s>]/.test(opened.text(main).slice(0, 4000));
  return { format: isWorkbook ? 'workbook' : 'document', opened };
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
