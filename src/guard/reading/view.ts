// A text made readable for the rules, with the way back from each of its characters to the text that was given.
import { readCharacter } from './characters.ts';

export type View = {
  readonly text: string;
  /** What the text was made of, in order; empty when it is the given text itself. */
  readonly pieces: readonly Piece[];
  /** What the pieces are pieces of; undefined when that is the given text. */
  readonly source?: View;
};

/** The view's text from `at` on stands for the source from `from` to `to`: character by character, or all for all. */
type Piece = { readonly at: number; readonly from: number; readonly to: number; readonly copied: boolean };

/** The offset in the given text of the character at an index of the view. */
export function startIn(view: View, index: number): number {
  const piece = pieceAt(view, index);
  const start = piece?.copied === false ? piece.from : index + (piece ? piece.from - piece.at : 0);
  return view.source ? startIn(view.source, start) : start;
}

/** The offset in the given text just behind the character at an index of the view. */
export function endIn(view: View, index: number): number {
  const piece = pieceAt(view, index);
  const last = piece?.copied === false ? piece.to - 1 : index + (piece ? piece.from - piece.at : 0);
  return view.source ? endIn(view.source, last) : last + 1;
}

/** The last piece that begins at or before an index, by halving. */
function pieceAt({ pieces }: View, index: number): Piece | undefined {
  let low = 0;
  let high = pieces.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((pieces[middle]?.at ?? 0) <= index) low = middle + 1;
    else high = middle;
  }
  return pieces[low - 1];
}

const NOT_PLAIN = /[^\t\n\r\x20-\x7e]/g;

/** The given text with every character read as its ASCII twin, and what cannot be seen left out. */
export function plainView(given: string): View {
  const writer = new ViewWriter();
  let from = 0;
  NOT_PLAIN.lastIndex = 0;
  while (NOT_PLAIN.test(given)) {
    const at = NOT_PLAIN.lastIndex - 1;
    writer.copy(given, from, at);
    const codePoint = given.codePointAt(at) ?? 0;
    from = at + (codePoint > 0xffff ? 2 : 1);
    writer.put(readCharacter(codePoint), at, from);
    NOT_PLAIN.lastIndex = from;
  }
  writer.copy(given, from, given.length);
  return writer.view();
}

/** Puts a view together, piece by piece. */
export class ViewWriter {
  readonly #parts: string[] = [];
  readonly #pieces: Piece[] = [];
  #length = 0;

  /** Adds a stretch of the source as it stands. */
  copy(source: string, from: number, to: number): void {
    if (to > from) this.#add(source.slice(from, to), { at: this.#length, from, to, copied: true });
  }

  /** Adds a reading of the source between two offsets; an empty reading leaves the stretch out. */
  put(reading: string, from: number, to: number): void {
    if (reading !== '') this.#add(reading, { at: this.#length, from, to, copied: false });
  }

  #add(part: string, piece: Piece): void {
    this.#parts.push(part);
    this.#pieces.push(piece);
    this.#length += part.length;
  }

  view(source?: View): View {
    const text = this.#parts.join('');
    return source === undefined ? { text, pieces: this.#pieces } : { text, pieces: this.#pieces, source };
  }
}
