// Finds the test cases and the MPAN references that a message names, and whose they are.
import { distance } from 'fastest-levenshtein';
import type { LdsoBook, PlannedTestCase } from '../domain/planning/plan.ts';
import type { Warning } from '../domain/reading.ts';
import { type MpanRef, mpanRef } from '../domain/refs.ts';

export type FoundCase = {
  readonly at: number;
  readonly length: number;
  /** As named, in the list's own spelling. */
  readonly named: string;
  readonly byId: boolean;
  /** Undefined: it has the shape of a test case and is not in the plan. */
  readonly known?: PlannedTestCase;
};

export type FoundRef = {
  readonly at: number;
  readonly length: number;
  readonly named: string;
  readonly ref?: MpanRef;
  readonly warning?: Warning;
  readonly wrong?: 'unknown_mpan_ref' | 'mpan_ref_of_other_ldso';
};

/** A link or a file name names nothing: a reference in it is part of that name. */
export function withoutFiles(text: string): string {
  return text.replace(
    /\bhttps?:\/\/\S+|(?<!\S)\S+\.(png|jpe?g|txt|docx?|xlsx?|pdf|zip|json|xml|csv|log)\b/gi,
    found => ' '.repeat(found.length),
  );
}

const shape =
  /\b(?:SITN?FTS?|FM|RM|OPS|NFT|MIG|QT|QTF)[-_ ]?(?:TS|T)?[-_ ]?\d+(?:[-_]\w+)*(?:[ /]?TC[ -]?\d+)?\b|\b[A-Z]{2,8}_TS_\d+(?:_TC)?(?:_\d+)*\b/gi;

/** Each once, in the order in which they are first named. */
export function findCases(text: string, book: LdsoBook): readonly FoundCase[] {
  return firstOfEach(everyCase(text, book));
}

/** Every mention of one, in order. */
export function everyCase(text: string, book: LdsoBook): readonly FoundCase[] {
  const found: FoundCase[] = [];
  let rest = text;
  const longestFirst = [...book.testCases].sort((a, b) => b.name.length - a.name.length);
  for (const testCase of longestFirst) {
    for (const match of rest.matchAll(spelling(testCase.name))) {
      found.push({
        at: match.index,
        length: match[0].length,
        named: testCase.name,
        byId: false,
        known: testCase,
      });
      rest = blank(rest, match.index, match[0].length);
    }
  }
  for (const match of rest.matchAll(shape)) {
    found.push({ at: match.index, length: match[0].length, named: match[0].trim(), byId: false });
    rest = blank(rest, match.index, match[0].length);
  }
  for (const match of rest.matchAll(
    /(\btest ?case(?: ref(?:erence)?)?\s*[:#]?\s*|\btc\s*[:#]?\s*|#\s*)?(?<![\w.:-]|(?<!\d{4})\/)(\d{4,7})(?![\w-]|[.,:]\d)/gi,
  )) {
    const [{ length }, label, id = ''] = match;
    addId(found, book, { at: match.index, length, id, isLabelled: label !== undefined });
  }
  for (const match of rest.matchAll(/\btc(\d{4,7})\b/gi))
    addId(found, book, { at: match.index, length: match[0].length, id: match[1] ?? '', isLabelled: true });
  return found.sort((a, b) => a.at - b.at);
}

function addId(
  found: FoundCase[],
  book: LdsoBook,
  seen: { readonly at: number; readonly length: number; readonly id: string; readonly isLabelled: boolean },
): void {
  const known = book.testCases.find(each => each.id === seen.id);
  if (known === undefined && !seen.isLabelled) return;
  const { at, length, id } = seen;
  found.push({ at, length, named: id, byId: true, ...(known === undefined ? {} : { known }) });
}

/** The name in any case, with any of blank, hyphen, underscore, slash or nothing where it has one, and leading zeros left off. */
function spelling(name: string): RegExp {
  const parts = name
    .split(/[-_ ]+/)
    .map(part => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/^0+(?=\d)/, '0*'));
  return new RegExp(`(?<![\\w-])${parts.join('[-_ /\\u00a0]*')}(?![\\w]|-\\d)`, 'gi');
}

/** Each once, in the order in which they are first named. */
export function findRefs(text: string, book: LdsoBook): readonly FoundRef[] {
  return firstOfEach(everyRef(text, book));
}

function firstOfEach<Found extends { readonly named: string }>(found: readonly Found[]): readonly Found[] {
  return found.filter((each, place) => found.findIndex(other => other.named === each.named) === place);
}

/** Every mention of one, in order. */
export function everyRef(text: string, book: LdsoBook): readonly FoundRef[] {
  const found: FoundRef[] = [];
  let rest = text;
  const own = new RegExp(`(?<![\\w-])(?:${book.mpanRefPattern})(?![\\w-])`, 'gi');
  for (const match of rest.matchAll(own)) {
    found.push(judge(match[0].toUpperCase(), match, book));
    rest = blank(rest, match.index, match[0].length);
  }
  for (const pattern of book.otherPatterns) {
    for (const match of rest.matchAll(new RegExp(`(?<![\\w-])(?:${pattern})(?![\\w-])`, 'gi'))) {
      const named = match[0].toUpperCase();
      found.push({ at: match.index, length: match[0].length, named, wrong: 'mpan_ref_of_other_ldso' });
      rest = blank(rest, match.index, match[0].length);
    }
  }
  const form = formOf(book.mpanRefPattern);
  if (form !== undefined) {
    const loose = new RegExp(
      `(?<![\\w-])${form.head
        .split(/[-_ ]+/)
        .filter(Boolean)
        .join('[-_ ]*')}[-_ ]*(\\d{1,${form.digits}})(?![\\w-])`,
      'gi',
    );
    for (const match of rest.matchAll(loose)) {
      found.push(judge(`${form.head}${(match[1] ?? '').padStart(form.digits, '0')}`, match, book));
      rest = blank(rest, match.index, match[0].length);
    }
    for (const match of rest.matchAll(
      new RegExp(
        `\\b(?:mpan(?: ref(?:erence)?)?|ref(?:erence)?)(?: no\\.?)?\\s*[:#]?\\s*(\\d{1,${form.digits}})(?![\\w-])`,
        'gi',
      ),
    )) {
      const short = judge(`${form.head}${(match[1] ?? '').padStart(form.digits, '0')}`, match, book);
      found.push({ ...short, warning: 'mpan_ref_short' });
    }
  }
  const harness = [...rest.matchAll(/(?<![\w-])MPAN\d{4,8}(?![\w-])/gi)];
  if (found.length === 0)
    found.push(...harness.map(match => harnessRef(match[0].toUpperCase(), match, book)));
  return found.sort((a, b) => a.at - b.at);
}

type Seen = { readonly 0: string; readonly index: number };

function judge(named: string, { 0: { length }, index: at }: Seen, book: LdsoBook): FoundRef {
  const ref = mpanRef(named);
  const isListed = book.mpanRefs.length === 0 || book.mpanRefs.some(known => known.toUpperCase() === named);
  return ref === undefined || !isListed
    ? { at, length, named, wrong: 'unknown_mpan_ref' }
    : { at, length, named, ref };
}

function harnessRef(named: string, { 0: { length }, index: at }: Seen, book: LdsoBook): FoundRef {
  const tied = book.harnessRefs[named];
  const ref = mpanRef(tied ?? named);
  return {
    at,
    length,
    named: tied ?? named,
    warning: 'harness_reference',
    ...(ref === undefined ? {} : { ref }),
  };
}

/** `EEN-MPAN-\d{4}` is a head and four digits; a pattern of another make has no such form. */
export function formOf(pattern: string): { readonly head: string; readonly digits: number } | undefined {
  const match = /^([\w -]+)\\d\{(\d)\}$/.exec(pattern);
  return match === null ? undefined : { head: match[1] ?? '', digits: Number(match[2]) };
}

/** The three nearest, best first; none that shares less than half of what was typed. */
export function nearest(typed: string, names: readonly string[]): readonly string[] {
  const plain = typed.toUpperCase();
  return names
    .map(name => ({
      name,
      away: name.toUpperCase().startsWith(plain) ? 0 : distance(plain, name.toUpperCase()),
    }))
    .filter(({ name, away }) => away <= Math.max(name.length, plain.length) / 2)
    .sort((a, b) => a.away - b.away)
    .slice(0, 3)
    .map(({ name }) => name);
}

function blank(text: string, at: number, length: number): string {
  return text.slice(0, at) + ' '.repeat(length) + text.slice(at + length);
}
