// What people do about the day's plan: they confirm it, swap tests, take a blocker on, and say when they are away.
import type { MessageRef, Person } from '../entry.ts';
import type { Day } from '../events.ts';
import type { Schedule, ScheduledTest } from '../planning/schedule.ts';
import type { LdsoId, MpanRef, TestCaseId } from '../refs.ts';
import type { Shelved } from '../shelf.ts';

/** A test as the schedule names it. */
export type PlanTest = {
  readonly testCaseId: TestCaseId;
  readonly testCaseName: string;
  readonly mpanRef?: MpanRef;
};

/** Two tests of the schedule change places: one leaves the day, the other comes to it. */
export type Swap = {
  readonly day: Day;
  /** The version of the schedule that they stand in: the next one is as it was imported. */
  readonly version: string;
  readonly out: PlanTest;
  readonly in: PlanTest;
  readonly at: number;
  readonly byName: string;
};

export type Away = {
  readonly personId: string;
  readonly name: string;
  /** First and last day. */
  readonly from: Day;
  readonly to: Day;
  /** The whole of each day when left out. */
  readonly part?: 'am' | 'pm';
  /** The message that said so: with it, it is taken back. */
  readonly messageId?: string;
};

/** By person: the newest day that they confirmed. */
export type Confirmation = { readonly day: Day; readonly name: string; readonly at: number };

export type BlockerOwner = { readonly personId: string; readonly name: string; readonly at: number };

export type DayPlanEvent = { readonly ldso: LdsoId; readonly at: number } & (
  | { readonly type: 'plan-confirmed'; readonly by: Person; readonly day: Day }
  | { readonly type: 'tests-swapped'; readonly by: Person; readonly message: MessageRef; readonly swap: Swap }
  /** The message that swapped them was deleted, or says something else now. */
  | { readonly type: 'swap-taken-back'; readonly by: Person; readonly message: MessageRef }
  /** A person sees to it that a blocker goes away. */
  | { readonly type: 'blocker-taken'; readonly by: Person; readonly entryId: string }
  | { readonly type: 'away-noted'; readonly by: Person; readonly away: Away }
  | { readonly type: 'away-ended'; readonly by: Person; readonly keys: readonly string[] }
  /** Those who had not confirmed the plan of the day were asked. */
  | { readonly type: 'confirmation-asked'; readonly day: Day }
);

/** What a person asks about the day's plan. */
export type DayPlanAsk =
  | { readonly do: 'confirm' | 'swap' | 'take' | 'away'; readonly words: string }
  /** `/back` */
  | { readonly do: 'back' };

/** What is answered to it. */
export type DayPlanTold =
  | { readonly is: 'confirmed'; readonly day: Day; readonly name: string }
  | { readonly is: 'swapped'; readonly swap: Swap; readonly to: Day }
  | {
      readonly is: 'not-swapped';
      readonly why: 'no-schedule' | 'not-named' | 'not-planned' | 'not-later';
      readonly test?: string;
    }
  | { readonly is: 'taken'; readonly name: string; readonly words: string }
  /** `isNamed`: something was said of which blocker. */
  | { readonly is: 'not-taken'; readonly isNamed: boolean }
  | { readonly is: 'away'; readonly away: Away }
  | { readonly is: 'away-unclear' }
  | { readonly is: 'back'; readonly name: string; readonly count: number };

export function awayKey({ personId, from, part }: Away): string {
  return `${personId}/${from}/${part ?? 'day'}`;
}

export function awayOn(aways: Iterable<Away>, day: Day): readonly Away[] {
  return [...aways].filter(({ from, to }) => from <= day && day <= to);
}

/** The schedule as people have changed it since it was imported; what a swap no longer finds stays as it is. */
export function withSwaps(schedule: Schedule, swaps: readonly Swap[]): Schedule {
  let tests = [...schedule.tests];
  for (const swap of [...swaps].sort((a, b) => a.at - b.at)) {
    const out = tests.findIndex(test => isTest(test, swap.out) && isOn(test, swap.day));
    const back = tests.findIndex(test => isTest(test, swap.in) && !isOn(test, swap.day));
    const leaves = tests[out];
    const comes = tests[back];
    if (leaves === undefined || comes === undefined) continue;
    tests = tests.map((test, place) =>
      place === out ? movedTo(comes, swap.day) : place === back ? movedTo(leaves, comes.day) : test,
    );
  }
  return { ...schedule, tests };
}

export function isTest(test: PlanTest, named: Pick<PlanTest, 'testCaseId' | 'mpanRef'>): boolean {
  return (
    test.testCaseId === named.testCaseId && (named.mpanRef === undefined || test.mpanRef === named.mpanRef)
  );
}

export function isOn(test: ScheduledTest, day: Day): boolean {
  return test.day <= day && day <= (test.until ?? test.day);
}

function movedTo({ until: _until, ...test }: ScheduledTest, day: Day): ScheduledTest {
  return { ...test, day };
}

/** `Asha` and `ASHA RAO` in a plan are Asha Rao in the channel. */
export function isNamed(inPlan: string, name: string): boolean {
  const words = wordsOf(name);
  const named = wordsOf(inPlan);
  return named.length > 0 && named.every(word => words.includes(word));
}

/** Several people share a test now and then: `Asha, Bo` or `Asha and Bo`. */
export function peopleIn(who: string): readonly string[] {
  return who
    .split(/\s*(?:[,;/&+]|\band\b)\s*/i)
    .map(name => name.trim())
    .filter(name => name !== '');
}

function wordsOf(name: string): readonly string[] {
  return name.toLowerCase().match(/[\p{L}\p{N}'’-]+/gu) ?? [];
}

export function dayPlanShelved(event: DayPlanEvent): readonly Shelved[] {
  const { ldso, at } = event;
  switch (event.type) {
    case 'plan-confirmed': {
      const { by, day } = event;
      return [{ kind: 'confirmed', ldso, key: by.id, value: { day, name: by.name, at } }];
    }
    case 'tests-swapped':
      return [{ kind: 'swap', ldso, key: event.message.messageId, value: event.swap }];
    case 'swap-taken-back':
      return [{ kind: 'swap', ldso, key: event.message.messageId, value: undefined }];
    case 'blocker-taken': {
      const { by, entryId } = event;
      return [{ kind: 'blocker-owner', ldso, key: entryId, value: { personId: by.id, name: by.name, at } }];
    }
    case 'away-noted':
      return [{ kind: 'away', ldso, key: awayKey(event.away), value: event.away }];
    case 'away-ended':
      return event.keys.map(key => ({ kind: 'away' as const, ldso, key, value: undefined }));
    case 'confirmation-asked':
      return [];
  }
}
