// The stand-up of a full day by the schedule: sixty tests, and something of everything that can be in the way.

import { unconfirmedAsked } from '../../../src/cards/day/day-plan-words.ts';
import { standUp } from '../../../src/cards/say.ts';
import type { StandUpView, TestLine } from '../../../src/domain/day/day-view.ts';
import type { Outgoing } from '../../../src/ports/chat.ts';
import { queueView } from './queue.ts';

const day = '2026-11-24';
const now = new Date('2026-11-24T09:00:00Z');
const at = (time: string, on = day) => Date.parse(`${on}T${time}:00Z`);
const people = ['Asha Renn', 'Iwo Pell', 'Bo Tarn'];

function test(place: number, more: Partial<TestLine> = {}): TestLine {
  return {
    testCaseId: String(40_700 + place),
    testCaseName: `SITFTS-0${200 + place} TC 0${1 + (place % 9)}`,
    mpanRef: `EEN-MPAN-${String(place).padStart(4, '0')}`,
    status: 'planned',
    who: people[place % 3] ?? '',
    reasons: [],
    ...more,
  };
}

const planned = Array.from({ length: 60 }, (_, place) =>
  test(
    place,
    place === 0
      ? { status: 'passed', since: at('08:40') }
      : place === 2
        ? { time: '09:30', reasons: [{ is: 'not-migrated' }, { is: 'css2860-not-received' }] }
        : place === 4
          ? { isAway: true }
          : place === 3
            ? { coveredBy: ['Iwo Pell'] }
            : place % 5 === 1
              ? { time: `1${place % 4}:15` }
              : {},
  ),
);

export const fullDay: StandUpView = {
  ldso: 'EEN',
  ldsoName: 'Eastmere Electricity Networks',
  day,
  lookedBackTo: '2026-11-23',
  schedule: 'final',
  planned,
  plannedBehind: 140,
  dataIssues: [
    {
      problem: 'double-booked',
      mpanRef: 'EEN-MPAN-0007',
      testCaseNames: ['SITFTS-0207 TC 08', 'SITFTS-0210 TC 02'],
    },
    {
      problem: 'not-ready',
      mpanRef: 'EEN-MPAN-0002',
      testCaseName: 'SITFTS-0202 TC 03',
      reasons: [{ is: 'not-migrated' }, { is: 'css2860-not-received' }],
    },
    {
      problem: 'not-ready',
      mpanRef: 'EEN-MPAN-0009',
      testCaseName: 'RM_TS_1_TC_1_2',
      reasons: [{ is: 'supplier', has: 'MHHS', needs: 'CIDC' }],
    },
    { problem: 'not-ready', testCaseName: 'OPS_TS_1_TC_1', reasons: [{ is: 'no-reference' }] },
  ],
  allocated: planned.flatMap(({ mpanRef }) => mpanRef ?? []),
  harness: [test(6, { time: '09:45' }), test(11, { time: '13:15' }), test(21)],
  queue: queueView,
  blockers: [
    {
      is: 'downtime',
      since: at('16:20', '2026-11-23'),
      who: 'Asha Renn',
      words: 'UIT: DIP not answering',
      entryId: 'EEN/1764000000000/0',
    },
    {
      is: 'severe-defect',
      severity: 'S2',
      since: at('11:10', '2026-11-23'),
      who: 'Iwo Pell',
      words: 'contract reference rejected',
      testCaseName: 'SITFTS-0240 TC 03',
      mpanRef: 'EEN-MPAN-0011',
      entryId: 'EEN/1764000001000/0',
      takenBy: 'Bo Tarn',
    },
  ],
  away: [
    {
      name: 'Jo Penrose',
      isAnalyst: true,
      tests: 0,
      coveredBy: [{ name: 'Kit Larne', part: 'am' }],
      uncovered: 'pm',
    },
    { name: 'Asha Renn', part: 'am', tests: 14, coveredBy: [{ name: 'Iwo Pell' }] },
    { name: 'Bo Tarn', tests: 20, coveredBy: [], uncovered: 'day' },
    { name: 'Ruth Amin', part: 'pm', tests: 0, coveredBy: [] },
  ],
  covers: [{ name: 'Cerys Lowe', for: 'Gus Ferry', part: 'pm' }],
  confirmed: ['Asha Renn'],
  unconfirmed: ['Iwo Pell'],
  couldCome: Array.from({ length: 40 }, (_, place) => test(100 + place)),
  leftOver: [
    test(61, { status: 'triggered', since: at('15:10', '2026-11-23') }),
    test(62, { dueOn: '2026-11-20' }),
  ],
  progress: { total: 200, passed: 31, failed: 2, blocked: 1, running: 3, notStarted: 163 },
};

export const standUpExamples: Readonly<Record<string, () => Outgoing>> = {
  'stand-up-scheduled': () => standUp(fullDay, now),
  'unconfirmed-asked': () => unconfirmedAsked([{ name: 'Iwo Pell', id: '29:iwo' }, { name: 'Asha_R' }], day),
  'unconfirmed-nobody': () => unconfirmedAsked([], day),
};
