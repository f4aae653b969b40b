// A text made readable for the rules, with the way back from each of its characters to the text that was given.
import { readCharacter } from './characters.ts';

export type View = {
  readonly text: string;
  /** The offset in the given text of the character at `index`. */
  readonly startOf: (index: number) => number;
  /** The offset in the given text just behind the character at `index`. */
  readonly endOf: (index: number) => number;
};

const NOT_PLAIN = /[^\t\n\r\x20-\x7e]/g;

/** The given text with every character read as its ASCII twin, and what cannot be seen left out. */
export function plainView(given: string): View {
  NOT_PLAIN.lastIndex = 0;
  if (!NOT_PLAIN.test(given)) return { text: given, startOf: index => index, endOf: index => index + 1 };
  const writer = viewWriter(given.length);
  let from = 0;
  NOT_PLAIN.lastIndex = 0;
  for (let match = NOT_PLAIN.exec(given); match; match = NOT_PLAIN.exec(given)) {
    writer.copy(given, from, match.index);
    const codePoint = given.codePointAt(match.index) ?? 0;
    from = match.index + (codePoint > 0xffff ? 2 : 1);
    writer.put(readCharacter(codePoint), match.index, from);
    NOT_PLAIN.lastIndex = from;
  }
  writer.copy(given, from, given.length);
  return writer.view();
}

type ViewWriter = {
  /** Adds a stretch of the source as it stands. */
  readonly copy: (source: string, from: number, to: number) => void;
  /** Adds a reading of the source between two offsets; an empty reading leaves the stretch out. */
  readonly put: (reading: string, from: number, to: number) => void;
  readonly view: (source?: View) => View;
};

export function viewWriter(expectedLength: number): ViewWriter {
  const parts: string[] = [];
  let starts = new Uint32Array(expectedLength + 16);
  let ends = new Uint32Array(expectedLength + 16);
  let length = 0;

  function room(more: number): void {
    if (length + more <= starts.length) return;
    const size = Math.max(length + more, starts.length * 2);
    starts = grown(starts, size);
    ends = grown(ends, size);
  }

  return {
    copy(source, from, to) {
      if (to <= from) return;
      room(to - from);
      parts.push(source.slice(from, to));
      for (let at = from; at < to; at++) {
        starts[length] = at;
        ends[length++] = at + 1;
      }
    },
    put(reading, from, to) {
      if (reading === '') return;
      room(reading.length);
      parts.push(reading);
      for (let i = 0; i < reading.length; i++) {
        starts[length] = from;
        ends[length++] = to;
      }
    },
    view(source) {
      const first = starts;
      const last = ends;
      return {
        text: parts.join(''),
        startOf: index => (source ? source.startOf(first[index] ?? 0) : (first[index] ?? 0)),
        endOf: index => (source ? source.endOf((last[index] ?? 1) - 1) : (last[index] ?? 0)),
      };
    },
  };
}

function grown(old: Uint32Array<ArrayBuffer>, size: number): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(size);
  larger.set(old);
  return larger;
}
