import { describe, expect, test } from 'vitest';
import type { Cover, Presence } from '../../src/domain/day/cover.ts';
import type { Away } from '../../src/domain/day/day-plan.ts';
import type { TestLine } from '../../src/domain/day/day-view.ts';
import { availabilityOn } from '../../src/rhythm/day/availability.ts';

const day = '2026-11-24';
const analyst = { name: 'Jo Penrose', id: 'jo' };

function line(who: string, more: Partial<TestLine> = {}): TestLine {
  return { testCaseId: '40662', testCaseName: 'SITFTS-0010 TC 01', status: 'planned', who, ...more };
}

function away(name: string, part?: 'am' | 'pm', more: Partial<Away> = {}): Away {
  return { personId: name, name, from: day, to: day, ...(part === undefined ? {} : { part }), ...more };
}

function cover(who: string, whom?: string, more: Partial<Cover> = {}): Cover {
  return {
    who: { name: who },
    ...(whom === undefined ? {} : { for: { name: whom } }),
    from: day,
    to: day,
    at: 1,
    ...more,
  };
}

function on(presence: Partial<Presence>, planned: readonly TestLine[] = []) {
  const found = availabilityOn(day, { away: [], covers: [], analyst, ...presence }, planned);
  return { ...found, planned: planned.map(found.withPeople) };
}

describe('somebody who is away', () => {
  test('needs cover when tests of the day name them', () => {
    const found = on({ away: [away('Asha Rao', 'am')] }, [line('Asha'), line('ASHA RAO'), line('Bo Tarn')]);
    expect(found.away).toEqual([{ name: 'Asha Rao', part: 'am', tests: 2, coveredBy: [], uncovered: 'am' }]);
    expect(found.planned.map(({ isAway }) => isAway)).toEqual([true, true, undefined]);
  });

  test('needs none when no test of the day does', () => {
    const found = on({ away: [away('Ruth Amin')] }, [
      line('Bo Tarn'),
      line('Ruth Amin', { status: 'passed' }),
    ]);
    expect(found.away).toEqual([{ name: 'Ruth Amin', tests: 0, coveredBy: [] }]);
  });

  test('is there for a test of the other half of the day', () => {
    const found = on({ away: [away('Asha Rao', 'am')] }, [line('Asha', { time: '14:00' })]);
    expect(found.away).toEqual([{ name: 'Asha Rao', part: 'am', tests: 0, coveredBy: [] }]);
    expect(found.planned[0]?.isAway).toBeUndefined();
  });

  test('is one person, away all day, when they said so half by half', () => {
    const found = on({ away: [away('Asha Rao', 'am'), away('Asha Rao', 'pm')] });
    expect(found.away).toEqual([{ name: 'Asha Rao', tests: 0, coveredBy: [] }]);
  });

  test('is not away on another day', () => {
    const found = on({ away: [away('Asha Rao', undefined, { from: '2026-11-25', to: '2026-11-25' })] });
    expect(found.away).toEqual([]);
  });
});

describe('cover', () => {
  test('for a tester: the test is not without a person any more, and says who', () => {
    const found = on({ away: [away('Asha Rao')], covers: [cover('Bo Tarn', 'Asha Rao')] }, [line('Asha')]);
    expect(found.away).toEqual([{ name: 'Asha Rao', tests: 1, coveredBy: [{ name: 'Bo Tarn' }] }]);
    expect(found.planned[0]).toMatchObject({ coveredBy: ['Bo Tarn'] });
    expect(found.planned[0]?.isAway).toBeUndefined();
    expect(found.covers).toEqual([]);
  });

  test('for half of it leaves the other half open', () => {
    const covers = [cover('Bo Tarn', 'Asha Rao', { part: 'am' })];
    const found = on({ away: [away('Asha Rao')], covers }, [line('Asha'), line('Asha', { time: '09:30' })]);
    expect(found.away).toEqual([
      { name: 'Asha Rao', tests: 2, coveredBy: [{ name: 'Bo Tarn', part: 'am' }], uncovered: 'pm' },
    ]);
    expect(found.planned.map(({ isAway }) => isAway)).toEqual([true, undefined]);
  });

  test('by somebody who is away too is none', () => {
    const found = on({ away: [away('Asha Rao'), away('Bo Tarn')], covers: [cover('Bo Tarn', 'Asha Rao')] }, [
      line('Asha'),
    ]);
    expect(found.away[0]).toMatchObject({ coveredBy: [], uncovered: 'day' });
  });

  test('of two by different people, each has a half', () => {
    const covers = [
      cover('Bo Tarn', 'Asha Rao', { at: 1 }),
      cover('Cy Lowe', 'Asha Rao', { at: 2, part: 'pm' }),
    ];
    expect(on({ away: [away('Asha Rao')], covers }).away[0]?.coveredBy).toEqual([
      { name: 'Bo Tarn', part: 'am' },
      { name: 'Cy Lowe', part: 'pm' },
    ]);
  });

  test('for somebody of whom nobody has said that they are away is told as well', () => {
    expect(on({ covers: [cover('Bo Tarn'), cover('Cy Lowe', 'Asha', { part: 'pm' })] }).covers).toEqual([
      { name: 'Bo Tarn', for: 'Jo Penrose', isAnalyst: true },
      { name: 'Cy Lowe', for: 'Asha', part: 'pm' },
    ]);
  });

  test('that newer words have taken the place of is not told', () => {
    expect(on({ covers: [cover('Bo Tarn'), cover('Cy Lowe', undefined, { at: 2 })] }).covers).toEqual([
      { name: 'Cy Lowe', for: 'Jo Penrose', isAnalyst: true },
    ]);
  });
});

describe('the test analyst', () => {
  test('needs cover whether or not a test names them', () => {
    expect(on({ away: [away('Jo Penrose', 'pm')] }).away).toEqual([
      { name: 'Jo Penrose', part: 'pm', isAnalyst: true, tests: 0, coveredBy: [], uncovered: 'pm' },
    ]);
  });

  test('is covered by whoever covers for the test analyst', () => {
    expect(on({ away: [away('Jo Penrose')], covers: [cover('Bo Tarn')] }).away).toEqual([
      { name: 'Jo Penrose', isAnalyst: true, tests: 0, coveredBy: [{ name: 'Bo Tarn' }] },
    ]);
  });
});
