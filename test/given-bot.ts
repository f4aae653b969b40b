// The whole bot with the local stand-in for Teams, over real HTTP, at a time of the test's own.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type App, openApp } from '../src/app/app.ts';
import type { Local } from '../src/app/local-mode.ts';
import { readConfig } from '../src/config.ts';
import type { LocalMessage } from '../src/local/message.ts';

export type Bot = {
  readonly app: App;
  readonly local: Local;
  readonly clock: { now(): Date };
  /** Sets the clock; nothing happens by itself. */
  setTime(instant: string): void;
  /** Says something to the bot alone. @returns what the bot has said in that chat since, words or previews of cards */
  confide(
    person: string,
    text: string,
    files?: readonly { readonly name: string; readonly bytes: Uint8Array }[],
  ): Promise<readonly LocalMessage[]>;
  /** Posted in EEN's channel by its first tester. @returns the message's id, when everything that follows is done */
  post(text: string): Promise<string>;
  edit(messageId: string, text: string): Promise<void>;
  /** Sets the clock and has done what is due by it. */
  tickAt(instant: string): Promise<void>;
  /** What the bot says in the thread of a message, as it stands now. */
  answersTo(messageId: string): readonly LocalMessage[];
  close(): Promise<void>;
};

/** @param settings further variables of the environment */
export async function openBot(
  start = '2026-11-24T08:30:00Z',
  settings: Readonly<Record<string, string>> = {},
): Promise<Bot> {
  const dataDir = mkdtempSync(join(tmpdir(), 'qt-bot-'));
  let now = new Date(start);
  const app = await openApp({
    config: readConfig({ PORT: '0', SANDBOX_PORT: '0', DATA_DIR: dataDir, ...settings }),
    clock: { now: () => now },
    log: { info: () => {}, warn: () => {}, error: () => {} },
  });
  // Each channel has been welcomed.
  await app.idle();
  const { local } = app;
  if (local === undefined) throw new Error('without an app id there is a local channel');
  return {
    app,
    local,
    clock: { now: () => now },
    setTime: instant => {
      now = new Date(instant);
    },
    async confide(person, text, files = []) {
      const { teams } = local;
      const who = teams.people.find(({ name }) => name === person);
      if (who === undefined) throw new Error(`${person} is nobody of the made-up programme`);
      const channel = `chat:${who.id}`;
      const before = new Set(teams.transcript().map(({ id }) => id));
      await teams.post({ channel, person: who.id, text, files });
      await app.idle();
      return teams
        .transcript()
        .filter(({ id, ldso, from }) => ldso === channel && from.is === 'bot' && !before.has(id));
    },
    async post(text) {
      const { messageId } = await local.teams.post({ channel: 'EEN', person: '29:person-1', text });
      await app.idle();
      return messageId;
    },
    async edit(messageId, text) {
      await local.teams.edit({ messageId, text });
      await app.idle();
    },
    async tickAt(instant) {
      now = new Date(instant);
      await app.tick();
      await app.idle();
    },
    answersTo: messageId =>
      local.teams.transcript().filter(({ root, from }) => root === messageId && from.is === 'bot'),
    async close() {
      await app.close();
      rmSync(dataDir, { recursive: true });
    },
  };
}
