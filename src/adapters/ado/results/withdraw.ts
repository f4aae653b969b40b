// Takes an attempt back: its result says so, and its test point shows what stood before.
import type { TestKey } from '../../../domain/refs.ts';
import type { Link, Mirrored } from '../../../ports.ts';
import { mirroredFault, type Room } from '../room.ts';
import { touch } from './grid.ts';
import { type KnownResult, knownIn } from './job.ts';
import { type Latest, latestOf, readLatest, resetPoint } from './points.ts';
import { isFinal, isSaid, isSame, withdrawnBody } from './result.ts';
import { type FoundResult, markOfAttempt, resultsOf, runsWithMarks, writeResults } from './runs.ts';
import { keepRunState, resultsIfThere } from './write.ts';

export async function withdrawResult(room: Room, test: TestKey, at: Link['at']): Promise<Mirrored> {
  const known = knownIn(at);
  // Nothing of ours was ever written: a person's record was left alone.
  if (known === undefined) return { is: 'done', at };
  try {
    return await withdraw(room, test, { known, at });
  } catch (fault) {
    return mirroredFault(fault);
  }
}

type Given = { readonly known: KnownResult; readonly at: Link['at'] };

async function withdraw(room: Room, test: TestKey, { known, at }: Given): Promise<Mirrored> {
  const { connection } = room;
  const { runId, resultId } = known;
  const results = await resultsIfThere(room, runId);
  const found = results.find(result => result.id === resultId);
  const gone: Mirrored = { is: 'done', at: { ...at, withdrawn: 1 } };
  if (found === undefined) return gone;
  const body = withdrawnBody(resultId, test.mpanRef);
  if (await isChangedByPerson(room, found, [known.outcome, body.outcome]))
    return { is: 'newer-there', at, found: found.outcome };
  const grid = await latestOf(connection, [{ id: known.pointId, suiteId: known.suiteId }]);
  if (!isSame(found.outcome, body.outcome)) {
    const [written] = await writeResults(connection, runId, [body]);
    if (written !== undefined && typeof written.is === 'object') return mirroredFault(written.is);
  }
  await keepRunState(room, runId, { results, written: [body] });
  await showWhatStood(room, test, { known, grid });
  return gone;
}

async function isChangedByPerson(
  room: Room,
  { byId, outcome }: FoundResult,
  ours: readonly string[],
): Promise<boolean> {
  if (byId === undefined || !isSaid(outcome) || ours.some(each => isSame(each, outcome))) return false;
  return byId !== (await room.connection.ownId());
}

/** The point shows a later result, as it did; or the attempt before; or that it is to be run. */
async function showWhatStood(
  room: Room,
  test: TestKey,
  { known, grid }: { readonly known: KnownResult; readonly grid: readonly Latest[] },
): Promise<void> {
  const last = grid[0];
  if (last === undefined || last.resultId === 0) return;
  const isOn = last.runId === known.runId && last.resultId === known.resultId;
  if (!isOn) {
    const { isPersons } = await readLatest(room.connection, last);
    return isPersons ? undefined : touch(room.connection, last);
  }
  await resetPoint(room.connection, { id: known.pointId, suiteId: known.suiteId });
  const before = known.attempt > 1 ? await attemptBefore(room, test, known) : undefined;
  if (before !== undefined) await touch(room.connection, before);
}

const weekMs = 7 * 24 * 3600_000;
/** An attempt that was withdrawn and came back more often than this is not looked for. */
const takes = [4, 3, 2, 1];

async function attemptBefore(room: Room, test: TestKey, known: KnownResult) {
  const marks = takes.map(take => markOfAttempt(test, known.attempt - 1, take));
  const to = room.clock.now().getTime();
  const runs = await runsWithMarks(room.connection, new Set(marks), { from: to - 4 * weekMs, to });
  const runId = marks.map(mark => runs.get(mark)?.[0]).find(id => id !== undefined);
  if (runId === undefined) return undefined;
  const result = (await resultsOf(room.connection, runId)).find(each => each.pointId === known.pointId);
  if (result === undefined || !isFinal(result.outcome) || isSame(result.outcome, 'NotExecuted'))
    return undefined;
  return { runId, resultId: result.id, outcome: result.outcome };
}
