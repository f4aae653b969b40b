// Examples of the stand-up and the wash-up.

import { standUp, washUp } from '../../../src/cards/say.ts';
import type { StandUpView, WashUpView } from '../../../src/domain/day/day-view.ts';
import type { Outgoing } from '../../../src/ports/chat.ts';
import { at, day, eastmere, line } from '../given.ts';
import { queueView } from './queue.ts';

const running = line('FM_TS_1_TC_1_2_3_4_5_6_7', 'EEN-MPAN-0007', {
  status: 'triggered',
  who: 'Asha Renn',
  since: at('08:41'),
});

export const standUpView: StandUpView = {
  ldso: 'EEN',
  ldsoName: eastmere,
  day,
  lookedBackTo: '2026-11-23',
  away: [],
  covers: [],
  confirmed: [],
  unconfirmed: ['Iwo Pell'],
  couldCome: [],
  planned: [
    running,
    line('FM_TS_2_TC_1', 'EEN-MPAN-0008', { who: 'Asha Renn' }),
    line('RM_TS_1_TC_1_2', 'EEN-MPAN-0009', { who: 'Iwo Pell' }),
    line('SITFTS-0010 TC 01', 'EEN-MPAN-0010', { who: 'Iwo Pell' }),
    { testCaseId: '40850', testCaseName: 'OPS_TS_1_TC_1', status: 'planned' },
  ],
  plannedBehind: 21,
  dataIssues: [
    {
      mpanRef: 'EEN-MPAN-0009',
      testCaseNames: ['RM_TS_1_TC_1_2', 'SITFTS-0430 TC 01'],
      problem: 'double-booked',
    },
    { mpanRef: 'EEN-MPAN-0011', testCaseNames: ['SITFTS-0240 TC 03'], problem: 'open-query' },
  ],
  allocated: ['EEN-MPAN-0007', 'EEN-MPAN-0008', 'EEN-MPAN-0009', 'EEN-MPAN-0010'],
  harness: [
    line('RM_TS_1_TC_1_2', 'EEN-MPAN-0009', { status: 'triggered', who: 'Bo Tarn (QT)', since: at('08:55') }),
  ],
  blockers: [
    {
      is: 'severe-defect',
      testCaseName: 'SITFTS-0240 TC 03',
      mpanRef: 'EEN-MPAN-0011',
      since: at('16:20', '2026-11-23'),
      who: 'Asha Renn',
      words: 'contract reference rejected',
      severity: 'S2',
    },
    { is: 'downtime', since: at('08:30'), who: 'Bo Tarn (QT)', words: 'UIT: DIP not answering' },
  ],
  leftOver: [
    line('SITFTS-0240 TC 03', 'EEN-MPAN-0011', {
      status: 'blocked',
      who: 'Asha Renn',
      since: at('15:48', '2026-11-23'),
      step: 6,
      attempt: 2,
    }),
  ],
  progress: { total: 40, passed: 14, failed: 2, blocked: 1, running: 2, notStarted: 21 },
};

export const washUpView: WashUpView = {
  ldso: 'EEN',
  ldsoName: eastmere,
  day,
  passed: [
    line('FM_TS_1_TC_1_2_3_4_5_6_7', 'EEN-MPAN-0007', {
      status: 'passed',
      who: 'Asha Renn',
      since: at('10:12'),
    }),
    line('FM_TS_2_TC_1', 'EEN-MPAN-0008', {
      status: 'passed',
      who: 'Iwo Pell',
      since: at('14:31'),
      attempt: 2,
    }),
  ],
  failed: [
    line('SITFTS-0240 TC 03', 'EEN-MPAN-0011', {
      status: 'failed',
      who: 'Asha Renn',
      since: at('11:02'),
      step: 6,
    }),
  ],
  blocked: [
    line('SITFTS-0010 TC 01', 'EEN-MPAN-0010', { status: 'blocked', who: 'Iwo Pell', since: at('15:20') }),
  ],
  open: [
    line('RM_TS_1_TC_1_2', 'EEN-MPAN-0009', {
      status: 'triggered',
      who: 'Bo Tarn (QT)',
      since: at('08:55'),
      move: { of: 'ldso', to: 'receive', since: at('09:17') },
    }),
  ],
  queue: queueView,
  triggeredToday: 5,
  failedWithoutDefect: [
    line('SITFTS-0430 TC 01', 'EEN-MPAN-0012', {
      status: 'failed',
      who: 'Iwo Pell',
      since: at('16:05', '2026-11-23'),
      step: 3,
    }),
  ],
  evidenceOwed: [
    line('SITFTS-0010 TC 01', 'EEN-MPAN-0002', { status: 'passed', who: 'Asha Renn', since: at('11:40') }),
  ],
  defectsToday: [
    {
      testCaseName: 'SITFTS-0240 TC 03',
      mpanRef: 'EEN-MPAN-0011',
      severity: 'S2',
      priority: 'P2',
      bugId: '913',
      words: 'contract reference rejected',
    },
  ],
  openQueries: [
    {
      is: 'query',
      testCaseName: 'SITFTS-0240 TC 03',
      mpanRef: 'EEN-MPAN-0011',
      since: at('11:25'),
      who: 'Bo Tarn (QT)',
      words: 'needs a CSS2860 first',
      query: { minutes: 335, nudges: 2 },
    },
  ],
  queriesAnswered: [
    { at: at('10:20'), byName: 'Bo Tarn (QT)', minutes: 25 },
    { at: at('14:05'), byName: 'Bo Tarn (QT)', minutes: 90 },
    { at: at('15:30'), byName: 'Amir Field', minutes: 140 },
  ],
  blockers: [{ is: 'downtime', since: at('11:40'), who: 'Asha Renn', words: 'UIT: DIP not answering' }],
  held: [{ who: 'Iwo Pell', kinds: ['raw_address'], since: at('14:40') }],
  leaks: [
    {
      who: 'Iwo Pell',
      kinds: ['raw_mpan', 'raw_postcode'],
      openedAt: at('13:05'),
      url: 'https://teams.example/l/message/19%3Aqt-een%40thread.tacv2/1795000000001',
    },
    { who: 'Asha Renn', kinds: ['raw_address'], openedAt: at('16:20', '2026-11-23') },
  ],
  remediations: [
    {
      testCaseName: 'SITFTS-0240 TC 03',
      step: 'replace',
      openedAt: at('15:05'),
      url: 'https://teams.example/l/message/19%3Aqt-een%40thread.tacv2/1795000000002',
    },
  ],
  mirror: { waiting: 2, givenUp: 0 },
  next: [
    line('OPS_TS_1_TC_1', 'EEN-MPAN-0014'),
    line('SITNFT-T2-050 TC 01', 'EEN-MPAN-0015', { who: 'Iwo Pell' }),
  ],
  progress: { total: 40, passed: 16, failed: 2, blocked: 1, running: 1, notStarted: 20 },
  against: {
    state: 'final',
    days: [
      { day: '2026-11-19', planned: 4, passed: 3 },
      { day: '2026-11-20', planned: 9, passed: 8 },
      { day: '2026-11-23', planned: 15, passed: 14 },
      { day: '2026-11-24', planned: 19, passed: 16 },
    ],
    total: 40,
    plannedByNow: 19,
    passed: 16,
    slipping: [
      line('SITFTS-0430 TC 01', 'EEN-MPAN-0012', {
        status: 'failed',
        who: 'Iwo Pell',
        since: at('16:05', '2026-11-23'),
        step: 3,
        dueOn: '2026-11-23',
      }),
      line('SITFTS-0240 TC 03', 'EEN-MPAN-0011', {
        status: 'failed',
        who: 'Asha Renn',
        since: at('11:02'),
        step: 6,
      }),
      line('RM_TS_1_TC_1_2', 'EEN-MPAN-0009', {
        status: 'triggered',
        who: 'Bo Tarn (QT)',
        since: at('08:55'),
      }),
    ],
    nextDay: '2026-11-25',
    end: { planned: '2026-12-03', expected: '2026-12-04', workingDaysLater: 1, mostADay: 6 },
  },
};

export const dayExamples: Readonly<Record<string, () => Outgoing>> = {
  'stand-up': () => standUp(standUpView, new Date(at('09:00'))),
  'stand-up-quiet': () =>
    standUp(
      {
        ...standUpView,
        planned: [],
        plannedBehind: 0,
        dataIssues: [],
        allocated: [],
        harness: [],
        blockers: [],
        leftOver: [],
        progress: { total: 40, passed: 40, failed: 0, blocked: 0, running: 0, notStarted: 0 },
      },
      new Date(at('09:00')),
    ),
  'wash-up': () => washUp(washUpView, new Date(at('17:00'))),
  'wash-up-quiet': () =>
    washUp(
      {
        ...washUpView,
        passed: [],
        failed: [],
        blocked: [],
        open: [],
        queue: { waiting: [], onTheWay: [], fuses: [] },
        triggeredToday: 0,
        failedWithoutDefect: [],
        evidenceOwed: [],
        defectsToday: [],
        openQueries: [],
        queriesAnswered: [],
        blockers: [],
        held: [],
        leaks: [],
        remediations: [],
        mirror: { waiting: 0, givenUp: 0 },
        next: [],
      },
      new Date(at('17:00')),
    ),
};
