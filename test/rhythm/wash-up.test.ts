import { describe, expect, it } from 'vitest';
import type { StandingEntry } from '../../src/domain/entry.ts';
import { washUpView } from '../../src/rhythm/day/wash-up.ts';
import { asked, at, een, entry } from './given.ts';

const yesterday = '2026-11-23';
const ref = (n: number) => `EEN-MPAN-000${n}`;

function view(entries: readonly StandingEntry[], more: Partial<Parameters<typeof washUpView>[0]> = {}) {
  return washUpView({ ...asked, now: at('17:00'), entries, ...more });
}
const refs = (lines: ReturnType<typeof view>['open']) => lines.map(line => line.mpanRef);

describe('the wash-up', () => {
  const day = [
    entry('triggered', at('09:10'), { ref: ref(1) }),
    entry('passed', at('10:00'), { ref: ref(1) }),
    entry('triggered', at('09:20'), { ref: ref(2) }),
    entry('failed', at('10:00'), { ref: ref(2), step: 6 }),
    entry('blocked', at('11:00'), { ref: ref(3) }),
    entry('triggered', at('15:00'), { ref: ref(4) }),
    entry('triggered', at('15:00', yesterday), { ref: ref(5) }),
    entry('passed', at('16:00', yesterday), { ref: ref(6) }),
    entry('failed', at('16:00', yesterday), { ref: ref(7) }),
  ];

  it('has each test that had a result today, or runs, on one list, by how it stands', () => {
    const { passed, failed, blocked, open } = view(day);
    expect([passed, failed, blocked, open].map(refs)).toEqual([
      [ref(1)],
      [ref(2)],
      [ref(3)],
      [ref(5), ref(4)],
    ]);
  });

  it('counts the starts of today, once each however often they were announced', () => {
    expect(view(day).triggeredToday).toBe(3);
    expect(view([...day, entry('triggered', at('15:05'), { ref: ref(4) })]).triggeredToday).toBe(3);
    expect(view([...day, entry('triggered', at('15:05'), { ref: ref(2) })]).triggeredToday).toBe(4);
  });

  it('shows a test that failed and then passed as passed', () => {
    const entries = [entry('failed', at('10:00')), entry('passed', at('11:00'))];
    expect(view(entries)).toMatchObject({ failed: [], passed: [{ attempt: 2, since: at('11:00') }] });
  });

  it('names failed tests without a defect, of any day', () => {
    expect(refs(view(day).failedWithoutDefect).sort()).toEqual([ref(2), ref(7)]);
  });

  it('lists the defects of today with what is known of them', () => {
    const entries = [
      entry('defect_raised', at('16:00', yesterday)),
      entry('defect_raised', at('10:05'), {
        note: 'contract reference rejected',
        defect: { severity: 'S2', priority: 'P2', bugId: '41890' },
      }),
      entry('blocking_defect', at('11:00'), { test: '', ref: '', note: 'hits everyone' }),
    ];
    expect(view(entries).defectsToday).toEqual([
      {
        testCaseName: 'FM_TS_1_TC_1_2_3_4_5_6_7',
        mpanRef: 'EEN-MPAN-0007',
        severity: 'S2',
        priority: 'P2',
        bugId: '41890',
        words: 'contract reference rejected',
      },
      { words: 'hits everyone' },
    ]);
  });

  it('keeps queries and blockers apart', () => {
    const { openQueries, blockers } = view([
      entry('data_query', at('10:00')),
      entry('env_downtime', at('10:00')),
    ]);
    expect(openQueries.map(({ is }) => is)).toEqual(['query']);
    expect(blockers.map(({ is }) => is)).toEqual(['downtime']);
  });

  it('shows whose messages still hold personal data, of what kind, since when and where, and no closed ones', () => {
    const leak = {
      message: { ldso: een, thread: '19:een@thread.tacv2;messageid=1', messageId: '1' },
      kinds: ['raw_mpan'],
      by: { id: 'id of Asha Renn', name: 'Asha Renn' },
      openedAt: at('12:00'),
    };
    const closed = { ...leak, closedAt: at('12:05') };
    const urlOf = ({ messageId }: { readonly messageId: string }) => `https://teams.example/${messageId}`;
    const line = { who: 'Asha Renn', kinds: ['raw_mpan'], openedAt: at('12:00') };
    expect(view([], { leaks: [leak, closed] }).leaks).toEqual([line]);
    expect(view([], { leaks: [leak], urlOf }).leaks).toEqual([{ ...line, url: 'https://teams.example/1' }]);
  });

  it('are told of messages that wait for their authors: whose, of what kind, since when and where', () => {
    const held = new Map([
      ['2', { byId: 'b', byName: 'Bo', thread: 't', since: at('11:00'), kinds: ['raw_address'] }],
      ['1', { byId: 'a', thread: 't', since: at('10:00'), kinds: ['raw_mpan'] }],
    ]);
    const urlOf = ({ messageId }: { readonly messageId: string }) =>
      messageId === '2' ? 'https://teams.example/2' : undefined;
    expect(view([], { held, urlOf }).held).toEqual([
      { who: 'somebody', kinds: ['raw_mpan'], since: at('10:00') },
      { who: 'Bo', kinds: ['raw_address'], since: at('11:00'), url: 'https://teams.example/2' },
    ]);
    expect(view([]).held).toEqual([]);
  });

  it('tells what has not reached Azure DevOps', () => {
    expect(view([], { mirror: { waiting: 2, givenUp: 1 } }).mirror).toEqual({ waiting: 2, givenUp: 1 });
  });

  it('shows what comes next: to be run again first, nothing that runs, no more than asked for', () => {
    const entries = [
      entry('triggered', at('15:00'), { test: '40663' }),
      entry('failed', at('15:00'), { test: '40850' }),
      entry('passed', at('15:00'), { test: '40710' }),
    ];
    expect(view(entries).next.map(line => line.testCaseId)).toEqual(['40850', '40662', '40715']);
    expect(view(entries, { listLength: 2 }).next).toHaveLength(2);
  });

  it('takes in what is posted after 17:00, and tells its own day when it is shown the day after', () => {
    const late = entry('passed', at('17:22'));
    const dayAfter = entry('failed', at('08:00', '2026-11-25'));
    expect(view([late]).passed).toHaveLength(0);
    expect(view([late], { now: at('17:30') }).passed).toHaveLength(1);
    const shown = view([late, dayAfter], { now: at('09:00', '2026-11-25') });
    expect([shown.passed.length, shown.failed.length]).toEqual([1, 0]);
  });

  it('begins the day at London midnight in summer', () => {
    const entries = [
      entry('passed', at('22:59', '2026-06-30'), { ref: ref(1) }),
      entry('passed', at('23:00', '2026-06-30'), { ref: ref(2) }),
    ];
    const { passed } = view(entries, { day: '2026-07-01', now: at('16:00', '2026-07-01') });
    expect(refs(passed)).toEqual([ref(2)]);
  });
});
