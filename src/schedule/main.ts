// `npm run schedule`: imports an LDSO's schedule from a file, shows the one that stands, or what the last one changed.
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { openStore } from '../adapters/store/open.ts';
import { plainCard } from '../cards/making/plain-card.ts';
import { ldsoNamed, run, say } from '../command-line.ts';
import { readConfig, storePlaceOf } from '../config.ts';
import { shownSchedule } from '../outbox/chat/schedules.ts';
import type { Outgoing } from '../ports/chat.ts';
import { readParticipants, shippedParticipants } from '../settings/participants.ts';
import { importByHand, lastDiff } from './by-hand.ts';

const usage = `npm run --silent schedule -- import FILE --ldso ID   reads a schedule (.xlsx, or .xml of Microsoft Project), shows it, asks, imports it
      --yes                            imports without asking
      --final                          as the final version; a draft without it
      --sheet NAME                     this sheet only; may stand several times
      --columns "day = Start; …"       which column is which, where the proposal is wrong
npm run --silent schedule -- show --ldso ID          the schedule that stands
npm run --silent schedule -- diff --ldso ID          what the last import changed
`;

/** Exit: 0 done, 1 not imported, 2 asked wrongly or not possible now. */
async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      ldso: { type: 'string' },
      yes: { type: 'boolean', default: false },
      final: { type: 'boolean', default: false },
      sheet: { type: 'string', multiple: true },
      columns: { type: 'string', default: '' },
    },
  });
  const [what, path] = positionals;
  const config = readConfig();
  const participants = readParticipants(config.PARTICIPANTS_FILE ?? shippedParticipants);
  const ldso = ldsoNamed(participants.ldsos, values.ldso);
  const store = await openStore({ ...storePlaceOf(config), now: Date.now });
  const now = () => new Date();
  try {
    switch (what) {
      case 'show':
        show(await shownSchedule({ store, clock: { now }, ldsoName: () => ldso.name }, { ldso: ldso.id }));
        return 0;
      case 'diff':
        for (const line of await lastDiff(store, ldso.id)) say(line);
        return 0;
      case 'import': {
        if (path === undefined) return wrong('import: name the file');
        const agrees = async (state: string) => values.yes || (await agreed(state));
        const isImported = await importByHand(
          { store, participants, ldso, now, show, say, agrees },
          {
            name: basename(path),
            bytes: bytesOf(path),
            columns: values.columns,
            isFinal: values.final,
            ...(values.sheet === undefined ? {} : { sheets: values.sheet }),
          },
        );
        return isImported ? 0 : 1;
      }
      default:
        return wrong('say import, show or diff');
    }
  } finally {
    await store.close();
  }
}

async function agreed(state: string): Promise<boolean> {
  if (!process.stdin.isTTY) {
    say('\nSay --yes to import it.');
    return false;
  }
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question(`\nImport it as ${state}? (yes/no) `);
  terminal.close();
  return /^y(es)?$/i.test(answer.trim());
}

function bytesOf(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw new Error(`${path}: cannot be read (${code})`);
  }
}

function show(message: Outgoing): void {
  say(plainCard(message).join('\n').trimStart());
}

function wrong(message: string): number {
  process.stderr.write(`${message}\n\n${usage}`);
  return 2;
}

run(main, { code: 2 });
