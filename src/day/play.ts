// Plays a scripted day through the whole bot, over real HTTP, with a clock that follows the script.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type App, openApp } from '../app.ts';
import { readConfig } from '../config.ts';
import { ignored, type Outcome } from '../domain/decide.ts';
import type { Local } from '../local-mode.ts';
import type { Log } from '../outbox/drain.ts';
import { nextDue } from '../rhythm/due.ts';
import { rhythmOf } from '../rhythm-settings.ts';
import type { Row } from './rows.ts';

export type Answered = { readonly row: Row; readonly outcome: Outcome };

export type Played = {
  readonly app: App;
  readonly local: Local;
  readonly answered: readonly Answered[];
  close(): Promise<void>;
};

export type PlayOptions = {
  readonly rows: readonly Row[];
  readonly participants?: string;
  readonly sandboxSeed?: string;
  readonly log: Log;
  /** Where the day is kept; a folder that is removed afterwards when left out. */
  readonly dataDir?: string;
};

/** The wash-up is an hour or two behind the last row of most days: the clock goes on that far. */
const afterLastRowMs = 3 * 60 * 60_000;

export async function play(options: PlayOptions): Promise<Played> {
  const { rows, log } = options;
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'qt-day-')));
  let now = new Date(rows[0]?.time ?? 0);
  let latest: Outcome | undefined;
  const app = await openApp({
    config: readConfig({
      PORT: '0',
      SANDBOX_PORT: '0',
      DATA_DIR: dataDir,
      PARTICIPANTS_FILE: options.participants,
      SANDBOX_SEED: options.sandboxSeed,
    }),
    clock: { now: () => now },
    log,
    onOutcome: (_cause, outcome) => {
      latest = outcome;
    },
  });
  const close = async () => {
    await app.close();
    if (options.dataDir === undefined) await rm(dataDir, { recursive: true });
  };
  const { local } = app;
  if (local === undefined) throw new Error('a day is played in local mode only');

  /** Goes to an instant by way of every stand-up and wash-up before it. */
  async function goTo(instant: Date): Promise<void> {
    for (;;) {
      const due = nextDue({ now: now.getTime(), ...rhythmOf(app.participants) });
      if (due === undefined || due > instant.getTime()) break;
      now = new Date(due);
      await app.tick();
      await app.idle();
    }
    if (instant > now) now = instant;
  }

  try {
    await app.tick();
    const answered: Answered[] = [];
    const posted = new Map<string, string>();
    for (const row of rows) {
      await goTo(new Date(row.time));
      latest = undefined;
      await local.say(row, posted);
      answered.push({ row, outcome: latest ?? ignored });
      await app.idle();
    }
    await goTo(new Date(now.getTime() + afterLastRowMs));
    await app.idle();
    return { app, local, answered, close };
  } catch (error) {
    await close();
    throw error;
  }
}
