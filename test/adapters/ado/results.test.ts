import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { asking, defect, failed, linkIn, passed, test, triggered } from './given.ts';
import { cvd, een, openWorld, type World } from './world.ts';

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const { show, shown, resultOf, rowsOf } = asking(() => world);

describe('a result', () => {
  it('says who and what in its comment, with the dates of the notifications', async () => {
    await shown(failed());
    expect(resultOf(40662)).toMatchObject([
      {
        outcome: 'Failed',
        state: 'Completed',
        comment: 'EEN-MPAN-0007 · failed at step 3 · Tom Hale\nPUB-036 not received.',
        startedAt: '2026-11-24T09:05:00.000Z',
        completedAt: '2026-11-24T09:50:00.000Z',
        durationInMs: 45 * 60_000,
      },
    ]);
  });

  it('has the meter point on the first step and marks the step that failed', async () => {
    await shown(failed());
    expect(rowsOf(40662)).toMatchObject([
      { actionPath: '00000002', stepIdentifier: '2', outcome: 'None', comment: 'EEN-MPAN-0007' },
      { actionPath: '0000000a', stepIdentifier: '10', outcome: 'Failed' },
    ]);
  });

  it('has the meter point on the step inside shared steps, when the test case begins with some', async () => {
    await shown(passed({ test: test('40715') }));
    expect(rowsOf(40715)).toMatchObject([
      { actionPath: '0000000300000001', stepIdentifier: '3;1', outcome: 'Passed', comment: 'EEN-MPAN-0007' },
    ]);
    await shown(failed({ test: test('40715'), attempt: 2, step: 1 }));
    expect(resultOf(40715)[1]!.iterationDetails[0]!.actionResults).toMatchObject([
      { actionPath: '0000000300000001' },
      { actionPath: '00000003', outcome: 'Failed', shared: { id: 40500, revision: 1 } },
    ]);
  });

  it('marks the step at which a test was blocked', async () => {
    await shown(failed({ status: 'blocked', step: 2 }));
    expect(rowsOf(40662)).toMatchObject([
      { stepIdentifier: '2', outcome: 'None' },
      { stepIdentifier: '5', outcome: 'Blocked' },
    ]);
  });

  it('is run by who posted it, where the plan has a tester of that name', async () => {
    await shown(passed({ byName: 'nia bowen' }));
    await shown(passed({ test: test('40663'), byName: 'Tom Hale' }));
    expect(world.read().results.map(each => each.runBy)).toEqual(['Nia Bowen', 'QT Daybook']);
  });

  it('marks no step when there is none of that number', async () => {
    await shown(failed({ step: 99 }));
    expect(rowsOf(40662)).toHaveLength(1);
  });

  it('cuts a long comment to what Azure DevOps takes, by whole characters', async () => {
    await shown(passed({ comment: '😀'.repeat(900) }));
    const { comment } = resultOf(40662)[0]!;
    expect(comment.length).toBeLessThanOrEqual(1000);
    expect(comment).toMatch(/😀…$/u);
  });

  it('tells the bugs that were raised for it', async () => {
    const bug = linkIn(await world.tracker.raiseDefect(een, defect(), {}));
    await shown(failed({ defectIds: [String(bug.id), 'none'] }));
    expect(resultOf(40662)[0]!.associatedBugs).toEqual([bug.id]);
  });

  it('uses the steps as they are now, when the test case has changed since the plan was read', async () => {
    await world.tracker.plan(een);
    await world.person('PATCH', 'wit/workitems/40662', [
      {
        op: 'add',
        path: '/fields/Microsoft.VSTS.TCM.Steps',
        value: '<steps id="0" last="77"><step id="77" type="ActionStep"/></steps>',
      },
    ]);
    await shown(passed());
    expect(rowsOf(40662)).toMatchObject([{ actionPath: '0000004d' }]);
  });

  it('links to where people see it', async () => {
    const link = await shown(passed());
    expect(link.url).toBe(
      `${world.sandbox.url}/eastmere/Qualification%20Testing/_testManagement/runs?_a=resultSummary&runId=${link.runId}&resultId=${link.resultId}`,
    );
  });
});

describe('a run', () => {
  it('holds all new attempts of one call, and its name says what it is', async () => {
    await show({ result: triggered() }, { result: passed({ test: test('40663', 'EEN-MPAN-0008') }) });
    const [run, ...others] = world.read().runs;
    expect(others).toEqual([]);
    expect(run).toMatchObject({ state: 'InProgress', planId: 500 });
    expect(run!.name).toMatch(/^QT Daybook EEN 2026-11-24 \[k:[\w-]{8} [\w-]{8}\]$/);
  });

  it('is few requests, however many attempts', async () => {
    await world.tracker.plan(een);
    const before = (await world.requests()).length;
    await show(...['40662', '40663', '40715', '40720'].map(id => ({ result: passed({ test: test(id) }) })));
    const writes = (await world.requests()).slice(before).filter(each => /POST|PATCH/.test(each.method));
    expect(writes.map(each => each.method)).toEqual(['POST', 'PATCH', 'PATCH']);
  });

  it('is completed with its last result, and open again when one is corrected to be running', async () => {
    const links = (await show({ result: triggered() }, { result: passed({ test: test('40663') }) })).map(
      linkIn,
    );
    expect(world.read().runs[0]!.state).toBe('InProgress');
    const link = await shown(passed(), links[0]);
    expect(world.read().runs[0]!.state).toBe('Completed');
    await shown(triggered(), link);
    expect(world.read().runs[0]!.state).toBe('InProgress');
  });

  it('is one for each attempt on the same point, the worst last, for the grid shows the latest', async () => {
    await show(
      { result: failed() },
      { result: passed({ test: test('40662', 'EEN-MPAN-0008') }) },
      { result: triggered({ test: test('40662', 'EEN-MPAN-0009') }) },
    );
    expect(resultOf(40662).map(each => each.outcome)).toEqual(['Passed', 'InProgress', 'Failed']);
    expect(world.read().pointOf(40662).outcome).toBe('Failed');
  });

  it('is left for the next call when one has taken long, and nothing is made twice', async () => {
    const slow = world.freshTracker({
      clock: {
        now: () => {
          world.later(1500);
          return world.clock.now();
        },
      },
    });
    const wanted = Array.from({ length: 30 }, (_, place) => ({
      result: passed({ test: test('40662', `EEN-MPAN-${1000 + place}`) }),
    }));
    const first = (await slow.showResults(een, wanted)).map(each => each.is);
    expect(new Set(first)).toEqual(new Set(['done', 'again']));
    expect(new Set((await world.tracker.showResults(een, wanted)).map(each => each.is))).toEqual(
      new Set(['done']),
    );
    expect(world.read().results).toHaveLength(30);
  });

  it('stands in the organisation of its LDSO, not in another', async () => {
    const other = { ...test('40662', 'CVD-MPAN-012'), ldso: cvd };
    await world.tracker.showResults(cvd, [{ result: passed({ test: other }) }]);
    expect(world.read('eastmere').runs).toEqual([]);
    expect(world.read('calder').runs).toMatchObject([{ name: expect.stringContaining('QT Daybook CVD') }]);
  });
});

describe('a withdrawn attempt', () => {
  it('closes its run', async () => {
    const link = await shown(triggered());
    await world.tracker.withdrawResult(een, test(), { known: link });
    expect(world.read().runs).toMatchObject([{ state: 'Completed' }]);
  });

  it('of which nothing was ever written needs nothing', async () => {
    expect(await world.tracker.withdrawResult(een, test(), { known: { runId: 7 } })).toMatchObject({
      is: 'done',
    });
    expect(world.read().runs).toEqual([]);
  });
});

it('order, steps and structure of a plan are read, and never written', async () => {
  const before = JSON.stringify(world.structure());
  const link = await shown(failed());
  await shown(passed({ attempt: 2 }));
  const bug = linkIn(await world.tracker.raiseDefect(een, defect(), { result: link }));
  await world.tracker.withdrawDefect(een, defect().entryId, bug);
  await world.tracker.withdrawResult(een, test(), { known: link });
  expect(JSON.stringify(world.structure())).toBe(before);
  const written = (await world.requests()).filter(each => /^(PATCH|PUT|POST|DELETE)$/.test(each.method));
  const kinds = written.map(each => each.path.replace(/^.*_apis\//, '').replace(/\?.*$/, ''));
  for (const path of kinds)
    expect(path).toMatch(/^(test\/runs|testplan\/plans\/\d+\/suites\/\d+\/testpoint|wit\/)/i);
});

describe('the point of a test case', () => {
  it('cannot be told when the test case stands in two suites, until one is named', async () => {
    await world.person('POST', 'testplan/Plans/500/Suites/520/TestCase', [{ workItem: { id: 40662 } }]);
    const [answer] = await show({ result: passed() });
    expect(answer).toEqual({
      is: 'impossible',
      error:
        'show the result EEN, plan 500: test case 40662 stands in the suites 510 and 520: name one in the settings',
    });
    const named = world.freshTracker({ ldsos: [{ ...world.ldsos[0]!, suiteIds: [520] }] });
    expect(await named.showResults(een, [{ result: passed() }])).toMatchObject([
      { is: 'done', at: { suiteId: 520 } },
    ]);
  });

  it('is the one with the named configuration', async () => {
    const named = world.freshTracker({ ldsos: [{ ...world.ldsos[0]!, configuration: 'SIT' }] });
    expect(await named.showResults(een, [{ result: passed() }])).toMatchObject([
      { is: 'impossible', error: expect.stringContaining('no test point with the configuration "SIT"') },
    ]);
  });
});
