// What people post on one day of a made-up programme, from a seed: mostly by the schedule, with slips and second thoughts.
import { harnessActs } from './harness-acts.ts';
import { migrationActs } from './migration-acts.ts';

export type Random = () => number;

/** Mulberry32: the same seed gives the same numbers on every machine. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export const people = [
  { id: 'p-1', name: 'Asha Renn' },
  { id: 'p-2', name: 'Bo Tarn' },
  { id: 'p-3', name: 'Iwo Pell' },
  { id: 'p-4', name: 'Cass Ode' },
  /** The QT Manager. */
  { id: 'p-5', name: 'Nadia Holt' },
  /** The test analyst of every other LDSO. */
  { id: 'p-6', name: 'Jo Penrose' },
] as const;

export const analyst = 5;

export const qtManager = 4;

type When = { readonly minute: number; readonly by: number };

export type Act = When &
  (
    | { readonly do: 'post'; readonly text: string }
    /** In the thread of that message; as for the others, 0 is the newest. */
    | { readonly do: 'reply'; readonly back: number; readonly text: string }
    /** `back` counts from the newest message of the LDSO, 0 being that one. */
    | { readonly do: 'edit'; readonly back: number; readonly text: string }
    | { readonly do: 'delete' | 'restore' | 'again'; readonly back: number }
    /** A file comes in the chat with the bot alone and is taken. */
    | { readonly do: 'evidence'; readonly test: ToRun }
  );

export type Unplaced = Act extends infer One ? (One extends Act ? Omit<One, 'minute' | 'by'> : never) : never;

export type ToRun = { readonly testCaseId: string; readonly mpanRef: string };

export type DayOf = {
  readonly tests: readonly ToRun[];
  /** Of later days. */
  readonly later: readonly ToRun[];
  readonly mpanRefs: readonly string[];
};

/** Words that may be an address of nobody: the guard is not sure, so the message waits for its author. */
const doubtful = 'step 6 seen near 3 Quill View';

export type Chances = {
  readonly random: Random;
  /** For what is said of queries. */
  readonly beside: Random;
  /** For what is said of the test harness and of the migration plan. */
  readonly harness: Random;
};

/** A valid supply number of nobody: the guard must refuse it. */
const leak = 'the one at MPAN 20 0000 0000 015';

/**
 * In the order of the clock, from a quarter past nine on; some of it after 17:00.
 * Chances of their own: what is said of queries or of the harness changes nothing of what else is done.
 */
export function actsOf(
  { random, beside, harness }: Chances,
  { tests, later, mpanRefs }: DayOf,
): readonly Act[] {
  const acts: Act[] = [];
  let minute = 15;
  const person = () => Math.floor(random() * 4);
  const add = (act: Unplaced, by = person()) => {
    minute += 1 + Math.floor(random() * 5);
    acts.push({ ...act, minute, by });
  };
  const addBeside = (act: Unplaced, by = Math.floor(beside() * 4)) => {
    minute += 1 + Math.floor(beside() * 2);
    acts.push({ ...act, minute, by });
  };
  const addOfHarness = (act: Unplaced, by = Math.floor(harness() * 4)) => {
    minute += 1;
    acts.push({ ...act, minute, by });
  };
  const ofHarness = harnessActs(harness, addOfHarness);
  const post = (text: string, by?: number) => add({ do: 'post', text }, by);
  const isNow = (chance: number) => random() < chance;
  const one = <Item>(items: readonly Item[]) => items[Math.floor(random() * items.length)];
  planActs({ post, isNow, one }, { tests, later });
  dataActs({ post, isNow, one }, mpanRefs);
  migrationActs(harness, addOfHarness);
  for (const test of tests) {
    const { testCaseId, mpanRef } = test;
    const named = `${testCaseId} ${mpanRef}`;
    if (isNow(0.1)) continue;
    if (isNow(0.15)) {
      post(`/query ${named} needs a CSS2860 first`);
      answerActs(beside, addBeside, named);
    }
    if (isNow(0.1)) post(`/answered ${named}`);
    ofHarness.ask(test);
    if (isNow(0.85)) post(`/triggered ${named}${isNow(0.1) ? ' by the harness' : ''}`);
    if (isNow(0.1)) post(`/triggered ${named}`);
    ofHarness.goOn(test);
    const fate = random();
    if (fate < 0.6) post(`/passed ${named}${isNow(0.5) ? ', evidence uploaded' : ''}`);
    else if (fate < 0.8) {
      post(
        `/failed ${named} step ${1 + Math.floor(random() * 6)} ${isNow(0.2) ? 'no defect, a wrong reading' : 'no PUB-036'}`,
      );
      if (isNow(0.5)) post(`/defect ${named} S${1 + Math.floor(random() * 4)} P2 reference rejected`);
      else if (isNow(0.3)) post(`/reason ${named} the environment was restarted`);
      if (isNow(0.3)) post(`/passed ${named} retest`);
    } else if (fate < 0.88) post(`/blocked ${named} waits for a meter`);
    if (isNow(0.2)) add({ do: 'evidence', test });
    if (isNow(0.08))
      post(`/evidence-exception ${named} the tool was down`, isNow(0.7) ? qtManager : undefined);
    if (isNow(0.1)) add({ do: 'edit', back: 0, text: `/failed ${named} step 2 seen too late` });
    if (isNow(0.08)) add({ do: 'delete', back: 0 });
    if (isNow(0.04)) add({ do: 'restore', back: 0 });
    if (isNow(0.08)) add({ do: 'again', back: 0 });
    if (isNow(0.05)) post('has anybody seen this before?');
    if (isNow(0.04)) post(`/downtime ${named} UIT does not answer`);
    if (isNow(0.04)) post(`/restored ${named} UIT is back`);
    if (isNow(0.04)) post(`/blocking ${named} hits everybody`);
    if (isNow(0.25)) post(`/take ${named}`);
    if (isNow(0.04)) post(leak);
    if (isNow(0.04)) add({ do: 'edit', back: 0, text: 'never mind' });
    if (isNow(0.05)) post(`/leak-in-ado ${testCaseId}`);
    if (isNow(0.08)) post(`/leak-in-ado ${testCaseId} step ${1 + Math.floor(random() * 3)} done`);
  }
  for (const { testCaseId, mpanRef } of tests) {
    if (harness() > 0.1) continue;
    addOfHarness({ do: 'post', text: `/failed ${testCaseId} ${mpanRef} ${doubtful}` });
    if (harness() < 0.3) addOfHarness({ do: 'delete', back: 0 });
    if (harness() < 0.3) addOfHarness({ do: 'edit', back: 0, text: 'never mind' });
  }
  ofHarness.leave(tests);
  if (isNow(0.2)) post('/outbox replay');
  return acts;
}

/** Somebody answers a query, asks back or only says that they look, and thinks better of it now and then. */
function answerActs(random: Random, add: (act: Unplaced, by?: number) => void, named: string): void {
  const isNow = (chance: number) => random() < chance;
  const reply = (text: string, by?: number) => add({ do: 'reply', back: 0, text }, by);
  const noAnswers = ['which supplier is it?', 'looking into it', '@NFTTeam please see'];
  if (isNow(0.3)) reply(noAnswers[Math.floor(random() * noAnswers.length)] ?? '');
  if (isNow(0.5)) reply('it went in a minute ago', isNow(0.7) ? analyst : undefined);
  if (isNow(0.2)) add({ do: 'delete', back: 0 });
  if (isNow(0.1)) add({ do: 'edit', back: 0, text: 'is it there now?' });
  if (isNow(0.2)) add({ do: 'post', text: `/reopen ${named}` });
  if (isNow(0.1)) reply('/answered');
}

type Say = {
  readonly post: (text: string, by?: number) => void;
  readonly isNow: (chance: number) => boolean;
  readonly one: <Item>(items: readonly Item[]) => Item | undefined;
};

const times = ['', 'am', 'tomorrow', 'tomorrow pm', 'next week', 'Fri'];

const covers = ['', 'tomorrow am', 'for Asha', 'Bo for Cass tomorrow', 'for Iwo pm', 'off'];

/** What is done about the day's plan. */
function planActs({ post, isNow, one }: Say, { tests, later }: Pick<DayOf, 'tests' | 'later'>): void {
  for (const by of [0, 1, 2, 3]) if (isNow(0.4)) post('/confirm', by);
  if (isNow(0.3)) post(`/away ${one(times)}`);
  if (isNow(0.1)) post(`/away ${one(times)}`, analyst);
  if (isNow(0.3)) post(`/cover ${one(covers)}`);
  if (isNow(0.15)) post('/back');
  const out = one(tests);
  const into = one(later);
  if (out === undefined || into === undefined || !isNow(0.4)) return;
  post(`/swap ${out.testCaseId} ${out.mpanRef} for ${into.testCaseId} ${into.mpanRef}`);
}

const sayings = [
  'migrated',
  'legacy',
  'css2860 sent',
  'css2860 received',
  'css2860 not sent',
  'agents loaded',
  'agents not loaded',
  'supplier MHHS',
  'supplier MHHX',
  'supplier CIDC',
  'agent MHHS',
];

function dataActs({ post, isNow, one }: Say, mpanRefs: readonly string[]): void {
  for (let count = 0; count < 6; count += 1) if (isNow(0.5)) post(`/data ${one(mpanRefs)} ${one(sayings)}`);
}
