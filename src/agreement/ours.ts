// What the mirror has left in Azure DevOps for one LDSO: the result of each attempt, the bug of each defect.
import { type LdsoId, mpanRef, type TestKey, testCaseId } from '../domain/refs.ts';
import type { Link, Store } from '../ports/store.ts';
import type { DefectsAsked, OutcomesAsked } from '../ports/tracker-changes.ts';

export type OurResult = OutcomesAsked['ours'][number];
export type OurDefect = DefectsAsked['ours'][number];

export async function ourResults(store: Store, ldso: LdsoId): Promise<readonly OurResult[]> {
  const links = await store.linksOf('result', ldso);
  return links.flatMap(({ key, at }) => {
    const named = attemptIn(ldso, key);
    return named === undefined || at.withdrawn !== undefined ? [] : [{ ...named, at }];
  });
}

/** Each with the state last known: where a person moved it, or else where the mirror left it. */
export async function ourDefects(store: Store, ldso: LdsoId): Promise<readonly OurDefect[]> {
  const moved = await store.shelf('seenDefect', ldso);
  const links = await store.linksOf('defect', ldso);
  return links.flatMap(({ key, at }) => {
    const id = bugIdIn(at);
    return id === undefined
      ? []
      : [{ entryId: key, bugId: id, state: moved.get(key)?.state ?? String(at.state ?? '') }];
  });
}

function bugIdIn({ id }: Link['at']): number | undefined {
  return typeof id === 'number' ? id : undefined;
}

/** The key of a result's link, e.g. `EEN/40662/EEN-MPAN-0007/2`; a reference may hold slashes. */
export function attemptIn(ldso: LdsoId, key: string): Pick<OurResult, 'test' | 'attempt'> | undefined {
  const [, id = '', ...rest] = key.split('/');
  const attempt = Number(rest.pop());
  const testCase = testCaseId(id);
  const reference = mpanRef(rest.join('/'));
  if (testCase === undefined || reference === undefined || !Number.isInteger(attempt)) return undefined;
  const test: TestKey = { ldso, testCaseId: testCase, mpanRef: reference };
  return { test, attempt };
}
