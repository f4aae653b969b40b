// What waits for the test harness and what is to be replayed, asked of the event log anew: each question of the whole list.
import type { Asked, Known } from './log.ts';
import { testingMinutes } from './tests.ts';
import { lengthOf, nextWeekday, shortDay, timeOf, weekdayBefore } from './words.ts';

type Word = Known['words'][number];
type Entry = Known['entries'][number];
type Said = { readonly is: string; readonly at: number; readonly word?: Word; readonly entry?: Entry };

export type Request = { readonly word: Word; readonly triggeredAt: number | undefined };
export type Replay = {
  readonly word: Word;
  readonly lastDay: string;
  readonly agreedAt: number | undefined;
  readonly replayedAt: number | undefined;
};

const dayMs = 86_400_000;

/** Words and results of one test as they were posted. */
function saidOf(testCaseId: string, mpanRef: string, { words, entries }: Known): readonly Said[] {
  const isIt = (each: { readonly testCaseId?: string; readonly mpanRef?: string }) =>
    each.testCaseId === testCaseId && each.mpanRef === mpanRef;
  const said = [
    ...words
      .filter(({ test }) => isIt(test))
      .map(word => ({ is: word.says, at: word.at, id: word.message.messageId, word })),
    ...entries
      .filter(isIt)
      .map(entry => ({ is: entry.kind, at: entry.at, id: entry.message.messageId, entry })),
  ];
  return said.sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}

/**
 * Since the last thing that ended one: each trigger answers all that was asked before it, so the first that was asked
 * since the trigger before the last asking is the one that is open.
 */
export function requestOf(testCaseId: string, mpanRef: string, known: Known): Request | undefined {
  const all = saidOf(testCaseId, mpanRef, known);
  const ended = all.findLastIndex(({ is }) => ['received', 'cancelled', 'passed', 'failed'].includes(is));
  const said = all.slice(ended + 1);
  const first = said.findIndex(({ is }) => is === 'asked');
  const last = said.findLastIndex(({ is }) => is === 'asked');
  if (first === -1) return undefined;
  const before = said.slice(first, last).findLastIndex(({ is }) => is === 'triggered');
  const open = said.findIndex(({ is }, place) => is === 'asked' && place > first + before);
  const start = before === -1 ? first : open;
  const word = said[start]?.word;
  if (word === undefined) return undefined;
  return { word, triggeredAt: said.slice(start).find(({ is }) => is === 'triggered')?.at };
}

/** Since the last result: what came stays come until the test passes or fails. */
export function hasCome(testCaseId: string, mpanRef: string, known: Known): boolean {
  const said = saidOf(testCaseId, mpanRef, known).map(({ is }) => is);
  return said.lastIndexOf('received') > Math.max(said.lastIndexOf('passed'), said.lastIndexOf('failed'));
}

/** Those that are open, or whose time has run out, in the order that they were asked for. */
export function replaysOf(testCaseId: string, mpanRef: string, known: Known): readonly Replay[] {
  const all = saidOf(testCaseId, mpanRef, known);
  const counting: { readonly name: string | undefined; readonly lastDay: string; readonly end: number }[] =
    [];
  return all.flatMap(({ is, word }, place): readonly Replay[] => {
    if (is !== 'replay-asked' || word?.sent === undefined) return [];
    const name = word.dipMessage;
    if (counting.some(each => each.name === name && each.end > place)) return [];
    const lastDay = dayOf(Date.parse(word.sent) + 5 * dayMs);
    const isOfIt = (each: Said) => each.word?.dipMessage === undefined || each.word.dipMessage === name;
    const since = all.map((each, n) => ({ ...each, n })).filter(({ n }) => n > place);
    const replayed = since.filter(each => each.is === 'replayed' && isOfIt(each));
    const end =
      since.find(
        each =>
          each.is === 'passed' ||
          // It ran out before the same was asked for again.
          (each.is === 'replay-asked' &&
            each.word?.dipMessage === name &&
            dayOf(each.at) > lastDay &&
            !replayed.some(({ n }) => n < each.n)) ||
          (each.is === 'replay-cancelled' && isOfIt(each)) ||
          (each.is === 'received' && replayed.some(({ n }) => n < each.n)),
      )?.n ?? Number.POSITIVE_INFINITY;
    counting.push({ name, lastDay, end });
    if (end !== Number.POSITIVE_INFINITY) return [];
    const agreed = since.findLast(each => each.is === 'replay-agreed' && isOfIt(each));
    return [{ word, lastDay, agreedAt: agreed?.at, replayedAt: replayed.at(-1)?.at }];
  });
}

function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

type Line = { readonly clock: string; readonly line: string };

export type Queue = {
  readonly waiting: readonly Line[];
  readonly onTheWay: readonly Line[];
  readonly replays: readonly string[];
  /** `<test case id> <MPAN reference>` of those that were asked for. */
  readonly tests: readonly string[];
};

/** @param of.ranOut what ran out is told on the first working day after it */
export function queueExpected(known: Known, asked: Asked, of: { readonly ranOut: boolean }): Queue {
  const names = [...new Set(known.words.map(({ test }) => `${test.testCaseId} ${test.mpanRef}`))];
  const tests = names.map(name => name.split(' ') as [string, string]);
  const requests = tests.flatMap(([id, ref]) => requestOf(id, ref, known) ?? []);
  const wantedAt = ({ word }: Request) => Math.max(word.at, word.dueAt ?? 0);
  const waiting = requests.filter(({ triggeredAt }) => triggeredAt === undefined);
  const onTheWay = requests.filter(({ triggeredAt }) => triggeredAt !== undefined);
  const line = (request: Request) => ({
    clock: clockOf(wantedAt(request), asked.day),
    line: requestLine(request, wantedAt(request), asked),
  });
  const replays = tests
    .flatMap(([id, ref]) => replaysOf(id, ref, known))
    .map(replay => replayLine(replay, asked))
    .filter(({ isOut, lastDay }) => !isOut || (of.ranOut && lastDay >= weekdayBefore(asked.day)))
    .sort((a, b) => a.left - b.left || a.since - b.since);
  return {
    waiting: waiting.sort((a, b) => wantedAt(a) - wantedAt(b) || a.word.at - b.word.at).map(line),
    onTheWay: onTheWay.sort((a, b) => (a.triggeredAt ?? 0) - (b.triggeredAt ?? 0)).map(line),
    replays: replays.map(each => each.line),
    tests: requests.map(({ word: { test } }) => `${test.testCaseId} ${test.mpanRef}`),
  };
}

/** Of earlier days first, of later ones after today's. */
function clockOf(at: number, day: string): string {
  if (dayOf(at) === day) return timeOf(at, day);
  return dayOf(at) < day ? '00:00' : '24:00';
}

function requestLine({ word, triggeredAt }: Request, wanted: number, { day, now }: Asked): string {
  const { test, step } = word;
  const waits = now - wanted < 60_000 ? undefined : `waits ${lagOf(wanted, now)}`;
  const parts = [
    `${triggeredAt === undefined ? '○ Asked' : '► On its way'} ${test.testCaseName}`,
    test.mpanRef,
    step === undefined ? undefined : `step ${step}`,
    `asked ${timeOf(word.at, day)} by ${word.by.name}`,
    wanted === word.at ? undefined : `for ${timeOf(wanted, day)}`,
    ...(triggeredAt === undefined
      ? [waits]
      : [
          `triggered ${timeOf(triggeredAt, day)} after ${lagOf(wanted, triggeredAt)}`,
          `not received for ${lagOf(triggeredAt, now)}`,
        ]),
  ];
  return parts.filter(part => part !== undefined).join(' · ');
}

function lagOf(from: number, to: number): string {
  const all = Math.max(0, Math.floor((to - from) / 60_000));
  const testing = testingMinutes(from, to);
  return testing === all ? lengthOf(all) : `${lengthOf(testing)} of testing hours, ${lengthOf(all)} in all`;
}

function replayLine({ word, lastDay, agreedAt, replayedAt }: Replay, { day }: Asked) {
  const left = (Date.parse(lastDay) - Date.parse(day)) / dayMs;
  const isOut = left < 0 && replayedAt === undefined;
  const isLast = left >= 0 && nextWeekday(day) > lastDay;
  const leftText =
    left < 0
      ? 'time ran out'
      : left === 0
        ? 'LAST DAY'
        : isLast
          ? 'LAST WORKING DAY'
          : `${left} ${left === 1 ? 'day' : 'days'} left`;
  const stands = isOut
    ? 'not replayed in time'
    : replayedAt !== undefined
      ? 'replayed, to be received'
      : agreedAt !== undefined
        ? 'agreed, the LDSO is to replay it'
        : 'the QT team is to agree';
  const parts = [
    `${replayedAt === undefined && (isLast || isOut) ? '▲' : '○'} Replay ${word.test.testCaseName}`,
    word.test.mpanRef,
    `${word.dipMessage ?? 'message'} sent ${shortDay(word.sent ?? '')}`,
    replayedAt === undefined ? `until ${shortDay(lastDay)}, ${leftText}` : undefined,
    stands,
  ];
  return {
    left,
    isOut,
    lastDay,
    since: isOut ? word.at : (replayedAt ?? agreedAt ?? word.at),
    line: parts.filter(part => part !== undefined).join(' · '),
  };
}
