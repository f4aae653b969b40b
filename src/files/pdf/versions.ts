// Finds the older versions that a PDF file keeps: programs add what changed at its end and leave the rest as it was.

/** How a version ends. Source: ISO 32000-2, 7.5.5. */
const END = /startxref\s{1,4}\d{1,12}\s{1,4}%%EOF/g;

/** @returns the bytes of each older version, the newest first */
export function olderVersions(bytes: Uint8Array): readonly Uint8Array[] {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const ends = Array.from(text.matchAll(END), ({ 0: end, index }) => index + end.length);
  // A file that is made for reading over a network begins with an end of its own.
  const first = text.slice(0, 1024).includes('/Linearized') ? 1 : 0;
  return ends
    .slice(first, -1)
    .reverse()
    .map(end => bytes.subarray(0, end));
}
