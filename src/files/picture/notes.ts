// Reads what a picture carries beside its points: the texts of a PNG, the notes a camera or a program left in a JPEG.
// Source: PNG (W3C) 11.3; JPEG (ITU T.81) B.1.
import { inflateSync } from 'node:zlib';
import { readableStretches } from '../text/strings.ts';
import { Unreadable } from '../unreadable.ts';

/** @throws Unreadable when it is cut off, or a packed text in it is damaged or too large */
export function pngNotes(bytes: Uint8Array): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const notes: string[] = [];
  let at = 8;
  for (let type = ''; type !== 'IEND'; ) {
    if (at + 8 > bytes.length) throw new Unreadable('damaged: the picture is cut off');
    const length = view.getUint32(at);
    type = Buffer.from(bytes.subarray(at + 4, at + 8)).toString('latin1');
    notes.push(pngNote(type, bytes.subarray(at + 8, at + 8 + length)));
    at += 12 + length;
  }
  notes.push(readableStretches(bytes.subarray(at)));
  return notes.filter(note => note !== '').join('\n');
}

function pngNote(type: string, content: Uint8Array): string {
  switch (type) {
    case 'tEXt':
      return Buffer.from(content).toString('latin1').replace('\0', ': ');
    case 'zTXt': {
      const key = content.indexOf(0);
      return `${utf8(content.subarray(0, key))}: ${utf8(inflated(content.subarray(key + 2)))}`;
    }
    case 'iTXt':
      return internationalText(content);
    case 'eXIf':
      return readableStretches(content);
    default:
      return '';
  }
}

/** Keyword, whether packed, language, the keyword translated, and the text. */
function internationalText(content: Uint8Array): string {
  const key = content.indexOf(0);
  const language = content.indexOf(0, key + 3);
  const translated = content.indexOf(0, language + 1);
  const text = content.subarray(translated + 1);
  return `${utf8(content.subarray(0, key))}: ${utf8(content[key + 1] === 1 ? inflated(text) : text)}`;
}

const MAX_TEXT = 1_000_000;

function inflated(packed: Uint8Array): Uint8Array {
  try {
    return inflateSync(packed, { maxOutputLength: MAX_TEXT });
  } catch {
    throw new Unreadable('a packed text in the picture is damaged or too large');
  }
}

function utf8(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

const START_OF_SCAN = 0xda;
const FIRST_NOTE = 0xe0;
const LAST_NOTE = 0xef;
const COMMENT = 0xfe;

/** @throws Unreadable when it is cut off */
export function jpegNotes(bytes: Uint8Array): string {
  const notes: string[] = [];
  let at = 2;
  while (bytes[at + 1] !== START_OF_SCAN) {
    if (bytes[at] !== 0xff || at + 4 > bytes.length) throw new Unreadable('damaged: the picture is cut off');
    const marker = bytes[at + 1] ?? 0;
    const end = at + 2 + ((bytes[at + 2] ?? 0) << 8) + (bytes[at + 3] ?? 0);
    const stretches = readableStretches(bytes.subarray(at + 4, end));
    // A colour profile has words of its maker only.
    if (
      ((marker >= FIRST_NOTE && marker <= LAST_NOTE) || marker === COMMENT) &&
      !/^ICC_PROFILE/.test(stretches)
    )
      notes.push(stretches);
    at = end;
  }
  const end = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).lastIndexOf(
    '\xff\xd9',
    undefined,
    'latin1',
  );
  if (end !== -1) notes.push(readableStretches(bytes.subarray(end + 2)));
  return notes.filter(note => note !== '').join('\n');
}
