// One or two examples of everything the bot says; the golden files and the pictures are made from them.

import { leakInAdoAnswer } from '../../src/cards/remediation-words.ts';
import {
  callGroups,
  elsewhere,
  help,
  leakCall,
  leakClosed,
  mended,
  noted,
  refusal,
  remediationCard,
  standUp,
  testCard,
  washUp,
  welcome,
  withdrawnCard,
} from '../../src/cards/say.ts';
import type { TestView } from '../../src/cards/test-facts.ts';
import type { StandUpView, TestLine, WashUpView } from '../../src/domain/day-view.ts';
import type { Entry, StandingEntry } from '../../src/domain/entry.ts';
import { progressOf } from '../../src/domain/progress.ts';
import { ldsoId, mpanRef, type TestKey, testCaseId } from '../../src/domain/refs.ts';
import type { Remediation } from '../../src/domain/remediation.ts';
import { inspect } from '../../src/guard/inspect.ts';
import type { Outgoing } from '../../src/ports/chat.ts';
import { registerExamples } from './register-examples.ts';
import { scheduleExamples } from './schedule-examples.ts';
import { standUpExamples } from './stand-up-examples.ts';

const een = ldsoId('EEN')!;
const eastmere = 'Eastmere Electricity Networks';
const day = '2026-11-24';
/** A time of that Tuesday, or of `2026-11-23` when it is named; London is on GMT in November. */
export const at = (time: string, on = day) => Date.parse(`${on}T${time}:00Z`);
export const now = new Date(at('12:30'));

export const asha = { id: 'p-asha', name: 'Asha Renn' };
export const bo = { id: 'p-bo', name: 'Bo Tarn (QT)' };

export const key: TestKey = {
  ldso: een,
  testCaseId: testCaseId('40715')!,
  mpanRef: mpanRef('EEN-MPAN-0011')!,
};

/** An entry about SITFTS-0240 TC 03 and EEN-MPAN-0011, unless it says otherwise. */
export function entry(place: number, words: string, more: Partial<Entry> = {}): StandingEntry {
  return {
    id: `EEN/${place}/0`,
    kind: 'triggered',
    message: { ldso: een, thread: '19:qt-een@thread.tacv2;messageid=1', messageId: String(place) },
    testCaseId: key.testCaseId,
    testCaseName: 'SITFTS-0240 TC 03',
    mpanRef: key.mpanRef,
    routeTo: [],
    warnings: [],
    note: inspect(words, { mode: 'chat', now }).redacted,
    by: asha,
    at: at('09:17') + place * 60_000,
    withdrawn: false,
    ...more,
  };
}

export function viewOf(entries: readonly StandingEntry[], more: Partial<TestView> = {}): TestView {
  return {
    ldsoName: eastmere,
    progress: progressOf(key, entries)!,
    now,
    mirror: 'done',
    defects: [],
    ...more,
  };
}

const resultUrl = 'https://dev.azure.example/een/LDSO%20QT/_testManagement/runs?runId=31&resultId=100000';
const triggered = entry(0, '/triggered SITFTS-0240 TC 03 EEN-MPAN-0011');
const failed = entry(2, '/failed SITFTS-0240 TC 03 EEN-MPAN-0011 step 6 PUB-036 not received', {
  kind: 'failed',
  step: 6,
  at: at('11:02'),
});
const defect = entry(3, '/defect SITFTS-0240 TC 03 EEN-MPAN-0011 S2 P2 contract reference rejected', {
  kind: 'defect_raised',
  defect: { severity: 'S2', priority: 'P2' },
  at: at('11:10'),
});
const query = entry(4, '@DataTeam query SITFTS-0240 TC 03 EEN-MPAN-0011 needs a CSS2860 first', {
  kind: 'data_query',
  by: bo,
  at: at('11:25'),
});
const downtime = entry(5, '/downtime UIT SITFTS-0240 TC 03 EEN-MPAN-0011 DIP not answering', {
  kind: 'env_downtime',
  at: at('11:40'),
});

function line(testCaseName: string, ref: string, more: Partial<TestLine> = {}): TestLine {
  return { testCaseId: '40662', testCaseName, mpanRef: ref, status: 'planned', ...more };
}

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
    line('RM_TS_1_TC_1_2', 'EEN-MPAN-0009', { status: 'triggered', who: 'Bo Tarn (QT)', since: at('08:55') }),
  ],
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
    },
  ],
  blockers: [{ is: 'downtime', since: at('11:40'), who: 'Asha Renn', words: 'UIT: DIP not answering' }],
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

export const remediation: Remediation = {
  testCaseName: 'SITFTS-0240 TC 03',
  message: { ldso: een, thread: '19:qt-een@thread.tacv2;messageid=1', messageId: '1' },
  openedAt: at('11:05'),
  byName: 'Asha Renn',
  done: [],
};

const refused = { person: asha, ldsoName: eastmere, doubtful: false, messageId: '1795000000001' } as const;

/** By the name of the golden file. */
export const examples: Readonly<Record<string, () => Outgoing>> = {
  ...scheduleExamples,
  ...registerExamples,
  ...standUpExamples,
  'test-triggered': () => testCard(viewOf([triggered], { mirror: 'waiting', waitingSince: at('09:17') })),
  'test-passed': () => {
    const passed = entry(2, 'Passed TC 40715 EEN-MPAN-0011, evidence uploaded', {
      kind: 'passed',
      at: at('11:02'),
    });
    return testCard(viewOf([triggered, passed], { resultUrl }));
  },
  'test-failed': () =>
    testCard(
      viewOf([triggered, failed, defect, query], {
        resultUrl,
        defects: [
          {
            entryId: defect.id,
            bugId: '913',
            url: 'https://dev.azure.example/een/LDSO%20QT/_workitems/edit/913',
          },
        ],
      }),
    ),
  'test-retest': () =>
    testCard(
      viewOf(
        [
          triggered,
          failed,
          defect,
          query,
          downtime,
          entry(6, 'triggered again 40715 EEN-MPAN-0011', { at: at('12:05') }),
        ],
        { resultUrl },
      ),
    ),
  'test-blocked': () =>
    testCard(
      viewOf(
        [
          entry(0, '/blocked 40715 EEN-MPAN-0011 waits for the registration service', {
            kind: 'blocked',
            by: bo,
            warnings: ['outside_test_hours'],
            at: at('18:40', '2026-11-23'),
          }),
        ],
        { mirror: 'newer-there', resultUrl },
      ),
    ),
  'test-remarks-only': () => testCard(viewOf([query])),
  'test-crowded': () => {
    const many = Array.from({ length: 9 }, (_, place) =>
      entry(10 + place, `/defect 40715 EEN-MPAN-0011 S3 P3 reading ${place + 1} missing from the register`, {
        kind: 'defect_raised',
        defect: { severity: 'S3', priority: 'P3', bugId: String(920 + place) },
        at: at('11:30') + place * 120_000,
      }),
    );
    const runs = [0, 1, 2, 3].map(place =>
      entry(30 + place, '/failed 40715 EEN-MPAN-0011 step 2', {
        kind: 'failed',
        how: 'retest',
        step: 2,
        at: at('10:00') + place * 600_000,
      }),
    );
    const defects = many.map((_, place) => ({ bugId: String(920 + place) }));
    return testCard(viewOf([triggered, ...runs, ...many], { mirror: 'given-up', defects }));
  },
  withdrawn: () => withdrawnCard({ ldsoName: eastmere, test: key, testCaseName: 'SITFTS-0240 TC 03' }),
  'refusal-missing': () =>
    refusal({
      ...refused,
      kind: 'passed',
      problems: [{ reason: 'missing_mpan_ref' }],
      correctedLine: '/passed 40715 EEN-MPAN-____',
    }),
  'refusal-unknown': () =>
    refusal({
      ...refused,
      kind: 'failed',
      problems: [
        {
          reason: 'unknown_tc',
          typed: 'SITFTS-0420 TC 03',
          nearest: ['SITFTS-0240 TC 03', 'SITFTS-0430 TC 01'],
        },
        { reason: 'mpan_ref_of_other_ldso', typed: 'CVD-MPAN-012' },
      ],
      correctedLine: '/failed SITFTS-0240 TC 03 EEN-MPAN-____ step 6 PUB-036 not received',
    }),
  'refusal-personal-data': () =>
    refusal({
      ...refused,
      kind: 'passed',
      problems: [{ reason: 'raw_mpan' }, { reason: 'raw_postcode' }],
      useInstead: 'EEN-MPAN-0011',
    }),
  'refusal-doubtful': () =>
    refusal({ ...refused, kind: undefined, doubtful: true, problems: [{ reason: 'raw_mpan' }] }),
  'refusal-held': () =>
    refusal({
      ...refused,
      kind: 'failed',
      doubtful: true,
      problems: [{ reason: 'raw_address' }],
      without: inspect('/failed 40715 EEN-MPAN-0011 step 6 seen at [removed]', { mode: 'chat', now })
        .redacted,
    }),
  'refusal-on-card': () =>
    refusal({ ...refused, kind: 'failed', onCard: true, problems: [{ reason: 'raw_mpan' }] }),
  'mended-vouched': () => mended({ person: asha, how: 'vouched' }),
  noted: () => noted({ entry: downtime, ldsoName: eastmere }),
  'call-groups': () =>
    callGroups({
      groups: ['DataTeam', 'QualificationTeam'],
      tagId: group => (group === 'DataTeam' ? 'MjA1-ZGF0YQ==' : undefined),
      entry: query,
      ldsoName: eastmere,
    }),
  'leak-call': () =>
    leakCall({
      leak: { kinds: ['raw_mpan', 'raw_postcode'], by: asha, openedAt: at('10:02') },
      tagId: () => 'MjA1-cXQ=',
      ldsoName: eastmere,
      now,
    }),
  'leak-closed': () => leakClosed(),
  'mended-edited': () => mended({ person: asha, how: 'edited' }),
  'mended-deleted': () => mended({ person: asha, how: 'deleted' }),
  'remediation-open': () =>
    remediationCard({
      remediation: { ...remediation, done: [{ byName: 'Asha Renn', at: at('11:20') }] },
      testCaseId: '40715',
      ldsoName: eastmere,
      now,
    }),
  'remediation-done': () =>
    remediationCard({
      remediation: {
        ...remediation,
        done: [
          { byName: 'Asha Renn', at: at('11:20') },
          { byName: 'Bo Tarn (QT)', at: at('11:55') },
          { byName: 'Asha Renn', at: at('12:20') },
        ],
      },
      testCaseId: '40715',
      ldsoName: eastmere,
      now,
    }),
  'remediation-call': () =>
    callGroups({
      groups: ['QualificationTeam'],
      tagId: () => 'MjA1-cXQ=',
      entry: undefined,
      evidenceOf: 'SITFTS-0240 TC 03',
      ldsoName: eastmere,
    }),
  'remediation-unknown': () =>
    leakInAdoAnswer({
      about: 'leak-in-ado',
      why: 'unknown-test-case',
      typed: 'SITFTS-0420 TC 03',
      nearest: ['SITFTS-0240 TC 03'],
    }),
  elsewhere: () => elsewhere(),
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
        triggeredToday: 0,
        failedWithoutDefect: [],
        evidenceOwed: [],
        defectsToday: [],
        openQueries: [],
        blockers: [],
        leaks: [],
        remediations: [],
        mirror: { waiting: 0, givenUp: 0 },
        next: [],
      },
      new Date(at('17:00')),
    ),
  help: () => help(),
  welcome: () => welcome(eastmere),
};
