// Makes text of bytes whatever encoding they are in, and bytes of text again.
import { Unreadable } from '../unreadable.ts';

export type Decoded = {
  /** Without byte order mark. */
  readonly text: string;
  readonly encoding: Encoding;
};

export type Encoding = {
  /** As TextDecoder knows it. */
  readonly name: string;
  readonly mark: boolean;
};

/** Where a text says nothing about itself, this much of it is looked at. */
const SAMPLE = 4096;

/**
 * Goes by the byte order mark, else by where the NULs are (UTF-16 without a mark: read as UTF-8, a NUL between two
 * digits would hide every number), else UTF-8, else the code page that Office uses in Western Europe.
 * @param declared what the text itself says it is in, as an XML declaration does
 */
function decode(bytes: Uint8Array, declared?: string): Decoded {
  const { name, mark } = encodingOf(bytes, declared);
  // The mark is kept off by the decoder itself.
  return { text: new TextDecoder(name).decode(bytes), encoding: { name, mark } };
}

function encodingOf(bytes: Uint8Array, declared: string | undefined): Encoding {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return { name: 'utf-8', mark: true };
  if (first === 0xff && second === 0xfe) return { name: 'utf-16le', mark: true };
  if (first === 0xfe && second === 0xff) return { name: 'utf-16be', mark: true };
  const wide = wideEncoding(bytes);
  if (wide !== undefined) return { name: wide, mark: false };
  if (declared !== undefined && isKnown(declared) && !/^utf-?16/i.test(declared))
    return { name: declared.toLowerCase(), mark: false };
  return { name: isUtf8(bytes) ? 'utf-8' : 'windows-1252', mark: false };
}

/** In UTF-16, Latin text has a NUL at every other byte. */
function wideEncoding(bytes: Uint8Array): string | undefined {
  const length = Math.min(bytes.length, SAMPLE) & ~1;
  if (length < 4) return undefined;
  const nuls = [0, 0];
  for (let at = 0; at < length; at++) if (bytes[at] === 0) nuls[at & 1] = (nuls[at & 1] ?? 0) + 1;
  const [even = 0, odd = 0] = nuls;
  if (odd > length / 6 && even < odd / 8) return 'utf-16le';
  if (even > length / 6 && odd < even / 8) return 'utf-16be';
  return undefined;
}

function isKnown(name: string): boolean {
  try {
    return new TextDecoder(name).encoding !== '';
  } catch {
    return false;
  }
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** XML says in its first line what it is in, in letters that every encoding shares. */
export function decodeXml(bytes: Uint8Array): Decoded {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 200));
  return decode(bytes, /^<\?xml[^>]*?encoding\s*=\s*["']([\w.-]+)["']/.exec(head)?.[1]);
}

/** @throws Unreadable when the encoding has more than one byte a character and is none of Unicode's */
export function encode(text: string, { name, mark }: Encoding): Uint8Array {
  const marked = mark ? `\ufeff${text}` : text;
  switch (new TextDecoder(name).encoding) {
    case 'utf-8':
      return new TextEncoder().encode(marked);
    case 'utf-16le':
      return Buffer.from(marked, 'utf16le');
    case 'utf-16be':
      return Buffer.from(marked, 'utf16le').swap16();
    default:
      return encodeSingleBytes(marked, name);
  }
}

function encodeSingleBytes(text: string, name: string): Uint8Array {
  const all = new TextDecoder(name).decode(Uint8Array.from({ length: 256 }, (_, byte) => byte));
  if (all.length !== 256) throw new Unreadable(`text in an encoding that cannot be written here (${name})`);
  const bytes = new Map(Array.from(all, (character, byte) => [character, byte]));
  return Uint8Array.from(text, character => bytes.get(character) ?? 0x3f);
}
