// `npm run doctor`: examines the Azure DevOps of every participant, and says what to mend and how.
import { parseArgs } from 'node:util';
import { run, say } from '../command-line.ts';
import { type Config, readConfig } from '../config.ts';
import { readSeed } from '../sandbox/read-seed.ts';
import { startSandbox } from '../sandbox/server.ts';
import { readParticipants, shippedParticipants } from '../settings/participants.ts';
import { sandboxUrlOf } from '../settings/sandbox-address.ts';
import { examineAll, exitOf } from './doctor.ts';
import { summaryOf, wordsOfExamined } from './words.ts';

const usage = 'npm run --silent doctor -- [--json]\n';

type Sandbox = { readonly url: string | undefined; readonly close: () => Promise<void> };

/** Exit: 0 well, 1 something to mend, 2 an organisation could not be examined. */
async function main(): Promise<number> {
  const { values } = parseArgs({ options: { json: { type: 'boolean', default: false } } });
  const config = readConfig();
  const participants = readParticipants(config.PARTICIPANTS_FILE ?? shippedParticipants);
  const sandbox = await sandboxFor(config);
  try {
    const clock = { now: () => new Date() };
    const examined = await examineAll({ config, participants, clock, sandboxUrl: sandbox.url });
    if (values.json) for (const each of examined) say(JSON.stringify(each));
    else {
      for (const each of examined) say(`${wordsOfExamined(each)}\n`);
      say(summaryOf(examined));
    }
    return exitOf(examined);
  } finally {
    await sandbox.close();
  }
}

/** That of the bot that runs on this machine; without one, one of its own in memory, so that a newcomer sees the doctor work. */
async function sandboxFor(config: Config): Promise<Sandbox> {
  const url = sandboxUrlOf(config);
  if (url === undefined || (await isUp(url))) return { url, close: async () => {} };
  const own = await startSandbox({
    seed: readSeed(config.SANDBOX_SEED),
    dataDir: undefined,
    host: '127.0.0.1',
    port: 0,
  });
  process.stderr.write(`No bot runs here (${url}): a fresh sandbox in memory is examined.\n\n`);
  return { url: own.url, close: own.close };
}

async function isUp(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/_sandbox/faults`)).ok;
  } catch {
    // Nobody listens there.
    return false;
  }
}

run(main, { code: 2, usage });
