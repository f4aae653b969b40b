// The stand-up and the wash-up of any set of entries, against the slow way of finding the same.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StandingEntry } from '../../src/domain/entry.ts';
import { kinds } from '../../src/domain/kinds.ts';
import { standUpView } from '../../src/rhythm/day/stand-up.ts';
import { washUpView } from '../../src/rhythm/day/wash-up.ts';
import { asked, at, entry, plan } from './given.ts';
import { lacksDefect, openRemarks, progressBy, type Stands, standsOf, type Told, told } from './oracle.ts';

const dayStart = at('00:00');
const dayEnd = at('00:00', '2026-11-25');
const hour = 3_600_000;

// 40900 is in nobody's plan any more; '' is not named. Few of each, so that entries meet.
const randomEntry = fc
  .record({
    kind: fc.constantFrom(...kinds.filter(kind => kind !== 'withdrawn')),
    test: fc.constantFrom('40662', '40662', '40663', '40710', '40900', ''),
    ref: fc.constantFrom('EEN-MPAN-0001', 'EEN-MPAN-0001', 'EEN-MPAN-0002', ''),
    // On the hour, from two days before to a day after: many at one instant.
    at: fc.integer({ min: -40, max: 40 }).map(hours => dayStart + hours * hour),
    how: fc.constantFrom(undefined, undefined, undefined, 'retest', 'correction'),
    severity: fc.constantFrom(undefined, 'S1', 'S2', 'S3'),
    bugId: fc.constantFrom(undefined, undefined, '41890'),
    withdrawn: fc.constantFrom(false, false, false, false, true),
  })
  .map(({ kind, at: when, how, severity, bugId, ...said }) =>
    entry(kind, when, {
      ...said,
      ...(how === undefined ? {} : { how: how as 'retest' }),
      defect: {
        ...(severity === undefined ? {} : { severity: severity as 'S1' }),
        ...(bugId === undefined ? {} : { bugId }),
      },
    }),
  );
const randomDay = fc.record({
  entries: fc.array(randomEntry, { maxLength: 30 }),
  now: fc.integer({ min: 8, max: 40 }).map(hours => dayStart + hours * hour),
  listLength: fc.integer({ min: 1, max: 9 }),
});
type RandomDay = { entries: readonly StandingEntry[]; now: number; listLength: number };

function forAnyDay(check: (day: RandomDay, found: { entries: Told; stands: readonly Stands[] }) => void) {
  fc.assert(
    fc.property(randomDay, day => {
      const entries = told(day.entries, Math.min(day.now, dayEnd - 1));
      check(day, { entries, stands: standsOf(entries) });
    }),
    { numRuns: 250, seed: 24 },
  );
}
const testsOn = (lines: readonly { testCaseId: string; mpanRef?: string }[]) =>
  lines.map(line => `${line.testCaseId} ${line.mpanRef}`).sort();
const testsOf = (stands: readonly Stands[]) => stands.map(({ test }) => test).sort();
const heard = (entries: readonly StandingEntry[]) => entries.map(each => each.at);
const since = (blockers: readonly { is: string; since: number }[], is: string) =>
  blockers.filter(each => each.is === is).map(each => each.since);

describe('the wash-up of any day', () => {
  it('has every test of the day, and every open one, on exactly one list', () => {
    forAnyDay((day, { stands }) => {
      const { passed, failed, blocked, open } = washUpView({ ...asked, ...day });
      const today = stands.filter(each => each.status !== 'triggered' && each.since >= dayStart);
      expect(testsOn(passed)).toEqual(testsOf(today.filter(each => each.status === 'passed')));
      expect(testsOn(failed)).toEqual(testsOf(today.filter(each => each.status === 'failed')));
      expect(testsOn(blocked)).toEqual(testsOf(today.filter(each => each.status === 'blocked')));
      expect(testsOn(open)).toEqual(testsOf(stands.filter(each => each.status === 'triggered')));
      const all = testsOn([...passed, ...failed, ...blocked, ...open]);
      expect(new Set(all).size).toBe(all.length);
    });
  });

  it('says of each test since when it stands so', () => {
    forAnyDay((day, { stands }) => {
      const { passed, failed, blocked, open } = washUpView({ ...asked, ...day });
      for (const line of [...passed, ...failed, ...blocked, ...open]) {
        const found = stands.find(each => each.test === `${line.testCaseId} ${line.mpanRef}`);
        expect([line.status, line.since]).toEqual([found?.status, found?.since]);
      }
    });
  });

  it('counts the starts of the day', () => {
    forAnyDay((day, { stands }) => {
      const starts = stands.flatMap(each => each.starts).filter(start => start >= dayStart);
      expect(washUpView({ ...asked, ...day }).triggeredToday).toBe(starts.length);
    });
  });

  it('names each failed test for which no defect is known', () => {
    forAnyDay((day, { entries, stands }) => {
      const lacking = stands.filter(each => lacksDefect(each, entries));
      expect(testsOn(washUpView({ ...asked, ...day }).failedWithoutDefect)).toEqual(testsOf(lacking));
    });
  });

  it('lists every defect of the day, and every open query', () => {
    forAnyDay((day, { entries }) => {
      const view = washUpView({ ...asked, ...day });
      const defects = entries.filter(each => /defect/.test(each.kind) && each.at >= dayStart);
      expect(view.defectsToday.map(({ words }) => words)).toEqual(defects.map(({ note }) => note));
      expect(since(view.openQueries, 'query')).toEqual(heard(openRemarks(entries).queries));
    });
  });
});

describe('the stand-up of any day', () => {
  it('lists each test case of the plan that has not passed, and no other but what runs', () => {
    forAnyDay((day, { stands }) => {
      const { planned } = standUpView({ ...asked, ...day, listLength: 1000 });
      const listed = new Set(planned.map(line => line.testCaseId));
      for (const { id } of plan) {
        const own = stands.filter(each => each.testCaseId === id).sort((a, b) => a.heardAt - b.heardAt);
        const isToDo = own.at(-1)?.status !== 'passed' || own.some(each => each.status === 'triggered');
        expect([id, listed.has(id)]).toEqual([id, isToDo]);
      }
      const running = stands.filter(each => each.status === 'triggered');
      const others = planned.filter(line => line.status !== 'triggered').map(line => line.testCaseId);
      expect(others.filter(id => !plan.some(planned => planned.id === id))).toEqual([]);
      expect(testsOn(planned.filter(line => line.status === 'triggered'))).toEqual(testsOf(running));
      const all = testsOn(planned);
      expect(new Set(all).size).toBe(all.length);
    });
  });

  it('lists what runs first, then what is to be run again, then what comes next, each in its order', () => {
    forAnyDay(day => {
      const { planned } = standUpView({ ...asked, ...day, listLength: 1000 });
      const order = { triggered: 0, failed: 1, blocked: 1, planned: 2, passed: 3 };
      const places = planned.map(line => order[line.status]);
      expect(places).toEqual(places.toSorted());
      const running = planned.filter(line => line.status === 'triggered').map(line => line.since ?? 0);
      expect(running).toEqual(running.toSorted((a, b) => a - b));
      for (const place of [1, 2]) {
        const ids = planned.filter(line => order[line.status] === place).map(line => Number(line.testCaseId));
        // The ids of the plan rise with its order.
        expect(ids).toEqual(ids.toSorted((a, b) => a - b));
      }
    });
  });

  it('says how many it leaves out, and leaves out the last', () => {
    forAnyDay(day => {
      const all = standUpView({ ...asked, ...day, listLength: 1000 });
      const { planned, plannedBehind } = standUpView({ ...asked, ...day });
      expect(planned).toEqual(all.planned.slice(0, day.listLength));
      expect(planned.length + plannedBehind).toBe(all.planned.length);
    });
  });

  it('shows what was left over, and each meter point that two running tests use', () => {
    forAnyDay((day, { stands }) => {
      const { leftOver, dataIssues } = standUpView({ ...asked, ...day });
      const running = stands.filter(each => each.status === 'triggered');
      expect(testsOn(leftOver)).toEqual(testsOf(running.filter(each => each.startedAt < dayStart)));
      const twice = running
        .filter(each => running.some(other => other.test !== each.test && other.mpanRef === each.mpanRef))
        .map(each => each.mpanRef);
      const shown = dataIssues.filter(({ problem }) => problem === 'double-booked');
      expect(shown.map(({ mpanRef }) => mpanRef).sort()).toEqual([...new Set(twice)].sort());
    });
  });
});

describe('both of any day', () => {
  it('count each test case of the plan once, by its latest test', () => {
    forAnyDay((day, { stands }) => {
      const { progress } = standUpView({ ...asked, ...day });
      expect(progress).toEqual(progressBy(plan, stands));
      expect(washUpView({ ...asked, ...day }).progress).toEqual(progress);
      const { total, passed, failed, blocked, running, notStarted } = progress;
      expect(passed + failed + blocked + running + notStarted).toBe(total);
      expect(total).toBe(plan.length);
    });
  });

  it('show the same blockers, and those that are not ended', () => {
    forAnyDay((day, { entries }) => {
      const open = openRemarks(entries);
      const { blockers } = washUpView({ ...asked, ...day });
      expect(since(blockers, 'downtime')).toEqual(heard(open.downtime));
      expect(since(blockers, 'blocking-defect')).toEqual(heard(open.blocking));
      expect(since(blockers, 'severe-defect')).toEqual(heard(open.severe));
      const morning = standUpView({ ...asked, ...day }).blockers;
      expect(morning.filter(({ is }) => is !== 'query')).toEqual(blockers);
      expect(since(morning, 'query')).toEqual(heard(open.queries));
    });
  });

  it('show a blocked test while it is blocked and its test case has not passed since', () => {
    forAnyDay((day, { stands }) => {
      const blocked = stands
        .filter(each => each.status === 'blocked')
        .filter(
          each =>
            !stands.some(
              other =>
                other.testCaseId === each.testCaseId &&
                other.status === 'passed' &&
                other.heardAt > each.heardAt,
            ),
        )
        .sort((a, b) => a.heardAt - b.heardAt);
      const { blockers } = washUpView({ ...asked, ...day });
      expect(since(blockers, 'blocked-test')).toEqual(blocked.map(each => each.since));
    });
  });

  it('do not depend on the order in which the entries come', () => {
    fc.assert(
      fc.property(
        randomDay.chain(day =>
          fc.record({
            day: fc.constant(day),
            shuffled: fc.shuffledSubarray(day.entries, { minLength: day.entries.length }),
          }),
        ),
        ({ day, shuffled }) => {
          const other = { ...asked, ...day, entries: shuffled };
          expect(standUpView(other)).toEqual(standUpView({ ...asked, ...day }));
          expect(washUpView(other)).toEqual(washUpView({ ...asked, ...day }));
        },
      ),
      { numRuns: 100, seed: 24 },
    );
  });

  it('say nothing of what was withdrawn or is still to come', () => {
    forAnyDay(day => {
      const entries = told(day.entries, Math.min(day.now, dayEnd - 1));
      expect(standUpView({ ...asked, ...day, entries })).toEqual(standUpView({ ...asked, ...day }));
      expect(washUpView({ ...asked, ...day, entries })).toEqual(washUpView({ ...asked, ...day }));
    });
  });
});
