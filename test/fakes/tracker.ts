// A tracker in memory that keeps the port's contract, for tests of what stands before it.
import type { PlannedTestCase } from '../../src/domain/planning/plan.ts';
import { type LdsoId, type TestKey, testKeyText } from '../../src/domain/refs.ts';
import type { Link } from '../../src/ports/store.ts';
import type { Mirrored, Tracker, WantedDefect, WantedResult } from '../../src/ports/tracker.ts';

type FakeResult = {
  readonly runId: number;
  readonly resultId: number;
  readonly test: TestKey;
  outcome: string;
  comment: string;
  defectIds: readonly string[];
  byPerson: boolean;
};

type FakeBug = {
  readonly id: number;
  readonly entryId: string;
  title: string;
  state: string;
  results: readonly string[];
};

export type FakeTracker = Tracker & {
  readonly results: readonly FakeResult[];
  readonly bugs: readonly FakeBug[];
  /** What the grid shows: the latest result of a test case; `Unspecified` when it is to be run. */
  grid(testCaseId: string): string;
  /** A person gives a result another outcome. */
  personSets(at: Link['at'], outcome: string): void;
  /** The next calls, as many as are given, answer so and do nothing. */
  failNext(...answers: readonly Mirrored[]): void;
};

export function fakeTracker(plan: readonly PlannedTestCase[]): FakeTracker {
  const results: FakeResult[] = [];
  const bugs: FakeBug[] = [];
  const marks = new Map<string, FakeResult>();
  const latest = new Map<string, FakeResult>();
  const failures: Mirrored[] = [];
  let nextId = 101;

  function resultFor(mark: string, test: TestKey): FakeResult {
    const made = marks.get(mark);
    if (made !== undefined) return made;
    const blank = { outcome: 'Unspecified', comment: '', defectIds: [], byPerson: false };
    const result: FakeResult = { runId: nextId++, resultId: 100_000, test, ...blank };
    marks.set(mark, result);
    results.push(result);
    return result;
  }

  function show(wanted: WantedResult, known: Link['at'] | undefined): Mirrored {
    if (!plan.some(each => each.id === wanted.test.testCaseId))
      return {
        is: 'impossible',
        error: `show the result: test case ${wanted.test.testCaseId} is not in the plan`,
      };
    const take = Number(known?.take ?? 1) + (known?.withdrawn === undefined ? 0 : 1);
    const result = resultFor(`${testKeyText(wanted.test)}/${wanted.attempt}/${take}`, wanted.test);
    const at = { runId: result.runId, resultId: result.resultId, attempt: wanted.attempt, take };
    const outcome = outcomes[wanted.status];
    if (result.byPerson && result.outcome !== outcome)
      return { is: 'newer-there', at, found: result.outcome };
    result.outcome = outcome;
    result.comment = `${wanted.test.mpanRef} · ${wanted.status} · ${wanted.byName}\n${wanted.comment}`;
    result.defectIds = wanted.defectIds;
    latest.set(wanted.test.testCaseId, result);
    return { is: 'done', at };
  }

  function withdraw(test: TestKey, at: Link['at']): Mirrored {
    const result = results.find(each => each.runId === at.runId && each.resultId === at.resultId);
    if (result?.byPerson) return { is: 'newer-there', at, found: result.outcome };
    if (result !== undefined) result.outcome = 'NotExecuted';
    if (latest.get(test.testCaseId) === result) latest.delete(test.testCaseId);
    return { is: 'done', at: { ...at, withdrawn: 1 } };
  }

  function raise(wanted: WantedDefect, result: Link['at'] | undefined): Mirrored {
    let bug = bugs.find(each => each.entryId === wanted.entryId);
    if (bug === undefined) {
      bug = { id: nextId++, entryId: wanted.entryId, title: '', state: 'New', results: [] };
      bugs.push(bug);
    }
    bug.title = wanted.title;
    bug.state = 'New';
    const link = result === undefined ? [] : [`${result.runId}.${result.resultId}`];
    bug.results = [...new Set([...bug.results, ...link])];
    return { is: 'done', at: { id: bug.id, url: `https://ado.example/_workitems/edit/${bug.id}` } };
  }

  return {
    results,
    bugs,
    grid: testCaseId => latest.get(testCaseId)?.outcome ?? 'Unspecified',
    personSets(at, outcome) {
      const result = results.find(each => each.runId === at.runId && each.resultId === at.resultId);
      if (result !== undefined) Object.assign(result, { outcome, byPerson: true });
    },
    failNext: (...answers) => {
      failures.push(...answers);
    },
    plan: async (_ldso: LdsoId) => plan,
    async showResults(_ldso, wanted) {
      const failure = failures.shift();
      return wanted.map(({ result, known }) => failure ?? show(result, known));
    },
    withdrawResult: async (_ldso, test, { known }) => failures.shift() ?? withdraw(test, known),
    attachEvidence: async (_ldso, { at }) => failures.shift() ?? { is: 'done', at },
    keepCopy: async () => {
      throw new Error('nothing is copied in this test');
    },
    triaged: async () => [],
    refuseCopy: async bugId => ({ is: 'done', at: { id: bugId } }),
    raiseDefect: async (_ldso, wanted, { result }) => failures.shift() ?? raise(wanted, result),
    closeRuns: async () => failures.shift() ?? { is: 'done', at: {} },
    async withdrawDefect(_ldso, entryId, known) {
      const failure = failures.shift();
      if (failure !== undefined) return failure;
      const bug = bugs.find(each => each.entryId === entryId);
      if (bug !== undefined) bug.state = 'Closed';
      return { is: 'done', at: known };
    },
  };
}

const outcomes = { triggered: 'InProgress', passed: 'Passed', failed: 'Failed', blocked: 'Blocked' } as const;
