// The whole bot as a process of its own, for a test to bring things to and to look at what it writes; told what to do by its parent.
import pino from 'pino';
import { openApp } from '../../src/app/app.ts';
import { readConfig } from '../../src/config.ts';

export type Asked = { readonly do: 'fail' | 'settle' | 'stop' };

export type Told =
  | { readonly is: 'up'; readonly url: string; readonly sandboxUrl: string; readonly channel: Channel }
  | { readonly is: 'done' }
  /** Everything has been tried that was to be tried. */
  | { readonly is: 'settled'; readonly says: unknown; readonly dead: unknown; readonly events: unknown };

type Channel = { readonly channelId: string; readonly tenantId: string; readonly teamId: string };

const app = await openApp({
  config: readConfig({ PORT: '0', SANDBOX_PORT: '0', DATA_DIR: process.argv[2], FILE_MAX_MB: '1' }),
  clock: { now: () => new Date('2026-11-24T13:00:00Z') },
  // No time of its own: a clock brings any six digits about now and then.
  log: pino({ level: 'trace', timestamp: false, base: null }),
});
const { local } = app;
const [channel] = app.participants.ldsos;
if (local === undefined || channel === undefined)
  throw new Error('a bot without an app id has a local channel');
await app.idle();

process.on('message', async ({ do: what }: Asked) => {
  switch (what) {
    case 'fail':
      for (const status of [500, 400, 503, 413, 502, 429]) local.teams.failNext({ status, times: 3 });
      return tell({ is: 'done' });
    case 'settle':
      await app.tick();
      await app.idle();
      return tell({
        is: 'settled',
        says: local.teams.transcript().filter(({ from }) => from.is === 'bot'),
        dead: await app.store.outbox.dead(),
        events: await app.store.events(0, 100_000),
      });
    case 'stop':
      await app.close();
      process.exit(0);
  }
});

tell({ is: 'up', url: app.url, sandboxUrl: local.sandboxUrl, channel });

function tell(told: Told): void {
  process.send?.(told);
}
