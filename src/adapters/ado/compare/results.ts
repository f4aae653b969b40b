// Each attempt against its result, and our runs against what belongs in them.
import { mpanRef, type TestKey, testCaseId } from '../../../domain/refs.ts';
import type { Link } from '../../../ports/store.ts';
import type { AttemptWanted, Difference } from '../../../ports/tracker-compare.ts';
import { type KnownResult, knownIn, takeNow } from '../results/job.ts';
import { isFinal, isSaid, isSame, markOfAttempt, outcomeOf } from '../results/result.ts';
import type { FoundResult } from '../results/results.ts';
import type { OwnRun } from '../runs/runs.ts';
import type { Wanted } from './differences.ts';

export type Run = {
  readonly id: number;
  /** Undefined for one that is older than is looked for. */
  readonly run: OwnRun | undefined;
  readonly results: readonly FoundResult[];
};

type There = { readonly runs: readonly Run[]; readonly ownId: string };
type Placed = { readonly runId: number; readonly result: FoundResult };

const withdrawn = 'NotExecuted';

/** Where a result is known to stand, if it ever was. */
export function knownPlace(at: Link['at'] | undefined): KnownResult | undefined {
  return knownIn(at);
}

export function resultDifferences(there: There, { attempts, closingBefore }: Wanted): readonly Difference[] {
  const marks = new Map<string, AttemptWanted>();
  const places = new Map<string, AttemptWanted>();
  for (const wanted of attempts) {
    const known = knownPlace(wanted.at);
    marks.set(markOf(wanted), wanted);
    if (known !== undefined) places.set(`${known.runId}.${known.resultId}`, wanted);
  }
  return [
    ...attempts.flatMap(wanted => ofAttempt(there, wanted)),
    ...there.runs.flatMap(({ id: runId, results }) =>
      results.flatMap(result => tooMany({ runId, result }, { marks, places })),
    ),
    ...there.runs.flatMap(run => leftOpen(run, closingBefore)),
  ];
}

function markOf({ test, attempt, at }: AttemptWanted): string {
  const known = knownPlace(at);
  return markOfAttempt(test, attempt, known?.withdrawn === undefined ? (known?.take ?? 1) : takeNow(known));
}

function ofAttempt(there: There, wanted: AttemptWanted): readonly Difference[] {
  const { test, attempt, status } = wanted;
  const known = knownPlace(wanted.at);
  const stands = known?.withdrawn === undefined ? known : undefined;
  const placed = stands && placeOf(there.runs, stands);
  const about = { test, attempt };
  if (status === undefined) return placed === undefined ? [] : notTakenBack(there, wanted, placed);
  const outcome = outcomeOf(status);
  if (placed === undefined) {
    const where = stands === undefined ? 'nowhere' : whereOf(stands.runId, stands.resultId);
    return [{ kind: 'result missing', ...about, wanted: outcome, found: 'nothing', where }];
  }
  const { runId, result } = placed;
  const isDone = isSame(result.outcome, outcome) && isEnded(result) === isFinal(outcome);
  if (isDone) return [];
  return [
    {
      kind: 'result different',
      ...about,
      wanted: outcome,
      found: `${result.outcome || 'Unspecified'}${isEnded(result) ? '' : ' (not completed)'}`,
      where: whereOf(runId, result.id),
      ...byPersonSince(result, there.ownId, wanted.newerThan),
    },
  ];
}

function notTakenBack(there: There, wanted: AttemptWanted, { runId, result }: Placed): readonly Difference[] {
  if (isSame(result.outcome, withdrawn) || !isSaid(result.outcome)) return [];
  const { test, attempt } = wanted;
  return [
    {
      kind: 'result not taken back',
      test,
      attempt,
      wanted: withdrawn,
      found: result.outcome,
      where: whereOf(runId, result.id),
      // Whenever it was: what a person said is not taken back with somebody else's message.
      ...byPersonSince(result, there.ownId, -1),
    },
  ];
}

/** A result of ours that nobody knows: a second one of an attempt, or one of an attempt that is gone. */
function tooMany(
  { runId, result }: Placed,
  known: {
    readonly marks: ReadonlyMap<string, AttemptWanted>;
    readonly places: ReadonlyMap<string, unknown>;
  },
): readonly Difference[] {
  const { mark, id, outcome, pointId } = result;
  if (mark === undefined || known.places.has(`${runId}.${id}`) || isSame(outcome, withdrawn)) return [];
  const wanted = known.marks.get(mark);
  const where = whereOf(runId, id);
  const test = wanted?.test ?? testIn(result, known.marks);
  const suiteId = [...known.marks.values()]
    .map(({ at }) => knownPlace(at))
    .find(place => place?.pointId === pointId)?.suiteId;
  const place = {
    runId,
    resultId: id,
    pointId: pointId ?? 0,
    suiteId: suiteId ?? 0,
    take: 1,
    wrote: '',
    outcome,
  };
  // A first try that nobody knows yet: it is adopted when its attempt is shown.
  if (wanted !== undefined && knownPlace(wanted.at) === undefined) return [];
  return [
    {
      kind: wanted === undefined ? 'result not taken back' : 'result twice',
      ...(test === undefined ? {} : { test }),
      ...(wanted === undefined ? {} : { attempt: wanted.attempt }),
      wanted: withdrawn,
      found: outcome || 'Unspecified',
      where,
      ...(suiteId === undefined ? {} : { at: { ...place, attempt: wanted?.attempt ?? 0 } }),
    },
  ];
}

/** The meter point stands at the head of a comment of ours. */
function testIn(result: FoundResult, marks: ReadonlyMap<string, AttemptWanted>): TestKey | undefined {
  const [any] = marks.values();
  const id = testCaseId(String(result.testCaseId ?? ''));
  const reference = mpanRef(result.comment.split(' · ', 1)[0] ?? '');
  if (any === undefined || id === undefined || reference === undefined) return undefined;
  return { ldso: any.test.ldso, testCaseId: id, mpanRef: reference };
}

function leftOpen({ id, run, results }: Run, closingBefore: string): readonly Difference[] {
  if (run === undefined || !run.isOpen || run.day >= closingBefore) return [];
  if (!results.every(({ outcome }) => isFinal(outcome))) return [];
  return [{ kind: 'run left open', wanted: 'Completed', found: 'InProgress', where: `run ${id}` }];
}

/** Only where a person said it after the daybook's word: what was said before is written over. */
function byPersonSince(
  { byId, byName = '', changedAt, outcome }: FoundResult,
  ownId: string,
  since: number,
): Pick<Difference, 'byPerson'> {
  const isPersons = byId !== undefined && byId !== ownId && changedAt > since && isSaid(outcome);
  return isPersons ? { byPerson: { name: byName, at: changedAt } } : {};
}

function isEnded({ state }: FoundResult): boolean {
  return isSame(state, 'Completed');
}

function placeOf(runs: readonly Run[], { runId, resultId }: KnownResult): Placed | undefined {
  const result = runs.find(({ id }) => id === runId)?.results.find(({ id }) => id === resultId);
  return result === undefined ? undefined : { runId, result };
}

export function whereOf(runId: number, resultId: number): string {
  return `run ${runId}, result ${resultId}`;
}
