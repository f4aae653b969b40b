// The run of the day, into which new results go: looked for once, made when it is not there, open while tests run in it.
import type { Day } from '../../../domain/events.ts';
import type { Clock } from '../../../ports/clock.ts';
import type { Connection } from '../client.ts';
import { createRun, type OwnRun, ownRuns, runDay, runName, setRunState } from './runs.ts';

export type DayRun = {
  /** Today's run. @throws WorldFault */
  today(): Promise<Pick<OwnRun, 'id' | 'day'>>;
  /** A test runs in it, so it is not to look completed. @throws WorldFault */
  keepOpen(runId: number): Promise<void>;
  noteClosed(runId: number): void;
  /** It may be gone: the next question looks again. */
  forget(): void;
};

export function dayRun(connection: Connection, clock: Clock): DayRun {
  const { ldso } = connection.target;
  let known: OwnRun | undefined;

  async function found(day: Day, now: number): Promise<OwnRun | undefined> {
    const name = runName(ldso, day);
    const runs = await ownRuns(connection, { from: Date.parse(day), to: now });
    return runs.find(run => run.name === name);
  }

  async function made(day: Day, now: number): Promise<OwnRun> {
    const name = runName(ldso, day);
    return { id: await createRun(connection, { name, startedAt: now }), name, day, isOpen: true };
  }

  return {
    async today() {
      const now = clock.now().getTime();
      const day = runDay(now);
      // Looked for before it is made, whoever made it: a restart, a lost answer or another replica.
      if (known?.day !== day) known = (await found(day, now)) ?? (await made(day, now));
      return known;
    },
    async keepOpen(runId) {
      if (known?.id === runId && known.isOpen) return;
      await setRunState(connection, runId, { state: 'InProgress', at: clock.now() });
      if (known?.id === runId) known = { ...known, isOpen: true };
    },
    noteClosed(runId) {
      if (known?.id === runId) known = { ...known, isOpen: false };
    },
    forget() {
      known = undefined;
    },
  };
}
