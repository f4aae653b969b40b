// How the tests stand against the schedule, asked of the event log anew: progress by day, what slips, the end date.
import type { Asked, Known } from './log.ts';
import { isPassed, scheduledRow } from './tests.ts';
import { counted, lastDayOf, lineOf, nextWeekday, shortDay } from './words.ts';

export function againstExpected(known: Known, { day }: Asked) {
  const rows = known.schedule.map(test => ({
    last: lastDayOf(test),
    row: scheduledRow(test, known),
  }));
  const passedOn = rows.flatMap(({ row }) =>
    isPassed(row) && row.run !== undefined ? [new Date(row.run.since).toISOString().slice(0, 10)] : [],
  );
  const due = rows.filter(({ last }) => last <= day);
  const late = due.filter(({ row }) => !isPassed(row)).sort((a, b) => a.last.localeCompare(b.last));
  const behind = due.length - passedOn.length;
  const days = [...new Set([...rows.map(({ last }) => last), ...passedOn, day])]
    .filter(each => each <= day)
    .sort()
    .slice(-12)
    .map(each => ({
      day: each,
      planned: rows.filter(({ last }) => last <= each).length,
      passed: passedOn.filter(on => on <= each).length,
    }));
  return {
    slips: late.map(({ last, row }) =>
      lineOf(row, day, [last < day ? `was for ${shortDay(last)}` : undefined]),
    ),
    blocks: {
      'against the schedule': `Against the final schedule: ${passedOn.length} passed of ${due.length} planned by today · ${
        behind > 0 ? `${behind} behind` : behind < 0 ? `${-behind} ahead` : 'on plan'
      }`,
      'day by day': `Passed of planned: ${days
        .map(each => `${shortDay(each.day)} ${each.passed} of ${each.planned}`)
        .join(', ')} · ${counted(rows.length, 'test')} in all`,
      chart: JSON.stringify([
        days.map(each => [each.day, each.planned]),
        days.map(each => [each.day, each.passed]),
      ]),
      slips: `Slips to ${shortDay(nextWeekday(day))}: ${late.length}`,
      'end date': endDate(rows, day, late.length),
    },
  };
}

/** Day after day, the fullest day of the schedule being the most that one takes. */
function endDate(
  rows: readonly { readonly last: string; readonly row: ReturnType<typeof scheduledRow> }[],
  today: string,
  slipping: number,
): string {
  const planned = rows.map(({ last }) => last).sort();
  const end = planned.at(-1) ?? '';
  const most = Math.max(...planned.map(day => planned.filter(each => each === day).length));
  let waiting = rows.filter(({ row }) => !isPassed(row)).map(({ last }) => last);
  let day = today;
  let later = 0;
  while (waiting.length > 0) {
    day = nextWeekday(day);
    const open = waiting.filter(each => each <= day);
    const closed = open.slice(0, most).length;
    waiting = [...open.slice(closed), ...waiting.filter(each => each > day)];
    if (day > end) later += 1;
  }
  const rule = `if no day takes more than ${counted(most, 'test')}, as the fullest day of the schedule`;
  if (later > 0)
    return `▲ The end moves from ${shortDay(end)} to ${shortDay(day)}, ${counted(later, 'working day')} later, ${rule}.`;
  return slipping === 0 ? `The end stays ${shortDay(end)}.` : `The end stays ${shortDay(end)}, ${rule}.`;
}
