import { describe, expect, test } from 'vitest';
import { items, reading } from './given-reading.ts';

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
    ['40662 pass EEN-MPAN-0007 but slow', 'passed 40662 EEN-MPAN-0007'],
    ['40662;EEN-MPAN-0007;FAIL;4', 'failed 40662 EEN-MPAN-0007'],
    ['40662 EEN-MPAN-0007 retrig', 'triggered 40662 EEN-MPAN-0007'],
    ['40662 EEN-MPAN-0007 pssed', 'passed 40662 EEN-MPAN-0007'],
    ['def 40662 EEN-MPAN-0007 sev 3', 'defect_raised 40662 EEN-MPAN-0007'],
    ['40662 EEN-MPAN-0007 query where is the CSS2860', 'data_query 40662 EEN-MPAN-0007'],
    ['40662 mpan 7 passed', 'passed 40662 EEN-MPAN-0007'],
    ['https://dev.azure.com/een/QT/_workitems/edit/40662 passed EEN-MPAN-0007', 'passed 40662 EEN-MPAN-0007'],
    [
      '/passed 40662 EEN-MPAN-0007, same as https://dev.azure.com/een/QT/_workitems/edit/40715',
      'passed 40662 EEN-MPAN-0007',
    ],
    [
      'Passed\nTC: 40662\nRef: EEN-MPAN-0007\nSee https://dev.azure.com/een/QT/_workitems/edit/40715',
      'passed 40662 EEN-MPAN-0007',
    ],
    ['Raised a defect: #40999 against #40662 (EEN-MPAN-0007). Sev 2', 'defect_raised 40662 EEN-MPAN-0007'],
    ['We have an issue with test data for 40662, EEN-MPAN-0007', 'data_query 40662 EEN-MPAN-0007'],
    ['Type: Defect\nTC: 40662\nMPAN ref: EEN-MPAN-0007', 'defect_raised 40662 EEN-MPAN-0007'],
    ['Execution of 40662 commenced at 14:30 (EEN-MPAN-0007)', 'triggered 40662 EEN-MPAN-0007'],
    ['Execution of 40662 with EEN-MPAN-0007 was unsuccessful', 'failed 40662 EEN-MPAN-0007'],
    ['40662 EEN-MPAN-0007 failed twice then passed', 'passed 40662 EEN-MPAN-0007'],
    ['40662 EEN-MPAN-0007: first run failed, second run passed', 'passed 40662 EEN-MPAN-0007'],
    ['40662 EEN-MPAN-0007 passed (failed yesterday)', 'passed 40662 EEN-MPAN-0007'],
    ['I can confirm that 40662 passed with EEN-MPAN-0007', 'passed 40662 EEN-MPAN-0007'],
    ['40662 has now passed on retest (EEN-MPAN-0007)', 'passed 40662 EEN-MPAN-0007'],
    ['40662 passed the retest, EEN-MPAN-0007', 'passed 40662 EEN-MPAN-0007'],
    ['40662 EEN-MPAN-0007 passed, will trigger 40663 with EEN-MPAN-0013 next', 'passed 40662 EEN-MPAN-0007'],
    ['40662 EEN-MPAN-0007 passed so no need to re-run 40663', 'passed 40662 EEN-MPAN-0007'],
    ['40662 EEN-MPAN-0007 failed, anyone else seeing SP002?', 'failed 40662 EEN-MPAN-0007'],
    ['40662\nEEN-MPAN-0007\npass', 'passed 40662 EEN-MPAN-0007'],
    ['fail. 40662 EEN-MPAN-0007 step 5', 'failed 40662 EEN-MPAN-0007'],
    ['The restore failed, so 40662 EEN-MPAN-0007 is blocked', 'blocked 40662 EEN-MPAN-0007'],
    ['Defect closed for 40662 EEN-MPAN-0007, retest passed', 'passed 40662 EEN-MPAN-0007'],
    ['i triggered 40662 with EEN-MPAN-0007 instead of 40663', 'triggered 40662 EEN-MPAN-0007'],
    ['40662 EEN-MPAN-0007: step 1 passed, step 2 failed', 'failed 40662 EEN-MPAN-0007'],
    ["40662 EEN-MPAN-0007 should've failed but passed", 'passed 40662 EEN-MPAN-0007'],
    ['40662 retest: pass. EEN-MPAN-0007', 'passed 40662 EEN-MPAN-0007'],
    ['omg it passed!!! 40662 EEN-MPAN-0007', 'passed 40662 EEN-MPAN-0007'],
    ['TC | Ref | Triggered | Result\n40662 | EEN-MPAN-0007 | 09:40 | Passed', 'passed 40662 EEN-MPAN-0007'],
    ['- 40663 EEN-MPAN-0013 - Not started\n- 40662 EEN-MPAN-0007 - Blocked', 'blocked 40662 EEN-MPAN-0007'],
    ['> 40662 EEN-MPAN-0007 failed\nRetest: 40662 EEN-MPAN-0007 passed', 'passed 40662 EEN-MPAN-0007'],
  ])('%s', (text, item) => {
    expect(items(text)).toEqual([item]);
  });

  test.each([
    ['40662 passed EEN-MPAN-0007\n40663 failed EEN-MPAN-0013 step 2'],
    ['Passed: 40662 (EEN-MPAN-0007)\nFailed: 40663 (EEN-MPAN-0013)'],
    ['40662 passed, 40663 failed (EEN-MPAN-0007, EEN-MPAN-0013)'],
    ['TC: 40662\nRef: EEN-MPAN-0007\nStatus: Passed\n\nTC: 40663\nRef: EEN-MPAN-0013\nStatus: Failed'],
    ['40662 EEN-MPAN-0007 Pass|40663 EEN-MPAN-0013 Fail'],
    ['40662 EEN-MPAN-0007 passed and 40663 EEN-MPAN-0013 failed'],
    ['passed 40662 EEN-MPAN-0007 and failed 40663 EEN-MPAN-0013'],
    ['40662 EEN-MPAN-0007 ✅ 40663 EEN-MPAN-0013 ❌'],
  ])('of two tests with different results, each has its own: %s', text => {
    expect(items(text)).toEqual(['passed 40662 EEN-MPAN-0007', 'failed 40663 EEN-MPAN-0013']);
  });

  test('a failure and the defect raised for it are both noted', () => {
    expect(items('40662 EEN-MPAN-0007 failed, defect raised S3')).toEqual([
      'failed 40662 EEN-MPAN-0007',
      'defect_raised 40662 EEN-MPAN-0007',
    ]);
  });

  test('a result is never lent to another test', () => {
    expect(items('40662 (EEN-MPAN-0007) passed, 40663 (EEN-MPAN-0013) not yet')).toEqual([
      'passed 40662 EEN-MPAN-0007',
    ]);
    expect(items('40662 is next with EEN-MPAN-0007; 40663 was passed earlier')).toEqual(['missing_mpan_ref']);
    expect(items('40662 EEN-MPAN-0007 passed, 40663 failed')).toEqual(['missing_mpan_ref']);
    expect(items('40662 EEN-MPAN-0007 passed, still waiting for 40663')).toEqual([
      'passed 40662 EEN-MPAN-0007',
    ]);
  });
});

test.each([
  ['Passed TC 40662', ['missing_mpan_ref'], '/passed 40662 EEN-MPAN-____'],
  ['passed EEN-MPAN-0007', ['missing_tc_ref'], '/passed <test case> EEN-MPAN-0007'],
  ['40999 passed EEN-MPAN-0007', ['unknown_tc'], undefined],
  ['pass 40662', ['missing_mpan_ref'], '/passed 40662 EEN-MPAN-____'],
  ['40662/40663 passed', ['missing_mpan_ref'], '/passed 40662 EEN-MPAN-____\n/passed 40663 EEN-MPAN-____'],
  [
    'Passed: 40662, 40710\nFailed: 40663 step 2',
    ['missing_mpan_ref'],
    '/passed 40662 EEN-MPAN-____\n/passed 40710 EEN-MPAN-____\n/failed 40663 EEN-MPAN-____ step 2',
  ],
  [
    '40662 passed, 40663 failed',
    ['missing_mpan_ref'],
    '/passed 40662 EEN-MPAN-____\n/failed 40663 EEN-MPAN-____',
  ],
  ['SITFTS-0999 TC 03 passed EEN-MPAN-0011', ['unknown_tc'], undefined],
  ['40715 failed KES_MPAN_05', ['mpan_ref_of_other_ldso'], '/failed 40715 EEN-MPAN-____'],
  ['uit down?? getting 503s since 10:08', ['missing_tc_ref', 'missing_mpan_ref'], undefined],
])('what is missing or wrong is named: %s', (text, reasons, line) => {
  const it = reading(text);
  if (it.is === 'chatter') throw new Error('read as talk');
  expect(it.problems.map(problem => problem.reason)).toEqual(reasons);
  if (line !== undefined) expect(it.correctedLine).toBe(line);
});
