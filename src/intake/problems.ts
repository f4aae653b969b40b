// Names what a notification lacks, and the line that would not lack it.
import type { LdsoBook } from '../domain/planning/plan.ts';
import type { Problem } from '../domain/reading.ts';
import { type FoundCase, type FoundRef, formOf, nearest } from './references.ts';

/** Of one part of a message: which references it must have, and has. */
export type Asked = {
  readonly cases: readonly FoundCase[];
  readonly refs: readonly FoundRef[];
  readonly needs: 'both' | 'test case' | 'none';
  /** With its slash, for the corrected line. */
  readonly verb: string;
  /** What else was understood and belongs into it: `step 4`. */
  readonly more?: string;
};

export function problemsOf(groups: readonly Asked[], book: LdsoBook): readonly Problem[] {
  const cases = distinct(groups.flatMap(group => group.cases));
  const refs = distinct(groups.flatMap(group => group.refs));
  const unknown = cases
    .filter(each => each.known === undefined)
    .map(
      (each): Problem => ({
        reason: 'unknown_tc',
        typed: each.named,
        nearest: nearest(each.named, namesOf(book, each)),
      }),
    );
  const wrong = refs.flatMap((each): readonly Problem[] =>
    each.wrong === undefined
      ? []
      : [{ reason: each.wrong, typed: each.named, nearest: nearest(each.named, book.mpanRefs) }],
  );
  const noCase = groups.some(group => group.cases.length === 0 && group.needs !== 'none');
  const noRef = groups.some(group => group.refs.length === 0 && group.needs === 'both');
  return [
    ...(noCase ? [{ reason: 'missing_tc_ref' } as const] : []),
    ...unknown,
    ...(noRef ? [{ reason: 'missing_mpan_ref' } as const] : []),
    ...wrong,
  ];
}

function namesOf(book: LdsoBook, found: FoundCase): readonly string[] {
  return book.testCases.map(each => (found.byId ? each.id : each.name));
}

/** A line for each part of the message, with a gap where only its author knows what belongs there. */
export function correctedLines(groups: readonly Asked[], book: LdsoBook): string {
  const lines = groups.flatMap(group => {
    const cases = group.cases.length === 0 ? [undefined] : distinct(group.cases);
    const more = group.more === undefined || group.more === '' ? '' : ` ${group.more}`;
    return cases.map(each => `${group.verb} ${caseToWrite(each, book)} ${refToWrite(group, book)}${more}`);
  });
  return [...new Set(lines)].join('\n');
}

function caseToWrite(found: FoundCase | undefined, book: LdsoBook): string {
  if (found?.known !== undefined) return found.named;
  const near = found === undefined ? [] : nearest(found.named, namesOf(book, found));
  return near.length === 1 ? (near[0] ?? '') : '<test case>';
}

function refToWrite(group: Asked, book: LdsoBook): string {
  const form = formOf(book.mpanRefPattern);
  const gap = `${form?.head ?? `${book.id}-`}${'_'.repeat(form?.digits ?? 4)}`;
  return group.refs.find(each => each.ref !== undefined)?.named ?? gap;
}

function distinct<Found extends { readonly named: string }>(found: readonly Found[]): readonly Found[] {
  return found.filter((each, place) => found.findIndex(other => other.named === each.named) === place);
}
