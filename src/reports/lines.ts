// Tables of tests, defects and what stands in the way, as every report has them.
import type { Blocker, PlanProgress, TestLine, WashUpView } from '../domain/day/day-view.ts';
import type { ReportSection } from '../domain/day/report.ts';
import type { Day } from '../domain/events.ts';
import type { OpenDefect } from '../rhythm/day/defects.ts';
import { dayWords, timeWords } from './times.ts';

/** A defect of the programme's own organisation that triage has put into the LDSO's. */
export type CentralDefect = { readonly bugId: string; readonly title: string; readonly url?: string };

type Rows = NonNullable<ReportSection['table']>;

/** A section with a table, or with one line where there is nothing to list. */
export function listed(heading: string, table: Rows, empty: string): ReportSection {
  const { rows } = table;
  const counted = `${heading}: ${rows.length}`;
  return rows.length === 0 ? { heading: counted, lines: [empty] } : { heading: counted, table };
}

export function testTable(tests: readonly TestLine[], day: Day): Rows {
  return {
    head: ['Test case', 'MPAN reference', 'Status', 'Step', 'Who', 'Since', 'Planned for'],
    rows: tests.map(({ testCaseName, mpanRef, status, step, who, since, dueOn }) => [
      testCaseName,
      mpanRef ?? '',
      status,
      step === undefined ? '' : String(step),
      who ?? '',
      since === undefined ? '' : timeWords(since),
      dayWords(dueOn ?? day),
    ]),
  };
}

export function resultTable(tests: readonly TestLine[]): Rows {
  return {
    head: ['Test case', 'MPAN reference', 'Status', 'Attempt', 'Step', 'Who', 'Since'],
    rows: tests.map(({ testCaseName, mpanRef, status, attempt, step, who, since }) => [
      testCaseName,
      mpanRef ?? '',
      status,
      String(attempt ?? 1),
      step === undefined ? '' : String(step),
      who ?? '',
      since === undefined ? '' : timeWords(since),
    ]),
  };
}

export function defectTable(defects: readonly OpenDefect[]): Rows {
  return {
    head: ['Severity', 'Priority', 'Bug', 'Test case', 'MPAN reference', 'What', 'State', 'Raised', 'By'],
    rows: defects.map(defect => [
      defect.severity ?? 'not rated',
      defect.priority ?? 'not rated',
      defect.bugId ?? '',
      defect.testCaseName ?? '',
      defect.mpanRef ?? '',
      defect.isBlocking ? `blocks several parties: ${defect.words}` : defect.words,
      defect.state ?? '',
      timeWords(defect.raisedAt),
      defect.by,
    ]),
  };
}

export function centralTable(defects: readonly CentralDefect[]): Rows {
  return {
    head: ['Bug', 'What', 'Where'],
    rows: defects.map(({ bugId, title, url }) => [bugId, title, url ?? '']),
  };
}

export function remarkTable(remarks: readonly Blocker[]): Rows {
  return {
    head: ['What', 'Severity', 'Test case', 'MPAN reference', 'Words', 'Who', 'Since'],
    rows: remarks.map(({ is, severity, testCaseName, mpanRef, words, who, since }) => [
      is.replaceAll('-', ' '),
      severity ?? '',
      testCaseName ?? '',
      mpanRef ?? '',
      words,
      who,
      timeWords(since),
    ]),
  };
}

/** Open queries, how long in minutes of testing hours, and how often their group was reminded. */
export function queryTable(queries: readonly Blocker[]): Rows {
  return {
    head: ['Test case', 'MPAN reference', 'Words', 'Who', 'Since', 'Minutes open', 'Reminded'],
    rows: queries.map(({ testCaseName, mpanRef, words, who, since, query }) => [
      testCaseName ?? '',
      mpanRef ?? '',
      words,
      who,
      timeWords(since),
      String(query?.minutes ?? ''),
      String(query?.nudges ?? ''),
    ]),
  };
}

export function progressLine({ total, passed, failed, blocked, running, notStarted }: PlanProgress): string {
  const share = total === 0 ? 0 : Math.floor((passed / total) * 100);
  return `Plan: ${passed} of ${total} test cases passed (${share}%), ${failed} failed, ${blocked} blocked, ${running} running, ${notStarted} not started.`;
}

export function againstLine({ against }: Pick<WashUpView, 'against'>): string {
  if (against === undefined) return 'No schedule has been imported.';
  const { state, plannedByNow, passed, end } = against;
  const where =
    end.workingDaysLater === 0
      ? `The end stays ${dayWords(end.planned)}`
      : `The end moves from ${dayWords(end.planned)} to ${dayWords(end.expected)} (working days: ${end.workingDaysLater})`;
  return `${state === 'final' ? 'Final' : 'Draft'} schedule: ${passed} passed of ${plannedByNow} planned by then. ${where}, with at most ${end.mostADay} a day.`;
}
