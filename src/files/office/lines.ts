// Writes the pieces of one line of an Office document, once as it reads now and once as it read before tracked changes.
import type { PassageWriter, Place, Source } from '../passage.ts';

/** Whether a piece stands in the text as it is now, as it was before a tracked change, or in the code of a field. */
export type Standing = 'plain' | 'inserted' | 'deleted' | 'field';

export type Piece = {
  readonly text: string;
  readonly standing: Standing;
  readonly place: Place;
  readonly source?: Source;
};

/** Joined without regard to changes, an old number and its correction would read as one long number that is neither. */
export function writeLine(writer: PassageWriter, pieces: readonly Piece[]): void {
  write(writer, pieces, ['plain', 'inserted']);
  if (pieces.some(piece => piece.standing === 'deleted')) write(writer, pieces, ['plain', 'deleted']);
  write(writer, pieces, ['field']);
}

function write(writer: PassageWriter, pieces: readonly Piece[], standings: readonly Standing[]): void {
  let place: Place | undefined;
  for (const piece of pieces) {
    if (!standings.includes(piece.standing)) continue;
    if (piece.place !== place) writer.at(piece.place);
    place = piece.place;
    writer.put(piece.text, piece.source);
  }
  if (place !== undefined) writer.put('\n');
}
