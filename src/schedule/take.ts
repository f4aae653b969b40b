// A file sent to the bot alone that is a schedule: read, kept, and shown to its sender, who imports it or leaves it.
import type { Answer } from '../domain/answers.ts';
import type { LdsoBook } from '../domain/plan.ts';
import type { LdsoId } from '../domain/refs.ts';
import { type Decision, ignored, type Said } from '../domain/said.ts';
import type { ScheduleState, ScheduleVersion } from '../domain/schedule.ts';
import type { CleanText } from '../guard/clean-text.ts';
import type { FileTaker } from '../personal/attend.ts';
import type { Book, Store } from '../ports.ts';
import { columnsSaid } from './fields.ts';
import { type ReadFile, readScheduleFile } from './read-file.ts';

export function takesSchedules(needs: {
  readonly store: Pick<Store, 'shelf'>;
  readonly bookOf: (ldso: LdsoId) => Promise<LdsoBook>;
}): FileTaker {
  return async ({ said, name, bytes }) => {
    // The evidence of a test can be a workbook too.
    if (/\bevidence\b/i.test(said.note)) return undefined;
    const { ldso } = said.message;
    const remembered = (await needs.store.shelf('columns', ldso)).get('schedule') ?? {};
    const read = await readScheduleFile(
      { name, bytes },
      {
        book: await needs.bookOf(ldso),
        now: new Date(said.at),
        columns: { ...remembered, ...columnsSaid(said.note) },
      },
    );
    const isNamed = /\b(?:schedule|plan)\b/i.test(`${said.note} ${name.replaceAll('_', ' ')}`);
    if (read === undefined || (read.is === 'no-schedule' && !isNamed)) return undefined;
    if (read.is !== 'schedule') return async () => answering(said, refusedFor(name, read));
    const version: ScheduleVersion = {
      ...read.file,
      id: said.message.messageId.replaceAll('/', '-'),
      offeredAt: said.at,
      by: said.by,
    };
    return book => offered(book, said, version);
  };
}

async function offered(book: Book, said: Said, version: ScheduleVersion): Promise<Decision> {
  const { ldso } = said.message;
  const standing = [...(await book.shelf('schedule-standing', ldso)).values()].map(each => each.version);
  const replaces = [...(await book.shelf('schedule', ldso)).values()]
    .filter(({ id, by }) => by.id === said.by.id && !standing.includes(id))
    .map(({ id }) => id);
  const state = stateSaid(`${said.note} ${version.fileName.replaceAll('_', ' ')}`);
  const decision = answering(said, {
    about: 'schedule-offered',
    ldso,
    version: version.id,
    ...(state === undefined ? {} : { state }),
  });
  return { ...decision, events: [{ type: 'schedule-offered', ldso, at: said.at, version, replaces }] };
}

export function stateSaid(text: string): ScheduleState | undefined {
  if (/\bfinal\b/i.test(text)) return 'final';
  return /\bdraft\b/i.test(text) ? 'draft' : undefined;
}

/** What is said of a file that is no schedule, or none that may be taken. */
export function refusedFor(
  name: CleanText,
  read: Exclude<ReadFile, { is: 'schedule' }>,
): Extract<Answer, { about: 'schedule-refused' }> {
  if (read.is !== 'leaks') return { about: 'schedule-refused', name, why: read };
  const { leaks } = read;
  const places = [...new Set(leaks.map(({ place }) => place))];
  const doubtful = leaks.every(leak => leak.doubtful);
  return { about: 'schedule-refused', name, why: { is: 'leaks', places, doubtful } };
}

function answering(said: Said, answer: Answer): Decision {
  return { events: [], intents: [{ is: 'answer', to: said.message, answer }], outcome: ignored };
}
