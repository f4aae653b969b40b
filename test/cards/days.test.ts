import { describe, expect, test } from 'vitest';
import { standUp, washUp } from '../../src/cards/say.ts';
import type { Blocker, StandUpView, TestLine, WashUpView } from '../../src/domain/day/day-view.ts';
import { standUpView, washUpView } from './examples/day.ts';
import { migrationView } from './examples/migration.ts';
import { fullDay } from './examples/stand-up.ts';
import { at } from './given.ts';
import { readMarkdown } from './markdown.ts';
import { ofType, stringsOf, textsOf } from './walk.ts';

const morning = new Date(at('09:00'));
const evening = new Date(at('17:00'));

const many = <Item>(count: number, item: (place: number) => Item) =>
  Array.from({ length: count }, (_, place) => item(place));

const longTest = (place: number): TestLine => ({
  testCaseId: String(40000 + place),
  testCaseName: `FM_TS_${place}_TC_1_2_3_4_5_6_7_8_9_10_11_12`,
  mpanRef: `EEN-MPAN-${String(place).padStart(4, '0')}`,
  status: 'failed',
  who: 'Wilhelmina Featherstonehaugh-Ottery (Eastmere Electricity Networks)',
  since: at('16:20', '2026-11-23'),
  step: 112,
  attempt: 14,
});

const longBlocker = (place: number): Blocker => ({
  is: 'blocking-defect',
  testCaseName: `FM_TS_${place}_TC_1_2_3_4_5_6_7`,
  mpanRef: 'EEN-MPAN-0007',
  since: at('16:20', '2026-11-23'),
  who: 'Wilhelmina Featherstonehaugh-Ottery',
  words: '🚧'.repeat(80),
  severity: 'S1',
});

const fullMigration = {
  ...migrationView,
  firstStep: { count: 60, refs: many(60, place => ({ ref: `EEN-MPAN-${place}`, reasons: [] })) },
  warnings: many(9, () => migrationView.warnings).flat(),
};

const fullStandUp: StandUpView = {
  ...standUpView,
  migration: fullMigration,
  planned: many(60, longTest),
  plannedBehind: 400,
  dataIssues: many(60, place => ({
    mpanRef: `EEN-MPAN-${place}`,
    testCaseNames: many(20, test => longTest(test).testCaseName),
    problem: 'double-booked',
  })),
  allocated: many(60, place => `EEN-MPAN-${place}`),
  harness: many(60, longTest),
  blockers: many(60, longBlocker),
  leftOver: many(60, longTest),
};

const fullWashUp: WashUpView = {
  ...washUpView,
  migration: fullMigration,
  passed: many(60, longTest),
  failed: many(60, longTest),
  blocked: many(60, longTest),
  open: many(60, longTest),
  failedWithoutDefect: many(60, longTest),
  evidenceOwed: many(60, longTest),
  defectsToday: many(60, place => ({ ...longBlocker(place), priority: 'P1', bugId: '123456' })),
  openQueries: many(60, longBlocker),
  blockers: many(60, longBlocker),
  remediations: many(9, place => ({
    testCaseName: `Test case ${place}`,
    step: 'replace' as const,
    openedAt: 0,
    url: `https://teams.example/l/message/19%3A${'0'.repeat(32)}%40thread.tacv2/${place}?tenantId=${'0'.repeat(36)}&parentMessageId=1`,
  })),
  leaks: many(9, place => ({
    who: `Somebody ${place}`,
    kinds: ['raw_mpan'],
    openedAt: 0,
    url: `https://teams.example/l/message/19%3A${'0'.repeat(32)}%40thread.tacv2/${place}?tenantId=${'0'.repeat(36)}&parentMessageId=1`,
  })),
  next: many(60, longTest),
  against: {
    ...washUpView.against!,
    days: many(12, place => ({ day: `2026-11-${10 + place}`, planned: place * 60, passed: place * 50 })),
    slipping: many(60, longTest),
  },
};

describe('the stand-up', () => {
  test('has the four items of the agenda, in order, then what is left over', () => {
    const { card } = standUp(standUpView, morning);
    const headings = ofType(card, 'TextBlock').filter(block => block.style === 'heading');
    expect(headings.map(block => block.text)).toEqual([
      'Stand-up · Tue 24 Nov',
      '1 · Tests today: 5',
      '2 · Data: 4 MPAN references in use today',
      '3 · Test harness: 1 waiting',
      '4 · Blockers: 2',
      'Left over from before: 1',
    ]);
  });

  test('tells the plan’s progress in figures and in a bar', () => {
    const said = textsOf(standUp(standUpView, morning).card);
    expect(said).toContain('Plan: 14 of 40 passed (35%)');
    expect(said).toContain('✕ 2 failed · ■ 1 blocked · ► 2 running · ○ 21 not started');
    expect(said).toContain('█████░░░░░░░░░░░');
  });

  test.each([
    [0, 40, '░░░░░░░░░░░░░░░░'],
    [39, 40, '███████████████░'],
    [40, 40, '████████████████'],
    [0, 0, '░░░░░░░░░░░░░░░░'],
  ])('the bar is full only when all have passed: %i of %i', (passed, total, bar) => {
    const progress = { ...standUpView.progress, passed, total };
    expect(textsOf(standUp({ ...standUpView, progress }, morning).card)).toContain(bar);
  });

  test('what happened on another day is said with its day', () => {
    const runs = stringsOf(standUp(standUpView, morning).card);
    expect(runs).toContain(' · Asha Renn · 08:41');
    expect(runs).toContain(' · Asha Renn · Mon 23 Nov 16:20');
  });

  test('says when the bank holidays of the coming weeks are not known', () => {
    const view = { ...standUpView, bankHolidaysEnd: '2028-12-31' };
    expect(textsOf(standUp(view, morning).card).join()).toContain('known until Sun 31 Dec 2028 only');
    expect(textsOf(standUp(standUpView, morning).card).join()).not.toContain('Bank holidays');
  });

  test('says who covers for whom, and when', () => {
    const covers = [
      { name: 'Bo Tarn', for: 'Jo Penrose', isAnalyst: true, part: 'am' },
      { name: 'Iwo Pell', isAnalyst: true },
    ] as const;
    expect(textsOf(standUp({ ...standUpView, covers }, morning).card)).toContain(
      'Cover today: Bo Tarn for Jo Penrose, test analyst (morning) · Iwo Pell for the test analyst',
    );
  });

  test('has a button for each thing that can be done about it, and none for what cannot', () => {
    const titles = (view: typeof standUpView) =>
      ofType(standUp(view, morning).card, 'ActionSet').flatMap(({ actions }) =>
        (actions as readonly { readonly title: string }[]).map(({ title }) => title),
      );
    expect(titles({ ...standUpView, blockers: [] })).toEqual(['Confirm plan', 'I am away']);
    expect(titles(fullDay)).toEqual(['Confirm plan', 'Swap test', 'Take blocker', 'I am away']);
  });

  test('stays a screen long and small enough however full the day is, and counts what it leaves out', () => {
    const { card, text } = standUp(fullStandUp, morning);
    expect(Buffer.byteLength(JSON.stringify(card))).toBeLessThan(28 * 1024);
    expect(ofType(card, 'ColumnSet').length).toBeLessThan(40);
    expect(textsOf(card)).toContain('+48 more, see the plan in Azure DevOps');
    expect(textsOf(card)).toContain('400 more to do in the plan after these');
    expect(text).toBe(
      'Stand-up Tue 24 Nov · Eastmere Electricity Networks · 60 planned · 60 blockers · 60 left over · 14 of 40 passed',
    );
  });
});

describe('the wash-up', () => {
  test('says what went wrong first', () => {
    const statuses = textsOf(washUp(washUpView, evening).card).filter(text =>
      /^[✕■✓] (Failed|Blocked|Passed)$/.test(text),
    );
    expect(statuses.slice(0, 4)).toEqual(['✕ Failed', '■ Blocked', '✓ Passed', '✓ Passed']);
  });

  test('says whose messages still hold personal data, of what kind, since when, and leads to them', () => {
    const { card, text } = washUp(washUpView, evening);
    expect(textsOf(card).join()).toContain('Personal data still stands in 2 messages of this channel.');
    expect(text).toContain('personal data in 2 messages');
    expect(textsOf(card)).toContain('Asha Renn · a customer’s address · since Mon 23 Nov 16:20');
    expect(
      textsOf(card)
        .flatMap(readMarkdown)
        .filter(({ is }) => is === 'link'),
    ).toMatchObject([
      { text: 'open the message', address: expect.stringMatching(/1795000000001$/) },
      { text: 'open the checklist', address: expect.stringMatching(/1795000000002$/) },
    ]);
  });

  test.each([
    [{ waiting: 0, givenUp: 0 }, '✓ Azure DevOps has everything that is recorded here.'],
    [{ waiting: 1, givenUp: 0 }, '… 1 update on the way to Azure DevOps'],
    [
      { waiting: 3, givenUp: 2 },
      '! 2 updates given up: the QT team must look · … 3 updates on the way to Azure DevOps',
    ],
    [
      { waiting: 0, givenUp: 0, drift: { differences: 0, leftToPersons: 2 } },
      '✓ Azure DevOps has everything that is recorded here. · 2 records as set there by hand',
    ],
    [
      { waiting: 1, givenUp: 0, drift: { differences: 3, leftToPersons: 0 } },
      '! Azure DevOps differs in 3 places: the QT team must look · … 1 update on the way to Azure DevOps',
    ],
    [
      { waiting: 0, givenUp: 0, drift: 'unread' as const },
      '✓ Azure DevOps has everything that is recorded here. · It could not be compared today.',
    ],
  ])('says whether Azure DevOps agrees: %j', (mirror, line) => {
    expect(textsOf(washUp({ ...washUpView, mirror }, evening).card)).toContain(line);
  });

  test('lists what was given up on the way to Azure DevOps, in plain words, and how to have it tried again', () => {
    const refused = [
      {
        is: 'mirror-test' as const,
        of: '40662 EEN-MPAN-0007',
        since: at('10:02'),
        error: 'status 403. no rights',
      },
      { is: 'close-runs' as const, since: at('16:59') },
    ];
    const { card } = washUp({ ...washUpView, mirror: { waiting: 0, givenUp: 2, refused } }, evening);
    const texts = textsOf(card).join('\n');
    expect(texts).toContain('Given up on the way to Azure DevOps: 2');
    expect(texts).toContain('write /outbox replay');
    const strings = stringsOf(card).join('\n');
    expect(strings).toContain('Result 40662 EEN-MPAN-0007');
    expect(strings).toContain('10:02 · status 403. no rights');
  });

  test('stays small enough however full the day was, and counts what it leaves out', () => {
    const { card } = washUp(fullWashUp, evening);
    expect(Buffer.byteLength(JSON.stringify(card))).toBeLessThan(28 * 1024);
    expect(textsOf(card)).toContain('+176 more, see the messages of this channel');
    expect(textsOf(card)).toContain('+57 more, see /schedule');
  });

  test('with 60 tests planned and not passed says how many more slip, and where they stand', () => {
    const slipping = many(60, longTest);
    const { card } = washUp({ ...washUpView, against: { ...washUpView.against!, slipping } }, evening);
    expect(Buffer.byteLength(JSON.stringify(card))).toBeLessThan(28 * 1024);
    expect(textsOf(card)).toContain('Slips to Wed 25 Nov: 60');
    expect(textsOf(card)).toContain('+54 more, see /schedule');
  });

  test('tells progress against the schedule as a chart, and as text where there are no charts', () => {
    const { card, text } = washUp(washUpView, evening);
    expect(ofType(card, 'Chart.Line')).toMatchObject([
      {
        data: [
          { legend: 'Planned', values: expect.arrayContaining([{ x: '2026-11-24', y: 19 }]) },
          { legend: 'Passed', values: expect.arrayContaining([{ x: '2026-11-24', y: 16 }]) },
        ],
      },
    ]);
    const said = textsOf(card).map(each => each.replaceAll('\u00a0', ' '));
    expect(said).toContain('Against the final schedule: 16 passed of 19 planned by today · 3 behind');
    expect(said).toContain('Tue 24 Nov █████████████████░░░');
    // The figures stand beside the chart, not in what replaces it: nobody has to read them off a line.
    expect(said).toContain(
      'Passed of planned: Thu 19 Nov 3 of 4, Fri 20 Nov 8 of 9, Mon 23 Nov 14 of 15, Tue 24 Nov 16 of 19 · 40 tests in all',
    );
    expect(said).toContain(
      '▲ The end moves from Thu 3 Dec to Fri 4 Dec, 1 working day later, if no day takes more than 6 tests, as the fullest day of the schedule.',
    );
    expect(text).toContain('3 slip');
  });

  test('without a schedule says nothing of one', () => {
    const { against: _none, ...view } = washUpView;
    const { card } = washUp(view, evening);
    expect(ofType(card, 'Chart.Line')).toEqual([]);
    expect(textsOf(card).filter(each => /schedule|Slips/.test(each))).toEqual([]);
    expect(textsOf(card)).toContain('Next in the plan');
  });
});
