// How Azure DevOps is to stand for one LDSO, as the daybook has it, and what of that is still on the way.

import { type LdsoId, testKeyText } from '../domain/refs.ts';
import { type Attempt, type Progress, progressByTest } from '../domain/tests/progress.ts';
import { countingSeen, type SeenOutcome, saidAt } from '../domain/tests/seen.ts';
import { isShown } from '../outbox/ado/mirror-state.ts';
import type { Link, Store } from '../ports/store.ts';
import type { AttemptWanted, DefectWanted, Difference } from '../ports/tracker-compare.ts';
import { attemptIn } from './ours.ts';

export type WantedThere = {
  readonly attempts: readonly AttemptWanted[];
  readonly defects: readonly DefectWanted[];
  /** Not shown yet and not given up, by `<test>/<attempt>` or entry. */
  readonly onTheWay: ReadonlySet<string>;
  /** Tests of which a person's newer word counts, by `testKeyText`. */
  readonly leftTo: ReadonlyMap<string, NonNullable<Difference['byPerson']>>;
};

const everything = { from: 0, to: Number.MAX_SAFE_INTEGER };

export async function wantedThere(store: Store, ldso: LdsoId): Promise<WantedThere> {
  const entries = await store.entriesOf(ldso, everything);
  const results = byKey(await store.linksOf('result', ldso));
  const bugs = byKey(await store.linksOf('defect', ldso));
  const seen = await store.shelf('seenOutcome', ldso);
  const dead = await givenUp(store);
  const onTheWay = new Set<string>();
  const leftTo = new Map<string, NonNullable<Difference['byPerson']>>();
  const attempts: AttemptWanted[] = [];
  for (const progress of progressByTest(entries)) {
    const key = testKeyText(progress.key);
    const word = countingSeen(seen.get(key), progress.attempts.at(-1));
    if (word !== undefined) leftTo.set(key, { name: word.byName, at: word.changedAt });
    for (const attempt of progress.attempts) {
      const link = results.get(`${key}/${attempt.number}`);
      attempts.push(attemptWanted(progress, attempt, { link, seen: seen.get(key) }));
      const isThere = link !== undefined && isShown(attempt, link);
      if (!isThere && !dead.has(key)) onTheWay.add(`${key}/${attempt.number}`);
    }
  }
  for (const gone of takenBack(ldso, results, attempts)) {
    attempts.push(gone);
    if (!dead.has(testKeyText(gone.test))) onTheWay.add(`${testKeyText(gone.test)}/${gone.attempt}`);
  }
  const defects = entries
    .filter(({ id, kind, withdrawn }) => (isDefect(kind) && !withdrawn) || bugs.has(id))
    .map(({ id, withdrawn }) => ({ entryId: id, withdrawn, at: bugs.get(id)?.at }));
  for (const { entryId, at } of defects)
    if (at?.id === undefined && !dead.has(entryId)) onTheWay.add(entryId);
  return { attempts, defects, onTheWay, leftTo };
}

function attemptWanted(
  progress: Progress,
  attempt: Attempt,
  known: { readonly link: Link | undefined; readonly seen: SeenOutcome | undefined },
): AttemptWanted {
  const isLatest = attempt === progress.attempts.at(-1);
  const since = saidAt(attempt);
  // What was seen there and has been answered in the channel since is older than that.
  const answered = isLatest && countingSeen(known.seen, attempt) === undefined ? known.seen : undefined;
  return {
    test: progress.key,
    attempt: attempt.number,
    status: attempt.status,
    since,
    newerThan: Math.max(since, answered?.changedAt ?? 0),
    isLatest,
    at: known.link?.at,
  };
}

/** Attempts that nobody claims any more and that still stand somewhere. */
function takenBack(
  ldso: LdsoId,
  results: ReadonlyMap<string, Link>,
  wanted: readonly AttemptWanted[],
): readonly AttemptWanted[] {
  const known = new Set(wanted.map(({ test, attempt }) => `${testKeyText(test)}/${attempt}`));
  return [...results.values()].flatMap(({ key, at }) => {
    const named = attemptIn(ldso, key);
    if (named === undefined || known.has(key) || at.withdrawn !== undefined || at.runId === undefined)
      return [];
    return [{ ...named, status: undefined, since: 0, newerThan: 0, isLatest: false, at }];
  });
}

async function givenUp(store: Store): Promise<ReadonlySet<string>> {
  const dead = await store.outbox.dead();
  return new Set(
    dead.flatMap(({ intent }) => {
      if (intent.is === 'mirror-test') return [testKeyText(intent.test)];
      return intent.is === 'mirror-defect' ? [intent.entryId] : [];
    }),
  );
}

function isDefect(kind: string): boolean {
  return kind === 'defect_raised' || kind === 'blocking_defect';
}

function byKey(links: readonly Link[]): ReadonlyMap<string, Link> {
  return new Map(links.map(link => [link.key, link]));
}
