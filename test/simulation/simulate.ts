// Plays a programme's days against the sandbox: in peace, in bursts, with every fault, and with the bot killed in the middle.
import type { Inbound } from '../../src/domain/inbound.ts';
import { parseSeed } from '../../src/sandbox/seed.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/server.ts';
import { wrongIn } from '../adapters/ado/spec/check.ts';
import { differences } from './compare.ts';
import { expectedOf } from './expected.ts';
import { programmeOf, type SimLdso, seedOf } from './programme.ts';
import { type Act, type Traffic, trafficOf } from './traffic.ts';

/** The bot, in this process or in one of its own. */
export type Host = {
  /**
   * Starts it, or starts it again after it was killed.
   * @param timeoutMs how long it waits for an answer, in milliseconds of real time
   */
  start(timeoutMs: number): Promise<void>;
  /** @returns whether it was safely recorded: a bot that is killed answers nothing */
  hear(inbound: Inbound): Promise<boolean>;
  tick(): Promise<void>;
  idle(): Promise<void>;
  nextDue(): Promise<number | undefined>;
  /** Ids of the messages whose entries stand. */
  entries(ldso: SimLdso): Promise<readonly string[]>;
  givenUp(): Promise<readonly string[]>;
  kill(): Promise<void>;
  close(): Promise<void>;
};

export type Time = { now: number };

export type Plan = {
  readonly ldsos: number;
  readonly casesEach: number;
  /** Notifications that come one at a time, without faults. */
  readonly alone: number;
  /** Bursts of a hundred, without faults. */
  readonly bursts: number;
  /** Notifications while everything fails now and then. */
  readonly inFaults: number;
  /** How often the bot is killed during those. */
  readonly kills: number;
  readonly seed: number;
};

export type Report = {
  readonly notifications: number;
  readonly redelivered: number;
  readonly kills: number;
  readonly faults: number;
  readonly callsAlone: number;
  readonly callsInBursts: number;
  readonly callsInFaults: number;
  readonly differences: readonly string[];
};

const burstOf = 100;
/** So long the bot waits for an answer while calls are counted: a crowded machine is no fault. */
const patientMs = 20_000;
/** So long it waits once answers are slow on purpose, to get on. */
const impatientMs = 150;
/** Longer than the bot waits for an answer. */
const slowMs = 400;
const minute = 60_000;
const hour = 60 * minute;

export async function simulate(
  plan: Plan,
  hostFor: (world: { readonly time: Time; readonly ldsos: readonly SimLdso[]; readonly url: string }) => Host,
): Promise<Report> {
  const ldsos = programmeOf(plan.ldsos, plan.casesEach);
  const time: Time = { now: Date.parse('2026-11-24T09:05:00Z') };
  /** What was sent that Microsoft's specifications do not have. */
  const unspecified = new Set<string>();
  const sandbox = await startSandbox({
    seed: parseSeed(JSON.stringify(seedOf(ldsos)), 'the simulation'),
    dataDir: undefined,
    host: '127.0.0.1',
    port: 0,
    now: () => new Date(time.now),
    onRequest: call => {
      const wrong = wrongIn(call);
      if (wrong !== undefined) unspecified.add(wrong);
    },
  });
  const host = hostFor({ time, ldsos, url: sandbox.url });
  try {
    return await played({
      unspecified,
      plan,
      ldsos,
      time,
      sandbox,
      host,
      traffic: trafficOf(ldsos, plan.seed),
      slow: { seen: 0 },
    });
  } finally {
    await host.close();
    await sandbox.close();
  }
}

type Stage = {
  readonly unspecified: ReadonlySet<string>;
  readonly plan: Plan;
  readonly ldsos: readonly SimLdso[];
  readonly time: Time;
  readonly sandbox: Sandbox;
  readonly host: Host;
  readonly traffic: Traffic;
  /** Slow answers that have been waited for. */
  readonly slow: { seen: number };
};

async function played(stage: Stage): Promise<Report> {
  const { plan, host, sandbox, traffic, ldsos } = stage;
  await host.start(patientMs);
  await host.tick();
  await host.idle();
  await begin(stage);
  const callsAlone = await counted(sandbox, () => alone(stage));
  const callsInBursts = await counted(sandbox, () => bursts(stage));
  await host.kill();
  await host.start(impatientMs);
  orderFaults(sandbox, plan.seed);
  let redelivered = 0;
  const callsInFaults = await counted(sandbox, async () => {
    redelivered = await inFaults(stage);
    await settle(stage);
  });
  const faults = sandbox.faults.list().reduce((sum, { happened }) => sum + happened, 0);
  await finish(stage);
  await endOfDays(stage);
  const state = sandbox.state();
  const found: string[] = [];
  for (const ldso of ldsos) {
    const expected = expectedOf(messagesOf(traffic, ldso));
    found.push(...differences(state, ldso, expected));
    const entries = await host.entries(ldso);
    for (const id of expected.entries.filter(id => !entries.includes(id)))
      found.push(`${ldso.id}: message ${id} is not in the daybook`);
    for (const id of entries.filter(id => !expected.entries.includes(id)))
      found.push(`${ldso.id}: message ${id} stands in the daybook, and was deleted`);
    if (new Set(entries).size !== entries.length)
      found.push(`${ldso.id}: a message stands twice in the daybook`);
  }
  found.push(...stage.unspecified);
  found.push(...(await host.givenUp()).map(line => `given up: ${line}`));
  return {
    notifications: traffic.messages.length,
    redelivered,
    kills: plan.kills,
    faults,
    callsAlone: plan.alone === 0 ? 0 : callsAlone / plan.alone,
    callsInBursts: plan.bursts === 0 ? 0 : callsInBursts / (plan.bursts * burstOf),
    callsInFaults: plan.inFaults === 0 ? 0 : callsInFaults / plan.inFaults,
    differences: found,
  };
}

/** The day's first notification of each LDSO: it opens the run of the day, once. */
async function begin({ ldsos, time, host, traffic }: Stage): Promise<void> {
  for (const ldso of ldsos) await host.hear(inboundOf(traffic.post(time.now, ldso)));
  await host.idle();
}

async function alone({ plan, time, host, traffic }: Stage): Promise<void> {
  for (let number = 0; number < plan.alone; number += 1) {
    time.now += 20_000 + Math.floor(traffic.chance() * 40_000);
    await host.hear(inboundOf(traffic.next(time.now)));
    await host.idle();
  }
}

async function bursts(stage: Stage): Promise<void> {
  const { plan, time, host, ldsos } = stage;
  for (let number = 0; number < plan.bursts; number += 1) {
    time.now += 2 * minute;
    await Promise.all(burst(stage, anyOf(ldsos, number / plan.bursts)).map(act => host.hear(inboundOf(act))));
    await host.idle();
  }
}

function anyOf<Item>(items: readonly Item[], chance: number): Item {
  const item = items[Math.floor(chance * items.length)];
  if (item === undefined) throw new Error('nothing to choose from');
  return item;
}

function burst({ traffic, time }: Stage, ldso: SimLdso, size = burstOf): readonly Act[] {
  return Array.from({ length: size }, () => {
    time.now += 20;
    return traffic.post(time.now, ldso);
  });
}

/** @returns how many activities came more than once */
async function inFaults(stage: Stage): Promise<number> {
  const { plan, time, host, traffic, ldsos } = stage;
  let sent = 0;
  let again = 0;
  let kills = 0;
  const recent: Act[] = [];
  while (sent < plan.inFaults) {
    const killNow = kills < plan.kills && sent >= (plan.inFaults * (kills + 1)) / (plan.kills + 1);
    const isBurst = killNow || traffic.chance() < 0.15;
    const size = Math.min(isBurst ? burstOf : 1, plan.inFaults - sent);
    time.now += minute;
    const ldso = anyOf(ldsos, traffic.chance());
    const acts = isBurst ? burst(stage, ldso, size) : [traffic.next(time.now)];
    if (killNow) {
      again += await killedDuring(stage, acts);
      kills += 1;
    } else await Promise.all(acts.map(act => host.hear(inboundOf(act))));
    sent += acts.length;
    recent.push(...acts);
    // Teams sends again what it thinks was not heard.
    while (traffic.chance() < 0.3) {
      await host.hear(inboundOf(anyOf(recent, traffic.chance())));
      again += 1;
    }
    await host.idle();
    await endOfSlow(stage);
  }
  return again;
}

/** The bot dies while a burst comes in and goes out; what was not answered is sent again, and some of the rest too. */
async function killedDuring(stage: Stage, acts: readonly Act[]): Promise<number> {
  const { host, time, traffic } = stage;
  const heard = new Map<Act, boolean>();
  const hearing = acts.map(async act => {
    heard.set(act, await host.hear(inboundOf(act)));
  });
  const working = host.idle();
  await Promise.race([Promise.all(hearing), new Promise(resolve => setTimeout(resolve, 40))]);
  await host.kill();
  await Promise.allSettled([working]);
  // A lease of the dead is over after a minute.
  await endOfSlow(stage);
  time.now += 2 * minute;
  await host.start(impatientMs);
  const missing = acts.filter(act => heard.get(act) !== true || traffic.chance() < 0.2);
  await Promise.all(missing.map(act => host.hear(inboundOf(act))));
  return missing.length;
}

/** Nobody leaves a test running. */
async function finish({ host, time, traffic, ldsos }: Stage): Promise<void> {
  for (const ldso of ldsos) {
    const { tests } = expectedOf(messagesOf(traffic, ldso));
    for (const test of tests) {
      if (test.attempts.at(-1) !== 'triggered') continue;
      time.now += 1;
      await host.hear(inboundOf(traffic.finish(time.now, ldso, test)));
    }
  }
}

function messagesOf({ messages }: Traffic, ldso: SimLdso) {
  return messages.filter(message => message.ldso === ldso);
}

/** Of a request that was given up Azure DevOps may still be at work: the simulation's time does not jump over that. */
async function endOfSlow({ sandbox, slow }: Stage): Promise<void> {
  const happened = sandbox.faults.list().find(rule => rule.kind === 'slow')?.happened ?? 0;
  if (happened === slow.seen) return;
  slow.seen = happened;
  await new Promise(resolve => setTimeout(resolve, slowMs));
}

/** Time goes on until nothing waits any more. */
async function settle(stage: Stage): Promise<void> {
  const { host, time } = stage;
  for (let round = 0; round < 10_000; round += 1) {
    await host.idle();
    const due = await host.nextDue();
    if (due === undefined) return;
    await endOfSlow(stage);
    time.now = Math.max(time.now, due);
  }
  throw new Error('work is left that never ends');
}

/** The rest of the day, and the morning after, with their stand-ups and wash-ups. */
async function endOfDays(stage: Stage): Promise<void> {
  const { host, time } = stage;
  await settle(stage);
  const end = time.now + 2 * 24 * hour;
  while (time.now < end) {
    time.now += 3 * hour;
    await host.tick();
    await settle(stage);
  }
}

function inboundOf({ is, cause, message, at, text }: Act): Inbound {
  const { id, ldso } = message;
  const from = {
    cause,
    message: { ldso: ldso.id, thread: `19:${ldso.id}@thread.tacv2;messageid=${id}`, messageId: id },
    by: { id: `${ldso.id}-tester`, name: 'Asha Rao' },
    at,
  };
  return is === 'deleted' ? { is, ...from } : { is, raw: { text }, ...from };
}

async function counted(sandbox: Sandbox, work: () => Promise<void>): Promise<number> {
  const total = () => Object.values(sandbox.state().requests).reduce((sum, count) => sum + count, 0);
  const before = total();
  await work();
  return total() - before;
}

/** Each kind on every route, by chance. */
function orderFaults(sandbox: Sandbox, seed: number): void {
  const kinds = [
    { kind: '429', probability: 0.02, retryAfterSeconds: 7 },
    { kind: '503', probability: 0.02, retryAfterSeconds: 3 },
    { kind: '500', probability: 0.02 },
    { kind: '203', probability: 0.005 },
    { kind: 'dropBefore', probability: 0.02 },
    { kind: 'dropAfterApply', probability: 0.03 },
    { kind: 'retryAfter', probability: 0.02, retryAfterSeconds: 4 },
    { kind: 'slow', probability: 0.004, ms: slowMs },
  ];
  const wrong = sandbox.faults.add({
    rules: [
      ...kinds.map((rule, place) => ({ ...rule, seed: seed + place })),
      { kind: 'wiqlLag', ms: 20_000 },
    ],
  });
  if (wrong !== undefined) throw new Error(wrong);
}
