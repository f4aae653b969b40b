// Reads what a command says of tests: which, why, and where something lies.
import type { AboutTest, NamedTest } from '../domain/commands.ts';
import type { LdsoBook } from '../domain/planning/plan.ts';
import type { Problem } from '../domain/reading.ts';
import { type FoundCase, type FoundRef, findCases, findRefs, nearest, withoutFiles } from './references.ts';

type Spoken = Omit<AboutTest, 'is' | 'of'>;

/** @param text all that follows the command's word; from guarded text */
export function aboutTest(text: string, book: LdsoBook): Spoken {
  const links = [...text.matchAll(/\bhttps?:\/\/[^\s<>"']+/gi)].map(match => match[0]);
  const named = withoutFiles(text);
  const cases = findCases(named, book);
  const refs = findRefs(named, book);
  const problems = [
    ...problemsOf(cases, 'missing_tc_ref'),
    ...problemsOf(refs, 'missing_mpan_ref'),
    ...wrong(cases, refs, book),
  ];
  return {
    tests: problems.length > 0 ? [] : testsOf(cases, refs),
    problems,
    links,
    hasWords: hasWords(named, book),
  };
}

function problemsOf(found: readonly unknown[], reason: Problem['reason']): readonly Problem[] {
  return found.length === 0 ? [{ reason }] : [];
}

function wrong(cases: readonly FoundCase[], refs: readonly FoundRef[], book: LdsoBook): readonly Problem[] {
  return [
    ...cases
      .filter(({ known }) => known === undefined)
      .map(({ named, byId }): Problem => {
        const names = book.testCases.map(each => (byId ? each.id : each.name));
        return { reason: 'unknown_tc', typed: named, nearest: nearest(named, names) };
      }),
    ...refs.flatMap(({ wrong: reason, named }): readonly Problem[] =>
      reason === undefined ? [] : [{ reason, typed: named, nearest: nearest(named, book.mpanRefs) }],
    ),
  ];
}

/** Every test case with every meter point: what is said here holds for all of them. */
function testsOf(cases: readonly FoundCase[], refs: readonly FoundRef[]): readonly NamedTest[] {
  const known = cases.flatMap(({ known }) => known ?? []);
  const once = known.filter(({ id }, place) => known.findIndex(other => other.id === id) === place);
  return once.flatMap(({ id, name }) =>
    refs.flatMap(({ ref }) =>
      ref === undefined ? [] : [{ testCaseId: id, testCaseName: name, mpanRef: ref }],
    ),
  );
}

/** Whether anything is said beside the references. */
function hasWords(text: string, book: LdsoBook): boolean {
  const own = ['tc', 'test', 'case', 'mpan', 'ref', 'reference', 'step', book.id.toLowerCase()];
  const words = text.toLowerCase().split(/[\s,;:()]+/);
  return words.some(word => /^\p{L}[\p{L}'’-]{2,}$/u.test(word) && !own.includes(word));
}
