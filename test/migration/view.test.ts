import { describe, expect, test } from 'vitest';
import type { StandingEntry } from '../../src/domain/entry.ts';
import type { MigrationNumbers } from '../../src/domain/migration/migration.ts';
import type { MeterPoint } from '../../src/domain/planning/register.ts';
import type { ScheduledTest } from '../../src/domain/planning/schedule.ts';
import { mpanRef, testCaseId } from '../../src/domain/refs.ts';
import { type MigrationAsked, migrationView } from '../../src/migration/view.ts';
import { standingOn } from '../../src/rhythm/day/standing.ts';
import { asked, at, entry, planned } from '../rhythm/given.ts';

const plan = [
  planned('40662', 'FM_TS_1_TC_1', 1, 'Migration'),
  planned('40663', 'FM_TS_2_TC_1', 2, 'Migration'),
  planned('40710', 'SITFTS-0010 TC 01', 3, 'Functional'),
];
const rules = { bulkWeeks: 3, lowStartShare: 0.5, spikeTimes: 2, spikeFrom: 10 };
/** Tuesday, Wednesday and Thursday of the last week of November. */
const [tuesday, wednesday, thursday] = ['2026-11-24', '2026-11-25', '2026-11-26'] as const;

type Given = Partial<Pick<MigrationAsked, 'day' | 'isOver' | 'proposal'>> & {
  readonly numbers?: Partial<MigrationNumbers>;
  readonly entries?: readonly StandingEntry[];
  readonly tests?: readonly ScheduledTest[];
  readonly points?: Readonly<Record<string, MeterPoint>>;
};

function viewOf({ numbers, entries = [], tests, points = {}, day = wednesday, ...more }: Given) {
  const { ldso, calendar, zone } = asked;
  const standing = standingOn({ ...asked, plan, day, now: at('17:00', day), entries });
  return migrationView({
    ldso,
    calendar,
    zone,
    rules,
    standing,
    day,
    isOver: false,
    register: { points: new Map(Object.entries(points)), told: new Map(), isLoaded: false },
    ...(numbers === undefined
      ? {}
      : {
          agreed: {
            numbers: { days: {}, weeks: {}, ...numbers },
            proposedBy: 'Asha Renn',
            proposedAt: 0,
            agreedBy: 'Bo Tarn',
            agreedAt: 0,
          },
        }),
    ...(tests === undefined ? {} : { schedule: { tests, dependencies: [] } }),
    ...more,
  });
}

let refs = 0;
const passed = (day: string, count: number): readonly StandingEntry[] =>
  Array.from({ length: count }, () => {
    refs += 1;
    return entry('passed', at('10:00', day), { ref: `EEN-MPAN-${String(1000 + refs)}` });
  });

function scheduled(test: string, day: string, ref?: string): ScheduledTest {
  return {
    testCaseId: testCaseId(test)!,
    testCaseName: test,
    day,
    ...(ref === undefined ? {} : { mpanRef: mpanRef(ref)! }),
  };
}

const numbers = { days: { [tuesday]: 4, [wednesday]: 6, [thursday]: 10 } };

test('where nothing is asked or done there is nothing to say', () => {
  expect(viewOf({})).toBeUndefined();
  expect(viewOf({ tests: [scheduled('40710', wednesday, 'EEN-MPAN-0001')] })).toBeUndefined();
});

describe('asked against done', () => {
  const entries = [...passed(tuesday, 3), ...passed(wednesday, 2)];

  test('until the day before while the day goes on, with the day when it is over', () => {
    const during = viewOf({ numbers, entries });
    expect(during).toMatchObject({
      today: { asked: 6, done: 2 },
      before: { day: tuesday, asked: 4, done: 3 },
      bulk: { upTo: tuesday, asked: 4, done: 3, total: 20 },
    });
    expect(viewOf({ numbers, entries, isOver: true })?.bulk).toMatchObject({
      upTo: wednesday,
      asked: 10,
      done: 5,
    });
  });

  test('what was migrated before the first day stands beside it', () => {
    const early = [...passed('2026-11-19', 2), ...entries];
    expect(viewOf({ numbers, entries: early })).toMatchObject({ beforeBulk: 2, bulk: { done: 3 } });
    expect(viewOf({ entries: early })).toMatchObject({ beforeBulk: 7, today: { done: 2 } });
  });

  test('by week, with what was said of it', () => {
    const weeks = { '2026-11-30': { count: 30, from: '2026-11-30' } };
    expect(viewOf({ numbers: { ...numbers, weeks }, entries })?.weeks).toEqual([
      { monday: '2026-11-23', asked: 20, done: 5 },
      { monday: '2026-11-30', said: 30, asked: 30, done: 0 },
    ]);
  });
});

describe('the schedule', () => {
  const tests = [
    scheduled('40662', wednesday, 'EEN-MPAN-0001'),
    // The same meter point once more is no other MPAN.
    scheduled('40663', wednesday, 'EEN-MPAN-0001'),
    scheduled('40662', wednesday, 'EEN-MPAN-0002'),
    scheduled('40710', wednesday, 'EEN-MPAN-0003'),
    scheduled('40662', thursday),
  ];

  test('counts where no number is agreed, and says so; it is no bulk with a limit', () => {
    const view = viewOf({ tests });
    expect(view?.days).toEqual([
      { day: wednesday, asked: 2, by: 'schedule', done: 0 },
      { day: thursday, asked: 1, by: 'schedule', done: 0 },
    ]);
    expect(view?.bulk).not.toHaveProperty('limit');
    expect(viewOf({ tests, numbers })?.today).toMatchObject({ asked: 6, by: 'day' });
  });

  test('names what is to be migrated today and is not yet, with what its data lacks', () => {
    const points = { 'EEN-MPAN-0001': { state: 'legacy', supplier: 'CIDC' } } as const;
    expect(viewOf({ tests, points })?.firstStep).toEqual({
      count: 2,
      refs: [
        { ref: 'EEN-MPAN-0001', reasons: [{ is: 'supplier', has: 'CIDC', needs: 'MHHS' }] },
        { ref: 'EEN-MPAN-0002', reasons: [] },
      ],
    });
    const done = [entry('passed', at('10:00', wednesday), { ref: 'EEN-MPAN-0001' })];
    expect(viewOf({ tests, points, entries: done, numbers })?.firstStep).toMatchObject({
      count: 5,
      refs: [{ ref: 'EEN-MPAN-0002' }],
    });
  });
});

describe('what is out of shape', () => {
  const shape = (days: Readonly<Record<string, number>>, more: Given = {}) =>
    viewOf({ numbers: { days }, ...more })?.warnings.map(({ is }) => is);

  test('is said of days to come, not of those that are over', () => {
    const spike = { [tuesday]: 5, [wednesday]: 6, [thursday]: 40 };
    expect(shape(spike)).toEqual(['spike']);
    expect(shape(spike, { day: '2026-11-27' })).toEqual([]);
    expect(shape({ '2026-12-01': 20, '2026-12-02': 20 })).toEqual(['high-start']);
  });

  test('is said of a week whose days come to something else', () => {
    const weeks = { '2026-11-23': { count: 9, from: '2026-11-23' } };
    expect(viewOf({ numbers: { ...numbers, weeks } })?.warnings).toContainEqual({
      is: 'week-differs',
      monday: '2026-11-23',
      said: 9,
      asked: 20,
    });
  });

  test('is said of the day itself, by what was done', () => {
    const entries = [...passed(tuesday, 5), ...passed(wednesday, 11)];
    expect(viewOf({ numbers, entries, isOver: true })?.spikeToday).toEqual({
      is: 'spike',
      day: wednesday,
      count: 11,
      most: 5,
    });
    // A trial before the plan begins is no measure of its days.
    const trial = [...passed('2026-11-19', 1), ...passed(tuesday, 12)];
    expect(viewOf({ numbers, entries: trial, day: tuesday, isOver: true })).not.toHaveProperty('spikeToday');
    const few = [...passed(tuesday, 1), ...passed(wednesday, 3)];
    expect(viewOf({ numbers, entries: few, isOver: true })).not.toHaveProperty('spikeToday');
  });
});

test('a proposal shows every day as it would stand, and what it changes', () => {
  const by = { id: 'asha', name: 'Asha Renn' };
  const proposal = {
    id: 'abc',
    by,
    at: 0,
    parts: [
      { messageId: '1', by, changes: [{ of: 'day' as const, day: wednesday, count: 8 }] },
      { messageId: '2', by, changes: [{ of: 'day' as const, day: thursday, count: 'none' as const }] },
    ],
  };
  expect(viewOf({ numbers, proposal })?.proposal).toMatchObject({
    byName: 'Asha Renn',
    differences: [
      { of: 'day', day: wednesday, was: 6, is: 8 },
      { of: 'day', day: thursday, was: 10, is: undefined },
    ],
    days: [
      { day: tuesday, asked: 4 },
      { day: wednesday, asked: 8 },
    ],
  });
  expect(viewOf({ numbers, proposal })?.bulk?.total).toBe(20);
});
