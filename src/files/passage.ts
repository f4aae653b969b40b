// A stretch of text out of a file, with the way back from each of its characters to the place people know and the bytes.

/** One step of the way to a place, as `page 4`, `cell C14` or `sheet 3 "Meters"`. */
export type Step = { readonly what: string; readonly number?: number; readonly name?: string };

/** From the outside in: the file in the archive, its sheet, its cell. */
export type Place = readonly Step[];

/** What a stretch of a passage was read from. */
export type Origin = {
  /** Offsets of the passage's text. */
  readonly start: number;
  readonly end: number;
  readonly source: Source;
};

export type Source = {
  /** The part of a package; '' is the file itself. */
  readonly part: string;
  /** Offsets of the part's text; as many characters as were read, or else it only goes as a whole. */
  readonly from: number;
  readonly to: number;
  /** What to write over the whole of it when any of it has to go, where a mark in the middle would break the file. */
  readonly put?: string;
};

export type Passage = {
  readonly text: string;
  readonly placeAt: (offset: number) => Place;
  /** In the order of the text; what has no origin cannot be changed. */
  readonly origins: () => readonly Origin[];
};

export type PassageWriter = {
  /** Says where everything stands that is put from now on; of many places few are ever asked for. */
  readonly at: (place: Place | (() => Place)) => void;
  readonly put: (text: string, source?: Source) => void;
  readonly passage: () => Passage;
};

export function passageWriter(): PassageWriter {
  const pieces: string[] = [];
  const starts: number[] = [];
  const places: (Place | (() => Place))[] = [];
  const origins: Origin[] = [];
  let length = 0;
  return {
    at(place) {
      starts.push(length);
      places.push(place);
    },
    put(text, source) {
      if (text === '') return;
      if (source) origins.push({ start: length, end: length + text.length, source });
      pieces.push(text);
      length += text.length;
    },
    passage() {
      return {
        text: pieces.join(''),
        placeAt(offset) {
          const place = places[lastNotAfter(starts, offset)] ?? [];
          return typeof place === 'function' ? place() : place;
        },
        origins: () => origins,
      };
    },
  };
}

/** @returns the index of the last number that is not greater, -1 when all are */
export function lastNotAfter(sorted: readonly number[], number: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) <= number) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** From here on a line says little about where something stands. */
const LONG_LINE = 300;

/** Says for each offset of a text in which line it stands, and where in the line when that is long. */
export function lineFinder(text: string): (offset: number) => Place {
  let starts: number[] | undefined;
  return offset => {
    starts ??= lineStarts(text);
    const line = lastNotAfter(starts, offset);
    const start = starts[line] ?? 0;
    const end = starts[line + 1] ?? text.length;
    const place = { what: 'line', number: line + 1 };
    return end - start > LONG_LINE ? [place, { what: 'character', number: offset - start + 1 }] : [place];
  };
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** A text that stands for itself, line by line, and cannot be changed. */
export function plainPassage(text: string, place: Place = []): Passage {
  const find = lineFinder(text);
  return { text, placeAt: offset => [...place, ...find(offset)], origins: () => [] };
}
