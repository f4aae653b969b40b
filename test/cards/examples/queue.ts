// Examples of the queue of the test harness, of calls to it, and of answers about replays.
import { harnessCallText, harnessTold } from '../../../src/cards/queue/harness-words.ts';
import { queueCard } from '../../../src/cards/queue/queue-facts.ts';
import type { FuseLine, QueueLine, QueueView } from '../../../src/domain/harness/queue-view.ts';
import { mpanRef, testCaseId } from '../../../src/domain/refs.ts';
import type { Outgoing } from '../../../src/ports/chat.ts';
import { at, day, eastmere, een, movesOf, now, word } from '../given.ts';

const test = (testCaseName: string, ref: string, id = '40715') => ({
  testCaseId: testCaseId(id)!,
  testCaseName,
  mpanRef: mpanRef(ref)!,
});
const minutes = (all: number) => ({ testing: all, all });
const bo = { id: 'p-bo', name: 'Bo Tarn (QT)' };

const waiting: readonly QueueLine[] = [
  {
    test: test('SITFTS-0202 TC 03', 'EEN-MPAN-0002'),
    step: 4,
    askedAt: at('16:40', '2026-11-23'),
    askedBy: 'Iwo Pell',
    toTrigger: { testing: 20, all: 1_140 },
  },
  {
    test: test('SITFTS-0430 TC 01', 'EEN-MPAN-0012', '40716'),
    askedAt: at('09:20'),
    askedBy: 'Asha Renn',
    wantedAt: at('14:00'),
    toTrigger: minutes(0),
  },
];

const onTheWay: readonly QueueLine[] = [
  {
    test: test('RM_TS_1_TC_1_2', 'EEN-MPAN-0009', '40720'),
    askedAt: at('09:05'),
    askedBy: 'Asha Renn',
    triggered: { at: at('09:17'), by: bo },
    toTrigger: minutes(12),
    toReceive: minutes(23),
  },
];

const fuses: readonly FuseLine[] = [
  {
    test: test('SITFTS-0240 TC 03', 'EEN-MPAN-0011'),
    dipMessage: 'PUB-036',
    sent: '2026-11-19',
    lastDay: day,
    daysLeft: 0,
    isLastChance: true,
    stands: 'agreed',
    since: at('15:10', '2026-11-23'),
    askedBy: 'Asha Renn',
  },
  {
    test: test('FM_TS_2_TC_1', 'EEN-MPAN-0008'),
    sent: '2026-11-23',
    lastDay: '2026-11-28',
    daysLeft: 4,
    isLastChance: false,
    stands: 'asked',
    since: at('09:00'),
    askedBy: 'Iwo Pell',
  },
];

export const queueView: QueueView = {
  ldso: een,
  ldsoName: eastmere,
  day,
  waiting,
  onTheWay,
  received: [
    {
      test: test('SITFTS-0010 TC 01', 'EEN-MPAN-0010', '40721'),
      askedAt: at('08:50'),
      askedBy: 'Iwo Pell',
      triggered: { at: at('09:02'), by: bo },
      received: { at: at('09:06'), by: bo },
      toTrigger: { testing: 2, all: 12 },
      toReceive: minutes(4),
    },
  ],
  come: [],
  fuses,
};

const { lag } = movesOf([]);
const spoken = { now, lag };
const replay = word('10:05', 'replay-asked', { dipMessage: 'PUB-036', sent: '2026-11-19' });

export const queueExamples: Readonly<Record<string, () => Outgoing>> = {
  queue: () => queueCard(queueView),
  'queue-empty': () => queueCard({ ...queueView, waiting: [], onTheWay: [], received: [], fuses: [] }),
  'harness-call': () =>
    harnessCallText({
      why: 'asked',
      words: [word('09:30', 'asked', { step: 4, dueAt: at('14:00') })],
      tagId: () => 'tag-qt',
      ldsoName: eastmere,
      ...spoken,
    }),
  'harness-lag': () =>
    harnessCallText({
      why: 'lag',
      words: [word('09:30', 'asked')],
      tagId: () => undefined,
      ldsoName: eastmere,
      ...spoken,
    }),
  'replay-last-day': () =>
    harnessCallText({
      why: 'last-day',
      words: [replay],
      tagId: () => undefined,
      ldsoName: eastmere,
      ...spoken,
    }),
  'replay-told': () =>
    harnessTold(
      [
        {
          is: 'replay',
          says: 'replay-asked',
          tests: [test('FM_TS_2_TC_1', 'EEN-MPAN-0008')],
          dipMessage: 'PUB-036',
          lastDay: '2026-11-28',
          daysLeft: 4,
          isAskedAlready: false,
        },
      ],
      spoken,
    ),
  'replay-too-late': () =>
    harnessTold(
      [{ is: 'replay-too-late', sent: '2026-11-18', lastDay: '2026-11-23', dipMessage: 'PUB-036' }],
      spoken,
    ),
  'replay-sent-when': () => harnessTold([{ is: 'replay-sent-when' }], spoken),
};
