// Azure DevOps knows no meter points: of a test case's several, one is put on top of the grid, the worst or the newest.
import { type Beside, WorldFault } from '../../../ports.ts';
import type { Connection } from '../client.ts';
import type { Room } from '../room.ts';
import { type Job, knownIn, type Place } from './job.ts';
import { readLatest } from './points.ts';
import { isFinal, outcomeOf, severityOf } from './result.ts';
import { writeResults } from './runs.ts';

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

/** The grid shows what was written last; what is to be on top is written once more, as it is. */
export async function putOnTop(
  room: Room,
  written: readonly Job[],
  beside: readonly Beside[],
): Promise<void> {
  const here = written.flatMap(standingOf);
  for (const pointId of new Set(here.map(each => each.pointId))) {
    const ofPoint = here.filter(each => each.pointId === pointId);
    const last = ofPoint.at(-1);
    const wanted = topOf(room, [...ofPoint, ...standingsOn(pointId, beside)]);
    if (wanted === undefined || wanted === last) continue;
    try {
      await touch(room.connection, wanted);
    } catch (fault) {
      // What was asked for has been written; only the grid may show another result until the next change.
      if (!(fault instanceof WorldFault)) throw fault;
      room.log.warn({ fault: fault.message, pointId }, 'the grid may show another meter point’s result');
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
  return wanted !== undefined && touch(room.connection, wanted);
}

function topOf(room: Room, standings: readonly Standing[]): Standing | undefined {
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
  return [...newest].sort((a, b) => rather(policy, a, b))[0];
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

export function saidAt({ finishedAt, startedAt }: Job['wanted']): number {
  return finishedAt ?? startedAt;
}

function standingsOn(pointId: number, beside: readonly Beside[]): readonly Standing[] {
  return beside.flatMap(({ test, since, at }) => {
    const known = knownIn(at);
    if (known?.pointId !== pointId || known.withdrawn !== undefined) return [];
    return [{ ...known, mpanRef: test.mpanRef, since }];
  });
}

/** Writes a result as it is: it becomes its point's latest. @returns false for one that a person has changed since */
async function touch(
  connection: Connection,
  { runId, resultId, outcome }: Pick<Place, 'runId' | 'resultId'> & { readonly outcome: string },
): Promise<boolean> {
  if ((await readLatest(connection, { runId, resultId })).isPersons) return false;
  const state = isFinal(outcome) ? 'Completed' : 'InProgress';
  await writeResults(connection, runId, [{ id: resultId, outcome, state }]);
  return true;
}
