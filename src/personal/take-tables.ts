// A table sent to the bot alone: told apart as a schedule or a data sheet, kept, and shown to its sender first.
import type { LdsoBook } from '../domain/planning/plan.ts';
import type { LdsoId } from '../domain/refs.ts';
import { answering } from '../domain/said.ts';
import type { Store } from '../ports/store.ts';
import { columnsSaid as dataColumnsSaid, registerFields } from '../register/fields.ts';
import { offerRegister } from '../register/offer.ts';
import { registerFrom } from '../register/read-file.ts';
import { columnsSaid } from '../schedule/fields.ts';
import { offerSchedule, refusedFor } from '../schedule/offer.ts';
import { openProject, scheduleScore } from '../schedule/read-file.ts';
import { scheduleFrom } from '../schedule/tables.ts';
import { fieldsNamed } from '../sheets/columns.ts';
import { isOtherTable, isWorkbookName, openTables, type Tables } from '../sheets/open-file.ts';
import type { FileTaken, FileTaker, SentFile } from './attend.ts';

type Needs = {
  readonly store: Pick<Store, 'shelf'>;
  readonly bookOf: (ldso: LdsoId) => Promise<LdsoBook>;
};

export function takesTables(needs: Needs): FileTaker {
  return async sent => {
    const { said, name, bytes } = sent;
    // The evidence of a test can be a workbook too.
    if (/\bevidence\b/i.test(said.note)) return undefined;
    const now = new Date(said.at);
    const book = await needs.bookOf(said.message.ldso);
    const project = await openProject({ name, bytes }, { book, now });
    if (isOtherTable(name))
      return async () => answering(said, { about: 'tables-refused', name, why: { is: 'other-format' } });
    if (project === undefined && !isWorkbookName(name)) return undefined;
    const planScore = scheduleScore(book, now);
    const dataFields = registerFields(book);
    const scoreOf = (headings: readonly string[]) =>
      Math.max(planScore(headings), fieldsNamed(dataFields, headings));
    const opened = project ?? (await openTables({ name, bytes }, { scoreOf, now }));
    if (opened.is !== 'tables') return async () => answering(said, refusedFor(name, opened));
    return takeTables(needs, sent, { tables: opened.tables, book });
  };
}

/** A plan that names meter points is a plan, unless its sender calls it a data sheet. */
async function takeTables(
  { store }: Needs,
  { said, name }: SentFile,
  { tables, book }: { readonly tables: Tables; readonly book: LdsoBook },
): Promise<FileTaken | undefined> {
  const now = new Date(said.at);
  const remembered = await store.shelf('columns', said.message.ldso);
  const words = `${said.note} ${name.replaceAll('_', ' ')}`;
  const schedule = scheduleFrom(tables, {
    book,
    now,
    columns: { ...remembered.get('schedule'), ...columnsSaid(said.note) },
  });
  const register = registerFrom(tables, {
    book,
    now,
    columns: { ...remembered.get('register'), ...dataColumnsSaid(said.note) },
  });
  const isData = /\b(?:data|register|mpans?)\b/i.test(words);
  if (register !== undefined && (isData || schedule.is !== 'schedule'))
    return daybook => offerRegister(daybook, said, register);
  if (schedule.is === 'schedule') return daybook => offerSchedule(daybook, said, schedule.file);
  // A table of something else is perhaps somebody else's business.
  return /\b(?:schedule|plan|data|register)\b/i.test(words)
    ? async () => answering(said, refusedFor(name, schedule))
    : undefined;
}
