// What is said of the schedule that stands: that it was imported, what comes next, all of one day.
import type { Day } from '../../domain/events.ts';
import type { ScheduledTest, ScheduleStanding, ScheduleVersion } from '../../domain/planning/schedule.ts';
import { plannedOn } from '../../domain/planning/schedule.ts';
import type { Outgoing } from '../../ports/chat.ts';
import { counted } from '../day/day-lines.ts';
import { type NoticeSection, noticeCard } from '../making/notice.ts';
import { dots, md, plain, sentences, shorten } from '../making/shown.ts';
import { dayIn, dayText } from '../making/times.ts';
import { diffSection, testName } from './schedule-changes.ts';

const mostLines = 12;
/** With room for the card's own words under 28 KB. */
const mostOfADay = 80;

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

export function dependencySection({ dependencies }: ScheduleVersion): readonly NoticeSection[] {
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

/** `3 tests from Tue 1 Dec to Fri 4 Dec`, with the years where they are not all this one. */
export function testsOf({ tests, offeredAt }: ScheduleVersion): string {
  const count = counted(tests.length, 'test');
  const days = tests.flatMap(({ day, until }) => [day, until ?? day]).sort();
  const [first] = days;
  const last = days.at(-1);
  if (first === undefined || last === undefined) return count;
  const year = dayIn(offeredAt).slice(0, 4);
  const isThisYear = [first, last].every(day => day.startsWith(year));
  const text = (day: Day) => (isThisYear ? dayText(day) : `${dayText(day)} ${day.slice(0, 4)}`);
  return first === last ? `${count} on ${text(first)}` : `${count} from ${text(first)} to ${text(last)}`;
}

function versionName(state: 'draft' | 'final', number: number): string {
  return `${state === 'draft' ? 'Draft' : 'Final version'} ${number}`;
}
