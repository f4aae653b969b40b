// The tests against the schedule at the end of a day: how far they are, what slips, what that does to the end date.
import type { AgainstSchedule } from '../../domain/day/day-view.ts';
import type { Day } from '../../domain/events.ts';
import type { Schedule, ScheduledTest, ScheduleState } from '../../domain/planning/schedule.ts';
import { dayOf, nextWorkingDay, type WorkingCalendar } from '../calendar.ts';
import { lastDay, scheduledLine } from './scheduled.ts';
import type { DayAsked, Standing } from './standing.ts';

/** How many days the chart shows. */
const mostDays = 12;

/** More working days than any schedule has: a plan that never ends is a mistake in it. */
const mostAhead = 1_000;

type Asked = Pick<DayAsked, 'day' | 'calendar' | 'zone'> & {
  readonly schedule: { readonly state: ScheduleState; readonly version: Schedule };
};

/** @returns undefined when the schedule names no test */
export function againstSchedule(asked: Asked, standing: Standing): AgainstSchedule | undefined {
  const { day, calendar, zone, schedule } = asked;
  const tests = schedule.version.tests.map(test => ({ test, line: scheduledLine(test, standing) }));
  const planned = tests.map(({ test }) => lastDay(test)).sort();
  const end = planned.at(-1);
  if (end === undefined) return undefined;
  const late = tests.filter(({ test, line }) => lastDay(test) <= day && line.status !== 'passed');
  const passedOn = tests.flatMap(({ line: { status, since } }) =>
    // What a person has set in Azure DevOps since counts as today's: the list of what slips leaves it out too.
    status === 'passed' && since !== undefined ? [earlier(dayOf(since, zone), day)] : [],
  );
  const days = [...new Set([...planned, ...passedOn, day])].filter(each => each <= day).sort();
  const ahead = tests.filter(({ test, line }) => lastDay(test) > day && line.status !== 'passed');
  return {
    state: schedule.state,
    days: days.slice(-mostDays).map(each => ({
      day: each,
      planned: countUpTo(planned, each),
      passed: countUpTo(passedOn, each),
    })),
    total: tests.length,
    plannedByNow: countUpTo(planned, day),
    passed: passedOn.length,
    slipping: late
      .sort((a, b) => (lastDay(a.test) < lastDay(b.test) ? -1 : lastDay(a.test) > lastDay(b.test) ? 1 : 0))
      .map(({ test, line }) => (lastDay(test) < day ? { ...line, dueOn: lastDay(test) } : line)),
    nextDay: nextWorkingDay(day, calendar),
    end: { planned: end, ...endOf({ day, calendar, end, planned }, late.length, ahead) },
  };
}

/**
 * What slips is done before what was planned, from the next working day on, and no day takes more tests than the fullest day
 * of the schedule: the programme wants a steady rate without spikes ("Planning principles").
 */
function endOf(
  { day, calendar, end, planned }: EndAsked,
  slipping: number,
  ahead: readonly { readonly test: ScheduledTest }[],
): Pick<AgainstSchedule['end'], 'expected' | 'workingDaysLater' | 'mostADay'> {
  const mostADay = Math.max(...[...new Set(planned)].map(each => planned.filter(on => on === each).length));
  const comes = ahead.map(({ test }) => lastDay(test));
  let left = slipping;
  let on = day;
  let later = 0;
  for (let steps = 0; steps < mostAhead; steps += 1) {
    const reached = on;
    if (left === 0 && comes.every(each => each <= reached)) break;
    const next = nextWorkingDay(reached, calendar);
    left = Math.max(0, left + comes.filter(each => each > reached && each <= next).length - mostADay);
    on = next;
    if (on > end) later += 1;
  }
  return { expected: on > end ? on : end, workingDaysLater: later, mostADay };
}

type EndAsked = {
  readonly day: Day;
  readonly calendar: WorkingCalendar;
  readonly end: Day;
  readonly planned: readonly Day[];
};

function earlier(a: Day, b: Day): Day {
  return a < b ? a : b;
}

function countUpTo(days: readonly Day[], day: Day): number {
  return days.filter(each => each <= day).length;
}
