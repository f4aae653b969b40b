// The bot's own test runs, one a day: found again by their names, created, opened and closed.
import type { RunCreateModel } from 'azure-devops-node-api/interfaces/TestInterfaces.js';
import { z } from 'zod';
import type { Day } from '../../../domain/events.ts';
import type { Connection } from '../client.ts';
import { making } from '../faults.ts';

const made = z.object({ id: z.number() });
const named = z.object({ id: z.number(), name: z.string().nullish(), state: z.string().nullish() });

export type OwnRun = {
  readonly id: number;
  readonly name: string;
  /** The day that its name tells, `2026-11-24`. */
  readonly day: Day;
  readonly isOpen: boolean;
};

export type RunState = 'InProgress' | 'Completed';

const dayMs = 24 * 3600_000;
/** The query takes at most seven days at a time; what is older than six weeks is not looked for. */
const windowMs = 7 * dayMs;
const windowsAtMost = 6;

/** The day of a run, by the clock that Azure DevOps goes by. @param at epoch milliseconds */
export function runDay(at: number): Day {
  return new Date(at).toISOString().slice(0, 10);
}

/** One run an LDSO and day: whoever looks for it knows its name. */
export function runName(ldso: string, day: Day): string {
  return `QT Daybook ${ldso} ${day}`;
}

/**
 * @param window of when they were last changed, epoch milliseconds
 * @returns oldest first
 */
export async function ownRuns(
  connection: Connection,
  window: { readonly from: number; readonly to: number },
  state?: RunState,
): Promise<readonly OwnRun[]> {
  const found = new Map<number, OwnRun>();
  const before = runName(connection.target.ldso, '');
  // A quarter of a day more on both sides: clocks differ, and it is the server's that dates a run.
  const end = window.to + dayMs / 4;
  const start = Math.max(window.from - dayMs / 4, end - windowsAtMost * windowMs);
  for (let from = start; from < end; from += windowMs) {
    for (const run of await runsUpdated(connection, { from, to: Math.min(from + windowMs, end) }, state)) {
      const name = run.name ?? '';
      if (!name.startsWith(before)) continue;
      const day = name.slice(before.length, before.length + 10);
      found.set(run.id, { id: run.id, name, day, isOpen: run.state?.toLowerCase() === 'inprogress' });
    }
  }
  return [...found.values()].sort((a, b) => a.id - b.id);
}

/** An empty run: its results are added as they come. */
export async function createRun(
  connection: Connection,
  wanted: { readonly name: string; readonly startedAt: number },
): Promise<number> {
  const { project, target } = connection;
  // The client's type demands configuration ids, which a run of a plan does not have.
  const model: Omit<RunCreateModel, 'configurationIds'> = {
    name: wanted.name,
    plan: { id: String(target.planId) },
    automated: false,
    state: 'InProgress',
    startDate: new Date(wanted.startedAt).toISOString(),
    comment: 'Kept by QT Daybook from the notifications in the LDSO’s Teams channel.',
  };
  const { id } = await making(() =>
    connection.ask('create a test run', made, ({ test }) =>
      test.createTestRun(model as RunCreateModel, project),
    ),
  );
  return id;
}

export async function setRunState(
  connection: Connection,
  runId: number,
  wanted: { readonly state: RunState; readonly at: Date },
): Promise<void> {
  const completed = wanted.state === 'Completed' ? { completedDate: wanted.at.toISOString() } : {};
  await connection.ask('set the state of a test run', z.unknown(), ({ test }) =>
    test.updateTestRun({ state: wanted.state, ...completed }, connection.project, runId),
  );
}

/** Every run of the plan, a person's too. @param window at most a week, epoch milliseconds */
export function runsUpdated(
  connection: Connection,
  { from, to }: { readonly from: number; readonly to: number },
  state?: RunState,
) {
  return connection.pages('look for test runs', named, {
    api: 'test',
    area: 'Test',
    location: 'cadb3810-d47d-4a3c-a234-fe5f3be50138',
    version: '7.2-preview.3',
    route: { project: connection.project },
    query: {
      // As text: the client writes dates in a form that loses the milliseconds.
      minLastUpdatedDate: new Date(from).toISOString(),
      maxLastUpdatedDate: new Date(to).toISOString(),
      planIds: connection.target.planId,
      isAutomated: false,
      ...(state === undefined ? {} : { state }),
      $top: 100,
    },
  });
}
