// The queue of the test harness at one instant, with its lag clock, and the countdown of replays.
import type { Entry, StandingEntry } from '../../domain/entry.ts';
import type { Day } from '../../domain/events.ts';
import {
  dueAt,
  type HarnessWord,
  hasCome,
  type TriggerRequest,
  triggerRequests,
} from '../../domain/harness/harness.ts';
import type { FuseLine, Lag, QueueLine, QueueView } from '../../domain/harness/queue-view.ts';
import { daysLeft, type Replay, replaysOf } from '../../domain/harness/replay.ts';
import { type LdsoId, testKeyOf, testKeyText } from '../../domain/refs.ts';
import {
  boundsOf,
  nextWorkingDay,
  previousWorkingDay,
  type WorkingCalendar,
  type WorkingHours,
  workingMinutesBetween,
} from '../calendar.ts';

export type QueueAsked = {
  readonly ldso: { readonly id: LdsoId; readonly name: string };
  readonly day: Day;
  /** Epoch milliseconds; what was said later is not known yet. */
  readonly now: number;
  readonly hours: WorkingHours;
  /** Of the LDSO, of any day and in any order, withdrawn ones included. */
  readonly words: Iterable<HarnessWord>;
  readonly entries: readonly StandingEntry[];
};

/** As it stands at `now`, or at the end of the day when that is past. */
export function harnessQueue(asked: QueueAsked): QueueView {
  const { day, hours } = asked;
  const { from, to } = boundsOf(day, hours.zone);
  const until = Math.min(asked.now, to - 1);
  const tests = byTest(asked, until);
  const requests = tests.flatMap(({ words, entries }) => triggerRequests(words, entries));
  const replays = tests.flatMap(test => replaysOf(test, day));
  const line = (request: TriggerRequest) => queueLine(request, { until, hours });
  const open = requests.filter(({ ended }) => ended === undefined);
  return {
    ldso: asked.ldso.id,
    ldsoName: asked.ldso.name,
    day,
    waiting: open
      .filter(({ triggered }) => triggered === undefined)
      .sort((a, b) => dueAt(a) - dueAt(b) || a.word.at - b.word.at)
      .map(line),
    onTheWay: open
      .flatMap(request => (request.triggered === undefined ? [] : [{ request, at: request.triggered.at }]))
      .sort((a, b) => a.at - b.at)
      .map(({ request }) => line(request)),
    received: requests
      .flatMap(request => (request.received === undefined ? [] : [{ request, at: request.received.at }]))
      .filter(({ at }) => at >= from)
      .sort((a, b) => a.at - b.at)
      .map(({ request }) => line(request)),
    come: tests
      .filter(({ words, entries }) => hasCome(words, entries))
      .flatMap(({ words: [word] }) => word?.test ?? []),
    fuses: replays
      .filter(replay => isShown(replay, asked))
      .map(replay => fuseLine(replay, asked))
      .sort((a, b) => a.daysLeft - b.daysLeft || a.since - b.since),
  };
}

/** Whole minutes, in testing hours and in all. */
export function lagBetween(from: number, to: number, hours: WorkingHours): Lag {
  return {
    testing: workingMinutesBetween(from, to, hours),
    all: Math.floor(Math.max(0, to - from) / 60_000),
  };
}

function queueLine(
  request: TriggerRequest,
  { until, hours }: { readonly until: number; readonly hours: WorkingHours },
): QueueLine {
  const { word, triggered, received } = request;
  const wanted = dueAt(request);
  // A message that has come was triggered, whoever forgot to say so.
  const triggeredAt = triggered?.at ?? received?.at;
  return {
    test: word.test,
    askedAt: word.at,
    askedBy: word.by.name,
    toTrigger: lagBetween(wanted, triggeredAt ?? until, hours),
    ...(word.step === undefined ? {} : { step: word.step }),
    ...(wanted === word.at ? {} : { wantedAt: wanted }),
    ...(triggered === undefined
      ? {}
      : { triggered, toReceive: lagBetween(triggered.at, received?.at ?? until, hours) }),
    ...(received === undefined ? {} : { received }),
  };
}

/** One whose time ran out is shown once: on the first working day after it. */
function isShown({ ended, lastDay }: Replay, { day, hours }: QueueAsked): boolean {
  if (ended === undefined) return true;
  return ended.how === 'run-out' && lastDay >= previousWorkingDay(day, hours.calendar);
}

function fuseLine(replay: Replay, { day, hours }: QueueAsked): FuseLine {
  const { word, lastDay, agreed, replayed, ended } = replay;
  const step = replayed ?? agreed;
  const stands = replayed !== undefined ? 'replayed' : agreed !== undefined ? 'agreed' : 'asked';
  return {
    test: word.test,
    sent: word.sent ?? day,
    lastDay,
    daysLeft: daysLeft(replay, day),
    isLastChance: isLastChance(replay, day, hours.calendar),
    stands: ended === undefined ? stands : 'run-out',
    since: ended === undefined ? (step?.at ?? word.at) : word.at,
    askedBy: word.by.name,
    ...(word.dipMessage === undefined ? {} : { dipMessage: word.dipMessage }),
  };
}

/** No working day is left for it after this one. */
export function isLastChance(
  { lastDay }: Pick<Replay, 'lastDay'>,
  day: Day,
  calendar: WorkingCalendar,
): boolean {
  return lastDay >= day && nextWorkingDay(day, calendar) > lastDay;
}

type OfTest = { readonly words: HarnessWord[]; readonly entries: Entry[] };

function byTest({ words, entries, ldso }: QueueAsked, until: number): readonly OfTest[] {
  const tests = new Map<string, OfTest>();
  for (const word of words) {
    if (word.at > until) continue;
    const { testCaseId, mpanRef } = word.test;
    const key = testKeyText({ ldso: ldso.id, testCaseId, mpanRef });
    const ofTest = tests.get(key) ?? { words: [], entries: [] };
    ofTest.words.push(word);
    tests.set(key, ofTest);
  }
  for (const entry of entries) {
    const key = testKeyOf(ldso.id, entry);
    if (key === undefined || entry.withdrawn || entry.at > until) continue;
    tests.get(testKeyText(key))?.entries.push(entry);
  }
  return [...tests.values()];
}
