// Any plan and any days of work: the figures are those that one counts by hand.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { StateTold } from '../../src/domain/planning/register.ts';
import { migrationView } from '../../src/migration/view.ts';
import { standingOn } from '../../src/rhythm/day/standing.ts';
import { asked, at } from '../rhythm/given.ts';

/** The working days of two weeks. */
const days = [23, 24, 25, 26, 27, 30]
  .map(date => `2026-11-${date}`)
  .concat(['01', '02', '03', '04'].map(date => `2026-12-${date}`));
const rules = { bulkWeeks: 3, lowStartShare: 0.5, spikeTimes: 2, spikeFrom: 10 };

const plan = fc.array(fc.tuple(fc.nat(days.length - 1), fc.nat(30)), { minLength: 1, maxLength: 8 });
const work = fc.array(fc.tuple(fc.nat(59), fc.nat(days.length - 1)), { maxLength: 60 });

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}

test('asked and done, of the day and until it, by week and in all', () => {
  fc.assert(
    fc.property(plan, work, fc.nat(days.length - 1), fc.boolean(), (said, done, place, isOver) => {
      const day = days[place] ?? '';
      const numbers = new Map(said.map(([on, count]) => [days[on] ?? '', count]));
      const told = new Map<string, StateTold>(
        done.map(([ref, on]) => [
          `EEN-MPAN-00${ref + 10}`,
          { state: 'migrated', at: at('12:00', days[on]), on: days[on] ?? '' },
        ]),
      );
      const view = migrationView({
        ldso: asked.ldso,
        calendar: asked.calendar,
        zone: asked.zone,
        rules,
        day,
        isOver,
        standing: standingOn({ ...asked, day, now: at('17:00', day), entries: [] }),
        register: { points: new Map(), told, isLoaded: false },
        agreed: {
          numbers: { days: Object.fromEntries(numbers), weeks: {} },
          proposedBy: 'Asha Renn',
          proposedAt: 0,
          agreedBy: 'Bo Tarn',
          agreedAt: 0,
        },
      });
      const doneDays = [...told.values()].flatMap(({ on = '' }) => (on <= day ? [on] : []));
      const doneOn = (on: string) => doneDays.filter(each => each === on).length;
      const some = [...numbers].filter(([, count]) => count > 0);
      const first = some.map(([on]) => on).sort()[0];
      const isUntil = (on: string) => (isOver ? on <= day : on < day);

      expect(view?.today).toMatchObject({ done: doneOn(day) });
      expect(view?.today.asked).toBe(numbers.get(day));
      if (first === undefined) {
        expect(view?.bulk).toBeUndefined();
        return;
      }
      expect(view?.bulk).toMatchObject({
        from: first,
        total: sum(some.map(([, count]) => count)),
        asked: sum(some.flatMap(([on, count]) => (isUntil(on) ? [count] : []))),
        done: doneDays.filter(on => on >= first && isUntil(on)).length,
      });
      expect(view?.beforeBulk).toBe(doneDays.filter(on => on < first).length);
      const weeks = ['2026-11-23', '2026-11-30'].map(monday => {
        const own = days.filter(on => on >= monday && Date.parse(on) < Date.parse(monday) + 7 * 86_400_000);
        return [sum(own.map(on => numbers.get(on) ?? 0)), sum(own.map(on => (on >= first ? doneOn(on) : 0)))];
      });
      expect(sum(view?.weeks.map(week => week.asked) ?? [])).toBe(sum(weeks.map(([count = 0]) => count)));
      expect(sum(view?.weeks.map(week => week.done) ?? [])).toBe(sum(weeks.map(([, count = 0]) => count)));
      const limit = Date.parse(doneDays.filter(on => on >= first).sort()[0] ?? first) + 20 * 86_400_000;
      expect(view?.bulk?.limit?.last).toBe(new Date(limit).toISOString().slice(0, 10));
      const today = doneOn(day);
      const before = [...new Set(doneDays)]
        .filter(on => on < day && (day < first || on >= first))
        .sort()
        .slice(-5)
        .map(doneOn);
      expect(view?.spikeToday !== undefined).toBe(
        before.length > 0 && today >= 10 && today > 2 * Math.max(...before),
      );
    }),
    { numRuns: 150 },
  );
});
