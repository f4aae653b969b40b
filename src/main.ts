// Starts the bot, says what is running, and stops it when asked to.
import pino from 'pino';
import { type App, openApp } from './app/app.ts';
import { crashWords } from './app/crash.ts';
import { type Config, readConfig } from './config.ts';
import { wordsOf } from './ports/world-fault.ts';

/** How often the clock is looked at: a stand-up is at most this late. */
const tickEveryMs = 15_000;

/** A plan changes a few times a day; a new test case is known after this long. */
const planEveryMs = 10 * 60_000;

/** What people change in Azure DevOps shows this late where no service hook tells of it: about three requests each time. */
const lookEveryMs = 5 * 60_000;
/** The sandbox has no limits, and whoever tries it looks on. */
const localLookEveryMs = 15_000;

/** A comparison reads the whole record: about a request a day of testing. */
const compareEveryMs = 60 * 60_000;

async function main(): Promise<void> {
  const config = readConfig();
  const log = pino({ level: config.local && config.LOG_LEVEL === 'info' ? 'warn' : config.LOG_LEVEL });
  const app = await openApp({ config, clock: { now: () => new Date() }, log });
  const every = (ms: number, failed: string, work: () => Promise<unknown>) =>
    setInterval(() => {
      work().catch((error: unknown) => log.error({ error: wordsOf(error) }, failed));
    }, ms);
  const timers = [
    every(tickEveryMs, 'the clock could not be looked at', () => {
      app.wake();
      return app.tick();
    }),
    every(planEveryMs, 'plans could not be read', app.books.refresh),
    every(config.local ? localLookEveryMs : lookEveryMs, 'Azure DevOps could not be looked at', app.look),
    every(compareEveryMs, 'Azure DevOps could not be compared with the daybook', app.compare),
  ];
  greet(config, app);
  await app.tick();
  const signal = await new Promise<string>(resolve => {
    process.once('SIGINT', () => resolve('SIGINT'));
    process.once('SIGTERM', () => resolve('SIGTERM'));
  });
  for (const timer of timers) clearInterval(timer);
  say(`\nStopping (${signal}): finishing what is in hand.`);
  await app.close();
  say('Stopped. Everything recorded is kept; the next start goes on from here.');
}

function greet(config: Config, app: App): void {
  const where = config.DATABASE_URL === undefined ? config.DATA_DIR : 'PostgreSQL';
  const names = app.participants.ldsos.map(each => each.id).join(', ');
  say(`QT Daybook is up for ${names}. Its book is in ${where}.`);
  say(`  bot            ${app.url}/api/messages`);
  if (app.local !== undefined) {
    say(`  local channel  ${app.url}/   <- open this: post a notification and see what happens`);
    say(`  Azure DevOps   ${app.local.sandboxUrl} (a local sandbox)`);
    say(`Try:  /triggered 40662 EEN-MPAN-0007   in the EEN channel. Ctrl-C stops it.`);
  }
  const unread = app.books.unread();
  if (unread.length > 0)
    say(`  No plan could be read yet for ${unread.join(', ')}: their notifications are refused until then.`);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function stop(error: unknown): void {
  process.stderr.write(`QT Daybook stops, by a fault of its own: ${crashWords(error)}\n`);
  process.exit(1);
}

process.on('uncaughtException', stop);
process.on('unhandledRejection', stop);

main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`QT Daybook cannot run:\n${wordsOf(error)}\n`);
    process.exit(1);
  },
);
