// Sheets as other hands make them: each was once read wrongly, or refused.
import { describe, expect, test } from 'vitest';
import type { Value } from '../sheets/given.ts';
import { readSheets, scheduleIn } from './given.ts';

const dec = (day: number) => ({ day: `2026-12-${String(day).padStart(2, '0')}` });

async function planOf(...rows: readonly (readonly Value[])[]) {
  return scheduleIn({ name: 'Plan', rows });
}

async function linesOf(...rows: readonly (readonly Value[])[]) {
  const { tests } = await planOf(...rows);
  return tests.map(({ testCaseId, mpanRef = '', day, until = '' }) =>
    [testCaseId, mpanRef.replace('EEN-MPAN-', ''), day.slice(5), until.slice(5)].join(' ').trim(),
  );
}

describe('the day of a test', () => {
  const head = ['Test case', 'MPAN ref', 'Planned dates'];

  test.each([
    ['1-2 Dec', '12-01 12-02'],
    ['01/12/2026 - 03/12/2026', '12-01 12-03'],
    ['Thu 3 Dec to Fri 4 Dec', '12-03 12-04'],
    ['7 – 9 December 2026', '12-07 12-09'],
    ['30 Nov – 2 Dec 2026', '11-30 12-02'],
    ['w/c 7 Dec', '12-07 12-11'],
    ['week ending 11 Dec 2026', '12-07 12-11'],
    ['46357', '12-01'],
  ])('%s', async (days, read) => {
    expect(await linesOf(head, ['40715', 'EEN-MPAN-0001', days])).toEqual([`40715 0001 ${read}`]);
  });

  test('stands with the first of several tests when it stands before them, and the sender is told', async () => {
    const plan = await planOf(['Date', 'Test case'], [dec(1), '40715'], [null, '40716'], [dec(2), '40662']);
    expect(plan.tests.map(({ day }) => day)).toEqual(['2026-12-01', '2026-12-01', '2026-12-02']);
    expect(plan.remarks).toEqual([{ is: 'day-from-above', places: ['Plan!B3'], count: 1 }]);
    const after = await planOf(['Test case', 'Date'], ['40715', dec(1)], ['40716', null]);
    expect(after.bad).toMatchObject([{ problem: 'no-day' }]);
  });

  test('stands on a line of its own, or is the name of the sheet', async () => {
    expect(
      await linesOf(
        ['Test case', 'MPAN'],
        ['Tuesday 1 December 2026'],
        ['40715', 'EEN-MPAN-0001'],
        ['Week 1: Wed 2 Dec'],
        ['40716', 'EEN-MPAN-0002'],
      ),
    ).toEqual(['40715 0001 12-01', '40716 0002 12-02']);
    const sheet = await scheduleIn({
      name: 'Tue 1 Dec',
      rows: [
        ['Test case', 'Tester'],
        ['40715', 'Asha'],
      ],
    });
    expect(sheet.tests).toMatchObject([{ testCaseId: '40715', day: '2026-12-01' }]);
  });

  test('is the day of the week in its week', async () => {
    const head = ['Week commencing', 'Day', 'Test case'];
    expect(await linesOf(head, [dec(7), 'Wed', '40715'], [dec(7), null, '40716'])).toEqual([
      '40715  12-09',
      '40716  12-07 12-11',
    ]);
  });

  test('has the month first when the column can only be read so, and then in every row', async () => {
    const plan = await planOf(head, ['40715', null, '12/01/2026'], ['40716', null, '12/14/2026']);
    expect(plan.tests.map(({ day }) => day)).toEqual(['2026-12-01', '2026-12-14']);
    expect(plan.remarks).toMatchObject([{ is: 'month-first', places: ['Plan!C3'] }]);
    const mixed = await planOf(head, ['40715', null, '13/12/2026'], ['40716', null, '12/14/2026']);
    expect(mixed.bad).toMatchObject([{ place: 'Plan!C3', problem: 'not-a-day' }]);
  });

  test('is the revised one where there is one', async () => {
    expect(
      await linesOf(
        ['Test case', 'Planned date', 'Revised date'],
        ['40715', dec(1), dec(8)],
        ['40716', dec(2), null],
      ),
    ).toEqual(['40715  12-08', '40716  12-02']);
  });

  test('that is odd is read, and pointed out', async () => {
    const { remarks } = await planOf(
      ['Test case', 'Date'],
      ['40715', { day: '2025-12-01' }],
      ['40716', { day: '2062-12-01' }],
      ['40662', { day: '2026-12-05' }],
    );
    expect(remarks).toEqual([
      { is: 'past', places: ['Plan!B2'], count: 1 },
      { is: 'far-ahead', places: ['Plan!B3'], count: 1 },
      { is: 'weekend', places: ['Plan!B4'], count: 1 },
    ]);
  });
});

describe('a column for each day', () => {
  const days = [dec(3), dec(4), dec(5), dec(6), dec(7), dec(8)];

  test('with marks: days that follow each other are one stretch, over a weekend too', async () => {
    expect(
      await linesOf(
        ['Test case', 'MPAN ref', ...days],
        ['40715', 'EEN-MPAN-0001', 'X', 'X', null, null, 'x', null],
        ['40716', 'EEN-MPAN-0002', '✓', null, null, null, null, 'X'],
      ),
    ).toEqual(['40715 0001 12-03 12-07', '40716 0002 12-03', '40716 0002 12-08']);
  });

  test('under its week', async () => {
    const plan = await scheduleIn({
      name: 'Plan',
      merges: ['C1:D1', 'E1:F1'],
      rows: [
        ['Test case', 'MPAN ref', 'w/c 30 Nov', null, 'w/c 7 Dec', null],
        [null, null, 'Thu', 'Fri', 'Mon', 'Tue'],
        ['40715', 'EEN-MPAN-0001', null, 'X', 'X', null],
      ],
    });
    expect(plan.tests).toMatchObject([{ testCaseId: '40715', day: '2026-12-04', until: '2026-12-07' }]);
  });

  test('with the tests in it', async () => {
    const plan = await planOf(
      ['Tester', 'Tue 1 Dec', 'Wed 2 Dec'],
      ['Asha', '40715 EEN-MPAN-0001', null],
      ['Bo', 'leave', 'SITFTS-0240 TC 04'],
    );
    expect(plan.tests).toMatchObject([
      { testCaseId: '40715', mpanRef: 'EEN-MPAN-0001', day: '2026-12-01', who: 'Asha' },
      { testCaseId: '40716', day: '2026-12-02', who: 'Bo' },
    ]);
    expect(plan.bad).toMatchObject([{ place: 'Plan!B3', problem: 'unknown-test-case' }]);
  });

  test('that is only coloured is no plan, and the sender hears why', async () => {
    const read = await readSheets({ name: 'Plan', rows: [['Test case', ...days], ['40715'], ['40716']] });
    expect(read).toMatchObject({ is: 'no-schedule', isUnmarked: true });
  });
});

describe('the test case', () => {
  test.each([
    ['40715.0', '40715'],
    ['AB#40715', '40715'],
    ['40,715', '40715'],
    ['sitfts 240 tc3', '40715'],
    ['Change of supplier', '40715'],
    ['SITFTS-0240 TC 03; SITFTS-0240 TC 04', '40715 40716'],
    ['40715, 40716', '40715 40716'],
  ])('%s', async (named, ids) => {
    const { tests } = await planOf(['Test case', 'Date'], [named, dec(1)]);
    expect(tests.map(({ testCaseId }) => testCaseId).join(' ')).toBe(ids);
  });

  test('is two columns together', async () => {
    const plan = await planOf(['Scenario', 'TC', 'Date'], ['SITFTS-0240', 'TC 03', dec(1)]);
    expect(plan).toMatchObject({ tests: [{ testCaseId: '40715' }], columns: { testCase: 'Scenario + TC' } });
  });

  test('of a list that is not in the plan is named, and of a text that names several the first counts', async () => {
    const plan = await planOf(
      ['Test case', 'Date'],
      ['40715, 49999', dec(1)],
      ['SITFTS-0240 TC 04 after SITFTS-0240 TC 03', dec(2)],
    );
    expect(plan.tests.map(({ testCaseId }) => testCaseId)).toEqual(['40715', '40716']);
    expect(plan.bad).toMatchObject([{ place: 'Plan!A2', problem: 'unknown-test-case', typed: '49999' }]);
    expect(plan.remarks).toMatchObject([{ is: 'more-test-cases', places: ['Plan!A3'] }]);
  });

  test('that is descoped is not planned, and a total is none', async () => {
    const plan = await planOf(
      ['Test case', 'Date', 'Status'],
      ['40715', dec(1), 'Descoped'],
      ['40716', dec(1), 'Not run'],
      ['Total', 2],
    );
    expect(plan.tests).toMatchObject([{ testCaseId: '40716' }]);
    expect(plan.bad).toMatchObject([{ place: 'Plan!C2', problem: 'taken-out', typed: 'Descoped' }]);
  });
});

describe('the meter points of a test', () => {
  test.each([
    ['een-mpan-0001', '0001'],
    ['EEN MPAN 2', '0002'],
    ['7', '0007'],
    ['EEN-MPAN-0003 / 0004 & 5', '0003 0004 0005'],
    ['EEN-MPAN-0007 to EEN-MPAN-0009', '0007 0008 0009'],
    ['EEN-MPAN-0011-0012', '0011 0012'],
    ['EEN-MPAN-0001 (second run, 2 days)', '0001'],
  ])('%s', async (text, refs) => {
    const { tests } = await planOf(['Test case', 'MPAN ref', 'Date'], ['40715', text, dec(1)]);
    expect(tests.map(({ mpanRef = '' }) => mpanRef.replace('EEN-MPAN-', '')).join(' ')).toBe(refs);
  });

  test('of which one cannot be read are none of them taken', async () => {
    const { bad } = await planOf(
      ['Test case', 'MPAN ref', 'Date'],
      ['40716', 'EEN-MPAN-0002', dec(1)],
      ['40715', 'EEN-MPAN-0001, 77777', dec(1)],
    );
    expect(bad).toMatchObject([{ place: 'Plan!B3', problem: 'unknown-reference' }]);
  });

  test('as many as test cases go with them one by one', async () => {
    expect(
      await linesOf(
        ['Test case', 'MPAN ref', 'Date'],
        ['40715, 40716', 'EEN-MPAN-0001, EEN-MPAN-0002', dec(1)],
      ),
    ).toEqual(['40715 0001 12-01', '40716 0002 12-01']);
  });
});

describe('a workbook', () => {
  test('of several LDSOs: rows and sheets of others are left out, with or without references', async () => {
    const column = await planOf(
      ['LDSO', 'Test case', 'Date'],
      ['EEN', '40715', dec(1)],
      ['CVD', '40715', dec(2)],
    );
    expect(column.tests).toHaveLength(1);
    expect(column.remarks).toMatchObject([{ is: 'row-of-other-ldso', places: ['Plan, row 3'] }]);
    const head = ['Test case', 'MPAN ref', 'Date'];
    const sheets = await scheduleIn(
      { name: 'EEN', rows: [head, ['40715', 'EEN-MPAN-0001', dec(1)]] },
      { name: 'CVD', rows: [head, ['40715', 'CVD-MPAN-001', dec(1)], ['40716', null, dec(1)]] },
    );
    expect(sheets.tests).toHaveLength(1);
    expect(sheets.bad).toEqual([]);
    expect(sheets.remarks).toEqual([{ is: 'sheet-of-other-ldso', places: ['CVD'], count: 2 }]);
  });

  test('with two tables beside each other, and columns of which nothing is read', async () => {
    const plan = await scheduleIn({
      name: 'Plan',
      merges: ['A1:C1', 'E1:G1'],
      rows: [
        ['Week 1', null, null, null, 'Week 2'],
        ['Test case', 'Date', 'Duration', null, 'Test case', 'Date', 'Duration'],
        ['40715', dec(1), 'a', null, '40716', dec(8), 'b'],
      ],
    });
    expect(plan.tests.map(({ testCaseId, day }) => [testCaseId, day])).toEqual([
      ['40715', '2026-12-01'],
      ['40716', '2026-12-08'],
    ]);
    expect(plan.unread).toEqual(['Duration']);
  });
});
