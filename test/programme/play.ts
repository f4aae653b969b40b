// Plays days of a made-up programme through the way of every notification, and holds both cards against the event log.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../../src/adapters/store/open.ts';
import { dayPosts } from '../../src/app/day-posts.ts';
import type { DaybookEvent } from '../../src/domain/events.ts';
import type { FromPerson, Inbound } from '../../src/domain/inbound.ts';
import type { PlannedTestCase } from '../../src/domain/plan.ts';
import { type LdsoId, mpanRef, testCaseId } from '../../src/domain/refs.ts';
import type { ScheduledTest } from '../../src/domain/schedule.ts';
import { notifier } from '../../src/notify.ts';
import type { Outgoing } from '../../src/ports/chat.ts';
import type { Store } from '../../src/ports/store.ts';
import { imported } from '../../src/schedule/decide.ts';
import { readParticipants, shippedParticipants } from '../../src/settings/participants.ts';
import { ofType } from '../cards/walk.ts';
import { clean } from '../domain/given.ts';
import { bookOf, programmeOf, type SimLdso } from '../simulation/programme.ts';
import {
  type Asked,
  type Numbers,
  nextWeekday,
  nothingOf,
  standUpNumbers,
  washUpNumbers,
} from './expected.ts';
import { type Act, actsOf, type Random, randomFrom } from './traffic.ts';

export type Plan = { readonly days: number; readonly ldsos: number; readonly seed: number };

export type Difference = { readonly card: string; readonly number: string; readonly wanted: string };

export type Played = {
  readonly messages: number;
  readonly events: number;
  /** How many numbers were compared, by what they are of. */
  readonly compared: ReadonlyMap<string, number>;
  readonly differences: readonly Difference[];
  /** Of the largest card. */
  readonly mostBytes: number;
};

const firstDay = '2026-11-02';
const by = { id: 'p-1', name: 'Asha Renn' };

export async function playProgramme({ days, ldsos: count, seed }: Plan): Promise<Played> {
  const dir = mkdtempSync(join(tmpdir(), 'qt-programme-'));
  const ldsos = programmeOf(count, days * 3);
  const time = { now: Date.parse(`${firstDay}T08:00:00Z`) };
  const store = await openStore({ dir, now: () => time.now });
  try {
    return await playOn({ store, time, ldsos, days, random: randomFrom(seed) });
  } finally {
    await store.close();
    rmSync(dir, { recursive: true });
  }
}

type World = {
  readonly store: Store;
  readonly time: { now: number };
  readonly ldsos: readonly SimLdso[];
  readonly days: number;
  readonly random: Random;
};

async function playOn({ store, time, ldsos, days, random }: World): Promise<Played> {
  const shipped = readParticipants(shippedParticipants);
  const [pattern] = shipped.ldsos;
  const participants = {
    ...shipped,
    ldsos: ldsos.map(({ id }) => ({ ...pattern!, id, name: `Network ${id}` })),
  };
  const books = {
    bookOf: async (ldso: LdsoId) => {
      const own = ldsos.find(({ id }) => id === ldso)!;
      return bookOf(own, planOf(own));
    },
  };
  const clock = { now: () => new Date(time.now) };
  const posts = dayPosts({ participants, store, books, clock, urlOf: () => undefined });
  const notify = notifier({
    store,
    bookOf: books.bookOf,
    outsideHours: () => false,
    isQtManager: () => false,
    botNames: [],
    wakeOutbox: () => {},
  });
  const compared = new Map<string, number>();
  const differences: Difference[] = [];
  let messages = 0;
  let mostBytes = 0;
  const sent = new Map<LdsoId, string[]>(ldsos.map(({ id }) => [id, []]));

  async function hear(ldso: LdsoId, act: Act, at: number): Promise<void> {
    messages += 1;
    const own = sent.get(ldso)!;
    const messageId = act.do === 'post' ? String(1_790_000_000_000 + messages) : own.at(-1 - act.back);
    if (messageId === undefined) return;
    if (act.do === 'post') own.push(messageId);
    const from = {
      cause: act.do === 'again' ? `posted/${ldso}/${messageId}` : `${act.do}ed/${ldso}/${messageId}`,
      message: { ldso, thread: `19:${ldso}@thread.tacv2;messageid=${messageId}`, messageId },
      by,
      at,
    };
    // An edit and a deletion are causes of their own each time; what Teams sends again is not.
    const once =
      act.do === 'post' || act.do === 'again' ? from : { ...from, cause: `${from.cause}/${messages}` };
    await notify(inboundOf(once, act));
  }

  function compare(card: Outgoing, name: string, numbers: Numbers): void {
    mostBytes = Math.max(mostBytes, Buffer.byteLength(JSON.stringify(card.card)));
    const said = saidOn(card);
    for (const [number, wanted] of Object.entries(numbers)) {
      compared.set(number, (compared.get(number) ?? 0) + 1);
      if (!isTold(said, wanted)) differences.push({ card: name, number, wanted });
    }
  }

  for (const own of ldsos) await importSchedule(store, own, { days, at: time.now, random });
  let day = firstDay;
  for (let place = 0; place < days; place += 1) {
    time.now = Date.parse(`${day}T09:00:00Z`);
    const log = await wholeLog(store);
    for (const own of ldsos) {
      const asked = askedOf(own, { day, now: time.now, queryHours: participants.programme.queryHours });
      compare(await posts.standUp(own.id, day), `stand-up ${own.id} ${day}`, standUpNumbers(log, asked));
    }
    for (const own of ldsos) {
      const schedule = await scheduleOf(store, own.id);
      const todo = schedule.filter(test => test.day <= day && (test.day === day || random() < 0.3));
      const tests = todo.map(test => ({ testCaseId: test.testCaseId, mpanRef: test.mpanRef ?? '' }));
      for (const act of actsOf(random, tests)) {
        time.now = Math.max(time.now, Date.parse(`${day}T09:00:00Z`) + act.minute * 60_000);
        await hear(own.id, act, Date.parse(`${day}T09:00:00Z`) + act.minute * 60_000);
      }
    }
    time.now = Math.max(time.now, Date.parse(`${day}T17:00:00Z`));
    const evening = await wholeLog(store);
    for (const own of ldsos) {
      const asked = askedOf(own, { day, now: time.now, queryHours: participants.programme.queryHours });
      compare(await posts.washUp(own.id, day), `wash-up ${own.id} ${day}`, washUpNumbers(evening, asked));
    }
    day = nextWeekday(day);
  }
  return { messages, events: (await wholeLog(store)).length, compared, differences, mostBytes };
}

function inboundOf(from: FromPerson, act: Act): Inbound {
  switch (act.do) {
    case 'post':
      return { is: 'posted', raw: { text: act.text }, ...from };
    case 'again':
      return { is: 'posted', raw: { text: '' }, ...from };
    case 'edit':
      return { is: 'edited', raw: { text: act.text }, ...from };
    case 'delete':
      return { is: 'deleted', ...from };
    case 'restore':
      return { is: 'undeleted', raw: { text: '' }, ...from };
  }
}

function planOf({ testCases }: SimLdso): readonly PlannedTestCase[] {
  return testCases.map(({ id, name }, place) => ({
    id: testCaseId(String(id))!,
    name,
    title: `${name} - made up`,
    suite: place % 7 === 0 ? 'Migration' : 'Functional',
    order: place,
  }));
}

async function importSchedule(
  store: Store,
  own: SimLdso,
  { days, at, random }: { readonly days: number; readonly at: number; readonly random: Random },
): Promise<void> {
  const tests: ScheduledTest[] = [];
  let day = firstDay;
  let place = 0;
  for (let number = 0; number < days + 2; number += 1) {
    const many = 1 + Math.floor(random() * 4);
    for (let left = many; left > 0 && place < own.testCases.length; left -= 1, place += 1) {
      const { id, name } = own.testCases[place]!;
      tests.push({
        testCaseId: testCaseId(String(id))!,
        testCaseName: name,
        mpanRef: mpanRef(own.mpanRefs[Math.floor(random() * own.mpanRefs.length)]!)!,
        day,
        ...(random() < 0.1 ? { isHarness: true as const } : {}),
      });
    }
    day = nextWeekday(day);
  }
  const file = {
    fileName: clean('schedule.xlsx'),
    sheets: [],
    hiddenSheets: [],
    columns: {},
    bad: [],
    badCount: 0,
  };
  const version = { ...file, tests, dependencies: [], id: `plan-${own.id}`, offeredAt: at, by };
  const ldso = own.id;
  await store.perform(async book => {
    await book.append([{ type: 'schedule-offered', ldso, at, version, replaces: [] }]);
    await book.append([await imported(book, { ldso, version, state: 'final', by, at })]);
  });
}

async function scheduleOf(store: Store, ldso: LdsoId): Promise<readonly ScheduledTest[]> {
  return [...(await store.shelf('schedule', ldso)).values()].flatMap(({ tests }) => tests);
}

async function wholeLog(store: Store): Promise<readonly DaybookEvent[]> {
  return (await store.events(0, 1_000_000)).map(({ event }) => event);
}

function askedOf(own: SimLdso, when: Pick<Asked, 'day' | 'now' | 'queryHours'>): Asked {
  return { ldso: own.id, plan: planOf(own), ...when };
}

/** Blocks of text, and the figure of a column with what it is of. */
function saidOn({ card }: Outgoing): readonly string[] {
  const columns = ofType(card, 'Column').map(column =>
    ofType(column, 'TextBlock')
      .map(({ text }) => String(text))
      .join(' '),
  );
  return [...ofType(card, 'TextBlock').map(({ text }) => String(text)), ...columns];
}

function isTold(said: readonly string[], wanted: string): boolean {
  if (!wanted.startsWith(nothingOf)) return said.some(text => isSaid(text, wanted));
  return !said.some(text => text.includes(wanted.slice(nothingOf.length)));
}

/** A figure is not said by a longer one. */
function isSaid(text: string, wanted: string): boolean {
  const place = text.indexOf(wanted);
  return place !== -1 && !/\d/.test(text[place - 1] ?? '') && !/\d/.test(text[place + wanted.length] ?? '');
}
