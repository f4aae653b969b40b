import { describe, expect, test } from 'vitest';
import { dataReasons, natureOf } from '../../src/domain/planning/readiness.ts';
import type { MeterPoint } from '../../src/domain/planning/register.ts';

const ready: MeterPoint = {
  state: 'migrated',
  supplier: 'MHHS',
  agent: 'MHHS',
  cssSent: true,
  cssReceived: true,
  agentsLoaded: true,
};
const legacy: MeterPoint = { ...ready, state: 'legacy', agentsLoaded: false };

describe('what a test is about is told by its words', () => {
  test.each([
    ['FM_TS_1_TC_1', 'Forward migration, metering and data services', 'forward-migration'],
    ['RM_TS_1_TC_1_2', 'Back to the legacy arrangements', 'reverse-migration'],
    ['SITFTS-0300 TC 01', 'Change of supplier with a new agent', 'change-of-supplier'],
    ['SITFTS-0240 TC 03', 'Change of service, metering: contract reference', 'change-of-agent'],
    ['SITFTS-0430 TC 01', 'Change of meter is notified', 'other'],
  ])('%s - %s', (name, title, nature) => {
    expect(natureOf({ name, title: `${name} - ${title}`, suite: 'Functional' })).toBe(nature);
  });
});

const loaded = (points: readonly (readonly [string, MeterPoint])[]) => ({
  points: new Map(points),
  isLoaded: true,
});

type Row = readonly [
  nature: Parameters<typeof dataReasons>[0]['nature'],
  point: MeterPoint,
  reasons: readonly object[],
];

describe('the data of a test', () => {
  test.each<Row>([
    ['other', ready, []],
    ['other', { ...ready, state: 'legacy' }, [{ is: 'not-migrated' }]],
    ['other', { ...ready, cssSent: false, cssReceived: false }, [{ is: 'css2860-not-sent' }]],
    ['other', { ...ready, cssReceived: false }, [{ is: 'css2860-not-received' }]],
    ['other', { ...ready, agentsLoaded: false }, [{ is: 'agents-not-loaded' }]],
    ['other', { ...ready, supplier: 'MHHX' }, [{ is: 'supplier', has: 'MHHX', needs: 'MHHS' }]],
    ['forward-migration', legacy, []],
    ['forward-migration', ready, [{ is: 'already-migrated' }]],
    ['reverse-migration', { ...ready, supplier: 'CIDC' }, []],
    ['reverse-migration', ready, [{ is: 'supplier', has: 'MHHS', needs: 'CIDC' }]],
    ['change-of-supplier', { ...ready, supplier: 'MHHX' }, []],
    ['change-of-supplier', ready, [{ is: 'supplier', has: 'MHHS', needs: 'MHHX' }]],
    ['change-of-agent', ready, []],
    ['change-of-agent', { ...ready, agent: 'MHHX' }, [{ is: 'agent', has: 'MHHX', needs: 'MHHS' }]],
  ])('for %s with %j', (nature, point, reasons) => {
    const register = loaded([
      ['EEN-MPAN-0001', ready],
      ['EEN-MPAN-0007', point],
    ]);
    expect(dataReasons({ nature, mpanRef: 'EEN-MPAN-0007' }, register)).toEqual(reasons);
  });

  test('a test without a reference, or with one that the register does not name, is not ready', () => {
    const register = loaded([['EEN-MPAN-0001', ready]]);
    expect(dataReasons({ nature: 'other', mpanRef: undefined }, register)).toEqual([{ is: 'no-reference' }]);
    expect(dataReasons({ nature: 'other', mpanRef: 'EEN-MPAN-0009' }, register)).toEqual([
      { is: 'not-in-register' },
    ]);
  });

  test('a test that the harness starts needs its reference there, where such are kept', () => {
    const needed = { nature: 'other', mpanRef: 'EEN-MPAN-0007', isHarness: true } as const;
    const own = { ...ready, harnessRef: 'MPAN000007' };
    const kept = (point: MeterPoint) =>
      loaded([
        ['EEN-MPAN-0001', own],
        ['EEN-MPAN-0007', point],
      ]);
    const { harnessRef: _, ...without } = own;
    expect(dataReasons(needed, kept(own))).toEqual([]);
    expect(dataReasons(needed, kept(without))).toEqual([{ is: 'no-harness-reference' }]);
    expect(dataReasons({ ...needed, isHarness: false }, kept(without))).toEqual([]);
  });

  test('what nobody keeps is missing nowhere', () => {
    const register = loaded([['EEN-MPAN-0007', { state: 'migrated' }]]);
    expect(dataReasons({ nature: 'other', mpanRef: 'EEN-MPAN-0007' }, register)).toEqual([]);
  });

  test('while no sheet was loaded, of a meter point that nobody has spoken of nothing is known', () => {
    const register = { points: new Map([['EEN-MPAN-0001', ready]]), isLoaded: false };
    expect(dataReasons({ nature: 'other', mpanRef: 'EEN-MPAN-0009' }, register)).toBeUndefined();
    expect(dataReasons({ nature: 'other', mpanRef: undefined }, register)).toBeUndefined();
    expect(dataReasons({ nature: 'forward-migration', mpanRef: 'EEN-MPAN-0001' }, register)).toHaveLength(1);
  });
});
