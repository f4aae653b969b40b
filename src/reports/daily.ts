// The daily report of one LDSO, with the central defects that reach it; and the agenda of its defect call.
import type { WashUpView } from '../domain/day/day-view.ts';
import type { Report, ReportSection } from '../domain/day/report.ts';
import type { OpenDefect } from '../rhythm/day/defects.ts';
import { harnessSections, openTable } from './harness.ts';
import {
  againstLine,
  type CentralDefect,
  centralTable,
  defectTable,
  listed,
  progressLine,
  queryTable,
  remarkTable,
  resultTable,
  testTable,
} from './lines.ts';
import { migrationSection } from './migration.ts';
import { dayWords, timeWords } from './times.ts';

export type OfOneLdso = {
  readonly view: WashUpView;
  /** Worst first. */
  readonly defects: readonly OpenDefect[];
  readonly central: readonly CentralDefect[];
  /** Epoch milliseconds. */
  readonly now: number;
};

export function dailyReport({ view, defects, central, now }: OfOneLdso): Report {
  const { passed, failed, blocked, open, triggeredToday, against, day, mirror } = view;
  return {
    title: `Daily report, ${dayWords(day)}`,
    lead: leadOf(view, now),
    sections: [
      {
        heading: 'Progress',
        lines: [
          progressLine(view.progress),
          `On the day: ${triggeredToday} triggered, ${passed.length} passed, ${failed.length} failed, ${blocked.length} blocked; ${open.length} still open.`,
          againstLine(view),
        ],
        ...(against === undefined
          ? {}
          : {
              table: {
                head: ['Day', 'Planned by then', 'Passed by then'],
                rows: against.days.map(each => [
                  dayWords(each.day),
                  String(each.planned),
                  String(each.passed),
                ]),
              },
            }),
      },
      listed('Results', resultTable([...failed, ...blocked, ...passed]), 'No result was posted.'),
      listed('Still open', openTable(open), 'Nothing is under way.'),
      ...harnessSections(view.queue),
      ...(against === undefined
        ? []
        : [
            listed(
              `Slips to ${dayWords(against.nextDay)}`,
              testTable(against.slipping, day),
              'Everything planned has passed.',
            ),
          ]),
      ...migrationSection(view.migration),
      ...defectSections({ defects, central }),
      failedWithout(view),
      listed('Evidence owed', resultTable(view.evidenceOwed), 'No evidence is owed.'),
      listed('Queries without an answer', queryTable(view.openQueries), 'No query is open.'),
      queriesAnswered(view),
      listed('Blockers', remarkTable(view.blockers), 'Nothing is in the way.'),
      {
        heading: 'Personal data',
        lines: [
          `Messages that still hold personal data: ${view.leaks.length}. Messages that wait for their author's word: ${view.held.length}. Evidence with personal data in Azure DevOps: ${view.remediations.length}.`,
        ],
      },
      {
        heading: 'Azure DevOps',
        lines: [`Updates on the way: ${mirror.waiting}. Updates given up: ${mirror.givenUp}.`],
      },
    ],
  };
}

/** New ones are triaged first; then the worst; then what waits for a retest. */
export function defectCall({ view, defects, central, now }: OfOneLdso): Report {
  const isUntriaged = ({ severity, priority }: OpenDefect) =>
    severity === undefined || priority === undefined;
  const waiting = defects.filter(({ isReady }) => isReady);
  const rest = defects.filter(defect => !defect.isReady);
  const isSevere = ({ severity }: OpenDefect) => severity === 'S1' || severity === 'S2';
  return {
    title: `Defect call, ${dayWords(view.day)}`,
    lead: leadOf(view, now),
    sections: [
      listed('To be triaged', defectTable(rest.filter(isUntriaged)), 'Every open defect has been rated.'),
      listed(
        'S1 and S2',
        defectTable(rest.filter(defect => isSevere(defect) && !isUntriaged(defect))),
        'None is open.',
      ),
      listed(
        'S3 and S4',
        defectTable(rest.filter(defect => !isSevere(defect) && !isUntriaged(defect))),
        'None is open.',
      ),
      listed('Ready for retest', defectTable(waiting), 'None waits for a retest.'),
      listed('Central defects', centralTable(central), 'No central defect reaches this LDSO.'),
      failedWithout(view),
    ],
  };
}

function queriesAnswered({ queriesAnswered: answered }: WashUpView): ReportSection {
  return listed(
    'Queries answered',
    {
      head: ['Answered', 'By', 'Minutes of testing hours'],
      rows: answered.map(({ at, byName, minutes }) => [timeWords(at), byName, String(minutes ?? '')]),
    },
    'No query was answered.',
  );
}

function failedWithout(view: WashUpView): ReportSection {
  return listed(
    'Failed, neither defect nor reason noted',
    resultTable(view.failedWithoutDefect),
    'Every failed test has a defect or a reason.',
  );
}

function defectSections({
  defects,
  central,
}: Pick<OfOneLdso, 'defects' | 'central'>): readonly ReportSection[] {
  return [
    listed('Open defects', defectTable(defects), 'No defect is open.'),
    listed('Central defects', centralTable(central), 'No central defect reaches this LDSO.'),
  ];
}

function leadOf(view: WashUpView, now: number): string {
  return `${view.ldsoName} (${view.ldso}), as of ${timeWords(now)} UK`;
}
