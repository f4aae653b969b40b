// Prepares pictures for reading: grey, dark on light, and large enough. Uses the optional canvas package.
import type { Canvas } from '@napi-rs/canvas';
import { Unreadable } from '../unreadable.ts';

export type CanvasPackage = typeof import('@napi-rs/canvas');

/** @returns undefined where the package, or its build for this machine, is not installed */
export async function canvasPackage(): Promise<CanvasPackage | undefined> {
  try {
    return await import('@napi-rs/canvas');
  } catch {
    return undefined;
  }
}

/** Small letters are read much better at twice their size; beyond this many points it only costs time. */
const MAX_ENLARGED = 16_000_000;

/** Fewer shades than this between the darkest and the lightest point: nothing can be seen. */
const MIN_CONTRAST = 16;

/**
 * @returns a PNG for reading; undefined when all of the picture is of one shade
 * @throws Unreadable when it cannot be unpacked
 */
export async function forReading(
  { createCanvas, loadImage }: CanvasPackage,
  picture: Uint8Array,
): Promise<Uint8Array | undefined> {
  const image = await loadImage(Buffer.from(picture)).catch(() => {
    throw new Unreadable('damaged: the picture cannot be unpacked');
  });
  const { width, height } = image;
  const scale = width * height * 4 <= MAX_ENLARGED ? 2 : 1;
  const canvas = createCanvas(width * scale, height * scale);
  const context = canvas.getContext('2d');
  context.fillStyle = 'white';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.imageSmoothingQuality = 'high';
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return makeGrey(canvas) < MIN_CONTRAST ? undefined : canvas.toBuffer('image/png');
}

/** @returns the difference between the darkest and the lightest shade */
function makeGrey(canvas: Canvas): number {
  const context = canvas.getContext('2d');
  const points = context.getImageData(0, 0, canvas.width, canvas.height);
  const { data } = points;
  let sum = 0;
  let darkest = 255;
  let lightest = 0;
  for (let at = 0; at < data.length; at += 4) {
    const grey = Math.round(
      0.299 * (data[at] ?? 0) + 0.587 * (data[at + 1] ?? 0) + 0.114 * (data[at + 2] ?? 0),
    );
    data[at] = grey;
    sum += grey;
    if (grey < darkest) darkest = grey;
    if (grey > lightest) lightest = grey;
  }
  // Light letters on a dark ground are turned round.
  const dark = sum / (data.length / 4) < 110;
  for (let at = 0; at < data.length; at += 4) {
    const grey = dark ? 255 - (data[at] ?? 0) : (data[at] ?? 0);
    data[at] = grey;
    data[at + 1] = grey;
    data[at + 2] = grey;
  }
  context.putImageData(points, 0, 0);
  return lightest - darkest;
}
