// `npm run doctor`: examines the Azure DevOps of every participant, and says what to mend and how.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Config, readConfig } from '../config.ts';
import { readParticipants, shippedParticipants } from '../participants.ts';
import { wordsOf } from '../ports.ts';
import { parseSeed } from '../sandbox/seed.ts';
import { startSandbox } from '../sandbox/server.ts';
import { sandboxUrlOf } from '../sandbox-address.ts';
import { examineAll, exitOf } from './doctor.ts';
import { summaryOf, wordsOfExamined } from './words.ts';

const usage = 'npm run --silent doctor -- [--json]\n';
const shippedSeed = fileURLToPath(new URL('../sandbox/seed.json', import.meta.url));

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
  const path = config.SANDBOX_SEED ?? shippedSeed;
  const own = await startSandbox({
    seed: parseSeed(readFileSync(path, 'utf8'), path),
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

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

main().then(
  code => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`${wordsOf(error)}\n${usage}`);
    process.exitCode = 2;
  },
);
