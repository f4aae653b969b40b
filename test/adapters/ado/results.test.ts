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
        comment: 'EEN-MPAN-0007 · failed at step 3 · Tom Hale · ref QdiybbFN\nPUB-036 not received.',
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

  it('uses the steps as they are now, when the test case has changed since it was made', async () => {
    const link = await shown(triggered());
    await world.person('PATCH', 'wit/workitems/40662', [
      {
        op: 'add',
        path: '/fields/Microsoft.VSTS.TCM.Steps',
        value: '<steps id="0" last="77"><step id="77" type="ActionStep"/></steps>',
      },
    ]);
    await world.tracker.plan(een);
    await shown(passed(), link);
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
  const other = { test: test('40663', 'EEN-MPAN-0008') };

  it('is one for the day, holds all its attempts, and its name says what it is', async () => {
    await show({ result: triggered() }, { result: passed(other) });
    await show({ result: failed({ ...other, attempt: 2 }) });
    const [run, ...others] = world.read().runs;
    expect(others).toEqual([]);
    expect(run).toMatchObject({ name: 'QT Daybook EEN 2026-11-24', state: 'InProgress', planId: 500 });
    expect(run!.results.map(each => each.outcome)).toEqual(['Passed', 'InProgress', 'Failed']);
  });

  it('is another one the next day; a test that was started the day before ends where it was started', async () => {
    const link = await shown(triggered());
    world.later(24 * 3600_000);
    await shown(triggered(other));
    await shown(passed(), link);
    expect(world.read().runs.map(run => [run.name, run.results.map(each => each.outcome)])).toEqual([
      ['QT Daybook EEN 2026-11-24', ['Passed']],
      ['QT Daybook EEN 2026-11-25', ['InProgress']],
    ]);
  });

  it('is found again after a restart', async () => {
    await shown(triggered());
    await world.freshTracker().showResults(een, [{ result: triggered(other), isNew: true }]);
    expect(world.read().runs).toHaveLength(1);
  });

  it('that a person has deleted is made anew for what comes after', async () => {
    const link = await shown(triggered());
    await world.person('DELETE', `test/runs/${link.runId}`, undefined);
    expect(await show({ result: passed(other), isNew: true })).toMatchObject([{ is: 'done' }]);
    expect(world.read().results.map(each => each.outcome)).toEqual(['Passed']);
  });

  const close = (before: string) => world.tracker.closeRuns(een, before);
  const states = () => world.read().runs.map(run => run.state);

  it('is completed when its day is over and nothing runs in it', async () => {
    await shown(passed());
    await close('2026-11-24');
    expect(states()).toEqual(['InProgress']);
    expect(await close('2026-11-25')).toMatchObject({ is: 'done' });
    expect(states()).toEqual(['Completed']);
  });

  it('stays open while a test runs in it', async () => {
    const link = await shown(triggered());
    await close('2026-11-25');
    expect(states()).toEqual(['InProgress']);
    await world.tracker.withdrawResult(een, test(), { known: link });
    await close('2026-11-25');
    expect(states()).toEqual(['Completed']);
  });

  it('is open again when a test is started in it, or corrected to be running', async () => {
    const link = await shown(passed());
    await close('2026-11-25');
    await shown(triggered(other));
    expect(states()).toEqual(['InProgress']);
    await world.person('PATCH', `test/runs/${link.runId}`, { state: 'Completed' });
    await close('2026-11-25');
    await world.freshTracker().showResults(een, [{ result: triggered(), known: link }]);
    expect(states()).toEqual(['InProgress']);
  });

  it('of a person is never completed', async () => {
    await world.person('POST', 'test/runs', { name: 'QT Daybook CVD 2026-11-20', plan: { id: '500' } });
    await close('2026-11-25');
    expect(states()).toEqual(['InProgress']);
  });

  it('stands in the organisation of its LDSO, not in another', async () => {
    const other = { ...test('40662', 'CVD-MPAN-012'), ldso: cvd };
    await world.tracker.showResults(cvd, [{ result: passed({ test: other }) }]);
    expect(world.read('eastmere').runs).toEqual([]);
    expect(world.read('calder').runs).toMatchObject([{ name: expect.stringContaining('QT Daybook CVD') }]);
  });
});

describe('a withdrawn attempt', () => {
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
