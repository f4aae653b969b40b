// Whether what a remark is about has been heard of later: the test it names went on.
import type { Entry } from '../entry.ts';
import type { Kind } from '../kinds.ts';

/**
 * The first later entry by which the test of a remark was heard of, by one of these kinds.
 * @param entries in the order they were posted, the remark among them
 * @param since epoch milliseconds: what was posted until then does not count; 0 when not given
 */
export function movedOnBy(
  remark: Entry,
  entries: readonly Entry[],
  by: { readonly kinds: readonly Kind[]; readonly since?: number },
): Entry | undefined {
  const { kinds, since = 0 } = by;
  return laterThan(remark, entries).find(
    later => kinds.includes(later.kind) && later.at > since && isAbout(remark, later),
  );
}

/** A remark that names only a test case, or only a meter point, is about every test of it; one without either about none. */
export function isAbout(remark: Entry, test: Pick<Entry, 'testCaseId' | 'mpanRef'>): boolean {
  const { testCaseId, mpanRef } = remark;
  if (testCaseId === undefined && mpanRef === undefined) return false;
  return (
    (testCaseId === undefined || testCaseId === test.testCaseId) &&
    (mpanRef === undefined || mpanRef === test.mpanRef)
  );
}

export function laterThan(entry: Entry, entries: readonly Entry[]): readonly Entry[] {
  return entries.slice(entries.indexOf(entry) + 1);
}
