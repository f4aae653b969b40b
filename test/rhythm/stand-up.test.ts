import { describe, expect, it } from 'vitest';
import type { StandingEntry } from '../../src/domain/entry.ts';
import { standUpView } from '../../src/rhythm/day/stand-up.ts';
import { asked, at, entry, plan, planned } from './given.ts';

const monday = '2026-11-23';
const friday = '2026-11-20';

function view(entries: readonly StandingEntry[], more: Partial<Parameters<typeof standUpView>[0]> = {}) {
  return standUpView({ ...asked, entries, ...more });
}
const short = (lines: ReturnType<typeof view>['planned']) =>
  lines.map(line =>
    [line.status, line.testCaseId, line.mpanRef].filter(word => word !== undefined).join(' '),
  );

describe('the stand-up', () => {
  it('lists the plan in its order while nobody has started', () => {
    const { planned, plannedBehind, progress, ...rest } = view([], { plan: plan.toReversed() });
    expect(planned.map(line => line.testCaseName)).toEqual(plan.map(({ name }) => name));
    expect(planned[0]).toEqual({
      testCaseId: '40662',
      testCaseName: 'FM_TS_1_TC_1_2_3_4_5_6_7',
      status: 'planned',
      who: 'Iwo Pell',
    });
    expect(plannedBehind).toBe(0);
    expect(progress).toEqual({ total: 5, passed: 0, failed: 0, blocked: 0, running: 0, notStarted: 5 });
    expect(rest).toMatchObject({ ldso: 'EEN', allocated: [], blockers: [], leftOver: [], dataIssues: [] });
  });

  it('lists what is under way first, then what is to be run again, then what comes next', () => {
    const entries = [
      entry('passed', at('10:00', friday), { test: '40663' }),
      entry('failed', at('10:00', monday), { test: '40662', step: 6 }),
      entry('triggered', at('15:00', monday), { test: '40850', ref: 'EEN-MPAN-0009' }),
      entry('triggered', at('08:40'), { test: '40715', ref: 'EEN-MPAN-0011' }),
    ];
    expect(short(view(entries).planned)).toEqual([
      'triggered 40850 EEN-MPAN-0009',
      'triggered 40715 EEN-MPAN-0011',
      'failed 40662 EEN-MPAN-0007',
      'planned 40710',
    ]);
    expect(view(entries).planned[2]).toEqual({
      testCaseId: '40662',
      testCaseName: 'FM_TS_1_TC_1_2_3_4_5_6_7',
      mpanRef: 'EEN-MPAN-0007',
      status: 'failed',
      who: 'Asha Renn',
      since: at('10:00', monday),
      attempt: 1,
      step: 6,
    });
    expect(view(entries).progress).toEqual({
      total: 5,
      passed: 1,
      failed: 1,
      blocked: 0,
      running: 2,
      notStarted: 1,
    });
  });

  it('lists no more than it is asked for, and says how many are behind', () => {
    const long = Array.from({ length: 12 }, (_, n) =>
      planned(String(50_000 + n), `TC ${n}`, n + 1, 'Functional'),
    );
    expect(view([], { plan: long }).planned).toHaveLength(8);
    expect(view([], { plan: long }).plannedBehind).toBe(4);
    expect(view([], { plan: long, listLength: 3 }).plannedBehind).toBe(9);
  });

  it('does not list a failed test again when its test case has passed since with another meter point', () => {
    const failed = entry('failed', at('10:00', monday), { ref: 'EEN-MPAN-0007' });
    const passed = entry('passed', at('14:00', monday), { ref: 'EEN-MPAN-0008' });
    const passedBefore = entry('passed', at('09:00', monday), { ref: 'EEN-MPAN-0008' });
    const listsIt = (entries: readonly StandingEntry[]) =>
      view(entries).planned.some(line => line.status === 'failed');
    expect(listsIt([failed, passed])).toBe(false);
    expect(listsIt([failed, passedBefore])).toBe(true);
  });

  it('names the meter point that somebody has asked about before the start', () => {
    const query = entry('data_query', at('16:00', monday), { test: '40710', ref: 'EEN-MPAN-0013' });
    expect(short(view([query]).planned)).toContain('planned 40710 EEN-MPAN-0013');
    expect(view([query]).allocated).toEqual(['EEN-MPAN-0013']);
  });

  it('looks back to Friday on a Monday', () => {
    expect(view([], { day: monday, now: at('09:00', monday) }).lookedBackTo).toBe(friday);
  });

  it('shows what was started before today and has no result as left over', () => {
    const entries = [
      entry('triggered', at('23:59', monday), { test: '40663' }),
      entry('triggered', at('00:00'), { test: '40710' }),
    ];
    expect(short(view(entries).leftOver)).toEqual(['triggered 40663 EEN-MPAN-0007']);
  });

  it('shows a meter point that two test cases use at the same time', () => {
    const first = entry('triggered', at('08:10'), { test: '40663', ref: 'EEN-MPAN-0007' });
    const second = entry('triggered', at('08:20'), { test: '40710', ref: 'EEN-MPAN-0007' });
    expect(view([first, second]).dataIssues).toEqual([
      {
        mpanRef: 'EEN-MPAN-0007',
        testCaseNames: ['FM_TS_2_TC_1', 'SITFTS-0010 TC 01'],
        problem: 'double-booked',
      },
    ]);
    const done = entry('passed', at('08:30'), { test: '40663', ref: 'EEN-MPAN-0007' });
    expect(view([first, second, done]).dataIssues).toEqual([]);
  });

  it('shows a meter point with a query that nobody has answered, in the data and among the blockers', () => {
    const query = entry('data_query', at('16:00', monday), { test: '40663', note: 'needs a CSS2860 first' });
    expect(view([query]).dataIssues).toEqual([
      { mpanRef: 'EEN-MPAN-0007', testCaseNames: ['FM_TS_2_TC_1'], problem: 'open-query' },
    ]);
    expect(view([query]).blockers).toEqual([
      {
        is: 'query',
        testCaseName: 'FM_TS_2_TC_1',
        mpanRef: 'EEN-MPAN-0007',
        since: at('16:00', monday),
        who: 'Asha Renn',
        words: 'needs a CSS2860 first',
        entryId: query.id,
      },
    ]);
  });

  it('shows tests for the harness: those of migration, and those that people say so of', () => {
    const entries = [
      entry('triggered', at('08:00'), { test: '40663', note: 'waiting for the harness' }),
      entry('triggered', at('08:01'), { test: '40710', warnings: ['harness_reference'] }),
      entry('triggered', at('08:02'), { test: '40715' }),
    ];
    expect(view(entries).harness.map(line => line.testCaseId)).toEqual(['40663', '40710', '40662']);
    expect(view([], { harnessWords: ['operational'] }).harness.map(line => line.testCaseId)).toEqual([
      '40850',
    ]);
  });

  it('does not show a test for the harness any more whose message has come', () => {
    const running = entry('triggered', at('08:00'), { test: '40663', note: 'waiting for the harness' });
    const entries = [running];
    const come = [{ testCaseId: running.testCaseId!, mpanRef: running.mpanRef! }];
    const queue = { waiting: [], onTheWay: [], fuses: [], come };
    expect(view(entries, { queue }).harness).toEqual(view(entries).harness.slice(1));
  });

  it('does not know yet what is posted later, nor any more what was taken back', () => {
    const later = entry('passed', at('09:00:01'), { test: '40662' });
    const takenBack = entry('failed', at('08:00'), { test: '40663', withdrawn: true });
    expect(view([later, takenBack])).toEqual(view([]));
  });

  it('shows what runs of a plan that could not be read', () => {
    const running = entry('triggered', at('08:00'), { test: '40715' });
    expect(short(view([running], { plan: [] }).planned)).toEqual(['triggered 40715 EEN-MPAN-0007']);
    expect(view([running], { plan: [] }).progress.total).toBe(0);
  });
});
