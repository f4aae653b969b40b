// Imports a schedule as a command of the machine's owner does: read, shown, asked, imported beside a running bot.
import { changeWords, diffInShort } from '../cards/tables/schedule-changes.ts';
import { scheduleOffered } from '../cards/tables/schedule-offered.ts';
import { tablesRefused } from '../cards/tables/table-files.ts';
import { type ScheduleState, type ScheduleVersion, versionBefore } from '../domain/planning/schedule.ts';
import { scheduleDiff } from '../domain/planning/schedule-diff.ts';
import type { LdsoId } from '../domain/refs.ts';
import { wholeChannel } from '../domain/shelf.ts';
import { inspect } from '../guard/inspect.ts';
import { bookFrom, withRegister } from '../plan/books.ts';
import type { Outgoing } from '../ports/chat.ts';
import type { Store } from '../ports/store.ts';
import { dayOf } from '../rhythm/calendar.ts';
import { renewingWashUps } from '../rhythm/renewed.ts';
import type { Participants } from '../settings/participants.ts';
import { imported } from './decide.ts';
import { columnsSaid } from './fields.ts';
import { refusedFor, stateSaid } from './offer.ts';
import { readScheduleFile } from './read-file.ts';

export type ByHand = {
  readonly store: Store;
  readonly participants: Participants;
  readonly ldso: { readonly id: LdsoId; readonly name: string };
  readonly now: () => Date;
  readonly show: (message: Outgoing) => void;
  readonly say: (line: string) => void;
  /** Asks whether to import it. */
  readonly agrees: (state: ScheduleState) => Promise<boolean>;
};

export type HandedFile = {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** `day = Start; …` */
  readonly columns: string;
  readonly sheets?: readonly string[];
  readonly isFinal: boolean;
};

/** @returns whether it was imported */
export async function importByHand(needs: ByHand, file: HandedFile): Promise<boolean> {
  const version = await readVersion(needs, file);
  if (version === undefined) return false;
  const { store, ldso } = needs;
  const state = file.isFinal ? 'final' : (stateSaid(file.name.replaceAll('_', ' ')) ?? 'draft');
  const before = versionBefore(
    await store.shelf('schedule-standing', ldso.id),
    await store.shelf('schedule', ldso.id),
    state,
  );
  const diff = before === undefined ? undefined : scheduleDiff(before, version);
  needs.show(scheduleOffered(version, { ldsoName: ldso.name, diff, state }));
  if (version.tests.length === 0 || !(await needs.agrees(state))) {
    needs.say('Nothing was imported.');
    return false;
  }
  const { by, offeredAt: at } = version;
  const { timeZone } = needs.participants.programme;
  await renewingWashUps(store, instant => dayOf(instant, timeZone)).perform(async book => {
    await book.append([
      { type: 'schedule-offered', ldso: ldso.id, at, version, replaces: [] },
      await imported(book, { ldso: ldso.id, version, state, by, at }),
    ]);
    await book.enqueue([{ is: 'post-schedule', ldso: ldso.id, state }]);
  });
  needs.say(`Imported as ${state}. The channel is told when the bot runs.`);
  return true;
}

async function readVersion(needs: ByHand, file: HandedFile): Promise<ScheduleVersion | undefined> {
  const { store, participants, ldso } = needs;
  const kept = await store.plan(ldso.id);
  if (kept === undefined)
    throw new Error(
      `no plan of ${ldso.id} has been read from Azure DevOps yet: start the bot once with npm start`,
    );
  const book = withRegister(
    bookFrom(participants, ldso.id, kept.testCases),
    await store.shelf('meter-point', ldso.id),
    (await store.shelf('register-stamp', ldso.id)).get(wholeChannel),
  );
  const now = needs.now();
  const name = inspect(file.name, { mode: 'file', now }).redacted;
  const remembered = (await store.shelf('columns', ldso.id)).get('schedule') ?? {};
  const read = await readScheduleFile(
    { name, bytes: file.bytes },
    {
      book,
      now,
      columns: { ...remembered, ...columnsSaid(file.columns) },
      ...(file.sheets === undefined ? {} : { sheets: file.sheets }),
    },
  );
  if (read?.is === 'schedule')
    return {
      ...read.file,
      id: `file-${now.getTime()}`,
      offeredAt: now.getTime(),
      by: { id: 'command-line', name: 'the command line' },
    };
  if (read === undefined)
    needs.say('Not a workbook (.xlsx) and not a plan saved by Microsoft Project as XML (.xml).');
  else needs.show(tablesRefused(refusedFor(name, read)));
  return undefined;
}

/** What the last import changed. */
export async function lastDiff(store: Pick<Store, 'shelf'>, ldso: LdsoId): Promise<readonly string[]> {
  const standings = [...(await store.shelf('schedule-standing', ldso)).values()];
  const [newest] = standings.sort((a, b) => b.number - a.number);
  if (newest?.diff === undefined) return ['There is no version before the one that stands.'];
  const lines = newest.diff.changes.map(change => `  ${changeWords(change)}`);
  return [`Version ${newest.number}: ${diffInShort(newest.diff)}`, ...lines];
}
