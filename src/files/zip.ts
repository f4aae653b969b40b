// Reads the entries of a zip archive. Own code, since a guard must see what libraries pass over: encryption, two entries
// of one name, sizes that lie, damaged data. Source of the layout: PKWARE APPNOTE 6.3.10, sections 4.3 and 4.4.
import { crc32, inflateRawSync } from 'node:zlib';
import type { Budget } from './budget.ts';
import { Unreadable } from './unreadable.ts';

export type ZipEntry = {
  readonly name: string;
  /** Unpacked size in bytes, as the archive claims. */
  readonly size: number;
  readonly encrypted: boolean;
  /**
   * Unpacks the entry, spending from the budget.
   * @throws Unreadable when it is encrypted, damaged, or larger than it claims or the budget allows
   */
  readonly read: () => Uint8Array;
};

export type Zip = {
  readonly entries: readonly ZipEntry[];
  /** The archive's own comment. */
  readonly comment: string;
};

const END = 0x06054b50;
const END_64 = 0x06064b50;
const LOCATOR_64 = 0x07064b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const END_LENGTH = 22;
const MAX_COMMENT = 65_535;
const STORED = 0;
const DEFLATED = 8;

/** @throws Unreadable when it is no zip archive, or its list of entries is damaged or over the budget */
export function readZip(bytes: Uint8Array, budget: Budget): Zip {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    const end = findEnd(view);
    const comment = decodeName(
      bytes.subarray(end + END_LENGTH, end + END_LENGTH + u16(view, end + 20)),
      true,
    );
    return { entries: readEntries({ bytes, view, budget }, readEnd(view, end)), comment };
  } catch (error) {
    if (error instanceof RangeError) throw new Unreadable('damaged: its list of entries is cut off');
    throw error;
  }
}

function findEnd(view: DataView): number {
  const last = view.byteLength - END_LENGTH;
  for (let at = last; at >= Math.max(0, last - MAX_COMMENT); at--) {
    if (u32(view, at) === END && at + END_LENGTH + u16(view, at + 20) <= view.byteLength) return at;
  }
  throw new Unreadable('not a zip archive, or damaged');
}

type Directory = { readonly at: number; readonly count: number; readonly shift: number };

/** @returns where the list of entries begins, and by how much every offset is off because something stands before */
function readEnd(view: DataView, end: number): Directory {
  if (u16(view, end + 4) !== u16(view, end + 6))
    throw new Unreadable('one part of an archive in several parts');
  const count = u16(view, end + 10);
  const size = u32(view, end + 12);
  const offset = u32(view, end + 16);
  if (count !== 0xffff && size !== 0xffffffff && offset !== 0xffffffff)
    return directory({ end, count, size, offset });
  if (end < 20 || u32(view, end - 20) !== LOCATOR_64) return directory({ end, count, size, offset });
  const end64 = u64(view, end - 12);
  if (u32(view, end64) !== END_64) throw new Unreadable('damaged: its list of entries cannot be found');
  return { at: u64(view, end64 + 48), count: u64(view, end64 + 32), shift: 0 };
}

type End = { readonly end: number; readonly count: number; readonly size: number; readonly offset: number };

function directory({ end, count, size, offset }: End): Directory {
  const at = end - size;
  if (at < offset) throw new Unreadable('damaged: its list of entries cannot be found');
  return { at, count, shift: at - offset };
}

type Archive = { readonly bytes: Uint8Array; readonly view: DataView; readonly budget: Budget };

function readEntries(archive: Archive, { at, count, shift }: Directory): readonly ZipEntry[] {
  const { bytes, view, budget } = archive;
  budget.spend('entries', count);
  const entries: ZipEntry[] = [];
  let from = at;
  for (let index = 0; index < count; index++) {
    if (u32(view, from) !== CENTRAL) throw new Unreadable('damaged: its list of entries cannot be read');
    const flags = u16(view, from + 8);
    const nameEnd = from + 46 + u16(view, from + 28);
    const extraEnd = nameEnd + u16(view, from + 30);
    const sizes = readSizes(view, { from, nameEnd, extraEnd });
    entries.push({
      name: decodeName(bytes.subarray(from + 46, nameEnd), (flags & 0x800) !== 0),
      size: sizes.unpacked,
      encrypted: (flags & 0x41) !== 0,
      read: unpacker(archive, {
        ...sizes,
        local: sizes.local + shift,
        encrypted: (flags & 0x41) !== 0,
        method: u16(view, from + 10),
        checksum: u32(view, from + 16),
      }),
    });
    from = extraEnd + u16(view, from + 32);
  }
  return entries;
}

type Sizes = { readonly packed: number; readonly unpacked: number; readonly local: number };

/** Sizes of 4 GB and more stand in the extra field (zip64), in a fixed order, only those that need it. */
function readSizes(view: DataView, place: { from: number; nameEnd: number; extraEnd: number }): Sizes {
  const found = {
    unpacked: u32(view, place.from + 24),
    packed: u32(view, place.from + 20),
    local: u32(view, place.from + 42),
  };
  for (let at = place.nameEnd; at + 4 <= place.extraEnd; at += 4 + u16(view, at + 2)) {
    if (u16(view, at) !== 1) continue;
    let next = at + 4;
    for (const name of ['unpacked', 'packed', 'local'] as const) {
      if (found[name] !== 0xffffffff) continue;
      found[name] = u64(view, next);
      next += 8;
    }
  }
  return found;
}

type Packed = Sizes & { readonly encrypted: boolean; readonly method: number; readonly checksum: number };

function unpacker({ bytes, view, budget }: Archive, entry: Packed): () => Uint8Array {
  return () => {
    if (entry.encrypted) throw new Unreadable('encrypted');
    if (entry.local + 30 > bytes.length || u32(view, entry.local) !== LOCAL)
      throw new Unreadable('damaged: an entry is not where the archive says');
    budget.spend('unpackedBytes', entry.unpacked);
    const start = entry.local + 30 + u16(view, entry.local + 26) + u16(view, entry.local + 28);
    const unpacked = unpack(bytes.subarray(start, start + entry.packed), entry);
    if (unpacked.length !== entry.unpacked || crc32(unpacked) !== entry.checksum)
      throw new Unreadable('damaged: an entry does not match its checksum');
    return unpacked;
  };
}

function unpack(packed: Uint8Array, { method, unpacked }: Packed): Uint8Array {
  if (method === STORED) return packed;
  if (method !== DEFLATED)
    throw new Unreadable(`packed in a way that is not read here (zip method ${method})`);
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, unpacked) });
  } catch {
    throw new Unreadable('damaged: an entry cannot be unpacked');
  }
}

/** Old archives write names in the code page of their maker: Latin letters are near enough to look through. */
function decodeName(bytes: Uint8Array, utf8: boolean): string {
  if (utf8) return new TextDecoder().decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('latin1').decode(bytes);
  }
}

function u16(view: DataView, at: number): number {
  return view.getUint16(at, true);
}

function u32(view: DataView, at: number): number {
  return view.getUint32(at, true);
}

function u64(view: DataView, at: number): number {
  return Number(view.getBigUint64(at, true));
}
