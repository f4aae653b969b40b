// Migration in a few lines, asked against done, as the stand-up, the wash-up and the answer to /migration have them.
import { daysBetween } from '../../domain/days.ts';
import type {
  MigrationBulk,
  MigrationView,
  MigrationWarning,
} from '../../domain/migration/migration-view.ts';
import { counted, runs } from '../day/day-lines.ts';
import { dots, md, type Plain, plain, type Shown } from '../making/shown.ts';
import type { Facts } from '../making/template.ts';
import { dayText } from '../making/times.ts';
import { askedBy, dayLine } from './migration-days.ts';

/** So many calendar days before its end the limit is spoken of at every stand-up. */
const nearDays = 7;

/** A card is one screen; the answer to /migration has them all. */
const mostWarnings = 2;
const mostReferences = 12;

/** A plan that begins later than that is no news of the day. */
const soonDays = 7;

export function migrationAtStandUp(view: MigrationView | undefined): readonly Facts[] {
  if (view === undefined || !isOfToday(view)) return [];
  const { today, before, bulk, warnings } = view;
  const heading =
    today.asked === undefined
      ? md`Migration: no number is asked of today`
      : md`Migration: ${today.asked} asked today${askedBy(today)}`;
  return migrationSection(view, heading, {
    lines: [...spikeRow(view), ...warnings.map(warningRow)],
    notes: [
      ...(before.asked === undefined && before.done === 0 ? [] : [dayLine(before)]),
      ...(bulk === undefined ? [] : [bulkLine(bulk)]),
    ],
  });
}

export function migrationAtWashUp(view: MigrationView | undefined): readonly Facts[] {
  if (view === undefined || !isOfToday(view)) return [];
  const { today, bulk, reversed } = view;
  const heading =
    today.asked === undefined
      ? md`Migrated today: ${today.done}, no number was asked`
      : md`Migrated today: ${today.done} of ${today.asked} asked${askedBy(today)}`;
  return migrationSection(view, heading, {
    lines: spikeRow(view),
    notes: [
      ...(bulk === undefined ? [] : [bulkLine(bulk)]),
      ...(reversed.today === 0 ? [] : [md`Reverse migrations today, counted apart: ${reversed.today}`]),
      ...(today.done === 0 ? [] : [md`Of migration, evidence is owed of the first success only.`]),
    ],
  });
}

/** The limit is spoken of when it is near or over, then first of all; or when the plan is behind. */
function migrationSection(
  { bulk, proposal }: MigrationView,
  heading: Shown,
  { lines, notes }: { readonly lines: readonly Facts[]; readonly notes: readonly Shown[] },
): readonly Facts[] {
  const limit = bulk === undefined ? undefined : limitLine(bulk);
  const isNear = (bulk?.limit?.daysLeft ?? nearDays + 1) <= nearDays;
  const isBehind = bulk !== undefined && bulk.done < bulk.asked;
  const warnings = [...(bulk !== undefined && isNear ? limitRow(bulk) : []), ...lines];
  const more = warnings.length - mostWarnings;
  const below = [
    ...(more > 0 ? [md`+${more} more, see /migration`] : []),
    ...notes,
    ...(limit !== undefined && !isNear && isBehind ? [limit] : []),
    ...(proposal === undefined
      ? []
      : [md`${proposal.byName} proposes another plan, which waits to be agreed: /migration`]),
  ];
  return [
    {
      heading,
      lines: warnings.slice(0, mostWarnings),
      below: below.map(words => ({ words })),
    },
  ];
}

/** The first step of today's migrations, beside what waits for the test harness. */
export function firstStepLines({ firstStep }: MigrationView): readonly Shown[] {
  const { count, refs } = firstStep;
  if (count === 0) return [];
  const named = refs.slice(0, mostReferences).map(({ ref }) => plain`${ref}`);
  const more = refs.length - named.length;
  const which = dots([...named, ...(more > 0 ? [plain`+${more} more`] : [])]);
  return [
    dots([
      md`First step of today’s migrations: the QT team issues IF-031 for ${counted(count, 'MPAN')}`,
      refs.length === 0 ? undefined : md`${which}`,
    ]),
  ];
}

export function bulkLine(bulk: MigrationBulk): Shown {
  const { from, total, upTo } = bulk;
  return upTo < from ? md`It begins ${dayText(from)}: ${total} in all` : standingLine(bulk);
}

/** `12 done of 15 asked until Wed 2 Dec · 3 behind · 100 in all` */
function standingLine({ done, asked, upTo, total }: MigrationBulk): Shown {
  const behind = asked - done;
  return dots([
    md`${done} done of ${asked} asked until ${dayText(upTo)}`,
    behind > 0 ? md`${behind} behind` : behind < 0 ? md`${-behind} ahead` : md`on plan`,
    md`${total} in all`,
  ]);
}

/** Undefined when all are done, or no number is agreed. */
export function limitLine(bulk: MigrationBulk): Shown | undefined {
  const said = limitSaid(bulk);
  return said === undefined ? undefined : md`${said.what}: ${said.aside}.`;
}

function limitRow(bulk: MigrationBulk): readonly Facts[] {
  const said = limitSaid(bulk);
  return said === undefined ? [] : [warned({ status: plain`Limit`, ...said })];
}

export function warningLine(warning: MigrationWarning): Shown {
  const { status, what, aside } = warningSaid(warning);
  return md`▲ ${status}: ${what}; ${aside}.`;
}

type Warned = { readonly status: Plain; readonly what: Plain; readonly aside: Plain };

function warningRow(warning: MigrationWarning): Facts {
  return warned(warningSaid(warning));
}

function warned({ status, what, aside }: Warned): Facts {
  return { status: md`▲ ${status}`, colour: 'warning', quiet: false, ...runs([what], [aside]) };
}

function limitSaid({ limit, total, done }: MigrationBulk): Omit<Warned, 'status'> | undefined {
  const left = total - done;
  if (limit === undefined || left <= 0) return undefined;
  const { weeks, last, daysLeft, perDay } = limit;
  const end = plain`The ${counted(weeks, 'week')} of a bulk`;
  if (daysLeft < 0)
    return { what: plain`${end} ended ${dayText(last)}`, aside: plain`${left} are still to be migrated` };
  const when =
    daysLeft > nearDays ? plain`` : daysLeft === 0 ? plain`, today` : plain`, in ${counted(daysLeft, 'day')}`;
  return {
    what: plain`${end} end ${dayText(last)}${when}`,
    aside:
      perDay === undefined
        ? plain`no working day is left for ${left}`
        : plain`${left} are left, which takes ${perDay} a working day`,
  };
}

function warningSaid(warning: MigrationWarning): Warned {
  switch (warning.is) {
    case 'spike':
      return {
        status: plain`Spike`,
        what: plain`${warning.count} planned for ${dayText(warning.day)}`,
        aside: plain`at most ${warning.most} on a day before it`,
      };
    case 'high-start':
      return {
        status: plain`High start`,
        what: plain`${warning.count} on ${dayText(warning.day)}, where a later day has ${warning.steady}`,
        aside: plain`the programme asks for a low start`,
      };
    case 'past-limit':
      return {
        status: plain`Past limit`,
        what: plain`${warning.count} planned after ${dayText(warning.limit)}, the end of the ${counted(warning.weeks, 'week')} of a bulk`,
        aside: plain`the plan ends ${dayText(warning.end)}`,
      };
    case 'week-differs':
      return {
        status: plain`Week`,
        what: plain`${warning.said} asked of the week of ${dayText(warning.monday)}`,
        aside: plain`its days come to ${warning.asked}`,
      };
  }
}

function spikeRow({ spikeToday }: MigrationView): readonly Facts[] {
  if (spikeToday === undefined) return [];
  const { count, most } = spikeToday;
  return [
    warned({
      status: plain`Spike`,
      what: plain`${count} migrated today`,
      aside: plain`at most ${most} on a day before`,
    }),
  ];
}

/** Something is asked, done, owed or proposed, or begins soon. */
function isOfToday({ today, before, bulk, proposal, day }: MigrationView): boolean {
  if (proposal !== undefined || (today.asked ?? 0) > 0 || today.done > 0) return true;
  if (bulk === undefined) return before.done > 0;
  if (bulk.from > day) return daysBetween(day, bulk.from) <= soonDays;
  return bulk.done < bulk.total || before.done > 0;
}
