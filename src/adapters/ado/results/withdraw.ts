// Takes an attempt back: its result says so, and its test point shows what is left of the test case.
import type { TestKey } from '../../../domain/refs.ts';
import type { Link } from '../../../ports/store.ts';
import type { Beside, Mirrored } from '../../../ports/tracker.ts';
import { mirroredFault, type Room } from '../room.ts';
import { triedResult } from './find.ts';
import { type KnownResult, knownIn, linkOf, triedAt } from './job.ts';
import { type Latest, latestOf, readLatest, resetPoint } from './points.ts';
import { isSaid, isSame, markOfAttempt, withdrawnBody } from './result.ts';
import { type FoundResult, writeResults } from './results.ts';
import { showWhatIsLeft } from './top.ts';
import { resultsIfThere } from './write.ts';

type Left = { readonly known: Link['at']; readonly beside?: readonly Beside[] };

export async function withdrawResult(room: Room, test: TestKey, left: Left): Promise<Mirrored> {
  const at = left.known;
  const isTried = triedAt(at) !== undefined;
  try {
    const known = isTried ? await triedResult(room, test, at) : knownIn(at);
    // Nothing of ours was ever written: a person's record was left alone, or the try had come to nothing.
    if (known === undefined) return { is: 'done', at: isTried ? { ...at, withdrawn: 1 } : at };
    return await withdraw(room, test, { ...left, at: isTried ? linkTo(room, known) : at, known });
  } catch (fault) {
    return mirroredFault(fault);
  }
}

function linkTo({ connection }: Room, known: KnownResult): Link['at'] {
  const { take, attempt, outcome, wrote } = known;
  return linkOf({ take, place: known, wanted: { attempt } }, { outcome, wrote }, connection);
}

type Given = Omit<Left, 'known'> & { readonly known: KnownResult; readonly at: Link['at'] };

async function withdraw(room: Room, test: TestKey, { known, at, beside = [] }: Given): Promise<Mirrored> {
  const { connection } = room;
  const { runId, resultId } = known;
  const results = await resultsIfThere(room, runId);
  const found = results.find(result => result.id === resultId);
  const gone: Mirrored = { is: 'done', at: { ...at, withdrawn: 1 } };
  if (found === undefined) return gone;
  const mark = markOfAttempt(test, known.attempt, known.take);
  const body = withdrawnBody(resultId, test.mpanRef, mark);
  if (await isChangedByPerson(room, found, [known.outcome, body.outcome]))
    return { is: 'newer-there', at, found: found.outcome };
  const point = { id: known.pointId, suiteId: known.suiteId };
  const [last] = await latestOf(connection, [point]);
  // Taken back, our result would be the latest on top of theirs.
  if (last !== undefined && (await isPersonsOnTop(room, last, known)))
    return { is: 'newer-there', at, found: last.outcome };
  if (!isSame(found.outcome, body.outcome)) {
    const [written] = await writeResults(connection, { runId }, [body]);
    if (written !== undefined && typeof written.is === 'object') return mirroredFault(written.is);
  }
  if (!(await showWhatIsLeft(room, known.pointId, beside))) await resetPoint(connection, point);
  return gone;
}

async function isPersonsOnTop(room: Room, last: Latest, known: KnownResult): Promise<boolean> {
  const isOurs = last.runId === known.runId && last.resultId === known.resultId;
  if (last.resultId === 0 || isOurs) return false;
  return (await readLatest(room.connection, last)).isPersons;
}

async function isChangedByPerson(
  room: Room,
  { byId, outcome }: FoundResult,
  ours: readonly string[],
): Promise<boolean> {
  if (byId === undefined || !isSaid(outcome) || ours.some(each => isSame(each, outcome))) return false;
  return byId !== (await room.connection.ownId());
}
