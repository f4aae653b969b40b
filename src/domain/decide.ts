// What follows from one message: which entries stand, what is refused, who must be told. Pure.
import type { CleanText } from '../guard/clean-text.ts';
import type { Entry, MessageRef, Person, StandingEntry } from './entry.ts';
import type { DaybookEvent } from './events.ts';
import type { Intent } from './intents.ts';
import { type Group, groupOfKind, type Kind } from './kinds.ts';
import { currentAttempt, inPostedOrder, progressOf } from './progress.ts';
import type { Problem, Reading, RefusalReason, Warning } from './reading.ts';
import { type TestKey, testKeyOf, testKeyText } from './refs.ts';

/** A message as it was guarded and read. */
export type Said = {
  readonly message: MessageRef;
  readonly by: Person;
  readonly at: number;
  readonly outsideHours: boolean;
  readonly reading: Reading;
  readonly note: CleanText;
  /** Personal data found in it, by kind of refusal. Not empty: nothing else of it counts. */
  readonly personalData: readonly RefusalReason[];
  /** The guard is not sure: nothing is recorded until the author has said it another way. */
  readonly doubtful: boolean;
};

/** What the decision needs to know. */
export type Known = {
  /** Entries of this very message, from an earlier version of it. */
  readonly ofMessage: readonly StandingEntry[];
  /** All entries of each test that the reading names, by `testKeyText`. */
  readonly ofTests: ReadonlyMap<string, readonly StandingEntry[]>;
  readonly leakOpen: boolean;
};

/** The answer as the replay prints it and the redelivery repeats it. */
export type Outcome = {
  readonly decision: 'accept' | 'reject' | 'ignore';
  readonly kind: Kind | null;
  readonly tcRefs: readonly string[];
  readonly mpanRefs: readonly string[];
  readonly rejectReasons: readonly RefusalReason[];
  readonly routeTo: readonly Group[];
  readonly warnings: readonly Warning[];
};

export type Decision = {
  readonly events: readonly DaybookEvent[];
  readonly intents: readonly Intent[];
  readonly outcome: Outcome;
};

export const ignored: Outcome = {
  decision: 'ignore',
  kind: null,
  tcRefs: [],
  mpanRefs: [],
  rejectReasons: [],
  routeTo: [],
  warnings: [],
};

export function decideSaid(known: Known, said: Said): Decision {
  if (said.personalData.length > 0) return refusePersonalData(known, said);
  const closed = closeLeak(known, said, 'edited');
  const { reading } = said;
  if (reading.is === 'chatter') {
    // What was a notification and is none after the edit is taken back; other talk is nobody's business.
    const taken = withdraw(standing(known.ofMessage), said, 'corrected');
    return {
      events: [...closed, ...taken.events],
      intents: taken.intents,
      outcome: { ...ignored, ...mentionsOf(reading) },
    };
  }
  if (reading.problems.length > 0) return refuseReading(said, closed);
  const decided = reading.kind === 'withdrawn' ? takeBack(known, said) : note(known, said);
  return { ...decided, events: [...closed, ...decided.events] };
}

/** A deleted message takes its entries with it, and closes its leak case. */
export function decideDeleted(known: Known, gone: Pick<Said, 'message' | 'by' | 'at'>): Decision {
  const entries = standing(known.ofMessage);
  const taken = withdraw(entries, gone, 'deleted');
  return {
    events: [...closeLeak(known, gone, 'deleted'), ...taken.events],
    intents: taken.intents,
    outcome:
      entries.length === 0
        ? ignored
        : { ...ignored, ...refsOf(entries), decision: 'accept', kind: 'withdrawn' },
  };
}

/** An undelete that brings no text: what the deletion took is back. */
export function decideRestored(known: Known, back: Pick<Said, 'message' | 'by' | 'at'>): Decision {
  const entries = known.ofMessage.filter(entry => entry.withdrawn);
  const { ldso } = back.message;
  return {
    events: entries.map(entry => ({
      type: 'entry-restored',
      ldso,
      at: back.at,
      entryId: entry.id,
      by: back.by,
    })),
    intents: entries.flatMap(entry => toldAbout(entry)),
    outcome:
      entries.length === 0
        ? ignored
        : { ...ignored, ...refsOf(entries), decision: 'accept', kind: entries[0]?.kind ?? null },
  };
}

function refusePersonalData(known: Known, said: Said): Decision {
  const { reading, message, by, at } = said;
  const missing = reading.is === 'notification' ? reading.problems : [];
  const problems = [...said.personalData.map((reason): Problem => ({ reason })), ...missing];
  const isCase = !known.leakOpen && !said.doubtful;
  const opened: DaybookEvent[] = isCase
    ? [{ type: 'leak-opened', ldso: message.ldso, at, message, by, kinds: said.personalData }]
    : [];
  const only = reading.mpanRefs.length === 1 ? reading.mpanRefs[0] : undefined;
  const answer: Intent = {
    is: 'say-refused',
    to: message,
    person: by,
    kind: reading.is === 'notification' ? reading.kind : undefined,
    problems,
    doubtful: said.doubtful,
    ...(only === undefined ? {} : { useInstead: only }),
  };
  return {
    events: opened,
    intents: [answer],
    outcome: {
      ...mentionsOf(reading),
      decision: 'reject',
      kind: reading.is === 'notification' ? reading.kind : null,
      rejectReasons: problems.map(problem => problem.reason),
      warnings: [],
    },
  };
}

function refuseReading(said: Said, closed: readonly DaybookEvent[]): Decision {
  const { reading, message, by } = said;
  if (reading.is === 'chatter') return { events: closed, intents: [], outcome: ignored };
  return {
    events: closed,
    intents: [
      {
        is: 'say-refused',
        to: message,
        person: by,
        kind: reading.kind,
        problems: reading.problems,
        doubtful: false,
        ...(reading.correctedLine === undefined ? {} : { correctedLine: reading.correctedLine }),
      },
    ],
    outcome: {
      ...mentionsOf(reading),
      decision: 'reject',
      kind: reading.kind,
      rejectReasons: reading.problems.map(problem => problem.reason),
      warnings: [],
    },
  };
}

function note(known: Known, said: Said): Decision {
  const { reading, message, by } = said;
  if (reading.is === 'chatter') return { events: [], intents: [], outcome: ignored };
  const before = standing(known.ofMessage);
  const route = routeOf(reading.kind, reading.routeTo);
  const entries = reading.items.map((item, place): Entry => {
    const earlier = known.ofMessage.find(entry => entry.id === entryId(message, place));
    return {
      id: entryId(message, place),
      message,
      ...(reading.step === undefined ? {} : { step: reading.step }),
      ...item,
      kind: item.kind ?? reading.kind,
      ...(reading.how === undefined ? {} : { how: reading.how }),
      ...(reading.defect === undefined ? {} : { defect: reading.defect }),
      routeTo: route,
      warnings: warningsOf(known, said, item),
      note: said.note,
      by,
      // An edit corrects what was said then; it does not say it now.
      at: earlier?.at ?? said.at,
    };
  });
  const dropped = before.filter(entry => !entries.some(kept => kept.id === entry.id));
  const moved = before.filter(entry => entries.some(kept => kept.id === entry.id && !sameTest(kept, entry)));
  const taken = withdraw(dropped, said, 'corrected');
  return {
    events: [
      ...taken.events,
      ...entries.map(
        (entry): DaybookEvent => ({ type: 'entry-noted', ldso: message.ldso, at: said.at, entry }),
      ),
    ],
    intents: [
      ...taken.intents,
      ...moved.flatMap(entry => toldAbout(entry)),
      ...entries.flatMap(entry => toldAbout(entry)),
      ...answerFor(entries, message),
      ...callFor(entries, route, message),
    ],
    outcome: {
      ...mentionsOf(reading),
      routeTo: route,
      decision: 'accept',
      kind: reading.kind,
      rejectReasons: [],
      warnings: [...new Set(entries.flatMap(entry => entry.warnings))],
    },
  };
}

/** "Withdraw" takes back the newest entry that stands about the test. */
function takeBack(known: Known, said: Said): Decision {
  const { reading, message } = said;
  if (reading.is === 'chatter') return { events: [], intents: [], outcome: ignored };
  const newest = reading.items.flatMap(item => {
    const key = testKeyOf(message.ldso, item);
    const entries = key === undefined ? [] : (known.ofTests.get(testKeyText(key)) ?? []);
    return inPostedOrder(entries)
      .filter(entry => !entry.withdrawn)
      .slice(-1);
  });
  const taken = withdraw(newest, said, 'said-so');
  return {
    events: taken.events,
    intents: taken.intents,
    outcome: {
      ...mentionsOf(reading),
      decision: newest.length === 0 ? 'ignore' : 'accept',
      kind: 'withdrawn',
      rejectReasons: [],
      warnings: [],
    },
  };
}

function withdraw(
  entries: readonly Entry[],
  by: Pick<Said, 'message' | 'by' | 'at'>,
  why: 'deleted' | 'corrected' | 'said-so',
): Pick<Decision, 'events' | 'intents'> {
  return {
    events: entries.map(entry => ({
      type: 'entry-withdrawn',
      ldso: by.message.ldso,
      at: by.at,
      entryId: entry.id,
      why,
      by: by.by,
    })),
    intents: entries.flatMap(entry => toldAbout(entry)),
  };
}

/** Whoever shows an entry shows it anew: its test's card and Azure DevOps. */
function toldAbout(entry: Entry): readonly Intent[] {
  const test = testKeyOf(entry.message.ldso, entry);
  const isDefect = entry.kind === 'defect_raised' || entry.kind === 'blocking_defect';
  const defect: Intent[] = isDefect
    ? [{ is: 'mirror-defect', ldso: entry.message.ldso, entryId: entry.id }]
    : [];
  if (test === undefined) return defect;
  return [{ is: 'show-test', test }, ...defect, { is: 'mirror-test', test }];
}

/** One answer for one message, however many tests it speaks of. */
function answerFor(entries: readonly Entry[], to: MessageRef): readonly Intent[] {
  const first = entries[0];
  if (first === undefined) return [];
  const test = testKeyOf(to.ldso, first);
  return [{ is: 'say-noted', to, entryId: first.id, ...(test === undefined ? {} : { test }) }];
}

function callFor(entries: readonly Entry[], route: readonly Group[], to: MessageRef): readonly Intent[] {
  const first = entries[0];
  return route.length === 0 || first === undefined
    ? []
    : [{ is: 'call-groups', to, groups: route, entryId: first.id }];
}

function closeLeak(
  known: Known,
  said: Pick<Said, 'message' | 'at'>,
  how: 'edited' | 'deleted',
): readonly DaybookEvent[] {
  if (!known.leakOpen) return [];
  return [{ type: 'leak-closed', ldso: said.message.ldso, at: said.at, message: said.message, how }];
}

function warningsOf(known: Known, said: Said, item: Partial<TestKey>): readonly Warning[] {
  const { reading } = said;
  if (reading.is === 'chatter') return [];
  const key = testKeyOf(said.message.ldso, item);
  const others = (key === undefined ? [] : (known.ofTests.get(testKeyText(key)) ?? [])).filter(
    entry => entry.message.messageId !== said.message.messageId,
  );
  const running = key === undefined ? undefined : progressOf(key, others);
  const isRepeat =
    reading.kind === 'triggered' && running !== undefined && currentAttempt(running)?.status === 'triggered';
  return [
    ...reading.warnings,
    ...(isRepeat ? (['duplicate_trigger'] as const) : []),
    ...(said.outsideHours ? (['outside_test_hours'] as const) : []),
  ];
}

function routeOf(kind: Kind, named: readonly Group[]): readonly Group[] {
  const own = groupOfKind(kind);
  return own === undefined || named.includes(own) ? named : [...named, own];
}

function sameTest(a: Entry, b: Entry): boolean {
  return a.testCaseId === b.testCaseId && a.mpanRef === b.mpanRef;
}

function standing(entries: readonly StandingEntry[]): readonly StandingEntry[] {
  return entries.filter(entry => !entry.withdrawn);
}

function entryId(message: MessageRef, place: number): string {
  return `${message.ldso}/${message.messageId}/${place}`;
}

function mentionsOf(reading: Reading): Pick<Outcome, 'tcRefs' | 'mpanRefs' | 'routeTo'> {
  return { tcRefs: reading.tcRefs, mpanRefs: reading.mpanRefs, routeTo: reading.routeTo };
}

function refsOf(entries: readonly Entry[]): Pick<Outcome, 'tcRefs' | 'mpanRefs'> {
  return {
    tcRefs: [...new Set(entries.flatMap(entry => entry.testCaseName ?? []))],
    mpanRefs: [...new Set(entries.flatMap(entry => entry.mpanRef ?? []))],
  };
}
