import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Link } from '../../../src/ports/store.ts';
import { asking, at, passed, test, triggered } from './given.ts';
import { een, openWorld, type World } from './world.ts';

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const { show, shown, resultOf, rowsOf } = asking(() => world);

describe('what a person does in Azure DevOps', () => {
  const asPerson = (link: Link['at'], change: object) =>
    world.person('PATCH', `test/runs/${link.runId}/results`, [{ id: link.resultId, ...change }]);

  it('stays when it is newer, also for later words', async () => {
    const link = await shown(triggered());
    await asPerson(link, { outcome: 'Failed', state: 'Completed' });
    const [answer] = await show({ result: passed(), known: link });
    expect(answer).toMatchObject({ is: 'newer-there', found: 'Failed' });
    const before = resultOf(40662);
    expect(await show({ result: passed(), known: (answer as { at: Link['at'] }).at })).toMatchObject([
      { is: 'newer-there' },
    ]);
    expect(resultOf(40662)).toEqual(before);
  });

  it.each([
    ['that was posted later', { finishedAt: at('10:30') }],
    ['whose message was edited later', { newerThan: at('10:05') }],
  ])('gives way to a word in the channel %s', async (_when, later) => {
    const link = await shown(triggered());
    await asPerson(link, { outcome: 'Failed', state: 'Completed' });
    expect(await show({ result: passed(later), known: link })).toMatchObject([{ is: 'done' }]);
    expect(resultOf(40662)).toMatchObject([{ outcome: 'Passed' }]);
  });

  it('agrees with the daybook when the outcome is the same, and is not written over', async () => {
    const link = await shown(triggered());
    await asPerson(link, { outcome: 'Passed', state: 'Completed', comment: 'Seen by Nia.' });
    expect(await show({ result: passed(), known: link })).toMatchObject([{ is: 'done' }]);
    expect(resultOf(40662)).toMatchObject([{ comment: 'Seen by Nia.' }]);
  });

  it('to the steps is kept when only the outcome comes from the daybook', async () => {
    const link = await shown(triggered());
    const rows = [{ actionPath: '00000005', outcome: 'Passed', comment: 'Evidence attached.' }];
    await asPerson(link, { iterationDetails: [{ id: 1, outcome: 'InProgress', actionResults: rows }] });
    await shown(passed(), link);
    expect(resultOf(40662)[0]!.outcome).toBe('Passed');
    expect(rowsOf(40662)).toMatchObject(rows);
  });

  it('to the point, after the attempt began, is not covered by a later word', async () => {
    const link = await shown(triggered());
    world.later(60_000);
    const { id, suiteId } = world.read().pointOf(40662);
    await world.person('PATCH', `testplan/Plans/500/Suites/${suiteId}/TestPoint`, [
      { id, results: { outcome: 'Failed' } },
    ]);
    expect(await show({ result: passed(), known: link })).toMatchObject([
      { is: 'newer-there', found: 'failed' },
    ]);
    expect(world.read().pointOf(40662).outcome).toBe('Failed');
  });

  it('to the point is not covered by a notification that was said before it', async () => {
    const { id, suiteId } = world.read().pointOf(40662);
    const mark = [{ id, results: { outcome: 'Blocked' } }];
    await world.person('PATCH', `testplan/Plans/500/Suites/${suiteId}/TestPoint`, mark);
    expect(await show({ result: passed() })).toMatchObject([{ is: 'newer-there', found: 'blocked' }]);
    expect(world.read().runs).toHaveLength(1);
    expect(await show({ result: passed({ startedAt: at('10:30'), finishedAt: at('10:40') }) })).toMatchObject(
      [{ is: 'done' }],
    );
    expect(world.read().pointOf(40662).outcome).toBe('Passed');
  });

  it('by deleting the run is not undone', async () => {
    const link = await shown(triggered());
    await world.person('DELETE', `test/runs/${link.runId}`, undefined);
    expect(await show({ result: passed(), known: link })).toMatchObject([
      { is: 'newer-there', found: 'removed' },
    ]);
    expect(await world.tracker.withdrawResult(een, test(), { known: link })).toMatchObject({ is: 'done' });
    expect(world.read().runs).toEqual([]);
  });

  it('is not taken back with the notification', async () => {
    const link = await shown(passed());
    await asPerson(link, { outcome: 'Failed', state: 'Completed' });
    expect(await world.tracker.withdrawResult(een, test(), { known: link })).toMatchObject({
      is: 'newer-there',
    });
    expect(resultOf(40662)).toMatchObject([{ outcome: 'Failed' }]);
  });
});
