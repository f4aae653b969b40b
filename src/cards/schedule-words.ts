import type {
  BadRow,
  ScheduleDiff,
  ScheduledTest,
  ScheduleField,
  ScheduleStanding,
  ScheduleVersion,
} from '../domain/schedule.ts';
import { plannedOn } from '../domain/schedule.ts';
import type { Outgoing } from '../ports/chat.ts';
import { counted } from './day-lines.ts';
import { type NoticeSection, noticeCard } from './notice.ts';
import { diffSection, testName } from './schedule-changes.ts';
import { dots, md, plain, type Shown, sentences, shorten } from './shown.ts';
import { dayText } from './times.ts';

const mostLines = 12;
/** With room for the card's own words under 28 KB. */
const mostOfADay = 80;

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
};

/** What was read from a file, for its sender to look at before anything is imported. */
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

/** For the one who imported it, and for the channel. */
export function scheduleImported(
  version: ScheduleVersion,
  standing: ScheduleStanding,
  more: { readonly ldsoName: string; readonly state: 'draft' | 'final' },
): Outgoing {
  const name = versionName(more.state, standing.number);
  return noticeCard({
    text: plain`${name} of the schedule of ${more.ldsoName}: ${counted(version.tests.length, 'test')}`,
    title: md`${name} of the schedule`,
    lead: md`${more.ldsoName}: ${testsOf(version)}, from ${shorten(version.fileName, 80)}, imported by ${standing.byName}. Write /schedule to see it.`,
    sections: standing.diff === undefined ? [] : [diffSection(standing.diff)],
  });
}

export function scheduleShown(
  standings: readonly {
    readonly state: 'draft' | 'final';
    readonly standing: ScheduleStanding;
    readonly version: ScheduleVersion;
  }[],
  more: { readonly ldsoName: string; readonly today: string },
): Outgoing {
  const counting = standings.find(({ state }) => state === 'final') ?? standings[0];
  if (counting === undefined)
    return {
      text: md`No schedule of ${more.ldsoName} has been imported yet. Send me the .xlsx, or the plan saved by Microsoft Project as XML, in a chat with me alone.`,
    };
  const { version, standing, state } = counting;
  const days = [...new Set(version.tests.map(({ day }) => day))].filter(day => day >= more.today).sort();
  const others = standings.filter(each => each !== counting);
  return noticeCard({
    text: plain`Schedule of ${more.ldsoName}: ${versionName(state, standing.number)}, ${counted(version.tests.length, 'test')}`,
    title: md`Schedule of ${more.ldsoName}`,
    lead: sentences([
      md`${versionName(state, standing.number)} counts: ${testsOf(version)}, imported by ${standing.byName}.`,
      ...others.map(other => md`${versionName(other.state, other.standing.number)} is there for review.`),
    ]),
    sections: [
      {
        heading: md`The next days`,
        lines: days.slice(0, 5).map(day => {
          const planned = plannedOn(version, day);
          const names = planned.slice(0, 6).map(test => testName(test));
          const left = planned.length - names.length;
          return md`${dayText(day)}: ${planned.length} · ${names.join(', ')}${left > 0 ? `, +${left}` : ''}`;
        }),
        below: days.length === 0 ? [md`No test is planned from today on.`] : [],
      },
      ...dependencySection(version),
      ...(standing.diff === undefined ? [] : [diffSection(standing.diff)]),
    ],
  });
}

/** All tests of a day: the stand-up's card lists the first ones only. */
export function scheduledDayShown(
  tests: readonly ScheduledTest[],
  of: { readonly ldsoName: string; readonly day: string },
): Outgoing {
  const count = counted(tests.length, 'test');
  return noticeCard({
    text: plain`${of.ldsoName}, ${dayText(of.day)}: ${count}`,
    title: md`${dayText(of.day)}: ${count}`,
    lead: md`${of.ldsoName}, in the order of the schedule.`,
    sections: [
      {
        heading: md`Tests`,
        lines: tests
          .slice(0, mostOfADay)
          .map(test =>
            dots([
              md`${testName(test)}`,
              test.who === undefined ? undefined : md`${shorten(test.who, 40)}`,
              test.time === undefined ? undefined : md`at ${test.time}`,
              test.isHarness === undefined ? undefined : md`harness`,
              test.waitsFor === undefined ? undefined : md`waits for ${shorten(test.waitsFor, 60)}`,
            ]),
          ),
        count: tests.length,
      },
    ],
  });
}

function columnSection({ columns }: ScheduleVersion): NoticeSection {
  const fields = Object.keys(fieldNames) as ScheduleField[];
  const isRead = (field: ScheduleField) => columns[field] !== undefined;
  const missing = fields.filter(field => !isRead(field) && field !== 'kind' && field !== 'testCaseId');
  return {
    heading: md`Read from these columns`,
    lines: fields.filter(isRead).map(field => md`${fieldNames[field]}: “${columns[field] ?? ''}”`),
    below: [
      md`Not in the file: ${missing.map(field => fieldNames[field].toLowerCase()).join(', ') || 'nothing'}.`,
      md`Is one wrong? Send the file again and write, for example: test case = Ref; day = Planned start`,
    ],
  };
}

function dependencySection({ dependencies }: ScheduleVersion): readonly NoticeSection[] {
  if (dependencies.length === 0) return [];
  return [
    {
      heading: md`The plan waits for`,
      lines: dependencies
        .slice(0, mostLines)
        .map(({ words, day }) => md`${dayText(day)}: ${shorten(words, 100)}`),
      count: dependencies.length,
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
  'stands-twice': typed => `${typed || 'the test'} stands twice on one day`,
};

export function badRowWords({ place, problem, typed = '', nearest = [] }: BadRow): Shown {
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

/** `3 tests from Tue 1 Dec to Fri 4 Dec` */
function testsOf({ tests }: ScheduleVersion): string {
  const count = counted(tests.length, 'test');
  const days = tests.flatMap(({ day, until }) => [day, until ?? day]).sort();
  const [first] = days;
  const last = days.at(-1);
  if (first === undefined || last === undefined) return count;
  return first === last
    ? `${count} on ${dayText(first)}`
    : `${count} from ${dayText(first)} to ${dayText(last)}`;
}

function versionName(state: 'draft' | 'final', number: number): string {
  return `${state === 'draft' ? 'Draft' : 'Final version'} ${number}`;
}
