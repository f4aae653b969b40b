// Finds the tests and the step that a text names, whatever it says of them.
import type { NamedTest } from '../domain/commands.ts';
import type { LdsoBook } from '../domain/planning/plan.ts';
import type { Notification } from '../domain/reading.ts';
import { blanked } from './clauses.ts';
import { pair } from './items.ts';
import { correctedLines, problemsOf } from './problems.ts';
import { everyCase, everyRef, type FoundCase, type FoundRef, withoutFiles } from './references.ts';

/** Each mention, in order. */
export type Named = { readonly cases: readonly FoundCase[]; readonly refs: readonly FoundRef[] };

export type NamedTests = Pick<
  Notification,
  'problems' | 'warnings' | 'tcRefs' | 'mpanRefs' | 'correctedLine'
> & {
  /** Empty where there are problems. */
  readonly tests: readonly NamedTest[];
};

/**
 * The tests that a command names, by the rules of a notification that needs both references.
 * @param line for the corrected line: the command with its slash, and what else was understood of the text
 */
export function testsNamed(
  text: string,
  book: LdsoBook,
  line: { readonly verb: string; readonly more: string },
): NamedTests {
  const asked = { ...withUnlisted(withItemLinks(text, book), book), ...line, needs: 'both' } as const;
  const problems = problemsOf([asked], book);
  const { items, warnings } = pair(asked);
  const tests = items.flatMap(({ testCaseId, testCaseName, mpanRef }): readonly NamedTest[] =>
    testCaseId === undefined || testCaseName === undefined || mpanRef === undefined
      ? []
      : [{ testCaseId, testCaseName, mpanRef }],
  );
  return {
    tests: problems.length > 0 ? [] : tests,
    problems,
    warnings,
    tcRefs: unique(asked.cases.map(each => each.named)),
    mpanRefs: unique(asked.refs.map(each => each.named)),
    ...(problems.length > 0 ? { correctedLine: correctedLines([asked], book) } : {}),
  };
}

/**
 * A number as long as a test case's directly before an MPAN reference is one that the plan does not have; so is the only
 * number where no test case is named. Left out, its reference would be taken for that of another test case.
 */
function withUnlisted(text: string, book: LdsoBook): Named {
  const { cases, refs } = referencesIn(text, book);
  const numbers = [...text.matchAll(unlisted)]
    .map(({ 0: named, index }): FoundCase => ({ at: index, length: named.length, named, byId: true }))
    .filter(({ at, length }) =>
      [...cases, ...refs].every(each => each.at + each.length <= at || at + length <= each.at),
    );
  const before = numbers.filter(({ at, length }) =>
    refs.some(ref => ref.at >= at + length && /^[\s,]*$/.test(text.slice(at + length, ref.at))),
  );
  const only = cases.length === 0 && before.length === 0 && numbers.length === 1 ? numbers : [];
  return { cases: [...cases, ...before, ...only].sort((a, b) => a.at - b.at), refs };
}

const unlisted =
  /(?<![\w.:/#-]|\b(?:at|bug|run|rfc|step|defect|sent|pub|if) )(?!20[23]\d\b)\d{4,7}(?![\w-]|[.,:]\d)/gi;

/**
 * The address of a work item names it as its number does, where nothing else names the test: beside a test case it says
 * where to look, and stays an address.
 */
export function withItemLinks(text: string, book: LdsoBook): string {
  if (!/_workitems\/edit\//i.test(text)) return text;
  const isNamed = (part: string) =>
    everyCase(withoutFiles(part), book).some(({ known }) => known !== undefined);
  const isElsewhere = isNamed(text);
  return text
    .split('\n')
    .map(line => {
      const saysWhere = isNamed(line) || (isElsewhere && everyRef(withoutFiles(line), book).length === 0);
      return saysWhere ? line : line.replace(itemLink, numberAlone);
    })
    .join('\n');
}

const itemLink = /\bhttps?:\/\/\S*?\/_workitems\/edit\/(\d{3,9})\b\S*/gi;

/** As long as it was, so that every place in the text stays the same. */
function numberAlone(link: string, id: string): string {
  return id.padStart(link.length);
}

export function referencesIn(text: string, book: LdsoBook): Named {
  const named = blanked(withoutFiles(text), /\b(?:run|rfc|bug|defect)\s*(?:id|no\.?)?\s*[#:]?\s*\d{3,7}\b/gi);
  // In `/defect 40715 …` the number is the test case that the defect showed in, not its own.
  const ofDefects = everyCase(withoutFiles(text), book).filter(
    ({ at, byId, known }) =>
      byId && known !== undefined && /\bdefect\s*[#:]?\s*$/i.test(text.slice(Math.max(0, at - 12), at)),
  );
  const cases = [...everyCase(named, book), ...ofDefects].sort((a, b) => a.at - b.at);
  // Beside a test case of the plan, another number after `#` is a bug's.
  const isKnown = cases.some(each => each.known !== undefined);
  const isBug = (at: number) => /[#]\s*$|^#/.test(text.slice(Math.max(0, at - 1), at + 1));
  return {
    cases: cases.filter(({ known, byId, at }) => known !== undefined || !byId || !isKnown || !isBug(at)),
    refs: everyRef(named, book),
  };
}

export function stepIn(text: string): number | undefined {
  const step = /\bste?p\s*(?:no\.?|number|#)?\s*[:#=-]?\s*(\d{1,3})\b/i.exec(text)?.[1];
  return step === undefined ? undefined : Number(step);
}

export function unique<T>(list: readonly T[]): readonly T[] {
  return [...new Set(list)];
}
