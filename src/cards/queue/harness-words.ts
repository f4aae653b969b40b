// What is answered about the queue of the test harness and about replays, and what the QT team is called to.
import type { NamedTest } from '../../domain/commands.ts';
import type { NamedPerson } from '../../domain/day/cover.ts';
import type { HarnessWord } from '../../domain/harness/harness.ts';
import type { HarnessCall, HarnessTold } from '../../domain/harness/harness-told.ts';
import type { Lag } from '../../domain/harness/queue-view.ts';
import { lastReplayDay, replayDays } from '../../domain/harness/replay.ts';
import type { Group } from '../../domain/kinds.ts';
import type { Outgoing } from '../../ports/chat.ts';
import { dots, md, type Plain, plain, type Shown, sentences } from '../making/shown.ts';
import { dayText, fullTime } from '../making/times.ts';
import { calling } from '../spoken.ts';
import { namesOf } from '../test/about-test-words.ts';
import { daysLeftText, lagText } from './lag-words.ts';

export type HarnessSpoken = {
  readonly now: Date;
  readonly lag: (from: number, to: number) => Lag;
};

export function harnessTold(told: readonly HarnessTold[], spoken: HarnessSpoken): Outgoing {
  return { text: told.map(each => toldText(each, spoken)).join('\n\n') };
}

function toldText(told: HarnessTold, spoken: HarnessSpoken): Shown {
  switch (told.is) {
    case 'asked-already': {
      const { test, at, byName } = told;
      return md`○ ${named(test)} waits already: asked ${fullTime(at, spoken.now)} UK by ${byName}. It is one request, and is triggered once.`;
    }
    case 'received':
      return receivedText(told, spoken);
    case 'received-already': {
      const { test, at, byName } = told;
      return md`✓ ${named(test)} was received already: ${fullTime(at, spoken.now)} UK by ${byName}. Nothing was asked for since.`;
    }
    case 'nothing-open':
      return nothingOpen(told);
    case 'cancelled':
      return md`✓ Taken back: ${namesOf(told.tests)}. Nothing is to be triggered.`;
    case 'replay':
      return replayText(told);
    case 'replay-too-late': {
      const { sent, lastDay } = told;
      return sentences([
        md`▲ Too late: ${messageText(told)}, sent ${dayText(sent)}, could be replayed until ${dayText(lastDay)} (${limit}).`,
        md`Instead, ask for its step again with /trigger-request, or raise a defect with what the DIP message tracker shows.`,
      ]);
    }
    case 'replay-sent-when':
      return md`On which day was the message sent? Nothing was noted yet. For example: /replay-request 40662 EEN-MPAN-0007 PUB-036 sent yesterday, or sent 23 Nov`;
    case 'in-channel':
      return md`The queue is everybody’s: please write this in the channel.`;
  }
}

/** The limit of UIT. */
const limit = plain`in UIT ${replayDays} calendar days`;

function receivedText(told: Extract<HarnessTold, { is: 'received' }>, { lag }: HarnessSpoken): Shown {
  const { test, askedAt, triggeredAt, at } = told;
  return dots([
    md`✓ Received: ${named(test)}`,
    askedAt === undefined || triggeredAt === undefined
      ? undefined
      : md`asked to triggered ${lagText(lag(askedAt, triggeredAt))}`,
    triggeredAt === undefined ? undefined : md`triggered to received ${lagText(lag(triggeredAt, at))}`,
    md`the LDSO’s move`,
  ]);
}

function nothingOpen({ says, tests }: Extract<HarnessTold, { is: 'nothing-open' }>): Shown {
  const names = namesOf(tests);
  switch (says) {
    case 'received':
      return md`Nothing was noted of ${names}: no trigger is asked for, and it is not under way.`;
    case 'cancelled':
      return md`Nothing was taken back: no trigger is asked for ${names}.`;
    case 'replay-agreed':
    case 'replayed':
    case 'replay-cancelled':
      return md`Nothing was noted: no replay is asked for ${names}. It is asked for with /replay-request, the message’s name and the day it was sent.`;
  }
}

function replayText(told: Extract<HarnessTold, { is: 'replay' }>): Shown {
  const { says, tests, lastDay, daysLeft, isAskedAlready } = told;
  const what = plain`${messageText(told)} for ${namesOf(tests)}`;
  const until = plain`until ${dayText(lastDay)} (${daysLeftText(daysLeft)})`;
  switch (says) {
    case 'replay-asked':
      return sentences([
        isAskedAlready ? md`○ Asked already: ${what}.` : md`○ Replay asked for: ${what}.`,
        md`It can be replayed ${until}.`,
        md`The QT team says first whether it is appropriate; then the LDSO replays it in the DIP portal.`,
      ]);
    case 'replay-agreed':
      if (told.isReplayed)
        return md`✓ Agreed: ${what}. It was replayed before; write /received when it has come.`;
      return md`✓ Agreed: ${what} can be replayed in the DIP portal ${until}. Then write /replayed, and /received when it has come.`;
    case 'replayed':
      return md`✓ Replayed: ${what}. Write /received when it has come.`;
    case 'replay-cancelled':
      return md`✓ Taken back: ${what} is not to be replayed.`;
  }
}

export type HarnessCalled = {
  readonly why: HarnessCall['why'];
  /** Those that still wait, none of them withdrawn; at least one. */
  readonly words: readonly HarnessWord[];
  readonly tagId: (group: Group) => string | undefined;
  /** The test analyst, or who covers. */
  readonly firstContact?: NamedPerson;
  readonly ldsoName: string;
} & HarnessSpoken;

export function harnessCallText(called: HarnessCalled): Outgoing {
  return calling({ ...called, groups: ['QualificationTeam'] }, calledTo(called));
}

function calledTo({ why, words, ldsoName, now, lag }: HarnessCalled): Shown {
  const first = words[0];
  const each = words.map(word => requestText(word, now)).join(', ');
  const asked = plain`${each} (asked by ${first?.by.name ?? 'somebody'}, ${ldsoName})`;
  switch (why) {
    case 'asked':
      return sentences([
        md`please trigger in the test harness: ${asked}.`,
        md`Press “Triggered” on the test’s card, or write /triggered with the test.`,
      ]);
    case 'lag': {
      const since = Math.max(first?.at ?? 0, first?.dueAt ?? 0);
      return md`still to be triggered in the test harness, after ${lagText(lag(since, now.getTime()))}: ${asked}.`;
    }
    case 'replay-asked':
      return sentences([
        md`is a DIP replay appropriate? ${asked}.`,
        md`It can be done until ${lastDayOf(first)}. If so, press “Replay agreed” on the card, or write /replay-agreed with the test.`,
      ]);
    case 'last-day':
      return md`today is the last working day for a DIP replay (it can be done until ${lastDayOf(first)}): ${asked}.`;
    case 'run-out':
      return sentences([
        md`the time for a DIP replay ran out on ${lastDayOf(first)}: ${asked}.`,
        md`Instead the step can be triggered again (/trigger-request), or a defect raised with what the DIP message tracker shows.`,
      ]);
  }
}

function lastDayOf(word: HarnessWord | undefined): Plain {
  return word?.sent === undefined ? plain`` : plain`${dayText(lastReplayDay(word.sent))}`;
}

/** `SITFTS-0240 TC 03 · EEN-MPAN-0007, step 4, at Tue 24 Nov 14:00` */
function requestText(word: HarnessWord, now: Date): Plain {
  const { test, step, dueAt, dipMessage, sent } = word;
  const parts = [
    named(test),
    step === undefined ? undefined : `step ${step}`,
    dueAt === undefined ? undefined : `at ${fullTime(dueAt, now)}`,
    dipMessage,
    sent === undefined ? undefined : `sent ${dayText(sent)}`,
  ];
  return plain`${parts.filter(part => part !== undefined).join(', ')}`;
}

function messageText({ dipMessage }: { readonly dipMessage?: string }): string {
  return dipMessage ?? 'the message';
}

function named({ testCaseName, mpanRef }: NamedTest): string {
  return `${testCaseName} · ${mpanRef}`;
}
