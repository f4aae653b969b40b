// What people post in the simulation: tests started and ended, defects, corrections, deletions; the same for the same seed.
import { chances } from '../../src/sandbox/chances.ts';
import type { SimLdso } from './programme.ts';

export type Status = 'triggered' | 'passed' | 'failed' | 'blocked';

export type Says = {
  readonly kind: Status | 'defect' | 'query';
  readonly testCaseId: number;
  readonly mpanRef: string;
};

/** One message in the end: what it says last, or that it was deleted. */
export type Message = {
  readonly id: string;
  readonly ldso: SimLdso;
  readonly at: number;
  says: Says;
  deleted: boolean;
};

/** One thing that a person does. */
export type Act = {
  readonly is: 'posted' | 'edited' | 'deleted';
  readonly cause: string;
  readonly message: Message;
  readonly at: number;
  readonly text: string;
};

export type Traffic = {
  /** Everything that was ever posted. */
  readonly messages: readonly Message[];
  /** Something happens in some channel. */
  next(at: number): Act;
  /** Something is posted in this LDSO's channel: of a burst nothing is changed while it comes in. */
  post(at: number, ldso: SimLdso): Act;
  /** A test that runs is ended. */
  finish(at: number, ldso: SimLdso, test: Pick<Says, 'testCaseId' | 'mpanRef'>): Act;
  chance(): number;
};

export function trafficOf(ldsos: readonly SimLdso[], seed: number): Traffic {
  const chance = chances(seed);
  const messages: Message[] = [];
  /** Tests that run, by LDSO, test case and meter point. */
  const running = new Map<string, { readonly ldso: SimLdso; readonly says: Says }>();
  let number = 0;

  const pick = <Item>(items: readonly Item[]): Item => {
    const item = items[Math.floor(chance() * items.length)];
    if (item === undefined) throw new Error('nothing to pick from');
    return item;
  };
  const keyOf = (ldso: SimLdso, { testCaseId, mpanRef }: Says) => `${ldso.id}/${testCaseId}/${mpanRef}`;

  function post(ldso: SimLdso, says: Says, at: number): Act {
    number += 1;
    const id = String(1_790_000_000_000 + number);
    const message: Message = { id, ldso, at, says, deleted: false };
    messages.push(message);
    noteRunning(ldso, says);
    return { is: 'posted', cause: `${id}/posted`, message, at, text: textOf(message) };
  }

  function noteRunning(ldso: SimLdso, says: Says): void {
    if (says.kind === 'triggered') running.set(keyOf(ldso, says), { ldso, says });
    else if (says.kind !== 'defect' && says.kind !== 'query') running.delete(keyOf(ldso, says));
  }

  function start(ldso: SimLdso, at: number): Act {
    // Three meter points of a test case at most, most often one.
    const testCase = pick(ldso.testCases);
    const place = (testCase.id % 37) + (chance() < 0.8 ? 0 : 1 + Math.floor(chance() * 2));
    const mpanRef = ldso.mpanRefs[place % ldso.mpanRefs.length] ?? '';
    return post(ldso, { kind: 'triggered', testCaseId: testCase.id, mpanRef }, at);
  }

  function end(ldso: SimLdso, at: number): Act {
    const mine = [...running.values()].filter(each => each.ldso === ldso);
    if (mine.length === 0) return start(ldso, at);
    return post(ldso, { ...pick(mine).says, kind: resultOf(chance()) }, at);
  }

  function change(ldso: SimLdso, at: number): Act {
    const recent = messages
      .slice(-60)
      .filter(each => each.ldso === ldso && !each.deleted && each.says.kind !== 'query');
    if (recent.length === 0) return start(ldso, at);
    const message = pick(recent);
    number += 1;
    const isResult = ['passed', 'failed', 'blocked'].includes(message.says.kind);
    if (isResult && chance() < 0.6) {
      message.says = { ...message.says, kind: resultOf(chance()) };
      return { is: 'edited', cause: `${message.id}/edited/${number}`, message, at, text: textOf(message) };
    }
    message.deleted = true;
    // Whether a test still runs is for the daybook to know; here nobody ends it any more.
    running.delete(keyOf(ldso, message.says));
    return { is: 'deleted', cause: `${message.id}/deleted`, message, at, text: '' };
  }

  function something(at: number, ldso: SimLdso, what: number): Act {
    if (what < 0.4) return start(ldso, at);
    if (what < 0.84) return end(ldso, at);
    const old = messages.slice(-200).filter(each => each.ldso === ldso);
    if (what < 0.88 && old.length > 0) return post(ldso, { ...pick(old).says, kind: 'defect' }, at);
    if (what < 0.94 && old.length > 0) return post(ldso, { ...pick(old).says, kind: 'query' }, at);
    if (what < 0.97) return change(ldso, at);
    // A result of which nobody had said that the test was started.
    const testCase = pick(ldso.testCases);
    const mpanRef = ldso.mpanRefs[testCase.id % 37] ?? '';
    return post(ldso, { kind: resultOf(chance()), testCaseId: testCase.id, mpanRef }, at);
  }

  return {
    messages,
    next: at => something(at, pick(ldsos), chance()),
    post: (at, ldso) => {
      const what = chance();
      return something(at, ldso, what > 0.94 && what < 0.97 ? 0 : what);
    },
    chance,
    finish: (at, ldso, { testCaseId, mpanRef }) => post(ldso, { kind: 'passed', testCaseId, mpanRef }, at),
  };
}

function resultOf(chance: number): Status {
  if (chance < 0.7) return 'passed';
  return chance < 0.9 ? 'failed' : 'blocked';
}

/** Names one defect, in letters: digits in a row might be taken for a meter point's number. */
export function defectWord(id: string): string {
  return `case-${[...id.slice(-6)].map(digit => 'abcdefghij'[Number(digit)]).join('')}`;
}

function textOf({ id, says }: Message): string {
  const refs = `${says.testCaseId} ${says.mpanRef}`;
  switch (says.kind) {
    case 'defect':
      return `/defect ${refs} S2 P2 reference rejected, see ${defectWord(id)}`;
    case 'query':
      return `/query ${refs} needs a migrated meter point`;
    case 'failed':
      return `/failed ${refs} step 2 answer not received`;
    case 'triggered':
    case 'passed':
    case 'blocked':
      return `/${says.kind} ${refs}`;
  }
}
