// Reads a picture: the notes it carries, and the text that can be seen in it.
import { type Item, passageItem, unreadItem } from '../item.ts';
import { plainPassage } from '../passage.ts';
import type { PictureKind } from '../picture/kinds.ts';
import { jpegNotes, pngNotes } from '../picture/notes.ts';
import type { OcrText } from '../picture/ocr.ts';
import { canvasPackage, forReading } from '../picture/points.ts';
import { pictureSize } from '../picture/size.ts';
import { NOT_INSTALLED } from '../picture/words.ts';
import type { Reading } from '../reading.ts';
import { Unreadable } from '../unreadable.ts';

/** Less than this has no room for thirteen figures of five points by seven. */
const MIN_WIDTH = 60;
const MIN_HEIGHT = 8;
const MAX_POINTS = 40_000_000;
/** One picture may not use up the time of all others. */
const MAX_SECONDS = 60;
/** Words that are read right have more; a photograph without words gives about 20 to 50. */
const MIN_CONFIDENCE = 60;

export async function* readPicture(
  bytes: Uint8Array,
  kind: PictureKind,
  { budget, ocr }: Reading,
): AsyncIterable<Item> {
  const notes = kind === 'png' ? pngNotes(bytes) : kind === 'jpeg' ? jpegNotes(bytes) : '';
  if (notes !== '') yield passageItem(plainPassage(notes, [{ what: 'notes in the picture' }]));
  const size = pictureSize(bytes, kind);
  if (size === undefined) throw new Unreadable('damaged: the picture does not say its size');
  if (size.width < MIN_WIDTH || size.height < MIN_HEIGHT) return;
  if (size.width * size.height > MAX_POINTS)
    throw new Unreadable(`a picture of more than ${MAX_POINTS} points`);
  if (kind === 'gif' && frames(bytes) > 1) yield unreadItem([], 'of a moving picture only the start is read');

  const canvas = await canvasPackage();
  if (canvas === undefined) throw new Unreadable(NOT_INSTALLED);
  const prepared = await forReading(canvas, bytes);
  if (prepared === undefined) return;
  const seconds = Math.min(MAX_SECONDS, budget.left('ocrSeconds'));
  if (seconds <= 0) throw new Unreadable('no time left to read pictures');
  const started = performance.now();
  const read = await ocr.read(prepared, seconds * 1000);
  budget.spend('ocrSeconds', Math.min(seconds, (performance.now() - started) / 1000));
  if (read === 'not installed') throw new Unreadable(NOT_INSTALLED);
  if (read === 'too slow')
    throw new Unreadable(`the picture could not be read in ${Math.round(seconds)} seconds`);
  yield* textItems(read);
}

function* textItems({ text, confidence }: OcrText): Iterable<Item> {
  yield passageItem(plainPassage(text, [{ what: 'text in the picture' }]));
  if (text.trim() === '')
    yield unreadItem([], 'no text could be made out in the picture: look at it yourself');
  else if (confidence < MIN_CONFIDENCE)
    yield unreadItem([], 'the text in the picture could not be read for certain: look at it yourself');
}

/** Every frame of a GIF comes behind a "graphic control extension". */
function frames(bytes: Uint8Array): number {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  return text.split('\x21\xf9\x04').length - 1;
}
