// The queue of the test harness as a card: what waits for whom, each with its lag clock, and the countdown of replays.
import type { FuseLine, QueueLine, QueueView } from '../../domain/harness/queue-view.ts';
import type { Outgoing } from '../../ports/chat.ts';
import { mostOfATestCase } from '../day/day-lines.ts';
import { type NoticeSection, noticeCard } from '../making/notice.ts';
import { dots, md, type Plain, plain, shorten } from '../making/shown.ts';
import { dayText, timeOn } from '../making/times.ts';
import { daysLeftText, lagText } from './lag-words.ts';

const mostLines = 12;
/** Buttons for the requests that have waited longest. */
const mostButtons = 3;

export function queueCard(view: QueueView): Outgoing {
  const { day, waiting, onTheWay, received, fuses, ldsoName } = view;
  const section = <Line>(
    heading: NoticeSection['heading'],
    lines: readonly Line[],
    words: (line: Line) => Plain,
  ): readonly NoticeSection[] =>
    lines.length === 0
      ? []
      : [
          {
            heading,
            lines: lines.slice(0, mostLines).map(each => md`${words(each)}`),
            count: lines.length,
            see: md`see the cards of these tests`,
          },
        ];
  return noticeCard({
    text: dots([
      plain`Test harness queue`,
      plain`${ldsoName}`,
      plain`${waiting.length} to trigger`,
      plain`${onTheWay.length} on the way`,
      fuses.length === 0 ? undefined : plain`${fuses.length} to replay`,
    ]),
    title: md`Test harness queue`,
    lead:
      waiting.length + onTheWay.length + fuses.length === 0
        ? md`${ldsoName}: nothing waits. /trigger-request with a test asks for a trigger.`
        : md`${ldsoName}`,
    sections: [
      ...section(md`To be triggered by the QT team: ${waiting.length}`, waiting, line =>
        queueText(line, day),
      ),
      ...section(md`Triggered, not received yet: ${onTheWay.length}`, onTheWay, line => queueText(line, day)),
      ...section(md`DIP replays: ${fuses.length}`, fuses, fuseText),
      ...section(md`Received today: ${received.length}`, received, line => queueText(line, day)),
    ],
    buttons: waiting.slice(0, mostButtons).map(({ test: { testCaseId, testCaseName, mpanRef } }) => ({
      title: plain`Triggered: ${shorten(testCaseName, 24)} ${mpanRef}`,
      line: plain`/triggered ${testCaseId} ${mpanRef}`,
    })),
  });
}

/** `SITFTS-0240 TC 03 · EEN-MPAN-0011 · step 4 · asked 09:00 by Asha · waits 35 min` */
function queueText(line: QueueLine, day: string): Plain {
  const { test, step } = line;
  return dots([
    plain`${shorten(test.testCaseName, mostOfATestCase)}`,
    plain`${test.mpanRef}`,
    step === undefined ? undefined : plain`step ${step}`,
    ...clockText(line, day),
  ]);
}

/** Asked, triggered, received: when, and how long each took or takes. */
export function clockText(line: QueueLine, day: string): readonly (Plain | undefined)[] {
  const { askedAt, askedBy, wantedAt, triggered, received, toTrigger, toReceive } = line;
  const asked = plain`asked ${timeOn(day, askedAt)} by ${shorten(askedBy, 24)}`;
  const wanted = wantedAt === undefined ? undefined : plain`for ${timeOn(day, wantedAt)}`;
  if (triggered === undefined && received === undefined)
    return [asked, wanted, toTrigger.all === 0 ? undefined : plain`waits ${lagText(toTrigger)}`];
  const took =
    triggered === undefined
      ? undefined
      : plain`triggered ${timeOn(day, triggered.at)} after ${lagText(toTrigger)}`;
  const came =
    received === undefined
      ? toReceive === undefined
        ? undefined
        : plain`not received for ${lagText(toReceive)}`
      : toReceive === undefined
        ? plain`received ${timeOn(day, received.at)}`
        : plain`received ${timeOn(day, received.at)} after ${lagText(toReceive)}`;
  return [asked, wanted, took, came];
}

const standsWords: Readonly<Record<FuseLine['stands'], string>> = {
  asked: 'the QT team is to agree',
  agreed: 'agreed, the LDSO is to replay it',
  replayed: 'replayed, to be received',
  'run-out': 'not replayed in time',
};

/** `PUB-036 sent Mon 23 Nov · SITFTS-0240 TC 03 · EEN-MPAN-0011 · until Sat 28 Nov, 4 days left · …` */
function fuseText(fuse: FuseLine): Plain {
  const { test, dipMessage, sent } = fuse;
  return dots([
    plain`${dipMessage ?? 'Message'} sent ${dayText(sent)}`,
    plain`${shorten(test.testCaseName, mostOfATestCase)}`,
    plain`${test.mpanRef}`,
    ...fuseAside(fuse),
  ]);
}

/** `until Sat 28 Nov, 4 days left`, and whose it is. */
export function fuseAside({
  lastDay,
  daysLeft,
  isLastChance,
  stands,
}: FuseLine): readonly (Plain | undefined)[] {
  return [
    stands === 'replayed'
      ? undefined
      : plain`until ${dayText(lastDay)}, ${daysLeftText(daysLeft, isLastChance)}`,
    plain`${standsWords[stands]}`,
  ];
}
