// Migration in the reports: asked against done, by day for one LDSO and in a line for each of several.

import type { ReportSection } from '../domain/day/report.ts';
import type { MigrationDay, MigrationView, MigrationWarning } from '../domain/migration/migration-view.ts';
import { dayWords } from './times.ts';

/** As many days as a report lists, the newest. */
const mostDays = 15;

/** Nothing where nothing is asked or done. */
export function migrationSection(view: MigrationView | undefined): readonly ReportSection[] {
  if (view === undefined) return [];
  const { today, days, day, bulk, beforeBulk, undated, reversed, warnings, spikeToday } = view;
  const listed = days.filter(each => each.day <= day).slice(-mostDays);
  return [
    {
      heading: 'Migration',
      lines: [
        today.asked === undefined
          ? `On the day: ${today.done} migrated, no number asked.`
          : `On the day: ${today.done} migrated of ${today.asked} asked${askedBy(today)}.`,
        ...(bulk === undefined ? [`In all: ${beforeBulk} migrated.`] : bulkLines(bulk, beforeBulk)),
        ...(undated === 0 ? [] : [`Migrated by the data sheet, on a day that is not known: ${undated}.`]),
        ...(reversed.all === 0
          ? []
          : [`Reverse migrations, counted apart: ${reversed.all}, on the day ${reversed.today}.`]),
        ...(spikeToday === undefined
          ? []
          : [`Spike: ${spikeToday.count} on the day, at most ${spikeToday.most} on a day before.`]),
        ...warnings.map(warningWords),
      ],
      ...(listed.length === 0
        ? {}
        : { table: { head: ['Day', 'Asked', 'Migrated'], rows: listed.map(dayRow) } }),
    },
  ];
}

export const migrationHead = [
  'LDSO',
  'Asked in the week',
  'Migrated in the week',
  'Asked so far',
  'Migrated so far',
  'Against the plan',
  'In all',
  'To end by',
];

/** @param monday of the week that is told */
export function migrationRow(view: MigrationView, monday: string): readonly string[] {
  const { weeks, bulk, beforeBulk } = view;
  const week = weeks.find(each => each.monday === monday);
  return [
    view.ldso,
    String(week?.asked ?? 0),
    String(week?.done ?? 0),
    bulk === undefined ? '' : String(bulk.asked),
    String(bulk?.done ?? beforeBulk),
    bulk === undefined ? 'no number asked' : againstWords(bulk.asked - bulk.done),
    bulk === undefined ? '' : String(bulk.total),
    bulk?.limit === undefined ? '' : dayWords(bulk.limit.last),
  ];
}

function bulkLines(bulk: NonNullable<MigrationView['bulk']>, beforeBulk: number): readonly string[] {
  const { asked, done, total, upTo, from, limit } = bulk;
  const left = total - done;
  const until =
    upTo < from
      ? `It begins ${dayWords(from)}: ${total} in all.`
      : `Until then ${done} migrated of ${asked} asked, ${againstWords(asked - done)}; ${total} in all.`;
  return [
    until,
    ...(beforeBulk === 0 ? [] : [`Before the first day of the plan, and not counted in it: ${beforeBulk}.`]),
    ...(limit === undefined || left <= 0
      ? []
      : [
          limit.daysLeft < 0
            ? `The time for a bulk (weeks: ${limit.weeks}) ended ${dayWords(limit.last)}, with ${left} still to be migrated.`
            : `The time for a bulk (weeks: ${limit.weeks}) ends ${dayWords(limit.last)}: ${left} left${limit.perDay === undefined ? '' : `, ${limit.perDay} a working day`}.`,
        ]),
  ];
}

function warningWords(warning: MigrationWarning): string {
  switch (warning.is) {
    case 'spike':
      return `Spike planned: ${warning.count} on ${dayWords(warning.day)}, at most ${warning.most} on a day before it.`;
    case 'high-start':
      return `High start: ${warning.count} on ${dayWords(warning.day)}, where a later day has ${warning.steady}.`;
    case 'past-limit':
      return `Past the limit: ${warning.count} planned after ${dayWords(warning.limit)}; the plan ends ${dayWords(warning.end)}.`;
    case 'week-differs':
      return `Week of ${dayWords(warning.monday)}: ${warning.said} asked, and its days come to ${warning.asked}.`;
  }
}

function dayRow(each: MigrationDay): readonly string[] {
  const { day, asked, done } = each;
  return [dayWords(day), asked === undefined ? '' : `${asked}${askedBy(each)}`, String(done)];
}

function askedBy({ by = 'day' }: MigrationDay): string {
  return { day: '', week: ', of the week’s number', schedule: ', by the schedule' }[by];
}

function againstWords(behind: number): string {
  return behind > 0 ? `${behind} behind` : behind < 0 ? `${-behind} ahead` : 'on plan';
}
