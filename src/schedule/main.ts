// `npm run schedule`: imports an LDSO's schedule from a file, shows the one that stands, or what the last one changed.
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { openStore } from '../adapters/store/open.ts';
import { plainCard } from '../cards/plain-card.ts';
import { changeWords, diffInShort } from '../cards/schedule-changes.ts';
import { scheduleOffered } from '../cards/schedule-words.ts';
import { tablesRefused } from '../cards/table-files.ts';
import { run } from '../command-line.ts';
import { readConfig, storePlaceOf } from '../config.ts';
import type { LdsoId } from '../domain/refs.ts';
import { type ScheduleVersion, scheduleDiff, versionBefore } from '../domain/schedule.ts';
import { inspect } from '../guard/inspect.ts';
import { shownSchedule } from '../outbox/schedules.ts';
import { bookFrom } from '../plan-books.ts';
import type { Outgoing } from '../ports/chat.ts';
import type { Store } from '../ports/store.ts';
import { readParticipants, shippedParticipants } from '../settings/participants.ts';
import { imported } from './decide.ts';
import { columnsSaid } from './fields.ts';
import { refusedFor, stateSaid } from './offer.ts';
import { readScheduleFile } from './read-file.ts';

const usage = `npm run --silent schedule -- import FILE --ldso ID   reads a schedule (.xlsx, or .xml of Microsoft Project), shows it, asks, imports it
      --yes                            imports without asking
      --final                          as the final version; a draft without it
      --sheet NAME                     this sheet only; may stand several times
      --columns "day = Start; …"       which column is which, where the proposal is wrong
npm run --silent schedule -- show --ldso ID          the schedule that stands
npm run --silent schedule -- diff --ldso ID          what the last import changed
`;

/** Exit: 0 done, 1 not imported, 2 asked wrongly. */
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
  const [what, file] = positionals;
  const config = readConfig();
  const participants = readParticipants(config.PARTICIPANTS_FILE ?? shippedParticipants);
  const ldso = participants.ldsos.find(({ id }) => id === values.ldso);
  if (ldso === undefined)
    return wrong(`--ldso: name one of ${participants.ldsos.map(({ id }) => id).join(', ')}`);
  const store = await openStore({ ...storePlaceOf(config), now: Date.now });
  const place = { store, ldso: ldso.id, ldsoName: ldso.name };
  try {
    switch (what) {
      case 'show':
        say(
          await shownSchedule(
            { store, clock: { now: () => new Date() }, ldsoName: () => ldso.name },
            { ldso: ldso.id },
          ),
        );
        return 0;
      case 'diff':
        return await showDiff(place);
      case 'import': {
        if (file === undefined) return wrong('import: name the file');
        const kept = await store.plan(ldso.id);
        if (kept === undefined)
          return wrong(
            `no plan of ${ldso.id} has been read from Azure DevOps yet: start the bot once with npm start`,
          );
        const version = await readVersion(place, file, {
          book: bookFrom(participants, ldso.id, kept.testCases),
          columns: values.columns,
          ...(values.sheet === undefined ? {} : { sheets: values.sheet }),
        });
        if (version === undefined) return 1;
        const state = values.final ? 'final' : (stateSaid(basename(file).replaceAll('_', ' ')) ?? 'draft');
        return await importVersion(place, version, { state, isAgreed: values.yes });
      }
      default:
        return wrong('say import, show or diff');
    }
  } finally {
    await store.close();
  }
}

type Place = { readonly store: Store; readonly ldso: LdsoId; readonly ldsoName: string };

async function readVersion(
  { store, ldso }: Place,
  path: string,
  given: {
    readonly book: Parameters<typeof readScheduleFile>[1]['book'];
    readonly columns: string;
    readonly sheets?: readonly string[];
  },
): Promise<ScheduleVersion | undefined> {
  const now = new Date();
  const name = inspect(basename(path), { mode: 'file', now }).redacted;
  const remembered = (await store.shelf('columns', ldso)).get('schedule') ?? {};
  const read = await readScheduleFile(
    { name, bytes: bytesOf(path) },
    { ...given, now, columns: { ...remembered, ...columnsSaid(given.columns) } },
  );
  if (read?.is === 'schedule')
    return {
      ...read.file,
      id: `file-${now.getTime()}`,
      offeredAt: now.getTime(),
      by: { id: 'command-line', name: 'the command line' },
    };
  if (read === undefined)
    process.stderr.write('not a workbook (.xlsx) and not a plan of Microsoft Project (.xml)\n');
  else say(tablesRefused(refusedFor(name, read)));
  return undefined;
}

async function importVersion(
  { store, ldso, ldsoName }: Place,
  version: ScheduleVersion,
  how: { readonly state: 'draft' | 'final'; readonly isAgreed: boolean },
): Promise<number> {
  const { state } = how;
  const before = versionBefore(
    await store.shelf('schedule-standing', ldso),
    await store.shelf('schedule', ldso),
    state,
  );
  const diff = before === undefined ? undefined : scheduleDiff(before, version);
  say(scheduleOffered(version, { ldsoName, diff, state }));
  if (!how.isAgreed && !(await agrees(state))) {
    process.stdout.write('\nNothing was imported.\n');
    return 1;
  }
  const { by, offeredAt: at } = version;
  await store.perform(async book => {
    await book.append([
      { type: 'schedule-offered', ldso, at, version, replaces: [] },
      await imported(book, { ldso, version, state, by, at }),
    ]);
    await book.enqueue([{ is: 'post-schedule', ldso, state }]);
  });
  process.stdout.write(`\nImported as ${state}. The channel is told when the bot runs.\n`);
  return 0;
}

async function agrees(state: string): Promise<boolean> {
  if (!process.stdin.isTTY) {
    process.stdout.write('\nSay --yes to import it.\n');
    return false;
  }
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question(`\nImport it as ${state}? (yes/no) `);
  terminal.close();
  return /^y(es)?$/i.test(answer.trim());
}

async function showDiff({ store, ldso }: Place): Promise<number> {
  const standings = [...(await store.shelf('schedule-standing', ldso)).values()];
  const [newest] = standings.sort((a, b) => b.number - a.number);
  if (newest?.diff === undefined) {
    process.stdout.write('There is no version before the one that stands.\n');
    return 0;
  }
  const lines = newest.diff.changes.map(change => `  ${changeWords(change)}`);
  process.stdout.write(`${[`Version ${newest.number}: ${diffInShort(newest.diff)}`, ...lines].join('\n')}\n`);
  return 0;
}

function bytesOf(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw new Error(`${path}: cannot be read (${code})`);
  }
}

function say(message: Outgoing): void {
  process.stdout.write(`${plainCard(message).join('\n').trimStart()}\n`);
}

function wrong(message: string): number {
  process.stderr.write(`${message}\n\n${usage}`);
  return 2;
}

run(main, { code: 1 });
