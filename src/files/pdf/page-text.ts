// Reads the text of a page, by where its pieces stand, and once more piece by piece where they run into one another.
import { type Passage, type Place, passageWriter, plainPassage } from '../passage.ts';
import type { Library, Page } from './library.ts';

/** A piece of text as pdf.js gives it; the transform's last two numbers are where it begins, its fourth the size. */
type Piece = {
  readonly str: string;
  readonly width: number;
  readonly transform: readonly number[];
};

export type PageText = {
  readonly passages: readonly Passage[];
  /** Whether there is text and it is more than signs that stand for nothing. */
  readonly isLegible: boolean;
};

export type Operators = { readonly fnArray: readonly number[]; readonly argsArray: readonly unknown[] };

export async function readPageText(
  library: Library,
  { page, operators, place }: { page: Page; operators: Operators; place: Place },
): Promise<PageText> {
  const { items } = await page.getTextContent();
  const pieces = items.flatMap((item): Piece[] => ('str' in item ? [item] : []));
  const passage = linesOf(pieces, place);
  const apart = RUN_TOGETHER.test(passage.text) ? [pieceByPiece(library, operators, place)] : [];
  return { passages: [passage, ...apart], isLegible: isLegible(passage.text) };
}

/** Pieces on one height are a line; those that touch are one word, wide gaps part the cells of a table. */
function linesOf(pieces: readonly Piece[], place: Place): Passage {
  const writer = passageWriter();
  let line = 0;
  let end: { readonly x: number; readonly y: number; readonly size: number } | undefined;
  for (const { str, width, transform } of pieces) {
    const [, , , size = 0, x = 0, y = 0] = transform;
    if (str.trim() === '') continue;
    if (end === undefined || Math.abs(y - end.y) > Math.max(size, end.size) * 0.5) {
      if (end !== undefined) writer.put('\n');
      writer.at([...place, { what: 'line', number: ++line }]);
    } else {
      const gap = (x - end.x) / (Math.max(size, end.size) || 1);
      writer.put(gap > 1 || gap < -1 ? '\t' : gap > 0.15 ? ' ' : '');
    }
    writer.put(str);
    end = { x: x + width, y, size };
  }
  return writer.passage();
}

/** A supply number that touches its neighbours, as the cells of a narrow table do. */
const RUN_TOGETHER = /\d{14}|[A-Za-z]\d{13}|\d{13}[A-Za-z]/;

/** Each piece that the page's program writes at once, a line. */
function pieceByPiece({ OPS }: Library, { fnArray, argsArray }: Operators, place: Place): Passage {
  const lines = fnArray.flatMap((operator, index) =>
    operator === OPS.showText ? [glyphText(argsArray[index])] : [],
  );
  return { ...plainPassage(lines.join('\n')), placeAt: () => place };
}

/** Glyphs stand between numbers that move the next one; a large move is a gap. */
function glyphText(args: unknown): string {
  const [glyphs] = Array.isArray(args) ? args : [];
  if (!Array.isArray(glyphs)) return '';
  return glyphs
    .map(glyph => {
      if (typeof glyph === 'number') return glyph < -200 ? ' ' : '';
      return typeof glyph?.unicode === 'string' ? glyph.unicode : '';
    })
    .join('');
}

/** Fonts without a table of characters give private or unknown signs. */
const MEANINGLESS = /[\ufffd\ue000-\uf8ff\p{Cc}]/gu;

function isLegible(text: string): boolean {
  const signs = text.replace(/\s/g, '');
  return signs.length > 0 && (signs.match(MEANINGLESS)?.length ?? 0) < signs.length / 5;
}
