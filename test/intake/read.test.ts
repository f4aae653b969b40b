import { describe, expect, test } from 'vitest';
import type { LdsoBook } from '../../src/domain/plan.ts';
import { testCaseId } from '../../src/domain/refs.ts';
import { inspect } from '../../src/guard/inspect.ts';
import { read } from '../../src/intake/read.ts';

const names: readonly (readonly [string, string])[] = [
  ['40662', 'FM_TS_1_TC_1_2_3_4_5_6_7'],
  ['40663', 'FM_TS_2_TC_1'],
  ['40710', 'SITFTS-0010 TC 01'],
  ['40715', 'SITFTS-0240 TC 03'],
];
const book: LdsoBook = {
  id: 'EEN',
  testCases: names.map(([id, name], place) => ({
    id: testCaseId(id)!,
    name,
    title: name,
    suite: 'All',
    order: place + 1,
  })),
  mpanRefPattern: 'EEN-MPAN-\\d{4}',
  mpanRefs: [],
  harnessRefs: { MPAN000123: 'EEN-MPAN-0013' },
  otherPatterns: ['KES_MPAN_\\d{2}'],
  needs: { env_restored: 'none' },
};
const reading = (text: string) =>
  read(inspect(text, { mode: 'chat', now: new Date('2026-03-03T10:00:00Z') }).redacted, book);
const items = (text: string) => {
  const it = reading(text);
  return it.is === 'chatter'
    ? 'chatter'
    : it.items.map(item => `${item.kind ?? it.kind} ${item.testCaseId} ${item.mpanRef}`);
};

describe('a notification is read', () => {
  test.each([
    ['/passed 40662 EEN-MPAN-0007', 'passed 40662 EEN-MPAN-0007'],
    ['!failed 40715 EEN-MPAN-0011 step 4', 'failed 40715 EEN-MPAN-0011'],
    ['/defect 40662 EEN-MPAN-0007 S2 P2 rejected', 'defect_raised 40662 EEN-MPAN-0007'],
    ['/failed 40662 EEN-MPAN-0007 with defect 40999', 'failed 40662 EEN-MPAN-0007'],
    ['/triggerd 40662 EEN-MPAN-0007', 'triggered 40662 EEN-MPAN-0007'],
    ['EEN-MPAN-0007 - 40662 - PASS', 'passed 40662 EEN-MPAN-0007'],
    ['Trigger 40662 EEN-MPAN-0007', 'triggered 40662 EEN-MPAN-0007'],
    ['Just started SITFTS-0010 TC 01, EEN-MPAN-0002', 'triggered 40710 EEN-MPAN-0002'],
    ['Status: Passed\nTC: 40663\nMPAN ref: EEN-MPAN-0013', 'passed 40663 EEN-MPAN-0013'],
    ['test case 40662 completed successfully (EEN-MPAN-0007)', 'passed 40662 EEN-MPAN-0007'],
    ['SITFTS0240TC3 passed een mpan 11', 'passed 40715 EEN-MPAN-0011'],
    ['fm_ts_1_tc_1_2_3_4_5_6_7 trigd een-mpan-0007', 'triggered 40662 EEN-MPAN-0007'],
    ['40662 passed MPAN000123', 'passed 40662 EEN-MPAN-0013'],
    ['40662 EEN-MPAN-0007 did not pass, failed at step 2', 'failed 40662 EEN-MPAN-0007'],
    ['40662 EEN-MPAN-0007 passed. Will start 40663 next', 'passed 40662 EEN-MPAN-0007'],
    ['UIT is down again, blocks 40662 EEN-MPAN-0007', 'env_downtime 40662 EEN-MPAN-0007'],
    ['Test data issue with EEN-MPAN-0007 on 40662: wrong supplier', 'data_query 40662 EEN-MPAN-0007'],
    ['Defect raised for 40662 EEN-MPAN-0007 Sev 3', 'defect_raised 40662 EEN-MPAN-0007'],
    ['Blocking issue hitting all parties: 40662 EEN-MPAN-0007', 'blocking_defect 40662 EEN-MPAN-0007'],
    ['withdraw 40662 EEN-MPAN-0007', 'withdrawn 40662 EEN-MPAN-0007'],
    ['40662 EEN-MPAN-0007 ✅', 'passed 40662 EEN-MPAN-0007'],
  ])('%s', (text, item) => {
    expect(items(text)).toEqual([item]);
  });

  test('of two tests with different results, each has its own', () => {
    expect(items('40662 passed EEN-MPAN-0007\n40663 failed EEN-MPAN-0013 step 2')).toEqual([
      'passed 40662 EEN-MPAN-0007',
      'failed 40663 EEN-MPAN-0013',
    ]);
  });
});

test.each([
  'has anyone passed 40662?',
  'did 40662 EEN-MPAN-0007 pass?',
  'will trigger 40662 with EEN-MPAN-0007 at 10:30',
  '40662 EEN-MPAN-0007 hasn’t passed yet'.replace('’', "'"),
  'passed 40662 EEN-MPAN-0007 on to Nadia',
  '40662 EEN-MPAN-0007 has been passed to the DBA',
  'we failed over to the other site at 11:07',
  'Once 40662 passed for EEN-MPAN-0007 I will do 40663',
  'I think 40662 should be passed by now EEN-MPAN-0007',
  'Bug 41877 created and linked to the run',
  'Raised Bug 41890 (S1/P1) as parent',
  'Defect 41877 can be closed, retest ok',
  '/constructor 40662 EEN-MPAN-0007',
  'evidence for 40662 EEN-MPAN-0007 uploaded',
  'all passed, nice',
  'passed!',
  'UIT is back since 10:36',
])('talk is left alone: %s', text => {
  expect(items(text)).toBe('chatter');
});

test.each([
  ['Passed TC 40662', ['missing_mpan_ref'], '/passed 40662 EEN-MPAN-____'],
  ['passed EEN-MPAN-0007', ['missing_tc_ref'], '/passed <test case> EEN-MPAN-0007'],
  ['SITFTS-0999 TC 03 passed EEN-MPAN-0011', ['unknown_tc'], undefined],
  ['40715 failed KES_MPAN_05', ['mpan_ref_of_other_ldso'], '/failed 40715 EEN-MPAN-____'],
  ['uit down?? getting 503s since 10:08', ['missing_tc_ref', 'missing_mpan_ref'], undefined],
])('what is missing or wrong is named: %s', (text, reasons, line) => {
  const it = reading(text);
  if (it.is === 'chatter') throw new Error('read as talk');
  expect(it.problems.map(problem => problem.reason)).toEqual(reasons);
  if (line !== undefined) expect(it.correctedLine).toBe(line);
});
