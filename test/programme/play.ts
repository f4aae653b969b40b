// Plays days of a made-up programme through the way of every notification, and holds both cards against the event log.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../../src/adapters/store/open.ts';
import { dayPosts } from '../../src/app/day-posts.ts';
import type { DaybookEvent } from '../../src/domain/events.ts';
import type { FromPerson, Inbound } from '../../src/domain/inbound.ts';
import type { LdsoId } from '../../src/domain/refs.ts';
import { notifier } from '../../src/notify.ts';
import type { Outgoing } from '../../src/ports/chat.ts';
import type { Store } from '../../src/ports/store.ts';
import { nudgeQueries } from '../../src/rhythm/reminders/query-nudges.ts';
import { readParticipants, shippedParticipants } from '../../src/settings/participants.ts';
import { queryNudgesOf } from '../../src/settings/rhythm.ts';
import { bookOf, programmeOf, type SimLdso } from '../simulation/programme.ts';
import { type Azure, driftOf, playedAzure } from './azure.ts';
import { bytesOf, compare, type Difference as Found } from './compare.ts';
import { type Asked, knownFrom } from './expected/log.ts';
import { standUpExpected } from './expected/stand-up.ts';
import { washUpExpected } from './expected/wash-up.ts';
import { type Expected, nextWeekday } from './expected/words.ts';
import { firstDay, importSchedule, loadData, planOf, takeEvidence } from './made-up.ts';
import {
  type Act,
  actsOf,
  analyst,
  type Chances,
  people,
  qtManager,
  type Random,
  randomFrom,
  type ToRun,
} from './traffic.ts';

export type Plan = { readonly days: number; readonly ldsos: number; readonly seed: number };

export type Difference = Found & { readonly card: string };

export type Played = {
  readonly messages: number;
  readonly events: number;
  /** How many numbers were compared, by what they are of. */
  readonly compared: ReadonlyMap<string, number>;
  readonly differences: readonly Difference[];
  /** Of the largest card. */
  readonly mostBytes: number;
};

export async function playProgramme({ days, ldsos: count, seed }: Plan): Promise<Played> {
  const dir = mkdtempSync(join(tmpdir(), 'qt-programme-'));
  const ldsos = programmeOf(count, days * 3);
  const time = { now: Date.parse(`${firstDay}T08:00:00Z`) };
  const store = await openStore({ dir, now: () => time.now });
  try {
    const chances = {
      random: randomFrom(seed),
      beside: randomFrom(-seed),
      harness: randomFrom(seed + 1_000_000),
      bugs: randomFrom(seed + 2_000_000),
    };
    return await playOn({ store, time, ldsos, days, ...chances });
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
  readonly bugs: Random;
} & Chances;

async function playOn(world: World): Promise<Played> {
  const { store, time, ldsos, days, random } = world;
  const azure = playedAzure(store, random, world.bugs);
  const participants = participantsOf(ldsos);
  const books = {
    bookOf: async (ldso: LdsoId) => {
      const place = ldsos.findIndex(({ id }) => id === ldso);
      const own = ldsos[place]!;
      return { ...bookOf(own, planOf(own)), ...(place % 2 === 0 ? { testAnalyst: jo } : {}) };
    },
  };
  const posts = dayPosts({
    participants,
    store,
    books,
    clock: { now: () => new Date(time.now) },
    urlOf: () => undefined,
    drift: async ldso => driftOf(ldso, await azure.compare(ldso), time.now),
  });
  const hear = hearing(world, azure, books.bookOf);
  const compared = new Map<string, number>();
  const differences: Difference[] = [];
  let mostBytes = 0;

  function hold(card: Outgoing, name: string, expected: Expected): void {
    mostBytes = Math.max(mostBytes, bytesOf(card));
    const found = compare(card, expected);
    for (const number of found.compared) compared.set(number, (compared.get(number) ?? 0) + 1);
    differences.push(...found.differences.map(difference => ({ ...difference, card: name })));
  }

  async function lookedAt(day: string, which: 'stand-up' | 'wash-up'): Promise<void> {
    const log = await wholeLog(store);
    const { queryHours } = participants.programme;
    for (const [place, own] of ldsos.entries()) {
      const asked: Asked = {
        ldso: own.id,
        plan: planOf(own),
        day,
        now: time.now,
        queryHours,
        ...(place % 2 === 0 ? { analyst: jo } : {}),
      };
      const known = knownFrom(log, asked);
      const name = `${which} ${own.id} ${new Date(time.now).toISOString().slice(0, 16)}`;
      if (which === 'stand-up') hold(await posts.standUp(own.id, day), name, standUpExpected(known, asked));
      else {
        const card = await posts.washUp(own.id, day);
        hold(card, name, washUpExpected(known, asked, azure.standing(own.id)));
      }
    }
  }

  const nudges = queryNudgesOf(participants);
  /** By the half hour, once everything is said. */
  async function remind(ldso: LdsoId, day: string): Promise<void> {
    const own = { ...nudges, ldsos: nudges.ldsos.filter(each => each.ldso === ldso) };
    for (let at = Date.parse(`${day}T10:00Z`); at < Date.parse(`${day}T17:00Z`); at += 1_800_000)
      if (at >= time.now) await nudgeQueries({ store, clock: { now: () => new Date(at) } }, own);
  }

  for (const [place, own] of ldsos.entries()) {
    await importSchedule(store, own, { days, at: time.now, random });
    if (place % 2 === 0) await loadData(store, own, { days, at: time.now, random });
  }
  let day = firstDay;
  for (let place = 0; place < days; place += 1) {
    time.now = Date.parse(`${day}T09:00:00Z`);
    await lookedAt(day, 'stand-up');
    for (const own of ldsos) {
      for (const act of actsOf(world, await dayOf(world, own, day))) await hear(own, act, day);
      await remind(own.id, day);
    }
    time.now = Math.max(time.now, Date.parse(`${day}T17:00:00Z`));
    const log = await wholeLog(store);
    for (const own of ldsos) {
      const asked = { ldso: own.id, plan: planOf(own), day, now: time.now, queryHours: 0 };
      const known = knownFrom(log, asked);
      await azure.deliver(own.id, known, time.now);
      await azure.move(own.id, known, time.now);
    }
    // The stand-up follows what is said until the day is over.
    await lookedAt(day, 'stand-up');
    await lookedAt(day, 'wash-up');
    day = nextWeekday(day);
  }
  return { messages: hear.count(), events: (await wholeLog(store)).length, compared, differences, mostBytes };
}

const jo = people[analyst];

function participantsOf(ldsos: readonly SimLdso[]) {
  const shipped = readParticipants(shippedParticipants);
  const [pattern] = shipped.ldsos;
  return { ...shipped, ldsos: ldsos.map(({ id }) => ({ ...pattern!, id, name: `Network ${id}` })) };
}

function hearing(
  { store, time }: World,
  azure: Azure,
  bookOfLdso: (ldso: LdsoId) => Promise<ReturnType<typeof bookOf>>,
) {
  const notify = notifier({
    store,
    bookOf: bookOfLdso,
    outsideHours: () => false,
    isQtManager: id => id === people[qtManager].id,
    botNames: [],
    wakeOutbox: () => {},
  });
  const sent = new Map<LdsoId, string[]>();
  const roots = new Map<string, string>();
  let messages = 0;
  const hear = async (own: SimLdso, act: Act, day: string): Promise<void> => {
    const at = Date.parse(`${day}T09:00:00Z`) + act.minute * 60_000;
    time.now = Math.max(time.now, at);
    messages += 1;
    if (act.do === 'evidence') return takeEvidence(store, own, { ...act.test, at, number: messages });
    const ids = sent.get(own.id) ?? [];
    sent.set(own.id, ids);
    const isNew = act.do === 'post' || act.do === 'reply';
    const spokenOf = act.do === 'post' ? undefined : ids.at(-1 - act.back);
    const messageId = isNew ? String(1_790_000_000_000 + messages) : spokenOf;
    if (messageId === undefined) return;
    if (isNew) ids.push(messageId);
    const root = roots.get(spokenOf ?? messageId) ?? spokenOf ?? messageId;
    roots.set(messageId, root);
    const from = {
      cause: act.do === 'again' ? `posted/${own.id}/${messageId}` : `${act.do}ed/${own.id}/${messageId}`,
      message: { ldso: own.id, thread: `19:${own.id}@thread.tacv2;messageid=${root}`, messageId },
      by: people[act.by]!,
      at,
    };
    // An edit and a deletion are causes of their own each time; what Teams sends again is not.
    const isOnce = isNew || act.do === 'again';
    await notify(inboundOf(isOnce ? from : { ...from, cause: `${from.cause}/${messages}` }, act));
    if (act.do === 'post' && act.text === '/outbox replay') azure.replayed(own.id);
  };
  return Object.assign(hear, { count: () => messages });
}

function inboundOf(from: FromPerson, act: Exclude<Act, { do: 'evidence' }>): Inbound {
  switch (act.do) {
    case 'post':
    case 'reply':
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

/** What is to be run: by the schedule, some of it days late, with some reference where it names none. */
async function dayOf({ store, random }: World, own: SimLdso, day: string) {
  const rows = [...(await store.shelf('schedule', own.id)).values()].flatMap(({ tests }) => tests);
  const toRun = ({ testCaseId, mpanRef }: (typeof rows)[number]): ToRun => ({
    testCaseId,
    mpanRef: mpanRef ?? own.mpanRefs[0]!,
  });
  return {
    tests: rows.filter(row => row.day <= day && (row.day === day || random() < 0.3)).map(toRun),
    later: rows.filter(row => row.day > day).map(toRun),
    mpanRefs: own.mpanRefs.slice(0, 20),
  };
}

async function wholeLog(store: Store): Promise<readonly DaybookEvent[]> {
  return (await store.events(0, 1_000_000)).map(({ event }) => event);
}
