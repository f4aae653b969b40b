// Outcomes that people gave by hand: where Azure DevOps shows another than the mirror left there, and the mirror did not write it.
import { testCaseId } from '../../../domain/refs.ts';
import type { Link } from '../../../ports/store.ts';
import type { OutcomeByHand, OutcomesAsked } from '../../../ports/tracker-changes.ts';
import type { Connection } from '../client.ts';
import { knownIn } from '../results/job.ts';
import { isFinal, isSame } from '../results/result.ts';
import type { FoundResult } from '../results/results.ts';
import { resultsIfThere } from '../results/write.ts';
import type { Room } from '../room.ts';
import { runsUpdated } from '../runs/runs.ts';
import { allPoints, type PointThere } from './points.ts';

/** A result of ours, as the mirror left it. */
type Ours = OutcomesAsked['ours'][number] & {
  readonly runId: number;
  readonly resultId: number;
  readonly pointId: number;
  readonly outcome: string;
};

type Reads = {
  readonly room: Room;
  readonly ownId: string;
  readonly settled: ReadonlySet<string>;
  readonly ours: readonly Ours[];
  /** Results by run, as read in this call. */
  readonly runs: Map<number, readonly FoundResult[]>;
};

/** @returns nothing that `settled` names; what the mirror itself did comes back without an outcome */
export async function outcomesByHand(room: Room, asked: OutcomesAsked): Promise<readonly OutcomeByHand[]> {
  const ours = asked.ours.flatMap(each => oursOf(each, each.at));
  if (ours.length === 0) return [];
  const ownId = await room.connection.ownId();
  const reads: Reads = { room, ownId, settled: asked.settled, ours, runs: new Map() };
  const { rootSuiteId } = await room.plan.knowing([]);
  const found = new Map<string, OutcomeByHand>();
  for (const point of await allPoints(room.connection, rootSuiteId))
    for (const each of await atPoint(reads, point)) found.set(each.mark, each);
  for (const each of await inRuns(reads, asked.since)) found.set(each.mark, each);
  return [...found.values()];
}

function oursOf(each: OutcomesAsked['ours'][number], at: Link['at']): readonly Ours[] {
  const known = knownIn(at);
  if (known === undefined || known.withdrawn !== undefined) return [];
  const { runId, resultId, pointId, outcome } = known;
  return [{ ...each, runId, resultId, pointId, outcome }];
}

async function atPoint(reads: Reads, point: PointThere): Promise<readonly OutcomeByHand[]> {
  const ours = reads.ours.filter(each => each.pointId === point.id);
  if (ours.length === 0) return [];
  if (point.resultId === 0) return resetAt(reads, point);
  const own = ours.find(each => each.runId === point.runId && each.resultId === point.resultId);
  if (own !== undefined && isSame(own.outcome, point.outcome)) return [];
  // A run that a person has begun says nothing yet.
  if (!isFinal(point.outcome)) return [];
  const brief = `point/${point.id}/${point.runId}.${point.resultId}/${point.outcome}/${point.changedAt}`;
  if (reads.settled.has(brief)) return [];
  const results = await resultsRead(reads, point.runId);
  const result = results.find(each => each.id === point.resultId);
  const rest = { mark: brief };
  if (result === undefined) return [rest];
  return [rest, ...byHand(reads, { runId: point.runId, result, testCase: point.testCaseId, own })];
}

/** Set back to be run: of all our results none is shown any more. */
function resetAt({ ownId, settled }: Reads, point: PointThere): readonly OutcomeByHand[] {
  const mark = `reset/${point.id}/${point.changedAt}`;
  const id = testCaseId(String(point.testCaseId));
  if (settled.has(mark) || id === undefined) return [];
  if (point.byId === undefined || point.byId === ownId) return [{ mark }];
  const { byName = '', changedAt } = point;
  return [{ mark, found: { testCaseId: id, outcome: 'Active', byName, changedAt } }];
}

/** A result of ours that is not its point's latest: only its run tells that it was changed. */
async function inRuns(reads: Reads, since: number): Promise<readonly OutcomeByHand[]> {
  const { room, ours } = reads;
  const found: OutcomeByHand[] = [];
  for (const { id: runId } of await runsSince(room.connection, since, room.clock.now())) {
    // Whoever changed the run last: the mirror writes to the run of the day all day long.
    if (!ours.some(each => each.runId === runId)) continue;
    for (const result of await resultsRead(reads, runId)) {
      const own = ours.find(each => each.runId === runId && each.resultId === result.id);
      if (own === undefined || isSame(own.outcome, result.outcome) || !isFinal(result.outcome)) continue;
      found.push(...byHand(reads, { runId, result, testCase: Number(own.test.testCaseId), own }));
    }
  }
  return found;
}

type At = {
  readonly runId: number;
  readonly result: FoundResult;
  readonly testCase: number;
  readonly own: Ours | undefined;
};

function byHand({ ownId, settled }: Reads, { runId, result, testCase, own }: At): readonly OutcomeByHand[] {
  const { id, outcome, byId, byName = '', changedAt } = result;
  const mark = `result/${runId}.${id}/${outcome}/${changedAt}`;
  const caseId = testCaseId(String(testCase));
  if (settled.has(mark) || caseId === undefined) return [];
  if (byId === undefined || byId === ownId) return [{ mark }];
  const test = own === undefined ? {} : { mpanRef: own.test.mpanRef, attempt: own.attempt };
  return [{ mark, found: { testCaseId: caseId, ...test, outcome, byName, changedAt } }];
}

async function resultsRead({ room, runs }: Reads, runId: number): Promise<readonly FoundResult[]> {
  const results = runs.get(runId) ?? (await resultsIfThere(room, runId));
  runs.set(runId, results);
  return results;
}

const dayMs = 24 * 3600_000;
/** The query takes at most seven days at a time. */
const windowMs = 7 * dayMs;

async function runsSince(connection: Connection, since: number, now: Date) {
  const runs: Awaited<ReturnType<typeof runsUpdated>>[number][] = [];
  const end = now.getTime() + dayMs;
  for (let from = Math.max(since, end - 6 * windowMs); from < end; from += windowMs)
    runs.push(...(await runsUpdated(connection, { from, to: Math.min(from + windowMs, end) })));
  return runs;
}
