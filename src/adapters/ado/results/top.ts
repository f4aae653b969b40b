// Azure DevOps knows no meter points: of a test case's several, one is put on top of the grid, the worst or the newest.
import { testKeyText } from '../../../domain/refs.ts';
import type { Beside } from '../../../ports/tracker.ts';
import type { Connection } from '../client.ts';
import { mirroredFault, type Room } from '../room.ts';
import { type Job, knownIn, saidAt } from './job.ts';
import { readLatest } from './points.ts';
import { isFinal, outcomeOf, severityOf } from './result.ts';
import { resultsOf, writeResults } from './results.ts';

/** What one test (a test case and a meter point) last came to. */
type Standing = {
  readonly runId: number;
  readonly resultId: number;
  readonly pointId: number;
  readonly outcome: string;
  readonly mpanRef: string;
  readonly attempt: number;
  /** When it was said, epoch milliseconds. */
  readonly since: number;
};

export type GridShows = 'worst' | 'newest';

/** Below 0: the first is rather to be on top. */
export function rather(
  policy: GridShows,
  a: Pick<Standing, 'outcome' | 'since'>,
  b: Pick<Standing, 'outcome' | 'since'>,
): number {
  const worse = severityOf(b.outcome) - severityOf(a.outcome);
  return (policy === 'worst' ? worse : 0) || b.since - a.since || worse;
}

/**
 * The grid shows what was written last, so jobs are done in an order in which what is to be on top comes last: each test's
 * earlier attempts first.
 */
export function inOrderOfTop(room: Room, jobs: readonly Job[]): readonly Job[] {
  const policy = room.connection.target.gridShows ?? 'worst';
  const latest = new Map<string, number>();
  for (const { wanted } of jobs) {
    const key = testKeyText(wanted.test);
    latest.set(key, Math.max(latest.get(key) ?? 0, wanted.attempt));
  }
  const isLatest = ({ wanted }: Job) => latest.get(testKeyText(wanted.test)) === wanted.attempt;
  const said = ({ wanted }: Job) => ({ outcome: outcomeOf(wanted.status), since: saidAt(wanted) });
  return [
    ...jobs.filter(job => !isLatest(job)).sort((a, b) => a.wanted.attempt - b.wanted.attempt),
    ...jobs.filter(isLatest).sort((a, b) => rather(policy, said(b), said(a))),
  ];
}

/** The grid shows what was written last; what is to be on top is written once more, as it is. */
export async function putOnTop(
  room: Room,
  written: readonly Job[],
  beside: readonly Beside[],
): Promise<void> {
  const here = written.flatMap(standingOf);
  const wanted = [...new Set(here.map(each => each.pointId))].flatMap(pointId => {
    const ofPoint = here.filter(each => each.pointId === pointId);
    const top = topOf(room, [...ofPoint, ...standingsOn(pointId, beside)], ofPoint.at(-1));
    return top === undefined || top === ofPoint.at(-1) ? [] : [top];
  });
  for (const runId of new Set(wanted.map(each => each.runId))) {
    const tops = wanted.filter(each => each.runId === runId);
    try {
      await touch(room.connection, runId, tops);
    } catch (fault) {
      const points = new Set(tops.map(each => each.pointId));
      // What was asked for has been written; the grid still shows another, so it is done once more.
      for (const job of written)
        if (job.place !== undefined && points.has(job.place.pointId)) job.answer = mirroredFault(fault);
    }
  }
}

/** @returns false when nothing of ours is left that could stand there */
export async function showWhatIsLeft(
  room: Room,
  pointId: number,
  beside: readonly Beside[],
): Promise<boolean> {
  const wanted = topOf(room, standingsOn(pointId, beside));
  return wanted !== undefined && touch(room.connection, wanted.runId, [wanted]);
}

/** @param last what the grid shows: it stays where nothing is rather to be shown */
function topOf(room: Room, standings: readonly Standing[], last?: Standing): Standing | undefined {
  const policy = room.connection.target.gridShows ?? 'worst';
  const newest = standings.filter(
    (one, place) =>
      !standings.some(
        (other, otherPlace) =>
          other.mpanRef === one.mpanRef &&
          // Written now and known from before: the former is how it stands.
          (other.attempt > one.attempt || (other.attempt === one.attempt && otherPlace < place)),
      ),
  );
  const top = [...newest].sort((a, b) => rather(policy, a, b))[0];
  const isAsGood =
    last !== undefined &&
    newest.includes(last) &&
    (policy === 'worst' ? last.outcome === top?.outcome : last.since === top?.since);
  return isAsGood ? last : top;
}

function standingOf({ place, wanted }: Job): readonly Standing[] {
  if (place === undefined) return [];
  const { test, attempt, status } = wanted;
  const { runId, resultId, pointId } = place;
  return [
    {
      runId,
      resultId,
      pointId,
      outcome: outcomeOf(status),
      mpanRef: test.mpanRef,
      attempt,
      since: saidAt(wanted),
    },
  ];
}

function standingsOn(pointId: number, beside: readonly Beside[]): readonly Standing[] {
  return beside.flatMap(({ test, since, at }) => {
    const known = knownIn(at);
    if (known?.pointId !== pointId || known.withdrawn !== undefined) return [];
    return [{ ...known, mpanRef: test.mpanRef, since }];
  });
}

/** Writes results as they are: they become their points' latest. @returns false when persons have changed them since */
async function touch(
  connection: Connection,
  runId: number,
  standings: readonly Standing[],
): Promise<boolean> {
  const ours: Standing[] = [];
  if (standings.length > 1) {
    const ownId = await connection.ownId();
    const results = await resultsOf(connection, runId);
    const own = new Set(results.flatMap(({ id, byId }) => (byId === ownId ? [id] : [])));
    ours.push(...standings.filter(({ resultId }) => own.has(resultId)));
  }
  const [only, ...others] = standings;
  if (only !== undefined && others.length === 0 && !(await readLatest(connection, only)).isPersons)
    ours.push(only);
  if (ours.length === 0) return false;
  await writeResults(
    connection,
    { runId },
    ours.map(({ resultId: id, outcome }) => ({
      id,
      outcome,
      state: isFinal(outcome) ? 'Completed' : 'InProgress',
    })),
  );
  return true;
}
