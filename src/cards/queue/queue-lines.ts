// What waits for the test harness and what is to be replayed, as lines of the stand-up and the wash-up.
import type { TestLine } from '../../domain/day/day-view.ts';
import type { Day } from '../../domain/events.ts';
import type { FuseLine, OpenQueue, QueueLine } from '../../domain/harness/queue-view.ts';
import { nameAndReference, runs, testLine } from '../day/day-lines.ts';
import { md, plain } from '../making/shown.ts';
import type { Facts } from '../making/template.ts';
import { dayIn, dayText, timeIn } from '../making/times.ts';
import { clockText, fuseAside } from './queue-facts.ts';

/** Replays that end first of all; then what was asked for and what is planned, by the clock, those without a time last. */
export function harnessByClock(
  { planned, queue }: { readonly planned: readonly TestLine[]; readonly queue: OpenQueue | undefined },
  day: Day,
): readonly Facts[] {
  const { waiting = [], onTheWay = [], fuses = [] } = queue ?? {};
  const requests = [...waiting, ...onTheWay].map(line => ({
    clock: clockOf(line.wantedAt ?? line.askedAt, day),
    facts: requestLine(line, day),
  }));
  const tests = planned.map(test => ({ clock: test.time ?? '99:99', facts: testLine(test, day) }));
  return [
    ...fuses.map(fuseLine),
    ...[...requests, ...tests].sort((a, b) => a.clock.localeCompare(b.clock)).map(({ facts }) => facts),
  ];
}

/** Of an earlier day before everything of today, of a later one after all that has a time today. */
function clockOf(instant: number, day: Day): string {
  return timeIn(day, instant) ?? (dayIn(instant) < day ? '00:00' : '24:00');
}

function requestLine(line: QueueLine, day: Day): Facts {
  const isWaiting = line.triggered === undefined;
  return {
    status: isWaiting ? md`○ Asked` : md`► On its way`,
    colour: isWaiting ? 'warning' : 'accent',
    quiet: false,
    ...runs(nameAndReference(line.test), [
      line.step === undefined ? undefined : plain`step ${line.step}`,
      ...clockText(line, day),
    ]),
  };
}

function fuseLine(fuse: FuseLine): Facts {
  const { test, dipMessage, sent, isLastChance, stands } = fuse;
  const isUrgent = stands !== 'replayed' && (isLastChance || stands === 'run-out');
  return {
    status: isUrgent ? md`▲ Replay` : md`○ Replay`,
    colour: isUrgent ? 'attention' : 'default',
    quiet: false,
    ...runs(
      [...nameAndReference(test), plain`${dipMessage ?? 'message'} sent ${dayText(sent)}`],
      fuseAside(fuse),
    ),
  };
}
