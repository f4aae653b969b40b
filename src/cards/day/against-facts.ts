// How the wash-up tells the tests against the schedule: a chart with its numbers as text, what slips, the end date.
import type { AgainstSchedule, TestLine, WashUpView } from '../../domain/day/day-view.ts';
import { dots, md, type Shown } from '../making/shown.ts';
import type { Facts } from '../making/template.ts';
import { dayText } from '../making/times.ts';
import { counted, section, testLine } from './day-lines.ts';

const mostSigns = 20;

/** One item with a schedule, none without: a list, for the template to repeat. */
export function againstFacts({ against }: WashUpView): readonly Facts[] {
  if (against === undefined) return [];
  const { state, total, plannedByNow, passed, days } = against;
  const behind = plannedByNow - passed;
  return [
    {
      heading: dots([
        md`Against the ${state} schedule: ${passed} passed of ${plannedByNow} planned by today`,
        behind > 0 ? md`${behind} behind` : behind < 0 ? md`${-behind} ahead` : md`on plan`,
      ]),
      whole: dots([
        md`Passed of planned: ${days.map(each => `${dayText(each.day)} ${each.passed} of ${each.planned}`).join(', ')}`,
        md`${counted(total, 'test')} in all`,
      ]),
      days: days.map(({ day, ...numbers }) => ({ ...numbers, x: md`${day}` })),
      bars: days.map(each => barOf(each, against)),
    },
  ];
}

/** Passed is filled, what was planned and has not passed is not; the numbers stand above, for every client. */
function barOf({ day, planned, passed }: AgainstSchedule['days'][number], { days }: AgainstSchedule): Facts {
  const longest = Math.max(1, ...days.map(each => Math.max(each.planned, each.passed)));
  const signs = (count: number) => Math.round((count / longest) * mostSigns);
  const filled = signs(passed);
  const bar = `${'█'.repeat(filled)}${'░'.repeat(Math.max(0, signs(planned) - filled))}`;
  // Spaces that are not drawn together keep the bars in line.
  return { bar: `${dayText(day).padEnd(10)} ${bar}`.replaceAll(' ', '\u00a0') as Shown };
}

export function slipSection({ against, day }: WashUpView, most: number): readonly Facts[] {
  if (against === undefined) return [];
  const { slipping, nextDay } = against;
  return section<TestLine>({
    heading: md`Slips to ${dayText(nextDay)}: ${slipping.length}`,
    items: slipping,
    line: test => testLine(test, day),
    most,
    see: '/schedule',
    empty: md`Nothing: every test planned until today has passed.`,
    notes: [endWords(against)],
  });
}

/** What it does to the end date, and by which reckoning. */
function endWords({ end, slipping }: AgainstSchedule): Shown {
  const { planned, expected, workingDaysLater, mostADay } = end;
  const rule = md`if no day takes more than ${counted(mostADay, 'test')}, as the fullest day of the schedule`;
  if (workingDaysLater > 0)
    return md`▲ The end moves from ${dayText(planned)} to ${dayText(expected)}, ${counted(workingDaysLater, 'working day')} later, ${rule}.`;
  return slipping.length === 0
    ? md`The end stays ${dayText(planned)}.`
    : md`The end stays ${dayText(planned)}, ${rule}.`;
}
