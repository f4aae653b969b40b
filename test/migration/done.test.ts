import { describe, expect, test } from 'vitest';
import type { StandingEntry } from '../../src/domain/entry.ts';
import type { MeterPoint, StateTold } from '../../src/domain/planning/register.ts';
import { migrationsOf, registerNow } from '../../src/migration/done.ts';
import { standingOn } from '../../src/rhythm/day/standing.ts';
import { asked, at, entry, planned } from '../rhythm/given.ts';

const ref = 'EEN-MPAN-0007';
const plan = [planned('40662', 'FM_TS_1_TC_1', 1, 'One'), planned('40664', 'RM_TS_1_TC_1', 2, 'One')];
const monday = '2026-11-23';
const tuesday = '2026-11-24';

type Given = {
  readonly entries?: readonly StandingEntry[];
  readonly point?: MeterPoint;
  readonly told?: StateTold;
  readonly day?: string;
};

function given({ entries = [], point, told, day = tuesday }: Given) {
  const standing = standingOn({ ...asked, plan, day, now: at('17:00', tuesday), entries });
  const register = {
    points: new Map(point === undefined ? [] : [[ref, point]]),
    told: new Map(told === undefined ? [] : [[ref, told]]),
  };
  return { standing, register, zone: 'Europe/London', day };
}
const days = (of: Given) => Object.fromEntries(migrationsOf(given(of)).days);
const state = (of: Given) => {
  const { register, standing } = given(of);
  return registerNow(register, standing).get(ref)?.state;
};

const forward = (day: string, time = '10:00', more: Partial<StandingEntry> = {}) => ({
  ...entry('passed', at(time, day)),
  ...more,
});
const reverse = (day: string, time: string) => entry('passed', at(time, day), { test: '40664' });

describe('each reference counts once, on the first day it was migrated', () => {
  test('by a passed migration test, the first of them', () => {
    expect(days({ entries: [forward(monday), forward(tuesday, '11:00', { how: 'retest' })] })).toEqual({
      [ref]: monday,
    });
    // The same word said again is no other run.
    expect(days({ entries: [forward(monday), forward(tuesday)] })).toEqual({ [ref]: monday });
  });

  test('a run that failed later does not undo it, and a pass that is taken back does', () => {
    expect(days({ entries: [forward(monday), entry('failed', at('11:00'))] })).toEqual({ [ref]: monday });
    expect(days({ entries: [forward(monday, '10:00', { withdrawn: true })] })).toEqual({});
  });

  test('by the register, on the day that is said; the earlier of both', () => {
    const told = { state: 'migrated', at: at('12:00'), on: tuesday } as const;
    expect(days({ point: { state: 'migrated' }, told })).toEqual({ [ref]: tuesday });
    expect(days({ point: { state: 'migrated' }, told, entries: [forward(monday)] })).toEqual({
      [ref]: monday,
    });
  });

  test('on an earlier day, what came later is not known', () => {
    const told = { state: 'migrated', at: at('12:00'), on: tuesday } as const;
    expect(days({ point: { state: 'migrated' }, told, day: monday })).toEqual({});
    expect(days({ entries: [forward(tuesday)], day: monday })).toEqual({});
  });

  test('what a sheet had as migrated is counted apart: its day is not known', () => {
    const { days: counted, undated } = migrationsOf(given({ point: { state: 'migrated' } }));
    expect([counted.size, [...undated]]).toEqual([0, [ref]]);
  });

  test('a later word that it is legacy corrects it, unless a reverse migration came between', () => {
    const told = { state: 'legacy', at: at('12:00') } as const;
    const point = { state: 'legacy' } as const;
    expect(days({ point, told, entries: [forward(monday)] })).toEqual({});
    expect(days({ point, told, entries: [forward(monday), reverse(tuesday, '11:00')] })).toEqual({
      [ref]: monday,
    });
    expect(
      days({ point, told: { ...told, at: at('12:00', '2026-11-20') }, entries: [forward(monday)] }),
    ).toEqual({
      [ref]: monday,
    });
  });

  test('a reverse migration is counted apart', () => {
    const { days: counted, reversed } = migrationsOf(
      given({ entries: [forward(monday), reverse(tuesday, '11:00')] }),
    );
    expect(Object.fromEntries(counted)).toEqual({ [ref]: monday });
    expect(Object.fromEntries(reversed)).toEqual({ [ref]: tuesday });
  });
});

describe('the register with what the tests have shown', () => {
  test('a passed migration makes a reference migrated, a reverse one legacy again; the newest word counts', () => {
    const point = { state: 'legacy', supplier: 'MHHS' } as const;
    expect(state({ point })).toBe('legacy');
    expect(state({ point, entries: [forward(monday)] })).toBe('migrated');
    expect(state({ point, entries: [forward(monday), reverse(tuesday, '09:30')] })).toBe('legacy');
    expect(state({ point, entries: [forward(monday)], told: { state: 'legacy', at: at('12:00') } })).toBe(
      'legacy',
    );
  });

  test('where it holds the state of none, one migration does not make the others legacy', () => {
    expect(state({ point: {}, entries: [forward(monday)] })).toBeUndefined();
    const { register, standing } = given({ point: {}, entries: [forward(monday)] });
    const other: readonly [string, MeterPoint] = ['EEN-MPAN-0099', { state: 'legacy' }];
    const points = registerNow({ ...register, points: new Map([...register.points, other]) }, standing);
    expect(points.get(ref)?.state).toBe('migrated');
  });

  test('leaves the rest of it as it is, and names no other reference', () => {
    const { register, standing } = given({
      point: { state: 'legacy', supplier: 'MHHS' },
      entries: [forward(monday), entry('passed', at('10:00'), { ref: 'EEN-MPAN-0008' })],
    });
    expect([...registerNow(register, standing)]).toEqual([[ref, { state: 'migrated', supplier: 'MHHS' }]]);
  });
});
