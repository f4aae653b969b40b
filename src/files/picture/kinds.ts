// Tells pictures by how their bytes begin, and has an empty one of each kind to put in the place of another.

export type PictureKind = 'png' | 'jpeg' | 'gif' | 'bmp';

const BEGINNINGS: readonly (readonly [PictureKind, RegExp])[] = [
  ['png', /^\x89PNG\r\n/],
  ['jpeg', /^\xff\xd8\xff/],
  ['gif', /^GIF8[79]a/],
  ['bmp', /^BM[\s\S]{4}\0\0\0\0/],
];

/** @returns undefined for what is no picture, or one of a kind that is not read here */
export function pictureKind(bytes: Uint8Array): PictureKind | undefined {
  const start = Buffer.from(bytes.subarray(0, 16)).toString('latin1');
  return BEGINNINGS.find(([, pattern]) => pattern.test(start))?.[0];
}

/** One grey point, which a document stretches over the place of the picture. */
const BLANK: Readonly<Partial<Record<PictureKind, string>>> = {
  png: 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGM4AQAAygDJmcpdfgAAAABJRU5ErkJggg==',
  gif: 'R0lGODlhAQABAIAAAMjIyAAAACwAAAAAAQABAAACAkQBADs=',
  jpeg: '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAFA3PEY8MlBGQUZaVVBfeMiCeG5uePWvuZHI////////////////////////////////////////////////////2wBDAVVaWnhpeOuCguv/////////////////////////////////////////////////////////////////////////wAARCAAIAAgDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAP/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QAFAEBAAAAAAAAAAAAAAAAAAAAAP/EABQRAQAAAAAAAAAAAAAAAAAAAAD/2gAMAwEAAhEDEQA/ALgA/9k=',
};

export function blankPicture(kind: PictureKind): Uint8Array | undefined {
  const base64 = BLANK[kind];
  return base64 === undefined ? undefined : Buffer.from(base64, 'base64');
}
