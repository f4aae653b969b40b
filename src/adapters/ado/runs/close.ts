// Completes runs: of days that are over, those in which no test is in progress any more.
import type { Day } from '../../../domain/events.ts';
import type { Mirrored } from '../../../ports/tracker.ts';
import { isFinal } from '../results/result.ts';
import { resultsOf } from '../results/results.ts';
import { mirroredFault, type Room } from '../room.ts';
import { ownRuns, setRunState } from './runs.ts';

/** A run that a test of last week ended in has been changed by that, so it is found. */
const backMs = 12 * 24 * 3600_000;

export async function closeRuns(room: Room, before: Day): Promise<Mirrored> {
  const { connection, clock } = room;
  const to = clock.now().getTime();
  try {
    const open = await ownRuns(connection, { from: to - backMs, to }, 'InProgress');
    for (const { id, day } of open) {
      if (day >= before) continue;
      const results = await resultsOf(connection, id);
      // A test that still runs keeps its run open: that is how it stands.
      if (!results.every(({ outcome }) => isFinal(outcome))) continue;
      await setRunState(connection, id, { state: 'Completed', at: clock.now() });
      room.dayRun.noteClosed(id);
    }
    return { is: 'done', at: {} };
  } catch (fault) {
    return mirroredFault(fault);
  }
}
