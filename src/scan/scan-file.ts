// Looks through a file of any format, and the files in it, for raw MPANs and personal data.
import { type Budget, openBudget } from '../files/budget.ts';
import type { GivenFile, Item } from '../files/item.ts';
import type { Passage, Place } from '../files/passage.ts';
import { type Ocr, openOcr } from '../files/picture/ocr.ts';
import { readFile } from '../files/read-file.ts';
import type { Reading } from '../files/reading.ts';
import { Unreadable } from '../files/unreadable.ts';
import { type FindingKind, inspect, type RuleCode } from '../guard/inspect.ts';
import { RULES } from '../guard/rules.ts';
import { inspectLong } from './inspect-long.ts';
import { placeInWords } from './place-words.ts';

/** Something found: what and where in words for people, never the value. */
export type FileFinding = { readonly kind: FindingKind; readonly code: RuleCode; readonly place: string };

/** Something that could not be looked through, where and why in words for people. */
export type Unread = { readonly place: string; readonly why: string };

export type FileVerdict = {
  /** What could not be read does not pass: it is a reject. */
  readonly decision: 'pass' | 'warn' | 'reject';
  readonly findings: readonly FileFinding[];
  readonly unread: readonly Unread[];
};

export type FileToScan = GivenFile & {
  /** Gives the window in which a 13-digit number may be a time in milliseconds. */
  readonly now: Date;
  /** What reading may cost; see `LIMITS`. */
  readonly budget?: Budget;
  /** Stays open for whoever gave it; else one is opened when there is a picture, and closed. */
  readonly ocr?: Ocr;
};

/** Never throws: what the scanner cannot get through does not get through the scanner. */
export async function scanFile(file: FileToScan): Promise<FileVerdict> {
  const { name, bytes, now, budget = openBudget(), ocr = openOcr() } = file;
  const search = openSearch(now);
  search.inspectPassage({ text: name, placeAt: () => [{ what: 'file name' }], origins: () => [] }, []);
  try {
    await lookThrough({ search, reading: { budget, ocr }, depth: 1, place: [] }, { name, bytes });
  } finally {
    if (file.ocr === undefined) await ocr.close();
  }
  const { findings, unread } = search;
  return { decision: decisionOf(findings, unread), findings, unread };
}

function decisionOf(findings: readonly FileFinding[], unread: readonly Unread[]): FileVerdict['decision'] {
  if (unread.length > 0 || findings.some(({ code }) => RULES[code].file === 'reject')) return 'reject';
  return findings.length > 0 ? 'warn' : 'pass';
}

type Search = {
  readonly findings: FileFinding[];
  readonly unread: Unread[];
  readonly mayShow: (name: string) => boolean;
  readonly inspectPassage: (passage: Passage, within: Place) => void;
  readonly couldNot: (place: Place, why: string) => void;
};

function openSearch(now: Date): Search {
  const findings: FileFinding[] = [];
  const unread: Unread[] = [];
  const said = new Set<string>();
  const names = new Map<string, boolean>();

  function mayShow(name: string): boolean {
    const known = names.get(name);
    if (known !== undefined) return known;
    const clean = inspect(name, { mode: 'file', now }).findings.length === 0;
    names.set(name, clean);
    return clean;
  }

  function found(kind: FindingKind, code: RuleCode, place: Place): void {
    const finding = { kind, code, place: placeInWords(place, mayShow) };
    const key = JSON.stringify(finding);
    if (said.has(key)) return;
    said.add(key);
    findings.push(finding);
  }

  return {
    findings,
    unread,
    mayShow,
    inspectPassage({ text, placeAt }, within) {
      for (const { kind, code, start } of inspectLong(text, now))
        found(kind, code, [...within, ...placeAt(start)]);
    },
    couldNot(place, why) {
      unread.push({ place: placeInWords(place, mayShow), why });
    },
  };
}

type Looking = {
  readonly search: Search;
  readonly reading: Reading;
  readonly depth: number;
  readonly place: Place;
};

async function lookThrough(looking: Looking, file: GivenFile): Promise<void> {
  const { search, reading, depth, place } = looking;
  const { limits } = reading.budget;
  try {
    if (depth > limits.depth) throw new Unreadable(`more than ${limits.depth} files inside one another`);
    for await (const item of readFile(file, reading)) await lookAt(looking, item);
  } catch (error) {
    // Whatever went wrong in a reader, the file was not read; what the error says may hold words of the file.
    search.couldNot(place, error instanceof Unreadable ? error.message : 'the reader of this format failed');
  }
}

async function lookAt({ search, reading, depth, place }: Looking, item: Item): Promise<void> {
  switch (item.type) {
    case 'passage':
      search.inspectPassage(item.passage, place);
      return;
    case 'unread':
      search.couldNot([...place, ...item.place], item.why);
      return;
    case 'file':
      await lookThrough({ search, reading, depth: depth + 1, place: [...place, ...item.place] }, item);
  }
}
