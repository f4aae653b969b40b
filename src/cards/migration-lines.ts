// Migration in a few lines, asked against done, as the stand-up, the wash-up and the answer to /migration have them.
import type { MigrationBulk, MigrationView, MigrationWarning } from '../domain/migration-view.ts';
import { counted } from './day-lines.ts';
import { askedBy, dayLine } from './migration-days.ts';
import { dots, md, plain, type Shown } from './shown.ts';
import type { Facts } from './template.ts';
import { dayText } from './times.ts';

/** So many calendar days before its end the limit is spoken of at every stand-up. */
const nearDays = 7;

const mostWarnings = 3;
const mostReferences = 12;

/** A plan that begins later than that is no news of the day. */
const soonDays = 7;

export function migrationAtStandUp(view: MigrationView | undefined): readonly Facts[] {
  if (view === undefined || !isOfToday(view)) return [];
  const { today, before, bulk, warnings, proposal } = view;
  const heading =
    today.asked === undefined
      ? md`Migration: no number is asked of today`
      : md`Migration: ${today.asked} asked today${askedBy(today)}`;
  return lined(heading, [
    ...(before.asked === undefined && before.done === 0 ? [] : [dayLine(before)]),
    ...(bulk === undefined ? [] : [bulkLine(bulk)]),
    ...pressing(bulk),
    ...spikeLine(view),
    ...warnings.slice(0, mostWarnings).map(warningLine),
    ...(proposal === undefined
      ? []
      : [md`${proposal.byName} proposes another plan, which waits to be agreed: /migration`]),
  ]);
}

export function migrationAtWashUp(view: MigrationView | undefined): readonly Facts[] {
  if (view === undefined || !isOfToday(view)) return [];
  const { today, bulk, reversed, proposal } = view;
  const heading =
    today.asked === undefined
      ? md`Migrated today: ${today.done}, no number was asked`
      : md`Migrated today: ${today.done} of ${today.asked} asked${askedBy(today)}`;
  return lined(heading, [
    ...(bulk === undefined ? [] : [bulkLine(bulk)]),
    ...pressing(bulk),
    ...spikeLine(view),
    ...(reversed.today === 0 ? [] : [md`Reverse migrations today, counted apart: ${reversed.today}`]),
    ...(today.done === 0 ? [] : [md`Of migration, evidence is owed of the first success only.`]),
    ...(proposal === undefined
      ? []
      : [md`${proposal.byName} proposes another plan, which waits to be agreed: /migration`]),
  ]);
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
export function limitLine({ limit, total, done }: MigrationBulk): Shown | undefined {
  const left = total - done;
  if (limit === undefined || left <= 0) return undefined;
  const { weeks, last, daysLeft, perDay } = limit;
  const allowed = counted(weeks, 'week');
  if (daysLeft < 0)
    return md`▲ The ${allowed} of a bulk ended ${dayText(last)}, and ${left} are still to be migrated.`;
  const rate =
    perDay === undefined
      ? plain`no working day is left for ${left}`
      : plain`${left} are left, which takes ${perDay} a working day`;
  const until = plain`The ${allowed} of a bulk end ${dayText(last)}`;
  if (daysLeft > nearDays) return md`${until}: ${rate}.`;
  return daysLeft === 0
    ? md`▲ ${until}, today: ${rate}.`
    : md`▲ ${until}, in ${counted(daysLeft, 'day')}: ${rate}.`;
}

export function warningLine(warning: MigrationWarning): Shown {
  switch (warning.is) {
    case 'spike':
      return md`▲ Spike: ${warning.count} planned for ${dayText(warning.day)}, at most ${warning.most} on a day before it.`;
    case 'high-start':
      return md`▲ High start: ${warning.count} on ${dayText(warning.day)}, where a later day has ${warning.steady}. The programme asks for a low start.`;
    case 'past-limit':
      return md`▲ Past the limit: ${warning.count} planned after ${dayText(warning.limit)}, the end of the ${counted(warning.weeks, 'week')} of a bulk; the plan ends ${dayText(warning.end)}.`;
    case 'week-differs':
      return md`▲ Week of ${dayText(warning.monday)}: ${warning.said} asked, and its days come to ${warning.asked}.`;
  }
}

function spikeLine({ spikeToday }: MigrationView): readonly Shown[] {
  if (spikeToday === undefined) return [];
  return [md`▲ Spike: ${spikeToday.count} migrated today, at most ${spikeToday.most} on a day before.`];
}

/** The limit is spoken of when it is near or over, or when the plan is behind. */
function pressing(bulk: MigrationBulk | undefined): readonly Shown[] {
  if (bulk === undefined || bulk.limit === undefined) return [];
  const line = limitLine(bulk);
  const isPressing = bulk.limit.daysLeft <= nearDays || bulk.done < bulk.asked;
  return line === undefined || !isPressing ? [] : [line];
}

/** Something is asked, done, owed or proposed, or begins soon. */
function isOfToday({ today, before, bulk, proposal, day }: MigrationView): boolean {
  if (proposal !== undefined || (today.asked ?? 0) > 0 || today.done > 0) return true;
  if (bulk === undefined) return before.done > 0;
  if (bulk.from > day) return Date.parse(bulk.from) - Date.parse(day) <= soonDays * 86_400_000;
  return bulk.done < bulk.total || before.done > 0;
}

function lined(heading: Shown, notes: readonly Shown[]): readonly Facts[] {
  return [{ heading, lines: [], below: notes.map(words => ({ words })) }];
}
