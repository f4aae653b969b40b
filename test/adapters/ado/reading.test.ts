import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { usualDefect } from '../../../src/adapters/ado/target.ts';
import type { Link } from '../../../src/ports/store.ts';
import type { OutcomeByHand } from '../../../src/ports/tracker-changes.ts';
import { asking, defect, failed, linkIn, passed, test } from './given.ts';
import { een, openWorld, type World } from './world.ts';

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const { shown } = asking(() => world);
const ten = Date.parse('2026-11-24T10:00:00Z');

type Ours = { readonly key?: ReturnType<typeof test>; readonly attempt?: number; readonly at: Link['at'] };

async function look(ours: readonly Ours[], settled: readonly string[] = [], since = ten) {
  const asked = ours.map(each => ({ test: each.key ?? test(), attempt: each.attempt ?? 1, at: each.at }));
  return world.tracker.outcomesByHand(een, { ours: asked, settled: new Set(settled), since });
}

const found = (seen: readonly OutcomeByHand[]) => seen.flatMap(each => each.found ?? []);
const asPerson = (link: Link['at'], outcome: string) =>
  world.person('PATCH', `test/runs/${link.runId}/results`, [
    { id: link.resultId, outcome, state: 'Completed' },
  ]);
const onPoint = (change: object, id = 40662) => {
  const point = world.read().pointOf(id);
  return world.person('PATCH', `testplan/Plans/500/Suites/${point.suiteId}/TestPoint`, [
    { id: point.id, ...change },
  ]);
};
const requestsSince = async (before: number) => (await world.requests()).slice(before);

describe('outcomes by hand', () => {
  it('are none while Azure DevOps stands as the mirror left it, and that is two requests and one for the run of the day', async () => {
    const link = await shown(failed());
    const before = (await world.requests()).length;
    expect(await look([{ at: link }])).toEqual([]);
    expect(
      (await requestsSince(before)).map(({ method, path }) => `${method} ${path.split('/_apis/')[1]}`),
    ).toEqual([
      expect.stringMatching(/^GET testplan\/plans\/500\/suites\/501\/testpoint/i),
      expect.stringMatching(/^GET test\/runs$/i),
      expect.stringMatching(/^GET test\/runs\/\d+\/results$/i),
    ]);
  });

  it('in a result of ours name its test, who it was and when', async () => {
    const link = await shown(failed());
    world.later(5 * 60_000);
    await asPerson(link, 'Passed');
    expect(found(await look([{ at: link }]))).toEqual([
      {
        testCaseId: '40662',
        mpanRef: 'EEN-MPAN-0007',
        attempt: 1,
        outcome: 'Passed',
        byName: 'Nia Bowen',
        changedAt: ten + 5 * 60_000,
      },
    ]);
  });

  it('in a result that is not its point’s latest are found by its run', async () => {
    const first = await shown(failed());
    const other = test('40662', 'EEN-MPAN-0011');
    const second = await shown(passed({ test: other }));
    await asPerson(first, 'Blocked');
    await world.person('PATCH', `test/runs/${second.runId}/results`, [
      { id: second.resultId, comment: 'Seen.' },
    ]);
    expect(world.read().pointOf(40662).outcome).toBe('Passed');
    const ours = [{ at: first }, { key: other, at: second }];
    expect(found(await look(ours))).toMatchObject([{ mpanRef: 'EEN-MPAN-0007', outcome: 'Blocked' }]);
    expect(found(await look(ours, [], ten + 24 * 3600_000))).toEqual([]);
  });

  it('in a run of the person’s own are of the test case', async () => {
    const link = await shown(failed());
    await onPoint({ results: { outcome: 'Passed' } });
    const [outcome] = found(await look([{ at: link }]));
    expect(outcome).toMatchObject({ testCaseId: '40662', outcome: 'Passed', byName: 'Nia Bowen' });
    expect(outcome).not.toHaveProperty('mpanRef');
  });

  it('tell of a test that was set back to be run', async () => {
    const link = await shown(failed());
    world.later(60_000);
    await onPoint({ isActive: true });
    expect(found(await look([{ at: link }]))).toMatchObject([
      { testCaseId: '40662', outcome: 'Active', byName: 'Nia Bowen', changedAt: ten + 60_000 },
    ]);
  });

  it('are not what the mirror did itself: another attempt, or one that was taken back', async () => {
    const first = await shown(failed());
    await shown(passed({ attempt: 2 }));
    expect(found(await look([{ at: first }]))).toEqual([]);
    await world.tracker.withdrawResult(een, test(), { known: first });
    await onPoint({ tester: { displayName: 'Nia Bowen' } });
    expect(found(await look([{ at: first }]))).toEqual([]);
  });

  it('are not looked at twice', async () => {
    const link = await shown(failed());
    await onPoint({ results: { outcome: 'Passed' } });
    const marks = (await look([{ at: link }])).map(each => each.mark);
    const before = (await world.requests()).length;
    expect(await look([{ at: link }], marks)).toEqual([]);
    expect(await requestsSince(before)).toHaveLength(3);
  });

  it('do not count while a person’s run is not finished', async () => {
    const link = await shown(failed());
    const { id } = world.read().pointOf(40662);
    await world.person('POST', 'test/runs', { name: 'Plan (Manual)', plan: { id: '500' }, pointIds: [id] });
    expect(await look([{ at: link }])).toEqual([]);
  });

  it('of a test case that the daybook says nothing about are left alone', async () => {
    const link = await shown(failed());
    await onPoint({ results: { outcome: 'Passed' } }, 40720);
    expect(await look([{ at: link }])).toEqual([]);
    const before = (await world.requests()).length;
    expect(await look([])).toEqual([]);
    expect(await requestsSince(before)).toEqual([]);
  });
});

describe('bugs by hand', () => {
  const entryId = 'EEN/1001/0';
  const raised = async () => linkIn(await world.tracker.raiseDefect(een, defect(), {}));
  const bugOf = (link: Link['at'], state = 'New') => [{ entryId, bugId: Number(link.id), state }];
  const changes = (
    asked: Omit<Parameters<World['tracker']['defectsByHand']>[1], 'settled'>,
    settled: string[] = [],
  ) => world.tracker.defectsByHand(een, { ...asked, settled: new Set(settled) });
  const setState = (link: Link['at'], state: string) =>
    world.person('PATCH', `wit/workitems/${link.id}`, [
      { op: 'add', path: '/fields/System.State', value: state },
    ]);

  it('are told with the state, who moved it and when, also when somebody has changed the bug since', async () => {
    const link = await raised();
    world.later(60_000);
    await setState(link, 'Active');
    world.later(60_000);
    await setState(link, 'Resolved');
    world.later(60_000);
    await world.person('PATCH', `wit/workitems/${link.id}`, [
      { op: 'add', path: '/fields/System.Title', value: 'Another title' },
    ]);
    const { changes: seen } = await changes({ ours: bugOf(link) });
    expect(seen).toMatchObject([
      {
        entryId,
        found: {
          bugId: link.id,
          state: 'Resolved',
          ready: true,
          byName: 'Nia Bowen',
          changedAt: ten + 2 * 60_000,
        },
      },
    ]);
  });

  it('are found in what changed since, with one request while nothing did', async () => {
    const link = await raised();
    const first = await changes({ ours: bugOf(link) });
    expect(first).toMatchObject({ changes: [], upTo: expect.any(String) });
    const before = (await world.requests()).length;
    const second = await changes({ ours: bugOf(link), ...first });
    expect(await requestsSince(before)).toHaveLength(1);
    await setState(link, 'Active');
    expect((await changes({ ours: bugOf(link), ...second })).changes).toMatchObject([
      { found: { state: 'Active', ready: false } },
    ]);
  });

  it('can be asked for by number, and are not looked at twice', async () => {
    const link = await raised();
    await setState(link, 'Resolved');
    const asked = { ours: bugOf(link), only: [Number(link.id)] };
    const { changes: seen, ...rest } = await changes(asked);
    expect(rest).toEqual({});
    expect(seen).toHaveLength(1);
    const marks = seen.map(each => each.mark);
    expect(await changes(asked, marks)).toEqual({ changes: [] });
    expect(await changes({ ours: bugOf(link), only: [1] })).toEqual({ changes: [] });
  });

  it('wait for their tester in the state that the organisation calls so', async () => {
    await world.close();
    world = await openWorld({
      target: { defect: { ...usualDefect, states: { ...usualDefect.states, readyForRetest: 'active' } } },
    });
    const link = await raised();
    await setState(link, 'Active');
    expect((await changes({ ours: bugOf(link) })).changes[0]?.found?.ready).toBe(true);
  });

  it('are not what the mirror did itself', async () => {
    const link = await raised();
    await world.tracker.withdrawDefect(een, entryId, link);
    const { changes: seen } = await changes({ ours: bugOf(link) });
    expect(seen).toEqual([{ mark: expect.any(String), entryId }]);
  });
});
