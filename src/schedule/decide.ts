// What follows from asking about the schedule: it is shown, or a file that was read before is imported or left.
import type { ScheduleAsk } from '../domain/commands.ts';
import type { Person } from '../domain/entry.ts';
import type { DaybookEvent } from '../domain/events.ts';
import { type ScheduleState, type ScheduleVersion, versionBefore } from '../domain/planning/schedule.ts';
import { scheduleDiff } from '../domain/planning/schedule-diff.ts';
import type { LdsoId } from '../domain/refs.ts';
import { answering, type Decision, type Said } from '../domain/said.ts';
import type { Book } from '../ports/store.ts';
import { dayOf, london } from '../rhythm/calendar.ts';
import { daySaid } from '../sheets/days.ts';

/** Changes kept with a version, to be shown later. */
const mostChanges = 40;

export async function decideSchedule(book: Book, said: Said, ask: ScheduleAsk): Promise<Decision> {
  const { ldso } = said.message;
  if (ask.do === 'show') return answering(said, { about: 'schedule', ldso });
  if (ask.do === 'day') {
    const day = daySaid(ask.words, dayOf(said.at, london));
    return answering(said, { about: 'schedule', ldso, ...(day === undefined ? {} : { day }) });
  }
  const version = (await book.shelf('schedule', ldso)).get(ask.version);
  const standing = await book.shelf('schedule-standing', ldso);
  const stands = [...standing.values()].some(each => each.version === ask.version);
  if (version === undefined || stands) return answering(said, { about: 'file-unknown', why: 'gone' });
  if (version.by.id !== said.by.id) return answering(said, { about: 'file-unknown', why: 'not-theirs' });
  const { by, at } = said;
  switch (ask.do) {
    case 'import': {
      const { state } = ask;
      if (version.tests.length === 0) return answering(said, { about: 'file-unknown', why: 'gone' });
      const events = [await imported(book, { ldso, version, state, by, at })];
      const decision = answering(said, { about: 'schedule-imported', ldso, state }, events);
      return { ...decision, intents: [...decision.intents, { is: 'post-schedule', ldso, state }] };
    }
    case 'leave':
      return answering(said, { about: 'file-left' }, [
        { type: 'schedule-left', ldso, at, by, version: version.id },
      ]);
  }
}

/** @returns the event by which a version that was offered stands from now on */
export async function imported(
  book: Pick<Book, 'shelf'>,
  what: {
    readonly ldso: LdsoId;
    readonly version: ScheduleVersion;
    readonly state: ScheduleState;
    readonly by: Person;
    readonly at: number;
  },
): Promise<DaybookEvent> {
  const { ldso, version, state, by, at } = what;
  const standing = await book.shelf('schedule-standing', ldso);
  const before = versionBefore(standing, await book.shelf('schedule', ldso), state);
  const replaces = standing.get(state)?.version;
  const diff = before === undefined ? undefined : scheduleDiff(before, version);
  return {
    type: 'schedule-imported',
    ldso,
    at,
    by,
    state,
    standing: {
      version: version.id,
      number: Math.max(0, ...[...standing.values()].map(each => each.number)) + 1,
      at,
      byName: by.name,
      ...(diff === undefined ? {} : { diff: { ...diff, changes: diff.changes.slice(0, mostChanges) } }),
    },
    columns: Object.fromEntries(
      Object.entries(version.columns).filter(([, heading]) => heading !== undefined),
    ),
    ...(replaces === undefined ? {} : { replaces }),
  };
}
