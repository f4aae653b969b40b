// The weekly report: test and defect status of one LDSO after another, with what the week has changed.
import type { WashUpView } from '../domain/day/day-view.ts';
import type { Report, ReportSection } from '../domain/day/report.ts';
import type { Day } from '../domain/events.ts';
import type { OpenDefect } from '../rhythm/day/defects.ts';
import { againstLine, progressLine } from './lines.ts';
import { migrationHead, migrationRow } from './migration.ts';
import { dayWords, timeWords } from './times.ts';

export type LdsoWeek = {
  /** As it stood at the end of the week, or now. */
  readonly view: WashUpView;
  /** As it stood when the week began. */
  readonly before: WashUpView;
  readonly defects: readonly OpenDefect[];
  /** How many were raised in the week, taken-back ones not counted. */
  readonly raised: number;
};

/** @param week Monday and the day it is told for */
export function weeklyReport(
  weeks: readonly LdsoWeek[],
  week: { readonly from: Day; readonly to: Day; readonly now: number },
): Report {
  return {
    title: `Weekly report, ${dayWords(week.from)} to ${dayWords(week.to)}`,
    lead: `${weeks.map(({ view }) => view.ldsoName).join(', ')}, as of ${timeWords(week.now)} UK`,
    sections: [
      {
        heading: 'Tests',
        table: {
          head: [
            'LDSO',
            'Test cases',
            'Passed',
            'In the week',
            'Failed',
            'Blocked',
            'Running',
            'Not started',
            'Against the schedule',
            'End',
          ],
          rows: weeks.map(testRow),
        },
      },
      {
        heading: 'Defects and what is owed',
        table: {
          head: [
            'LDSO',
            'Open S1',
            'Open S2',
            'Open S3',
            'Open S4',
            'Not rated',
            'Raised in the week',
            'Ready for retest',
            'Evidence owed',
            'Queries open',
            'Blockers',
          ],
          rows: weeks.map(defectRow),
        },
      },
      ...migrationTable(weeks, week.from),
      ...weeks.map(({ view }) => ({
        heading: `${view.ldsoName} (${view.ldso})`,
        lines: [progressLine(view.progress), againstLine(view)],
      })),
    ],
  };
}

/** Of those that migrate, or have migrated. */
function migrationTable(weeks: readonly LdsoWeek[], monday: Day): readonly ReportSection[] {
  const rows = weeks.flatMap(({ view: { migration } }) =>
    migration === undefined ? [] : [migrationRow(migration, monday)],
  );
  return rows.length === 0 ? [] : [{ heading: 'Migration', table: { head: migrationHead, rows } }];
}

function testRow({ view, before }: LdsoWeek): readonly string[] {
  const { total, passed, failed, blocked, running, notStarted } = view.progress;
  const { against } = view;
  const gained = passed - before.progress.passed;
  const behind = against === undefined ? undefined : against.plannedByNow - against.passed;
  return [
    view.ldso,
    String(total),
    String(passed),
    gained < 0 ? String(gained) : `+${gained}`,
    String(failed),
    String(blocked),
    String(running),
    String(notStarted),
    behind === undefined
      ? 'no schedule'
      : behind > 0
        ? `${behind} behind`
        : behind < 0
          ? `${-behind} ahead`
          : 'on plan',
    against === undefined ? '' : dayWords(against.end.expected),
  ];
}

function defectRow({ view, defects, raised }: LdsoWeek): readonly string[] {
  const rated = (severity: string | undefined) =>
    String(defects.filter(defect => defect.severity === severity).length);
  return [
    view.ldso,
    rated('S1'),
    rated('S2'),
    rated('S3'),
    rated('S4'),
    rated(undefined),
    String(raised),
    String(defects.filter(({ isReady }) => isReady).length),
    String(view.evidenceOwed.length),
    String(view.openQueries.length),
    String(view.blockers.length),
  ];
}
