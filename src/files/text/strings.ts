// Takes the readable stretches out of bytes that are no text, as the settings of a printer or the notes in a picture.
import { type Passage, type Place, plainPassage } from '../passage.ts';

/** Shorter stretches are chance. */
const MIN_LENGTH = 6;

/** A character counts with one byte, or with a NUL behind it as UTF-16 writes Latin letters. */
export function readableStretches(bytes: Uint8Array): string {
  const stretches: string[] = [];
  for (const width of [1, 2]) {
    for (let at = 0; at < bytes.length; ) {
      let end = at;
      while (isReadable(bytes[end]) && (width === 1 || bytes[end + 1] === 0)) end += width;
      if ((end - at) / width >= MIN_LENGTH) stretches.push(characters(bytes.subarray(at, end), width));
      at = Math.max(end, at + 1);
    }
  }
  return stretches.join('\n');
}

function isReadable(byte: number | undefined): boolean {
  return byte !== undefined && ((byte >= 0x20 && byte <= 0x7e) || byte === 9);
}

function characters(bytes: Uint8Array, width: number): string {
  return new TextDecoder(width === 1 ? 'latin1' : 'utf-16le').decode(bytes);
}

/** Every stretch stands at the one place, as a line in bytes is no place for people. */
export function stretchesPassage(bytes: Uint8Array, place: Place): Passage {
  return { ...plainPassage(readableStretches(bytes)), placeAt: () => place };
}
