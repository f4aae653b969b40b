// A schedule that was read is kept until its sender imports it or leaves it; or it is said why there is none.
import type { Answer } from '../domain/answers.ts';
import { letterKey } from '../domain/letter-key.ts';
import type { ScheduleFile, ScheduleState, ScheduleVersion } from '../domain/planning/schedule.ts';
import { answering, type Decision, type Said } from '../domain/said.ts';
import type { CleanText } from '../guard/clean-text.ts';
import type { Book } from '../ports/store.ts';
import type { ReadFile } from './read-file.ts';

export async function offerSchedule(book: Book, said: Said, file: ScheduleFile): Promise<Decision> {
  const { by, at } = said;
  const { ldso, messageId } = said.message;
  const version: ScheduleVersion = { ...file, id: letterKey(messageId), offeredAt: at, by };
  const standing = [...(await book.shelf('schedule-standing', ldso)).values()].map(each => each.version);
  const replaces = [...(await book.shelf('schedule', ldso)).values()]
    .filter(each => each.by.id === by.id && !standing.includes(each.id))
    .map(({ id }) => id);
  const state = stateSaid(`${said.note} ${file.fileName.replaceAll('_', ' ')}`);
  return answering(
    said,
    { about: 'schedule-offered', ldso, version: version.id, ...(state === undefined ? {} : { state }) },
    [{ type: 'schedule-offered', ldso, at, version, replaces }],
  );
}

export function stateSaid(text: string): ScheduleState | undefined {
  const isDraft = /\bdrafts?\b/i.test(text);
  // A final draft is either; only its sender knows.
  if (/\bfinal\b/i.test(text))
    return isDraft || /\b(?:not|semi|pre)[- ]final\b/i.test(text) ? undefined : 'final';
  return isDraft ? 'draft' : undefined;
}

/** What is said of a file that is no schedule, or none that may be taken. */
export function refusedFor(
  name: CleanText,
  read: Exclude<ReadFile, { is: 'schedule' }>,
): Extract<Answer, { about: 'tables-refused' }> {
  if (read.is !== 'leaks') return { about: 'tables-refused', name, why: read };
  const { leaks } = read;
  const places = [...new Set(leaks.map(({ place }) => place))];
  const doubtful = leaks.every(leak => leak.doubtful);
  return { about: 'tables-refused', name, why: { is: 'leaks', places, doubtful } };
}
