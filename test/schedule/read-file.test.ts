import { describe, expect, test } from 'vitest';
import { columnsSaid } from '../../src/schedule/fields.ts';
import { workbookOf } from '../sheets/given.ts';
import { book, readFile, readSheets, scheduleIn } from './given.ts';

const dec = (day: number) => ({ day: `2026-12-${String(day).padStart(2, '0')}` });

describe('a sheet as people make it', async () => {
  const plan = await scheduleIn({
    name: 'Plan',
    merges: ['A1:F1', 'A3:A4', 'C3:D3', 'A5:A6', 'E5:E6'],
    rows: [
      ['Eastmere: test execution schedule, draft 2'],
      ['Issued', { day: '2026-11-20' }],
      ['Test case', 'Dummy MPAN ref', 'Planned', null, 'Tester', 'Actual'],
      [null, null, 'Start', 'Finish', null, 'Start'],
      ['FM_TS_1_TC_1_2_3_4_5_6_7 - Forward migration', 'EEN-MPAN-0007', dec(1), dec(2), 'Asha', dec(9)],
      [null, 'EEN-MPAN-0008', 'Wed 2 Dec', null, null, null],
      ['Week 2'],
      ['Test case', 'Dummy MPAN ref', 'Start', 'Finish', 'Tester', 'Start'],
      [40715, 'EEN-MPAN-0009, EEN-MPAN-0010', '7/12/2026', null, 'Bo', null],
      [{ formula: 'A9+1', text: '40716' }, 'MPAN000123', { day: '2026-12-08', time: '10:30' }, null, '-'],
    ],
  });

  test('headings are found below titles, in two rows, and actual dates are left alone', async () => {
    expect(plan.columns).toEqual({
      testCase: 'Test case',
      mpanRef: 'Dummy MPAN ref',
      day: 'Planned Start',
      until: 'Planned Finish',
      who: 'Tester',
    });
  });

  test('each row is a test, in the order given; merged cells count for all they cover', async () => {
    expect(plan.bad).toEqual([]);
    expect(plan.tests).toEqual([
      {
        testCaseId: '40662',
        testCaseName: 'FM_TS_1_TC_1_2_3_4_5_6_7',
        mpanRef: 'EEN-MPAN-0007',
        day: '2026-12-01',
        until: '2026-12-02',
        who: 'Asha',
      },
      {
        testCaseId: '40662',
        testCaseName: 'FM_TS_1_TC_1_2_3_4_5_6_7',
        mpanRef: 'EEN-MPAN-0008',
        day: '2026-12-02',
        who: 'Asha',
      },
      ...['EEN-MPAN-0009', 'EEN-MPAN-0010'].map(mpanRef => ({
        testCaseId: '40715',
        testCaseName: 'SITFTS-0240 TC 03',
        mpanRef,
        day: '2026-12-07',
        who: 'Bo',
      })),
      {
        testCaseId: '40716',
        testCaseName: 'SITFTS-0240 TC 04',
        mpanRef: 'EEN-MPAN-0013',
        day: '2026-12-08',
        time: '10:30',
      },
    ]);
  });
});

test('headings nobody knows are told by what stands below them', async () => {
  const plan = await scheduleIn({
    name: 'Sheet1',
    rows: [
      ['What', 'Whereupon', 'Item', 'Remarks'],
      ['SITFTS-0240 TC 03', 'Tue 1 Dec', 'EEN-MPAN-0007', 'first of all'],
      ['SITFTS-0240 TC 04', '2 Dec 2026', 'EEN-MPAN-0008', null],
    ],
  });
  expect(plan.columns).toMatchObject({ testCase: 'What', day: 'Whereupon', mpanRef: 'Item' });
  expect(plan.tests).toHaveLength(2);
});

test('a column of order puts the tests in order; without one they stand as they stand', async () => {
  const rows = [
    ['40715', dec(1), 2],
    ['40716', dec(1), 1],
  ] as const;
  const order = async (heading: string) => {
    const read = await scheduleIn({ name: 'Plan', rows: [['Test case id', 'Date', heading], ...rows] });
    return read.tests.map(({ testCaseId }) => testCaseId);
  };
  expect(await order('Order')).toEqual(['40716', '40715']);
  expect(await order('Comment')).toEqual(['40715', '40716']);
});

test('bad rows are named with sheet and cell, and the good ones are kept', async () => {
  const plan = await scheduleIn({
    name: 'Plan B',
    rows: [
      ['Test case', 'Date', 'End date', 'MPAN ref', 'Time'],
      ['SITFTS-0240 TC 03', dec(1), null, 'EEN-MPAN-0007'],
      ['SITFTS-0240 TC 3x', dec(1), null, 'EEN-MPAN-0007'],
      ['SITFTS-0240 TC 04', 'in the week after', null, 'EEN-MPAN-0007'],
      ['SITFTS-0240 TC 04', null, null, 'EEN-MPAN-0007'],
      ['SITFTS-0240 TC 04', dec(4), dec(3), 'EEN-MPAN-0007'],
      ['SITFTS-0240 TC 04', dec(4), null, 'CVD-MPAN-012'],
      ['SITFTS-0240 TC 04', dec(4), null, 'number nine'],
      [null, dec(4), null, 'EEN-MPAN-0007'],
      ['SITFTS-0240 TC 03', dec(1), null, 'EEN-MPAN-0007'],
      ['SITFTS-0240 TC 04', { formula: 'B2+1' }, null, 'EEN-MPAN-0007'],
    ],
  });
  expect(plan.tests).toHaveLength(1);
  expect(plan.bad.map(({ place, problem }) => [place, problem])).toEqual([
    ['Plan B!A3', 'unknown-test-case'],
    ['Plan B!B4', 'not-a-day'],
    ['Plan B!A5', 'no-day'],
    ['Plan B!C6', 'ends-before-it-begins'],
    ['Plan B!D7', 'reference-of-other-ldso'],
    ['Plan B!D8', 'unknown-reference'],
    ['Plan B!B9', 'no-test-case'],
    ['Plan B!A10', 'stands-twice'],
    ['Plan B!B11', 'unknown-value'],
  ]);
  expect(plan.bad[0]?.nearest?.[0]).toBe('SITFTS-0240 TC 03');
});

test('every shown sheet with a table is read, hidden ones are named, and a plan that stands twice counts once', async () => {
  const rows = [
    ['Test', 'Date'],
    ['40715', dec(1)],
  ];
  const plan = await scheduleIn(
    { name: 'Functional', rows },
    { name: 'By day', rows },
    { name: 'Migration', rows: [rows[0]!, ['40662', dec(2)]] },
    { name: 'Old', isHidden: true, rows: [rows[0]!, ['40663', dec(2)]] },
    { name: 'Notes', rows: [['Ring before you come']] },
  );
  expect(plan).toMatchObject({
    sheets: ['Functional', 'By day', 'Migration'],
    hiddenSheets: ['Old'],
    badCount: 1,
    bad: [{ place: 'By day', problem: 'stands-twice' }],
  });
  expect(plan.tests.map(({ testCaseId }) => testCaseId)).toEqual(['40715', '40662']);
});

test('what the plan waits for is kept with its day, and with the test that waits', async () => {
  const plan = await scheduleIn({
    name: 'Plan',
    rows: [
      ['Type', 'Test case', 'Start', 'External dependency', 'Triggered by'],
      ['Milestone', 'IR 8.4 is rolled out', dec(3), null, null],
      ['Test', '40715', dec(4), 'IR 8.4', 'QT team (harness)'],
    ],
  });
  expect(plan.dependencies).toEqual([{ words: 'IR 8.4 is rolled out', day: '2026-12-03' }]);
  expect(plan.tests).toMatchObject([{ testCaseId: '40715', waitsFor: 'IR 8.4', isHarness: true }]);
});

test('columns that people name count before those that are proposed', async () => {
  const bytes = workbookOf({
    name: 'Plan',
    rows: [
      ['Test', 'Date', 'Second attempt'],
      ['40715', dec(1), dec(8)],
    ],
  });
  const day = async (said: string) => {
    const read = await readFile('plan.xlsx', bytes, { columns: columnsSaid(said) });
    return read?.is === 'schedule' ? read.file.tests[0]?.day : read;
  };
  expect(await day('here is our plan')).toBe('2026-12-01');
  expect(await day('Here it is: date = second attempt; test = Test')).toBe('2026-12-08');
  expect(await day('date = Third attempt')).toBe('2026-12-01');
});

describe('a file with personal data in it is taken in no part', () => {
  const mpan = 2000000000015;
  test.each([
    [
      'a cell of the table',
      {
        name: 'Plan',
        rows: [
          ['Test', 'Date', 'MPAN'],
          ['40715', dec(1), mpan],
        ],
      },
      'Plan!C2',
    ],
    [
      'a cell beside it',
      {
        name: 'Plan',
        rows: [
          ['Supply of', mpan],
          ['Test', 'Date'],
          ['40715', dec(1)],
        ],
      },
      'Plan!B1',
    ],
    [
      'a label that only the heading gives',
      {
        name: 'Plan',
        rows: [
          ['Test', 'Date', 'Meter serial number'],
          ['40715', dec(1), '12345678'],
        ],
      },
      'Plan!C2',
    ],
    [
      'a formula',
      {
        name: 'Plan',
        rows: [
          ['Test', 'Date'],
          ['40715', { formula: `TEXT(${mpan},"0")`, text: '1 Dec' }],
        ],
      },
      'Plan!B2',
    ],
    ['a hidden sheet', { name: 'Data', isHidden: true, rows: [['MPAN', mpan]] }, 'Data!B1'],
  ] as const)('in %s', async (_where, sheet, place) => {
    const table = {
      name: 'Other',
      rows: [
        ['Test', 'Date'],
        ['40715', dec(1)],
      ],
    };
    const read = await readSheets(table, sheet);
    expect(read).toMatchObject({ is: 'leaks', leaks: [{ place }] });
    expect(JSON.stringify(read)).not.toMatch(/2000000000015|12345678/);
  });
});

describe('what is no schedule is said so', () => {
  test('a table without test cases or days', async () => {
    expect(
      await readSheets({
        name: 'A',
        rows: [
          ['Test case', 'Result'],
          ['40715', 'passed'],
        ],
      }),
    ).toEqual({
      is: 'no-schedule',
      headings: ['Test case', 'Result'],
    });
  });

  test('a plan in Microsoft Project’s own format', async () => {
    expect(await readFile('plan.mpp', Buffer.from('d0cf11e0a1b11ae1', 'hex'))).toEqual({
      is: 'project-file',
    });
  });

  test('a workbook that is none', async () => {
    expect(await readFile('plan.xlsx', Buffer.from('hello'))).toMatchObject({ is: 'unreadable' });
  });

  test('another kind of file is nobody’s schedule', async () => {
    expect(await readFile('evidence.docx', Buffer.from('PK'))).toBeUndefined();
    expect(await readFile('message.xml', Buffer.from('<a><b>1</b></a>'))).toBeUndefined();
  });
});

test('five hundred rows', async () => {
  const rows = Array.from({ length: 500 }, (_, place) => [
    book.testCases[place % 5]?.name ?? '',
    `EEN-MPAN-${String(place).padStart(4, '0')}`,
    dec(1 + (place % 20)),
  ]);
  const { tests } = await scheduleIn({ name: 'Plan', rows: [['Test', 'MPAN ref', 'Date'], ...rows] });
  expect(tests).toHaveLength(500);
});
