// Plays a scripted day through the whole bot, over real HTTP, with a clock that follows the script.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type App, openApp } from '../app/app.ts';
import type { Local } from '../app/local-mode.ts';
import { readConfig } from '../config.ts';
import { ignored, type Outcome } from '../domain/said.ts';
import type { LocalPerson } from '../local/message.ts';
import type { Log } from '../ports/log.ts';
import { nextDue } from '../rhythm/due.ts';
import { nextHeldReminder } from '../rhythm/reminders/held-reminders.ts';
import { nextLeakReminder } from '../rhythm/reminders/leak-reminders.ts';
import { nextQueryNudge } from '../rhythm/reminders/query-nudges.ts';
import { leakRemindersOf, queryNudgesOf, rhythmOf } from '../settings/rhythm.ts';
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

  /** Goes to an instant by way of everything that the clock brings before it. */
  async function goTo(instant: Date): Promise<void> {
    for (;;) {
      const due = await nextTime(app, now.getTime());
      if (due > instant.getTime()) break;
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
      await say(local, row, posted);
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

/** When the clock next brings something; without end where it brings nothing. */
async function nextTime({ participants, store }: App, now: number): Promise<number> {
  const comes = [
    nextDue({ now, ...rhythmOf(participants) }),
    await nextLeakReminder(store, leakRemindersOf(participants), now),
    await nextHeldReminder(store, leakRemindersOf(participants), now),
    await nextQueryNudge(store, queryNudgesOf(participants), now),
  ];
  return Math.min(...comes.map(at => at ?? Number.POSITIVE_INFINITY));
}

/** Does in the channel what the row says somebody did. */
async function say(local: Local, row: Row, posted: Map<string, string>): Promise<void> {
  const { teams } = local;
  const at = new Date(row.time);
  const messageOf = (id: string) => {
    const messageId = posted.get(id);
    if (messageId === undefined) throw new Error(`row ${row.id} speaks of ${id}, which posted nothing`);
    return messageId;
  };
  const html = row.html === undefined ? {} : { html: row.html };
  if (row.editOf !== undefined) {
    const messageId = messageOf(row.editOf);
    posted.set(row.id, messageId);
    await teams.edit({ messageId, text: row.text, at, ...html });
    return;
  }
  const marked = row.deleteOf ?? row.undeleteOf ?? row.redeliveryOf;
  if (marked !== undefined) {
    const messageId = messageOf(marked);
    posted.set(row.id, messageId);
    if (row.deleteOf !== undefined) await teams.remove({ messageId, at });
    else if (row.undeleteOf !== undefined) await teams.undelete({ messageId, at });
    else await teams.redeliver(messageId);
    return;
  }
  const person = row.fromBot === true ? teams.bot.id : personOf(row);
  const replyTo = row.replyTo === undefined ? {} : { replyTo: messageOf(row.replyTo) };
  const { messageId } = await teams.post({
    channel: row.ldso,
    person,
    text: row.text,
    at,
    ...replyTo,
    ...html,
  });
  posted.set(row.id, messageId);
}

/** `Asha Rao (EEN tester)` is a person with a role; the same words are the same person. */
function personOf({ author }: Row): LocalPerson {
  const [, name = author, role = 'somebody'] = /^(.*?)\s*\((.*)\)$/.exec(author) ?? [];
  const hex = Buffer.from(author).toString('hex').padEnd(24, '0').slice(0, 12);
  return { id: `29:${hex}`, aadObjectId: `00000000-0000-4000-9000-${hex}`, name, role };
}
