import { describe, expect, it } from 'vitest';
import type { MeterPoint } from '../../src/domain/planning/register.ts';
import type { ScheduledTest } from '../../src/domain/planning/schedule.ts';
import { mpanRef, testCaseId } from '../../src/domain/refs.ts';
import { standUpView } from '../../src/rhythm/day/stand-up.ts';
import { clean } from '../domain/given.ts';
import { asked, at, entry } from './given.ts';

const monday = '2026-11-23';
const today = '2026-11-24';

function scheduled(test: string, day: string, more: Partial<ScheduledTest> = {}): ScheduledTest {
  return {
    testCaseId: testCaseId(test)!,
    testCaseName: `TC ${test}`,
    mpanRef: mpanRef('EEN-MPAN-0007')!,
    day,
    ...more,
  };
}

const ref = (text: string) => ({ mpanRef: mpanRef(text)! });

function view(
  tests: readonly ScheduledTest[],
  more: Partial<Parameters<typeof standUpView>[0]> = {},
  state: 'draft' | 'final' = 'final',
) {
  return standUpView({
    ...asked,
    entries: [],
    ...more,
    schedule: { state, version: { tests, dependencies: [] } },
  });
}

const names = (lines: ReturnType<typeof view>['planned']) => lines.map(({ testCaseName }) => testCaseName);

describe('a day with a schedule', () => {
  it('has the tests of the day in the order given, whatever the order of the plan', () => {
    const found = view([
      scheduled('40715', today, { who: clean('Asha'), time: '10:30' }),
      scheduled('40662', today, ref('EEN-MPAN-0008')),
      scheduled('40663', monday, { until: '2026-11-25', ...ref('EEN-MPAN-0009') }),
      scheduled('40850', '2026-11-25'),
      scheduled('40710', '2026-11-26'),
    ]);
    expect(names(found.planned)).toEqual(['TC 40715', 'TC 40662', 'TC 40663']);
    expect(found.planned[0]).toEqual({
      testCaseId: '40715',
      testCaseName: 'TC 40715',
      mpanRef: 'EEN-MPAN-0007',
      status: 'planned',
      who: 'Asha',
      time: '10:30',
    });
    expect(found).toMatchObject({ schedule: 'final', plannedBehind: 2 });
  });

  it('shows how each stands, with its own meter point', () => {
    const entries = [
      entry('passed', at('08:30'), { test: '40662', ref: 'EEN-MPAN-0007' }),
      entry('triggered', at('08:40'), { test: '40715', ref: 'EEN-MPAN-0011' }),
    ];
    const { mpanRef: _open, ...open } = scheduled('40715', today);
    const found = view([scheduled('40662', today), scheduled('40662', today, ref('EEN-MPAN-0008')), open], {
      entries,
    });
    expect(found.planned.map(({ status, mpanRef: own }) => `${status} ${own}`)).toEqual([
      'passed EEN-MPAN-0007',
      'planned EEN-MPAN-0008',
      'triggered EEN-MPAN-0011',
    ]);
  });

  it('names whoever the plan names while it is still to be run, and then whoever runs it', () => {
    const test = scheduled('40662', today, { who: clean('Ruth Amin') });
    const who = (kind: 'blocked' | 'triggered') => {
      const said = entry(kind, at('08:30'), { test: '40662', ref: 'EEN-MPAN-0007' });
      const found = view([test], { entries: [{ ...said, by: { id: 'asha', name: 'Asha Rao' } }] });
      return [found.planned[0]?.who, found.unconfirmed];
    };
    expect(who('blocked')).toEqual(['Ruth Amin', ['Ruth Amin']]);
    expect(who('triggered')).toEqual(['Asha Rao', ['Asha Rao']]);
  });

  it('looks back to what was planned before and has not passed, the latest day first', () => {
    const entries = [
      entry('passed', at('10:00', monday), { test: '40662', ref: 'EEN-MPAN-0007' }),
      entry('triggered', at('11:00', monday), { test: '40663', ref: 'EEN-MPAN-0008' }),
      entry('failed', at('12:00', monday), { test: '40710', ref: 'EEN-MPAN-0009' }),
    ];
    const found = view(
      [
        scheduled('40850', '2026-11-20', ref('EEN-MPAN-0010')),
        scheduled('40662', monday),
        scheduled('40663', monday, ref('EEN-MPAN-0008')),
        scheduled('40710', monday, ref('EEN-MPAN-0009')),
      ],
      { entries },
    );
    expect(found.leftOver.map(({ testCaseId: id, status, dueOn }) => [id, status, dueOn])).toEqual([
      ['40663', 'triggered', undefined],
      ['40710', 'failed', monday],
      ['40850', 'planned', '2026-11-20'],
    ]);
    expect(found.lookedBackTo).toBe(monday);
  });

  it('has the interactions with the test harness in the order of the clock, those without a time last', () => {
    const found = view([
      scheduled('40850', today, { isHarness: true }),
      scheduled('40715', today, { isHarness: true, time: '14:00' }),
      scheduled('40710', today, { time: '09:30' }),
      scheduled('40716', today, { isHarness: true, time: '09:45' }),
    ]);
    expect(names(found.harness)).toEqual(['TC 40716', 'TC 40715', 'TC 40850']);
  });

  it('sees a reference that two tests of the day, or one and a running test, use', () => {
    const entries = [entry('triggered', at('16:00', monday), { test: '40850', ref: 'EEN-MPAN-0009' })];
    const found = view(
      [scheduled('40715', today), scheduled('40710', today), scheduled('40663', today, ref('EEN-MPAN-0009'))],
      { entries },
    );
    expect(found.dataIssues.filter(({ problem }) => problem === 'double-booked')).toMatchObject([
      { mpanRef: 'EEN-MPAN-0009' },
      { mpanRef: 'EEN-MPAN-0007', testCaseNames: ['TC 40715', 'TC 40710'] },
    ]);
  });
});

describe('the data of the day', () => {
  const ready: MeterPoint = { state: 'migrated', supplier: 'MHHS', cssSent: true, cssReceived: true };
  const points = new Map([
    ['EEN-MPAN-0007', ready],
    ['EEN-MPAN-0008', { ...ready, state: 'legacy' as const, cssReceived: false }],
  ]);
  const register = { points, isLoaded: true };

  it('is ready, or it is said what is missing', () => {
    const found = view([scheduled('40850', today), scheduled('40850', today, ref('EEN-MPAN-0008'))], {
      register,
    });
    expect(found.planned.map(({ reasons }) => reasons?.map(({ is }) => is))).toEqual([
      [],
      ['not-migrated', 'css2860-not-received'],
    ]);
    expect(found.dataIssues).toMatchObject([{ problem: 'not-ready', mpanRef: 'EEN-MPAN-0008' }]);
  });

  it('is not asked of a test that is under way or has passed, nor where no register is kept', () => {
    const entries = [entry('triggered', at('08:40'), { test: '40850', ref: 'EEN-MPAN-0008' })];
    const test = scheduled('40850', today, ref('EEN-MPAN-0008'));
    expect(view([test], { register, entries }).planned[0]).not.toHaveProperty('reasons');
    expect(view([test]).planned[0]).not.toHaveProperty('reasons');
  });

  it('is looked at without a schedule too', () => {
    const query = entry('data_query', at('16:00', monday), { test: '40850', ref: 'EEN-MPAN-0008' });
    const found = standUpView({ ...asked, entries: [query], register });
    expect(found.planned.find(({ testCaseId: id }) => id === '40850')?.reasons).toHaveLength(2);
  });
});
