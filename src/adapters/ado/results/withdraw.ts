// Takes an attempt back: its result says so, and its test point is to be run again.
import type { TestKey } from '../../../domain/refs.ts';
import type { Link, Mirrored } from '../../../ports.ts';
import { mirroredFault, type Room } from '../room.ts';
import { knownIn } from './job.ts';
import { latestOf, resetPoint } from './points.ts';
import { isSaid, isSame, withdrawnBody } from './result.ts';
import { writeResults } from './runs.ts';
import { keepRunState, resultsIfThere } from './write.ts';

export async function withdrawResult(room: Room, test: TestKey, at: Link['at']): Promise<Mirrored> {
  try {
    return await withdraw(room, test, at);
  } catch (fault) {
    return mirroredFault(fault);
  }
}

async function withdraw(room: Room, test: TestKey, at: Link['at']): Promise<Mirrored> {
  const { connection } = room;
  const known = knownIn(at);
  // Nothing of ours was ever written: a person's record was left alone.
  if (known === undefined) return { is: 'done', at };
  const { runId, resultId, pointId, suiteId } = known;
  const results = await resultsIfThere(room, runId);
  const found = results.find(result => result.id === resultId);
  const gone: Link['at'] = { ...at, withdrawn: 1 };
  if (found === undefined) return { is: 'done', at: gone };
  const body = withdrawnBody(resultId, test.mpanRef);
  const isPersons = found.byId !== undefined && found.byId !== (await connection.ownId());
  const isOurs = [known.outcome, body.outcome].some(outcome => isSame(outcome, found.outcome));
  if (isPersons && isSaid(found.outcome) && !isOurs) return { is: 'newer-there', at, found: found.outcome };
  if (!isSame(found.outcome, body.outcome)) {
    const [written] = await writeResults(connection, runId, [body]);
    if (written !== undefined && typeof written.is === 'object') return mirroredFault(written.is);
  }
  await keepRunState(room, runId, { results, written: [body] });
  const [latest] = await latestOf(connection, [{ id: pointId, suiteId }]);
  if (latest?.runId === runId && latest.resultId === resultId)
    await resetPoint(connection, { id: pointId, suiteId });
  return { is: 'done', at: gone };
}
