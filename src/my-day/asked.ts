// What a person's day is computed from.
import type { MessageRef, Person, StandingEntry } from '../domain/entry.ts';
import type { HarnessWord } from '../domain/harness/harness.ts';
import type { QueueView } from '../domain/harness/queue-view.ts';
import { type LdsoId, type TestKey, testKeyOf, testKeyText } from '../domain/refs.ts';
import type { Shelf, Stated } from '../domain/shelf.ts';
import { queryStates } from '../domain/tests/queries.ts';
import type { SeenDefect } from '../domain/tests/seen.ts';
import { type Move, whoseMove } from '../domain/tests/whose-move.ts';
import type { LeakCase } from '../ports/store.ts';
import type { EvidenceAsked } from '../rhythm/day/evidence.ts';
import type { StandUpAsked } from '../rhythm/day/stand-up.ts';

/** The facts of the stand-up, and what is kept of single people beside them. */
export type MyDayAsked = StandUpAsked & {
  readonly person: Person;
  readonly queue: QueueView;
  /** What was said of the test harness. */
  readonly words: readonly HarnessWord[];
  /** Where people moved bugs, by the entry that raised them. */
  readonly moved: ReadonlyMap<string, SeenDefect>;
  /** Why failed tests have no defect, by `testKeyText`. */
  readonly reasons: ReadonlyMap<string, Stated>;
  readonly evidence: EvidenceAsked;
  /** Of the LDSO, closed ones included. */
  readonly leaks: readonly LeakCase[];
  /** Messages that their authors are asked about, by id. */
  readonly held: ReadonlyMap<string, Shelf['held']>;
  readonly urlOf: (message: MessageRef) => string | undefined;
};

/** Whose move it is in a test, looked up among everything that was said of the LDSO's tests. */
export function movesOf(asked: MyDayAsked): (test: TestKey) => Move | undefined {
  const entries = byTest(asked.ldso.id, asked.entries, entry => entry);
  const queries = queryStates(asked.queries?.marks ?? new Map(), Number.MAX_SAFE_INTEGER);
  const words = byTest(asked.ldso.id, asked.words, ({ test }) => test);
  return test => {
    const key = testKeyText(test);
    return whoseMove(test, {
      entries: entries.get(key) ?? [],
      words: words.get(key) ?? [],
      today: asked.day,
      seen: asked.seen?.get(key),
      defects: asked.moved,
      reason: asked.reasons.get(key),
      queries,
      ...(asked.owners === undefined ? {} : { owners: asked.owners }),
    });
  };
}

function byTest<Item>(
  ldso: LdsoId,
  items: readonly Item[],
  testOf: (item: Item) => Partial<Pick<StandingEntry, 'testCaseId' | 'mpanRef'>>,
): ReadonlyMap<string, readonly Item[]> {
  const found = new Map<string, Item[]>();
  for (const item of items) {
    const key = testKeyOf(ldso, testOf(item));
    if (key === undefined) continue;
    const text = testKeyText(key);
    const of = found.get(text);
    if (of === undefined) found.set(text, [item]);
    else of.push(item);
  }
  return found;
}
