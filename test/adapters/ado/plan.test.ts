import { afterEach, describe, expect, it } from 'vitest';
import { cvd, een, openWorld, type World } from './world.ts';

let world: World;
afterEach(() => world.close());

const titles = async (ldso = een) => (await world.tracker.plan(ldso)).map(each => each.name);

describe('the plan', () => {
  it('comes in the order of its suites and of the test cases in them', async () => {
    world = await openWorld();
    expect(await world.tracker.plan(een)).toEqual([
      {
        id: '40662',
        name: 'FM_TS_1_TC_1_2_3_4_5_6_7',
        title: 'FM_TS_1_TC_1_2_3_4_5_6_7 - Appoint an agent',
        suite: 'Functional',
        order: 1,
        tester: 'Nia Bowen',
        suiteChanged: { byName: 'QT Daybook', at: Date.parse('2026-11-24T10:00:00Z') },
      },
      expect.objectContaining({ id: '40663', name: 'FM_TS_2_TC_1', order: 2 }),
      expect.objectContaining({ id: '40715', name: 'SITFTS-0240 TC 03', suite: 'System integration' }),
      expect.objectContaining({ id: '40720', name: 'SITFTS-0430 TC 01', order: 4 }),
    ]);
  });

  it('follows the coordinator when suites and test cases are put in another order', async () => {
    world = await openWorld();
    await world.person('PATCH', 'testplan/suiteentry/501', [
      { id: 520, sequenceNumber: 0, suiteEntryType: 'suite' },
      { id: 510, sequenceNumber: 1, suiteEntryType: 'suite' },
    ]);
    await world.person('PATCH', 'testplan/suiteentry/520', [
      { id: 40720, sequenceNumber: 0, suiteEntryType: 'testCase' },
      { id: 40715, sequenceNumber: 1, suiteEntryType: 'testCase' },
    ]);
    expect(await titles()).toEqual([
      'SITFTS-0430 TC 01',
      'SITFTS-0240 TC 03',
      'FM_TS_1_TC_1_2_3_4_5_6_7',
      'FM_TS_2_TC_1',
    ]);
  });

  it.each(['cloud', 'server'] as const)('is whole on a %s with pages of two', async mode => {
    world = await openWorld({ mode, pageSize: 2 });
    expect(await titles()).toHaveLength(4);
    expect(await titles(cvd)).toHaveLength(4);
  });

  it('is read from suites named in the settings only', async () => {
    world = await openWorld({ target: { suiteIds: [520] } });
    expect(await titles()).toEqual(['SITFTS-0240 TC 03', 'SITFTS-0430 TC 01']);
  });

  it('that is not there is a fault that says what to check', async () => {
    world = await openWorld({ target: { planId: 999 } });
    await expect(world.tracker.plan(een)).rejects.toMatchObject({
      name: 'WorldFault',
      permanent: true,
      message: expect.stringMatching(
        /^read the test plan eastmere\/Qualification Testing: status 404\. not found/,
      ),
    });
  });

  it('of an LDSO without settings is our own mistake', async () => {
    world = await openWorld();
    await expect(world.freshTracker({ ldsos: [] }).plan(een)).rejects.toThrow(
      'no Azure DevOps project is set for EEN',
    );
  });
});
