// How much of a file is read at most: whoever opens one spends from a budget, and files within files share it.
import { Unreadable } from './unreadable.ts';

/** Enough for the evidence of a test; a file that asks for more is a mistake or a zip bomb. */
export const LIMITS = {
  /** Of the file as it is given. */
  fileBytes: 100_000_000,
  /** Of everything that is unpacked, together. */
  unpackedBytes: 300_000_000,
  /** Files and parts inside packages, together. */
  entries: 10_000,
  /** Files within files within files. */
  depth: 5,
  /** Cells of workbooks, together. */
  cells: 1_000_000,
  /** Pages of PDF files, together. */
  pages: 1_000,
  /** Seconds spent on reading pictures, together; a full screen takes about ten. */
  ocrSeconds: 300,
} as const;

export type Limits = { readonly [Name in keyof typeof LIMITS]: number };

export type Budget = {
  readonly limits: Limits;
  /** @throws Unreadable when more is spent than there is */
  readonly spend: (what: keyof Limits, amount: number) => void;
  readonly left: (what: keyof Limits) => number;
};

const WORDS: Readonly<Record<keyof Limits, string>> = {
  fileBytes: 'bytes in the file',
  unpackedBytes: 'bytes when unpacked',
  entries: 'files inside',
  depth: 'files inside one another',
  cells: 'cells',
  pages: 'pages',
  ocrSeconds: 'seconds for reading pictures',
};

export function openBudget(limits: Partial<Limits> = {}): Budget {
  const all: Limits = { ...LIMITS, ...limits };
  const left: { -readonly [Name in keyof Limits]: number } = { ...all };
  return {
    limits: all,
    left: what => left[what],
    spend(what, amount) {
      left[what] -= amount;
      if (left[what] < 0) throw new Unreadable(`too large: more than ${all[what]} ${WORDS[what]}`);
    },
  };
}
