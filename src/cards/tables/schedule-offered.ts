// What was read from a file as a schedule, for its sender to look at before anything is imported.
import type {
  BadRow,
  ScheduleField,
  ScheduleRemark,
  ScheduleVersion,
} from '../../domain/planning/schedule.ts';
import type { ScheduleDiff } from '../../domain/planning/schedule-diff.ts';
import type { Outgoing } from '../../ports/chat.ts';
import { counted } from '../day/day-lines.ts';
import { type NoticeSection, noticeCard } from '../making/notice.ts';
import { md, plain, type Shown, sentences, shorten } from '../making/shown.ts';
import { diffSection } from './schedule-changes.ts';
import { dependencySection, testsOf } from './schedule-words.ts';

const mostLines = 12;
/** Letters of the headings of columns that were not read. */
const mostUnread = 300;

const fieldNames: Readonly<Record<ScheduleField, string>> = {
  testCaseId: 'Test case id',
  testCase: 'Test case',
  day: 'Day',
  until: 'Last day',
  time: 'Time',
  mpanRef: 'MPAN reference',
  who: 'Tester',
  order: 'Order',
  harness: 'Triggered by the harness',
  waitsFor: 'Waits for',
  kind: 'Kind of line',
  revised: 'Revised day',
  week: 'Week',
  weekday: 'Day of the week',
  status: 'Status',
  notes: 'Notes',
  ldso: 'LDSO',
};

export function scheduleOffered(
  version: ScheduleVersion,
  more: {
    readonly ldsoName: string;
    /** Against the version that stands; undefined for the first one. */
    readonly diff: ScheduleDiff | undefined;
    /** Draft or final where its sender said so. */
    readonly state: 'draft' | 'final' | undefined;
  },
): Outgoing {
  const { tests, fileName, id } = version;
  // A plan without a test would take the place of one that has some.
  const isEmpty = tests.length === 0;
  const asks = isEmpty ? md`There is nothing to import.` : md`Nothing is imported until you say so.`;
  const states = more.state === undefined ? (['draft', 'final'] as const) : [more.state];
  const button = (state: 'draft' | 'final') => ({
    title: plain`Import as ${state}`,
    line: plain`/schedule import ${id} ${state}`,
  });
  return noticeCard({
    text: plain`Read ${shorten(fileName, 60)}: ${counted(tests.length, 'test')}, ${counted(version.badCount, 'row')} left out. ${asks}`,
    title: md`Schedule of ${more.ldsoName}: please check`,
    lead: sentences([
      md`${shorten(fileName, 80)}: ${testsOf(version)}, read from ${version.sheets.join(', ')}.`,
      asks,
      ...hiddenWords(version),
    ]),
    sections: [
      columnSection(version),
      ...remarkSection(version),
      ...(more.diff === undefined ? [] : [diffSection(more.diff)]),
      ...dependencySection(version),
      ...badSection(version),
    ],
    buttons: [
      ...(isEmpty ? [] : states.map(button)),
      { title: plain`Leave it`, line: plain`/schedule leave ${id}` },
    ],
  });
}

/** Plans without these lack nothing. */
const neverMissed: ReadonlySet<ScheduleField> = new Set([
  'kind',
  'testCaseId',
  'revised',
  'week',
  'weekday',
  'status',
  'notes',
  'ldso',
]);

function columnSection({ columns, unread = [] }: ScheduleVersion): NoticeSection {
  const fields = Object.keys(fieldNames) as ScheduleField[];
  const isRead = (field: ScheduleField) => columns[field] !== undefined;
  const missing = fields.filter(field => !isRead(field) && !neverMissed.has(field));
  return {
    heading: md`Read from these columns`,
    lines: fields.filter(isRead).map(field => md`${fieldNames[field]}: “${columns[field] ?? ''}”`),
    below: [
      md`Not in the file: ${missing.map(field => fieldNames[field].toLowerCase()).join(', ') || 'nothing'}.`,
      ...(unread.length === 0 ? [] : [md`Nothing was read from: ${shorten(unread.join(', '), mostUnread)}.`]),
      md`Is one wrong? Send the file again and write, for example: test case = Ref; day = Planned start`,
    ],
  };
}

/** Each about some tests that are kept all the same. */
const remarkWords: Readonly<Record<ScheduleRemark['is'], (count: number) => string>> = {
  'hidden-row': count => `${counted(count, 'row')} hidden in the file, read all the same`,
  'day-from-above': count => `${counted(count, 'row')} without a day, planned for the day above`,
  'day-from-number': count => `${counted(count, 'number')} read as a day`,
  'month-first': () => 'Days have the month first in this file, and are read so',
  'no-time': count => `${counted(count, 'time')} not understood; the tests are kept without`,
  'more-test-cases': count => `${counted(count, 'cell')} with more than one test case; the first counts`,
  past: count => `${counted(count, 'row')} planned before today`,
  'far-ahead': count => `${counted(count, 'row')} planned more than a year ahead`,
  weekend: count => `${counted(count, 'row')} planned for a Saturday or Sunday`,
  'row-of-other-ldso': count => `${counted(count, 'row')} of another LDSO, not read`,
  'sheet-of-other-ldso': count => `${counted(count, 'row')} in sheets of another LDSO, not read`,
};

function remarkSection({ remarks = [] }: ScheduleVersion): readonly NoticeSection[] {
  if (remarks.length === 0) return [];
  return [
    {
      heading: md`Please look at`,
      lines: remarks.map(({ is, places, count }) => {
        const named = count > places.length ? [...places, '…'] : places;
        return md`${remarkWords[is](count)}: ${named.join(', ')}`;
      }),
    },
  ];
}

const badWords: Readonly<Record<BadRow['problem'], (typed: string) => string>> = {
  'no-test-case': () => 'no test case',
  'unknown-test-case': typed => `${typed || 'the test case'} is not in the plan`,
  'no-day': typed => (typed === '' ? 'no day' : `no day for ${typed}`),
  'not-a-day': typed => `${typed || 'what stands there'} is no day`,
  'ends-before-it-begins': typed => `${typed || 'the last day'} is before the first day`,
  'unknown-reference': typed => `${typed || 'what stands there'} is not an MPAN reference`,
  'reference-of-other-ldso': typed => `${typed || 'the reference'} is another LDSO’s`,
  'unknown-value': () => 'a formula without a value: open the file in Excel and save it',
  'taken-out': typed => `not planned: its status is ${typed}`,
  'stands-twice': typed => `${typed || 'the test'} stands twice on one day`,
};

function badRowWords({ place, problem, typed = '', nearest = [] }: BadRow): Shown {
  const near = nearest.length === 0 ? '' : `. Did you mean ${nearest.join(' or ')}?`;
  return md`${place}: ${badWords[problem](shorten(typed, 60))}${near}`;
}

function badSection({ bad, badCount }: ScheduleVersion): readonly NoticeSection[] {
  if (badCount === 0) return [];
  return [
    {
      heading: md`Left out: ${counted(badCount, 'row')}`,
      lines: bad.slice(0, mostLines).map(badRowWords),
      count: badCount,
    },
  ];
}

function hiddenWords({ hiddenSheets }: ScheduleVersion): readonly Shown[] {
  return hiddenSheets.length === 0 ? [] : [md`Hidden and not read: ${hiddenSheets.join(', ')}.`];
}
