// What the examples of cards are about: an LDSO, people, a Tuesday, a test with its entries, lines of a day.
import type { Moves } from '../../src/cards/test/move-facts.ts';
import type { TestView } from '../../src/cards/test/test-facts.ts';
import type { TestLine } from '../../src/domain/day/day-view.ts';
import type { Entry, StandingEntry } from '../../src/domain/entry.ts';
import { type HarnessWord, triggerRequests } from '../../src/domain/harness/harness.ts';
import { replaysOf } from '../../src/domain/harness/replay.ts';
import { ldsoId, mpanRef, type TestKey, testCaseId } from '../../src/domain/refs.ts';
import { progressOf } from '../../src/domain/tests/progress.ts';
import { whoseMove } from '../../src/domain/tests/whose-move.ts';
import { inspect } from '../../src/guard/inspect.ts';
import { lagBetween } from '../../src/rhythm/day/harness-queue.ts';
import { calendarOf } from '../rhythm/calendars.ts';

export const een = ldsoId('EEN')!;
export const eastmere = 'Eastmere Electricity Networks';
export const day = '2026-11-24';
/** A time of that Tuesday, or of `2026-11-23` when it is named; London is on GMT in November. */
export const at = (time: string, on = day) => Date.parse(`${on}T${time}:00Z`);
export const now = new Date(at('12:30'));

export const asha = { id: 'p-asha', name: 'Asha Renn' };
export const bo = { id: 'p-bo', name: 'Bo Tarn (QT)' };

export const key: TestKey = {
  ldso: een,
  testCaseId: testCaseId('40715')!,
  mpanRef: mpanRef('EEN-MPAN-0011')!,
};

/** An entry about SITFTS-0240 TC 03 and EEN-MPAN-0011, unless it says otherwise. */
export function entry(place: number, words: string, more: Partial<Entry> = {}): StandingEntry {
  return {
    id: `EEN/${place}/0`,
    kind: 'triggered',
    message: { ldso: een, thread: '19:qt-een@thread.tacv2;messageid=1', messageId: String(place) },
    testCaseId: key.testCaseId,
    testCaseName: 'SITFTS-0240 TC 03',
    mpanRef: key.mpanRef,
    routeTo: [],
    warnings: [],
    note: inspect(words, { mode: 'chat', now }).redacted,
    by: asha,
    at: at('09:17') + place * 60_000,
    withdrawn: false,
    ...more,
  };
}

const hours = {
  from: '09:00',
  to: '17:00',
  zone: 'Europe/London',
  calendar: calendarOf('england-and-wales'),
};

/** A word about the harness or a replay of the same test. */
export function word(time: string, says: HarnessWord['says'], more: Partial<HarnessWord> = {}): HarnessWord {
  const { id, message, by, note } = entry(90, '', { at: at(time) });
  return {
    id: `${id}/${time}`,
    says,
    test: { testCaseId: key.testCaseId, testCaseName: 'SITFTS-0240 TC 03', mpanRef: key.mpanRef },
    message: { ...message, messageId: `90-${time}` },
    by,
    at: at(time),
    note,
    ...more,
  };
}

export function movesOf(entries: readonly StandingEntry[], words: readonly HarnessWord[] = []): Moves {
  const move = whoseMove(key, { entries, words, today: day });
  const request = triggerRequests(words, entries).at(-1);
  return {
    replays: replaysOf({ words, entries }, day),
    lag: (from, to) => lagBetween(from, to, hours),
    ...(move === undefined ? {} : { move }),
    ...(request === undefined ? {} : { request }),
  };
}

export function viewOf(entries: readonly StandingEntry[], more: Partial<TestView> = {}): TestView {
  return {
    ldsoName: eastmere,
    progress: progressOf(key, entries)!,
    now,
    mirror: 'done',
    defects: [],
    moves: movesOf(entries),
    ...more,
  };
}

export const query = entry(4, '@DataTeam query SITFTS-0240 TC 03 EEN-MPAN-0011 needs a CSS2860 first', {
  kind: 'data_query',
  by: bo,
  at: at('11:25'),
});
export const downtime = entry(5, '/downtime UIT SITFTS-0240 TC 03 EEN-MPAN-0011 DIP not answering', {
  kind: 'env_downtime',
  at: at('11:40'),
});

/** A test in a list of the day. */
export function line(testCaseName: string, ref: string, more: Partial<TestLine> = {}): TestLine {
  return { testCaseId: '40662', testCaseName, mpanRef: ref, status: 'planned', ...more };
}
