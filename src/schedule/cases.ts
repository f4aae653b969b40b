// Finds the test cases that a cell of a schedule names: by reference, by number, by title, one or a list of them.
import type { LdsoBook, PlannedTestCase } from '../domain/planning/plan.ts';
import { findCases } from '../intake/references.ts';

export type CasesInCell = {
  readonly known: readonly PlannedTestCase[];
  /** Of a list, what is not in the plan. */
  readonly unknown: readonly string[];
  /** The text names more test cases than the one that counts, and is no list of them. */
  readonly hasMore?: true;
};

export type CaseFinder = (text: string) => CasesInCell;

const none: CasesInCell = { known: [], unknown: [] };

/** Plans name the same test case often, and looking is slow: each text is looked at once. */
export function caseFinder(book: LdsoBook): CaseFinder {
  const byText = new Map<string, PlannedTestCase>();
  for (const testCase of book.testCases) {
    const { id, name, title } = testCase;
    const short = title.startsWith(name) ? title.slice(name.length) : title;
    for (const text of [id, name, title, short]) {
      const plain = plainOf(text);
      if (plain !== '' && !byText.has(plain)) byText.set(plain, testCase);
    }
  }
  const seen = new Map<string, CasesInCell>();
  return text => {
    const found = seen.get(text) ?? casesIn(text, byText, book);
    seen.set(text, found);
    return found;
  };
}

function casesIn(text: string, byText: ReadonlyMap<string, PlannedTestCase>, book: LdsoBook): CasesInCell {
  const whole = byText.get(plainOf(text)) ?? byText.get(idOf(text));
  if (whole !== undefined) return { known: [whole], unknown: [] };
  const found = findCases(text, book);
  const known = found.flatMap(each => each.known ?? []);
  const [first] = known;
  if (first === undefined) return none;
  const numbers = numbersIn(text, book);
  if (numbers !== undefined) return numbers;
  if (found.length === 1) return { known, unknown: [] };
  if (isList(text, found)) {
    const unknown = found.filter(each => each.known === undefined).map(({ named }) => named);
    return { known, unknown };
  }
  return { known: [first], unknown: [], ...(known.length > 1 ? { hasMore: true } : {}) };
}

/** `40710, 40720`; undefined for what is not numbers alone. */
function numbersIn(text: string, { testCases }: LdsoBook): CasesInCell | undefined {
  if (!/^#?\d{4,7}(?:[\s,;/&+]+#?\d{4,7})+$/.test(text)) return undefined;
  const ids = text.match(/\d+/g) ?? [];
  const known = ids.map(id => testCases.find(each => each.id === id));
  return {
    known: known.flatMap(each => each ?? []),
    unknown: ids.filter((_, place) => known[place] === undefined),
  };
}

/** Nothing but test cases stands there: each begins where the one before ends. */
function isList(text: string, found: readonly { readonly at: number; readonly named: string }[]): boolean {
  if (/[\p{L}\p{N}]/u.test(text.slice(0, found[0]?.at))) return false;
  return found.every(({ at, named }, place) => {
    const own = text.slice(at, found[place + 1]?.at).replace(/\band\b/gi, '');
    return bare(own) === bare(named);
  });
}

/** `#40715`, `AB#40715`, `40,715`, and `40715.0` as some programs write numbers. */
function idOf(text: string): string {
  const [, digits = ''] = /^(?:AB)?#?(\d{2,3},\d{3}|\d{4,7})(?:\.0+)?$/i.exec(text.trim()) ?? [];
  return digits.replace(',', '');
}

function plainOf(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Without what people write now and not then: signs, blanks, leading zeros. */
function bare(text: string): string {
  return plainOf(text)
    .replace(/(?<!\d)0+(?=\d)/g, '')
    .replaceAll(' ', '');
}
