// Says how large a picture is before it is unpacked: a small file may claim more points than there is memory.
import type { PictureKind } from './kinds.ts';

export type Size = { readonly width: number; readonly height: number };

/** @returns undefined when the picture does not say */
export function pictureSize(bytes: Uint8Array, kind: PictureKind): Size | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    switch (kind) {
      case 'png':
        return { width: view.getUint32(16), height: view.getUint32(20) };
      case 'gif':
        return { width: view.getUint16(6, true), height: view.getUint16(8, true) };
      case 'bmp':
        return { width: Math.abs(view.getInt32(18, true)), height: Math.abs(view.getInt32(22, true)) };
      case 'jpeg':
        return jpegSize(view);
    }
  } catch {
    return undefined;
  }
}

/** The size stands in the "start of frame"; three markers of its range mean other things. Source: ITU T.81 B.1.1.3. */
function jpegSize(view: DataView): Size | undefined {
  for (let at = 2; view.getUint8(at) === 0xff; at += 2 + view.getUint16(at + 2)) {
    const marker = view.getUint8(at + 1);
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker))
      return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
  }
  return undefined;
}
