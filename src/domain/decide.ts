// What follows from one message: which entries stand, what is refused, who must be told. Pure.
import { casesEnded, holdAnswered } from './cases.ts';
import type { Entry, MessageRef, StandingEntry } from './entry.ts';
import type { DaybookEvent } from './events.ts';
import type { Item, Notification, Talk, Warning } from './reading.ts';
import { testKeyOf, testKeyText } from './refs.ts';
import { refusePersonalData, refuseReading } from './refuse.ts';
import { after, type Decision, ignored, type Known, mentionsOf, type Outcome, type Said } from './said.ts';
import { currentAttempt, inPostedOrder, progressOf } from './tests/progress.ts';
import { answerFor, callFor, queryShown, routeOf, sayMended, toldAbout } from './told.ts';

export function decideSaid(known: Known, said: Said): Decision {
  if (said.personalData.length > 0) return refusePersonalData(known, said);
  const { reading } = said;
  const decided =
    reading.is === 'chatter' ? decideTalk(known, said, reading) : decideNotification(known, said, reading);
  return after(casesEnded(known, said, 'edited'), decided);
}

/** What was a notification and is none after the edit is taken back; other talk is nobody's business. */
function decideTalk(known: Known, said: Said, reading: Talk): Decision {
  const taken = withdraw(standing(known.ofMessage), said, 'corrected');
  const mended = said.came === 'edited' ? sayMended(said, 'edited') : [];
  return {
    events: taken.events,
    intents: [...taken.intents, ...mended],
    outcome: { ...ignored, ...mentionsOf(reading) },
  };
}

/**
 * The author of a held message has answered.
 * @param said the message as it is to be read now: without what is doubtful, or as its author vouches for it
 */
export function decideHeldAnswer(known: Known, said: Said, how: 'sent-without' | 'vouched'): Decision {
  const { reading } = said;
  const decided =
    reading.is === 'chatter'
      ? { events: [], intents: sayMended(said, 'vouched'), outcome: { ...ignored, ...mentionsOf(reading) } }
      : decideNotification(known, said, reading);
  return after(holdAnswered(known, said, how), decided);
}

function decideNotification(known: Known, said: Said, reading: Notification): Decision {
  if (reading.problems.length > 0) return refuseReading(known, said, reading);
  return reading.kind === 'withdrawn' ? takeBack(known, said, reading) : note(known, said, reading);
}

/** A deleted message takes its entries with it, and closes its leak case. */
export function decideDeleted(known: Known, gone: Pick<Said, 'message' | 'by' | 'at'>): Decision {
  const entries = standing(known.ofMessage);
  const taken = withdraw(entries, gone, 'deleted');
  return after(casesEnded(known, gone, 'deleted'), {
    events: taken.events,
    intents: [...taken.intents, ...sayMended(gone, 'deleted')],
    outcome:
      entries.length === 0
        ? ignored
        : { ...ignored, ...refsOf(entries), decision: 'accept', kind: 'withdrawn' },
  });
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

function note(known: Known, said: Said, reading: Notification): Decision {
  const { message, by } = said;
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
      warnings: warningsOf(known, { said, reading, item }),
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
      ...before.flatMap(entry => queryShown(entry)),
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
function takeBack(known: Known, said: Said, reading: Notification): Decision {
  const { message } = said;
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

function warningsOf(
  known: Known,
  about: { readonly said: Said; readonly reading: Notification; readonly item: Item },
): readonly Warning[] {
  const { said, reading, item } = about;
  const key = testKeyOf(said.message.ldso, item);
  const others = (key === undefined ? [] : (known.ofTests.get(testKeyText(key)) ?? [])).filter(
    entry => entry.message.messageId !== said.message.messageId,
  );
  const running = key === undefined ? undefined : progressOf(key, others);
  const isRepeat =
    (item.kind ?? reading.kind) === 'triggered' &&
    running !== undefined &&
    currentAttempt(running)?.status === 'triggered' &&
    // The next step of a running test may be the harness's: then it is no repeat.
    known.awaited?.has(testKeyText(running.key)) !== true;
  return [
    ...reading.warnings,
    ...(isRepeat ? (['duplicate_trigger'] as const) : []),
    ...(said.outsideHours ? (['outside_test_hours'] as const) : []),
  ];
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

function refsOf(entries: readonly Entry[]): Pick<Outcome, 'tcRefs' | 'mpanRefs'> {
  return {
    tcRefs: [...new Set(entries.flatMap(entry => entry.testCaseName ?? []))],
    mpanRefs: [...new Set(entries.flatMap(entry => entry.mpanRef ?? []))],
  };
}
