// Makes small pictures for tests: a PNG of one shade with notes, and one with letters where the canvas is installed.
import { crc32, deflateSync } from 'node:zlib';

function chunk(type: string, content: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const chunk = Buffer.alloc(body.length + 8);
  chunk.writeUInt32BE(content.length, 0);
  body.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(body), body.length + 4);
  return chunk;
}

export type Note = readonly [type: string, content: Uint8Array];

/** A grey picture. */
export function plainPng(size: { width: number; height: number }, notes: readonly Note[] = []): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size.width, 0);
  header.writeUInt32BE(size.height, 4);
  header[8] = 8;
  const line = Buffer.alloc(size.width + 1, 200);
  line[0] = 0;
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    ...notes.map(([type, content]) => chunk(type, content)),
    chunk('IDAT', deflateSync(Buffer.concat(Array.from({ length: size.height }, () => line)))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
