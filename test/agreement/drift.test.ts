import { describe, expect, it } from 'vitest';
import type { Compared } from '../../src/reconcile/reconcile.ts';
import { wordsOfDrift } from '../../src/reconcile/words.ts';
import { allWithOneBot, eachWithBot, type Hands } from './given.ts';

/** A failed test with its defect, and one that passed; all of it in Azure DevOps. */
async function someTests(given: Hands): Promise<Hands> {
  await given.post('/failed 40710 EEN-MPAN-0021 step 3 PUB-036 not received');
  await given.post('/passed 40662 EEN-MPAN-0007');
  await given.post('/defect SITFTS-0010 TC 01 EEN-MPAN-0021 S2 P2 contract reference rejected');
  given.setTime('2026-11-24T14:05:00Z');
  return given;
}

function driftIn([compared]: readonly Compared[]) {
  if (compared?.is !== 'compared') throw new Error(`not compared: ${JSON.stringify(compared)}`);
  return compared.drift;
}
const kinds = (compared: readonly Compared[]) => driftIn(compared).differences.map(each => each.kind);

describe('drift', () => {
  const open = allWithOneBot(someTests);

  it('is none after notifications were delivered', async () => {
    const given = open();
    expect(driftIn(await given.reconcile())).toMatchObject({
      attempts: 2,
      defects: 1,
      differences: [],
      onTheWay: [],
      leftToPersons: [],
    });
  });

  it('cannot be told of an organisation that does not answer', async () => {
    const given = open();
    await given.faults('POST', [{ kind: '203' }]);
    const compared = await given.reconcile();
    await given.faults('DELETE');
    expect(compared).toMatchObject([
      { is: 'unread', ldso: 'EEN', why: expect.stringContaining('is expired or invalid: renew it') },
    ]);
  });

  it.each<[string, string, (given: Hands) => Promise<unknown>]>([
    [
      'a run that was deleted',
      'result missing result missing',
      given => given.asBot('DELETE', `test/runs/${given.runs()[0]!.id}`),
    ],
    [
      'a result that is not as it was written',
      'result different',
      given => {
        const { runId, id } = given.results(40710)[0]!;
        return given.asBot('PATCH', `test/runs/${runId}/results`, [
          { id, outcome: 'Passed', state: 'Completed' },
        ]);
      },
    ],
    [
      'a result that was left pending',
      'result different',
      given => {
        const { runId, id } = given.results(40710)[0]!;
        return given.asBot('PATCH', `test/runs/${runId}/results`, [{ id, state: 'Pending' }]);
      },
    ],
    [
      'a result that was made twice',
      'result twice',
      given => {
        const { runId, comment } = given.results(40710)[0]!;
        const point = given.point(40710);
        return given.asBot('POST', `test/runs/${runId}/results`, [
          {
            testPoint: { id: String(point.id) },
            testPlan: { id: '100' },
            testCase: { id: '40710' },
            testCaseTitle: 'SITFTS-0010 TC 01',
            testCaseRevision: 1,
            outcome: 'Failed',
            state: 'Completed',
            comment,
          },
        ]);
      },
    ],
    [
      'a test point that shows something else',
      'grid different',
      given => {
        const { id, suiteId } = given.point(40710);
        return given.asBot('PATCH', `testplan/Plans/100/Suites/${suiteId}/TestPoint`, [
          { id, isActive: true },
        ]);
      },
    ],
    [
      'a bug that was deleted',
      'defect missing',
      given => given.asNia('DELETE', `wit/workitems/${given.bugs()[0]!.id}`),
    ],
    [
      'a run that was left open',
      'run left open',
      async given => {
        given.setTime('2026-11-26T10:00:00Z');
        await given.asBot('PATCH', `test/runs/${given.runs()[0]!.id}`, { state: 'InProgress' });
      },
    ],
  ])('is %s, and is mended through the outbox', async (_what, expected, damage) => {
    const given = open();
    await damage(given);
    expect(kinds(await given.reconcile()).join(' ')).toBe(expected);
    const [mended] = await given.reconcile(true);
    expect(mended).toMatchObject({ is: 'compared', mended: { byHand: [] } });
    given.wake();
    await given.app.idle();
    expect(kinds(await given.reconcile())).toEqual([]);
    const outcomes = [40710, 40662].map(id => given.point(id).outcome);
    expect(outcomes).toEqual(['Failed', 'Passed']);
    expect(given.bugs()).toHaveLength(1);
  });

  it('is not what is still on the way', async () => {
    const given = open();
    await given.faults('POST', [{ kind: '503', method: 'POST' }]);
    await given.post('/passed 40663 EEN-MPAN-0007');
    await given.faults('DELETE');
    const drift = driftIn(await given.reconcile());
    expect(drift.differences).toEqual([]);
    expect(drift.onTheWay).toMatchObject([{ kind: 'result missing' }]);
  });
});

describe('drift', () => {
  const open = eachWithBot();

  it('that is a bug made twice is for people: somebody may have worked on either', async () => {
    const given = await someTests(open());
    const tags = String(given.bugs()[0]!.fields['System.Tags']);
    await given.asBot('POST', 'wit/workitems/$Bug', [
      { op: 'add', path: '/fields/System.Title', value: 'The same' },
      { op: 'add', path: '/fields/System.Tags', value: tags },
    ]);
    const [compared] = await given.reconcile(true);
    expect(compared).toMatchObject({
      drift: { differences: [{ kind: 'defect twice' }] },
      mended: { asked: [], byHand: [{ kind: 'defect twice' }] },
    });
  });

  it('is not what a person has set since: that is told, and never written over', async () => {
    const given = await someTests(open());
    await given.setResult(given.results(40710)[0]!, 'Passed');
    await given.setPoint(40662, { results: { outcome: 'Blocked' } });
    const [compared] = await given.reconcile(true);
    expect(driftIn([compared!])).toMatchObject({
      differences: [],
      leftToPersons: [{ kind: 'result different' }, { kind: 'grid different' }],
    });
    given.wake();
    await given.app.idle();
    expect([40710, 40662].map(id => given.point(id).outcome)).toEqual(['Passed', 'Blocked']);
    expect(compared?.is === 'compared' && wordsOfDrift(compared.drift, compared.mended)).toContain(
      'wanted Failed, found Passed, run 1, result 100000 -> stays as it is: set by Nia Prosser, Tue 24 Nov 14:05 UK',
    );
  });

  it('is not a run that a person has deleted: its tests are to be run again', async () => {
    const given = await someTests(open());
    await given.asNia('DELETE', `test/runs/${given.runs()[0]!.id}`);
    const drift = driftIn(await given.reconcile(true));
    expect(drift).toMatchObject({
      differences: [],
      leftToPersons: [{ kind: 'result missing' }, { kind: 'result missing' }],
    });
    expect(given.runs()).toEqual([]);
  });

  it('is a line in the wash-up', async () => {
    const given = await someTests(open());
    const { runId, id } = given.results(40710)[0]!;
    await given.asBot('PATCH', `test/runs/${runId}/results`, [{ id, outcome: 'Passed', state: 'Completed' }]);
    given.setTime('2026-11-24T17:00:30Z');
    await given.app.tick();
    await given.app.idle();
    expect(given.card()).toContain('! Azure DevOps differs in 1 place: the QT team must look');
    expect(given.app.gauges()[0]).toMatchObject({ name: 'daybook_drift', values: [{ value: 1 }, {}, {}] });
  });
});
