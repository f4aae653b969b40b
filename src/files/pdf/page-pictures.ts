// Takes the pictures out of a page, or makes a picture of the whole page where its text cannot be read otherwise.
import { createHash } from 'node:crypto';
import { type CanvasPackage, canvasPackage } from '../picture/points.ts';
import { NOT_INSTALLED } from '../picture/words.ts';
import { Unreadable } from '../unreadable.ts';
import type { Library, Page } from './library.ts';
import type { Operators } from './page-text.ts';

/** The points of a picture as pdf.js unpacks them. */
type Points = {
  readonly width: number;
  readonly height: number;
  readonly kind?: number;
  readonly data?: Uint8Array;
};

/** Each yields a PNG. */
export type PagePicture = { readonly what: 'picture' | 'page as a picture'; readonly bytes: Uint8Array };

/** Smaller ones are marks and lines. */
const MIN_WIDTH = 60;
const MIN_HEIGHT = 8;
/** More than these are the strips that some programs cut a picture into: only together they can be read. */
const MAX_PICTURES = 4;
/** Points along the longer side of a page: about 200 to the inch. */
const PAGE_POINTS = 2400;

export type PageSight = {
  readonly page: Page;
  readonly operators: Operators;
  readonly isLegible: boolean;
  /** Pictures of the pages before, as the sign of a company stands on each. */
  readonly seen: Set<string>;
};

/** @throws Unreadable when there is something to be seen and no means to see it */
export async function* pagePictures(library: Library, sight: PageSight): AsyncIterable<PagePicture> {
  const pictures = await newPictures(library, sight);
  const drawn = !sight.isLegible && drawsSigns(library, sight.operators);
  if (pictures.length === 0 && !drawn) return;
  const canvas = await canvasPackage();
  if (canvas === undefined) throw new Unreadable(NOT_INSTALLED);
  const ready = pictures.map(picture => png(canvas, picture));
  if (drawn || pictures.length > MAX_PICTURES || ready.includes(undefined)) {
    yield { what: 'page as a picture', bytes: await drawPage(canvas, sight.page) };
    return;
  }
  for (const bytes of ready) if (bytes) yield { what: 'picture', bytes };
}

async function newPictures(
  { OPS }: Library,
  { page, operators, seen }: PageSight,
): Promise<readonly Points[]> {
  const { fnArray, argsArray } = operators;
  const found: Points[] = [];
  for (const [index, operator] of fnArray.entries()) {
    const painted = PAINTING_PICTURES.find(name => OPS[name] === operator);
    if (painted === undefined) continue;
    const [first] = argsArray[index] as readonly unknown[];
    const points = typeof first === 'string' ? await pointsOf(page, first) : (first as Points);
    if (!(points.width >= MIN_WIDTH && points.height >= MIN_HEIGHT)) continue;
    const key = keyOf(points);
    if (seen.has(key)) continue;
    seen.add(key);
    found.push(points);
  }
  return found;
}

const PAINTING_PICTURES = [
  'paintImageXObject',
  'paintInlineImageXObject',
  'paintImageXObjectRepeat',
  'paintImageMaskXObject',
  'paintImageMaskXObjectRepeat',
] as const;

/** Those that pages share stand with the document. */
function pointsOf(page: Page, id: string): Promise<Points> {
  const objects = id.startsWith('g_') ? page.commonObjs : page.objs;
  return new Promise(resolve => objects.get(id, resolve));
}

function keyOf({ width, height, data }: Points): string {
  return createHash('sha256')
    .update(`${width} ${height} `)
    .update(data ?? new Uint8Array())
    .digest('base64');
}

const RGB = 2;
const RGBA = 3;

/** @returns undefined for a picture that only shows on its page, as a stencil does */
function png({ createCanvas }: CanvasPackage, { width, height, kind, data }: Points): Uint8Array | undefined {
  if (data === undefined || (kind !== RGB && kind !== RGBA)) return undefined;
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  const points = context.createImageData(width, height);
  if (kind === RGBA) points.data.set(data);
  else {
    for (let from = 0, to = 0; from + 2 < data.length; from += 3, to += 4) {
      points.data[to] = data[from] ?? 0;
      points.data[to + 1] = data[from + 1] ?? 0;
      points.data[to + 2] = data[from + 2] ?? 0;
      points.data[to + 3] = 255;
    }
  }
  context.putImageData(points, 0, 0);
  return canvas.toBuffer('image/png');
}

/** Letters may be drawn as lines, and stencils and letters of unknown signs show on the page only. */
function drawsSigns({ OPS }: Library, { fnArray }: Operators): boolean {
  const drawing = [
    OPS.constructPath,
    OPS.shadingFill,
    OPS.showText,
    OPS.paintImageMaskXObject,
    OPS.paintImageMaskXObjectRepeat,
    OPS.paintImageMaskXObjectGroup,
    OPS.paintInlineImageXObjectGroup,
  ];
  return fnArray.some(operator => drawing.includes(operator));
}

async function drawPage({ createCanvas }: CanvasPackage, page: Page): Promise<Uint8Array> {
  const full = page.getViewport({ scale: 1 });
  const viewport = page.getViewport({ scale: Math.min(4, PAGE_POINTS / Math.max(full.width, full.height)) });
  const canvas = createCanvas(Math.ceil(viewport.width), Math.ceil(viewport.height));
  // The library asks for a browser's canvas; this one does what it uses of it.
  await page.render({ canvas: canvas as never, viewport }).promise;
  return canvas.toBuffer('image/png');
}
