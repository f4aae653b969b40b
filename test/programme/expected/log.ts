// Reads one LDSO's part of the event log anew, event by event; nothing that the product computes is used.
import type { StandingEntry } from '../../../src/domain/entry.ts';
import type { DaybookEvent } from '../../../src/domain/events.ts';
import type { PlannedTestCase } from '../../../src/domain/planning/plan.ts';
import { runsOf, type Stands, standsOf, type Told, told } from '../../rhythm/oracle.ts';
import { heldIn } from './alarms.ts';
import { answersIn, nudgesIn, passedOn } from './queries.ts';

export type Asked = {
  readonly ldso: string;
  readonly day: string;
  /** Epoch milliseconds. */
  readonly now: number;
  readonly plan: readonly PlannedTestCase[];
  readonly queryHours: number;
  /** The LDSO's, where the settings name one. */
  readonly analyst?: { readonly name: string; readonly id?: string };
};

type StateTold = NonNullable<Event<'register-changed'>['states']>[number]['told'];

type Event<Type extends DaybookEvent['type']> = Extract<DaybookEvent, { type: Type }>;

export type Scheduled = Event<'schedule-offered'>['version']['tests'][number];

/** A test with a status, and which run of it that is. */
export type Run = Stands & {
  readonly number: number;
  readonly step: number | undefined;
  readonly who: string;
  /** The entry that gave the status. */
  readonly entryId: string;
  readonly note: string;
};

export type Known = {
  /** Those that count, oldest first. */
  readonly entries: Told;
  readonly runs: readonly Run[];
  /** As it was changed by swaps since; in its own order. */
  readonly schedule: readonly Scheduled[];
  readonly points: ReadonlyMap<string, Event<'register-changed'>['points'][number]['point']>;
  readonly isSheetLoaded: boolean;
  /** What was told of each reference last: migrated or legacy. */
  readonly states: ReadonlyMap<string, StateTold>;
  /** What is agreed of the migration plan, in the order said; and what waits to be agreed. */
  readonly agreed: Event<'migration-proposed'>['proposal']['parts'][number]['changes'];
  readonly isAgreed: boolean;
  readonly proposed: Event<'migration-proposed'>['proposal'] | undefined;
  /** How often the group of a query was reminded, since it was opened last. */
  readonly nudges: ReadonlyMap<string, number>;
  /** Entries whose bug somebody has closed. */
  readonly closed: readonly string[];
  /** What was said of the harness and of replays and stands, as it was said last. */
  readonly words: readonly Event<'harness-said'>['word'][];
  /** The first answer that holds to each query, by the message that asks. */
  readonly answers: ReadonlyMap<string, { readonly at: number; readonly name: string }>;
  /** When a query was last opened again, by the message that asks. */
  readonly reopened: ReadonlyMap<string, number>;
  /** The groups that a query was passed on to last, since it was opened last. */
  readonly passedTo: ReadonlyMap<string, readonly string[]>;
  /** Who is away on the day. */
  readonly away: readonly Event<'away-noted'>['away'][];
  /** Cover that is said for the day. */
  readonly covers: readonly Event<'cover-noted'>['cover'][];
  readonly confirmed: readonly string[];
  /** Blockers that somebody sees to: who, by entry. */
  readonly taken: ReadonlyMap<string, string>;
  readonly leaks: readonly { readonly who: string; readonly at: number }[];
  /** Messages that wait for their author's word, oldest first. */
  readonly held: readonly { readonly who: string; readonly at: number }[];
  /** Test cases whose evidence in Azure DevOps is not clean: steps done, since when. */
  readonly unclean: readonly { readonly name: string; readonly done: number; readonly at: number }[];
  readonly reasons: readonly Event<'reason-given'>[];
  readonly exceptions: readonly Event<'evidence-excepted'>[];
  readonly files: readonly Event<'evidence-taken'>[];
};

export function knownFrom(log: readonly DaybookEvent[], asked: Asked): Known {
  const own = log.filter(event => event.ldso === asked.ldso && event.at <= asked.now);
  const every = <Type extends DaybookEvent['type']>(type: Type): readonly Event<Type>[] =>
    own.filter((event): event is Event<Type> => event.type === type);
  const entries = told(entriesIn(own), asked.now);
  const away = every('away-noted').filter(({ away: { personId, from, part } }, place, all) => {
    const key = `${personId}/${from}/${part ?? 'day'}`;
    const said = own.indexOf(all[place]!);
    const isSaidAgain = all.some(
      (other, n) =>
        n > place && `${other.away.personId}/${other.away.from}/${other.away.part ?? 'day'}` === key,
    );
    const isEnded = every('away-ended').some(end => own.indexOf(end) > said && end.keys.includes(key));
    return !isSaidAgain && !isEnded;
  });
  const confirms = every('plan-confirmed');
  const covers = every('cover-noted').filter(
    (noted, place, all) =>
      !all.some((other, n) => n > place && other.key === noted.key) &&
      !every('cover-ended').some(
        end => own.indexOf(end) > own.indexOf(noted) && end.keys.includes(noted.key),
      ),
  );
  return {
    entries,
    runs: standsOf(entries).map(stand => runOf(stand, entries)),
    schedule: swapped(scheduleIn(own), every('tests-swapped')),
    points: new Map(
      every('register-changed').flatMap(({ points }) => points.map(({ ref, point }) => [ref, point])),
    ),
    states: new Map(
      every('register-changed').flatMap(({ states = [] }) => states.map(({ ref, told: of }) => [ref, of])),
    ),
    held: heldIn(own),
    nudges: nudgesIn(own),
    closed: closedIn(every('seen-in-tracker')),
    ...migrationIn(own),
    words: wordsIn(every('harness-said'), asked.now),
    answers: answersIn(own),
    passedTo: passedOn(own),
    reopened: new Map(every('query-reopened').map(({ query, at }) => [query, at])),
    isSheetLoaded: every('register-changed').at(-1)?.stamp.isLoaded === true,
    away: away.map(each => each.away).filter(({ from, to }) => from <= asked.day && asked.day <= to),
    covers: covers.map(each => each.cover).filter(({ from, to }) => from <= asked.day && asked.day <= to),
    confirmed: confirms
      .filter(({ by }, place) => !confirms.some((other, n) => n > place && other.by.id === by.id))
      .filter(({ day }) => day === asked.day)
      .map(({ by }) => by.name),
    taken: new Map(every('blocker-taken').map(({ entryId, by }) => [entryId, by.name])),
    leaks: every('leak-opened')
      .filter(
        opened =>
          !every('leak-closed').some(
            closed =>
              own.indexOf(closed) > own.indexOf(opened) &&
              closed.message.messageId === opened.message.messageId,
          ),
      )
      .map(({ by, at }) => ({ who: by.name, at })),
    unclean: uncleanIn(every('remediation-opened'), every('remediation-ticked')),
    reasons: every('reason-given'),
    exceptions: every('evidence-excepted'),
    files: every('evidence-taken'),
  };
}

function closedIn(seen: readonly Event<'seen-in-tracker'>[]): readonly string[] {
  const bugs = seen.flatMap(({ seen: bug }) => (bug.is === 'defect' ? [bug] : []));
  const last = bugs.filter(
    (bug, place) => !bugs.slice(place + 1).some(({ entryId }) => entryId === bug.entryId),
  );
  return last.flatMap(({ closed, entryId }) => (closed === true ? [entryId] : []));
}

/** Whoever agrees agrees to what was proposed last. */
function migrationIn(own: readonly DaybookEvent[]): Pick<Known, 'agreed' | 'isAgreed' | 'proposed'> {
  const said = own.filter(({ type }) => type.startsWith('migration-'));
  const proposedAt = (place: number) => {
    const before = said[place];
    return before?.type === 'migration-proposed' ? before.proposal : undefined;
  };
  const agreed = said.flatMap(({ type }, place) =>
    type === 'migration-agreed' ? (proposedAt(place - 1)?.parts ?? []).flatMap(({ changes }) => changes) : [],
  );
  return {
    agreed,
    isAgreed: said.some(({ type }) => type === 'migration-agreed'),
    proposed: proposedAt(said.length - 1),
  };
}

function wordsIn(said: readonly Event<'harness-said'>[], now: number): Known['words'] {
  const ids = [...new Set(said.map(({ word }) => word.id))];
  return ids
    .flatMap(id => said.findLast(({ word }) => word.id === id)?.word ?? [])
    .filter(({ withdrawn, at }) => withdrawn !== true && at <= now);
}

/** The newest state of each entry, and whether its last event took it back. */
function entriesIn(own: readonly DaybookEvent[]): readonly StandingEntry[] {
  const ids = new Set(own.flatMap(event => (event.type === 'entry-noted' ? [event.entry.id] : [])));
  return [...ids].flatMap((id): readonly StandingEntry[] => {
    const of = own.filter(
      event =>
        (event.type === 'entry-noted' && event.entry.id === id) ||
        ((event.type === 'entry-withdrawn' || event.type === 'entry-restored') && event.entryId === id),
    );
    const noted = of.findLast(event => event.type === 'entry-noted');
    if (noted?.type !== 'entry-noted') return [];
    return [{ ...noted.entry, withdrawn: of.at(-1)?.type === 'entry-withdrawn' }];
  });
}

function runOf(stand: Stands, entries: Told): Run {
  const runs = runsOf(entries, stand.test);
  const last = runs.at(-1)?.at(-1);
  if (last === undefined) throw new Error(`${stand.test} has a status and no run`);
  return {
    ...stand,
    number: runs.length,
    step: last.step,
    who: last.by.name,
    entryId: last.id,
    note: last.note,
  };
}

function scheduleIn(own: readonly DaybookEvent[]): readonly Scheduled[] {
  const imported = own.findLast(event => event.type === 'schedule-imported');
  const offered = own.findLast(
    event =>
      event.type === 'schedule-offered' &&
      imported?.type === 'schedule-imported' &&
      event.version.id === imported.standing.version,
  );
  return offered?.type === 'schedule-offered' ? offered.version.tests : [];
}

/** Two rows change places and days; one that had several days has the one that it came to. */
function swapped(rows: readonly Scheduled[], swaps: readonly Event<'tests-swapped'>[]): readonly Scheduled[] {
  const now = rows.map(row => ({ ...row }));
  const isIt = (row: Scheduled, test: { readonly testCaseId: string; readonly mpanRef?: string }) =>
    row.testCaseId === test.testCaseId && (test.mpanRef === undefined || row.mpanRef === test.mpanRef);
  for (const { swap } of swaps) {
    const covers = (row: Scheduled) => row.day <= swap.day && (row.until ?? row.day) >= swap.day;
    const out = now.findIndex(row => isIt(row, swap.out) && covers(row));
    const back = now.findIndex(row => isIt(row, swap.in) && !covers(row));
    const leaves = now[out];
    const comes = now[back];
    if (leaves === undefined || comes === undefined) continue;
    const { until: _one, ...came } = comes;
    const { until: _other, ...left } = leaves;
    now[out] = { ...came, day: swap.day };
    now[back] = { ...left, day: comes.day };
  }
  return now;
}

function uncleanIn(
  opened: readonly Event<'remediation-opened'>[],
  ticked: readonly Event<'remediation-ticked'>[],
): Known['unclean'] {
  const cases = [...new Set(opened.map(({ testCaseId }) => testCaseId))];
  const unclean = cases.flatMap(testCaseId => {
    const last = opened.findLast(each => each.testCaseId === testCaseId);
    if (last === undefined) return [];
    const ticks = ticked.filter(each => each.testCaseId === testCaseId && each.at >= last.at);
    const done = ticks.filter(each => each.done).length - ticks.filter(each => !each.done).length;
    return done === 3 ? [] : [{ name: last.remediation.testCaseName, done, at: last.at }];
  });
  return unclean.sort((a, b) => a.at - b.at);
}
