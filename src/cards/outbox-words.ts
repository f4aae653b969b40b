// What is said of work that waits on its way or was given up: what it is, since when, and why, in plain words.
import type { Undelivered } from '../domain/day/day-view.ts';
import type { Intent } from '../domain/intents.ts';
import type { Outgoing } from '../ports/chat.ts';
import { type NoticeSection, noticeCard } from './making/notice.ts';
import { dots, md, type Plain, plain, type Shown, sentences, shorten } from './making/shown.ts';
import { fullTime } from './making/times.ts';

export type OutboxView = {
  readonly ldsoName: string;
  readonly now: Date;
  readonly waiting: readonly Undelivered[];
  readonly givenUp: readonly Undelivered[];
  readonly replayed?: number;
};

const mostLines = 12;

/** What is achieved when it arrives. */
const things: Readonly<Record<Intent['is'], string>> = {
  'mirror-test': 'Result',
  'mirror-defect': 'Defect',
  'drop-result': 'Result to be taken back',
  'close-runs': 'Closing of test runs',
  'attach-evidence': 'Evidence file',
  'fetch-evidence': 'Evidence file',
  'copy-defect': 'Copy of a defect for the programme',
  'copy-down': 'Copy of a defect of the programme',
  'read-triage': 'Look at what triage has marked',
  'show-test': 'Card',
  'show-remediation': 'Checklist for evidence',
  'remind-held': 'Reminder of a held message',
  'show-query': 'Card of a query',
  'nudge-query': 'Reminder of a query',
  'show-stand-up': 'Stand-up',
  'post-stand-up': 'Stand-up',
  'post-wash-up': 'Wash-up',
  'post-schedule': 'Note on the schedule',
  'ask-unconfirmed': 'Question about the plan of the day',
  welcome: 'Welcome',
  answer: 'Answer',
  tell: 'Answer',
  attend: 'Message to the bot alone',
  'call-groups': 'Call to a group',
  'call-harness': 'Call for the test harness',
  'call-about-leak': 'Call about personal data',
  'say-refused': 'Answer to a refused message',
  'say-noted': 'Answer',
  'say-ready': 'Word that a defect is ready for retest',
  'say-mended': 'Answer to a mended message',
  'say-copied': 'Word of a copied defect',
  'say-elsewhere': 'Answer',
};

export function thingIn({ is, of }: Undelivered): Plain {
  return of === undefined ? plain`${things[is]}` : plain`${things[is]} ${of}`;
}

/** `Result 40662 EEN-MPAN-0007 · since Tue 24 Nov 10:02 · status 503. Azure DevOps asks to go slower` */
function undeliveredLine(work: Undelivered, now: Date): Shown {
  const { since, error } = work;
  return dots([
    md`${thingIn(work)}`,
    md`since ${fullTime(since, now)} UK`,
    error === undefined ? undefined : md`${shorten(error, 220)}`,
  ]);
}

export function outboxTold(view: OutboxView): Outgoing {
  const { ldsoName, waiting, givenUp, replayed } = view;
  return noticeCard({
    text: dots([
      plain`Outbox of ${ldsoName}`,
      plain`${waiting.length} waiting`,
      plain`${givenUp.length} given up`,
      replayed === undefined ? undefined : plain`${replayed} tried again`,
    ]),
    title: md`On the way to Azure DevOps: ${ldsoName}`,
    colour: givenUp.length > 0 ? 'attention' : 'default',
    lead: lead(view),
    sections: [
      ...section(md`Given up: ${givenUp.length}`, givenUp, view.now),
      ...section(md`Waiting: ${waiting.length}`, waiting, view.now),
    ],
    buttons: givenUp.length > 0 ? [{ title: plain`Try again`, line: plain`/outbox replay` as Plain }] : [],
  });
}

function lead({ waiting, givenUp, replayed }: OutboxView): Shown {
  const put =
    replayed === undefined || replayed === 0 ? [] : [md`${replayed} put back, and tried again now.`];
  if (waiting.length === 0 && givenUp.length === 0)
    return sentences([...put, md`Everything that is recorded has arrived.`]);
  return sentences([
    ...put,
    ...(replayed === 0 ? [md`There was nothing to put back.`] : []),
    ...(waiting.length > 0 ? [md`What waits goes on by itself.`] : []),
    ...(givenUp.length > 0
      ? [
          md`What was given up waits for somebody to mend the cause and to write /outbox replay; nothing is made twice.`,
        ]
      : []),
  ]);
}

function section(heading: Shown, work: readonly Undelivered[], now: Date): readonly NoticeSection[] {
  if (work.length === 0) return [];
  const lines = work.slice(0, mostLines).map(each => undeliveredLine(each, now));
  return [{ heading, lines, count: work.length }];
}
