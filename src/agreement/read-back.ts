// Reads what people changed in Azure DevOps and notes it in the daybook: at a pace, and when a hook says that something has changed.
import type { LdsoId, TestKey } from '../domain/refs.ts';
import { testKeyText } from '../domain/refs.ts';
import type { Clock } from '../ports/clock.ts';
import type { Book, Store } from '../ports/store.ts';
import type { DefectByHand, OutcomeByHand, TrackerChanges } from '../ports/tracker-changes.ts';
import { decideDefect, decideOutcome, type Follows } from './decide-seen.ts';
import { type OurResult, ourDefects, ourResults } from './ours.ts';

export type ReadBackNeeds = {
  readonly store: Store;
  readonly tracker: TrackerChanges;
  readonly clock: Clock;
  /** Something was put into the outbox. */
  readonly wakeOutbox: () => void;
};

export type ReadBack = {
  /** Looks at everything that may have changed since the last look. @throws WorldFault; the next look finds it then */
  look(ldso: LdsoId): Promise<void>;
  /** Looks at these bugs alone, those that are ours. @throws WorldFault */
  lookAtBugs(ldso: LdsoId, bugIds: readonly number[]): Promise<void>;
};

/** Clocks differ, and it is the server's that dates a change. */
const overlapMs = 10 * 60_000;
/** Without an earlier look this much is looked at. */
const firstMs = 7 * 24 * 3600_000;

export function readBack(needs: ReadBackNeeds): ReadBack {
  const { store, tracker, clock } = needs;
  /** What was looked at and noted, by LDSO; after a restart it is looked at once more and found to be known. */
  const settled = new Map<LdsoId, Set<string>>();
  const turns = new Map<LdsoId, Promise<void>>();

  /** One look at a time for an LDSO. */
  function inTurn(ldso: LdsoId, work: () => Promise<void>): Promise<void> {
    const mine = (turns.get(ldso) ?? Promise.resolve()).then(work, work);
    turns.set(
      ldso,
      mine.catch(() => undefined),
    );
    return mine;
  }

  function settledOf(ldso: LdsoId): Set<string> {
    const marks = settled.get(ldso) ?? new Set<string>();
    settled.set(ldso, marks);
    return marks;
  }

  async function look(ldso: LdsoId): Promise<void> {
    const startedAt = clock.now().getTime();
    const before = (await store.link('read-back', ldso))?.at ?? {};
    const marks = settledOf(ldso);
    const results = await ourResults(store, ldso);
    const since = typeof before.since === 'number' ? before.since : startedAt - firstMs;
    for (const each of await tracker.outcomesByHand(ldso, { ours: results, settled: marks, since })) {
      await noteOutcome(ldso, each, results);
      marks.add(each.mark);
    }
    const upTo = typeof before.upTo === 'string' ? { upTo: before.upTo } : {};
    const read = await tracker.defectsByHand(ldso, {
      ours: await ourDefects(store, ldso),
      settled: marks,
      ...upTo,
    });
    await noteDefects(ldso, read.changes);
    const next = read.upTo ?? before.upTo;
    await store.saveLink({
      kind: 'read-back',
      key: ldso,
      at: { since: startedAt - overlapMs, ...(next === undefined ? {} : { upTo: next }) },
    });
  }

  async function lookAtBugs(ldso: LdsoId, bugIds: readonly number[]): Promise<void> {
    const ours = (await ourDefects(store, ldso)).filter(each => bugIds.includes(each.bugId));
    if (ours.length === 0) return;
    const only = ours.map(each => each.bugId);
    const read = await tracker.defectsByHand(ldso, { ours, settled: settledOf(ldso), only });
    await noteDefects(ldso, read.changes);
  }

  async function noteOutcome(ldso: LdsoId, { mark, found }: OutcomeByHand, ours: readonly OurResult[]) {
    if (found === undefined) return;
    for (const test of testsOf(ours, found)) {
      const key = testKeyText(test);
      await note(`seen/${mark}/${key}`, async book => {
        const before = (await book.shelf('seenOutcome', ldso)).get(key);
        const known = { entries: await book.entriesOfTest(test), before };
        return decideOutcome(test, known, { found, at: clock.now().getTime() });
      });
    }
  }

  async function noteDefects(ldso: LdsoId, changes: readonly DefectByHand[]) {
    for (const { mark, entryId, found } of changes) {
      const entry = await store.entry(entryId);
      if (found !== undefined)
        await note(`seen/${mark}/${entryId}`, async book => {
          const before = (await book.shelf('seenDefect', ldso)).get(entryId);
          return decideDefect(ldso, { entry, before }, { found, at: clock.now().getTime() });
        });
      settledOf(ldso).add(mark);
    }
  }

  /** Once for a cause, whoever else looks too. */
  async function note(cause: string, decide: (book: Book) => Promise<Follows>): Promise<void> {
    const noted = await store.perform(async book => {
      const { events, intents } = await decide(book);
      if (events.length === 0 || !(await book.claim(cause, clock.now().getTime()))) return false;
      await book.append(events);
      await book.enqueue(intents);
      return true;
    });
    if (noted) needs.wakeOutbox();
  }

  return {
    look: ldso => inTurn(ldso, () => look(ldso)),
    lookAtBugs: (ldso, bugIds) => inTurn(ldso, () => lookAtBugs(ldso, bugIds)),
  };
}

/** The test whose result it is; a word on the test case is about each of its tests. */
function testsOf(ours: readonly OurResult[], { testCaseId, mpanRef }: NonNullable<OutcomeByHand['found']>) {
  const tests = new Map<string, TestKey>();
  for (const { test } of ours)
    if (test.testCaseId === testCaseId && (mpanRef === undefined || test.mpanRef === mpanRef))
      tests.set(testKeyText(test), test);
  return [...tests.values()];
}
