import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Link } from '../../../src/ports/store.ts';
import type { Mirrored, WantedResult } from '../../../src/ports/tracker.ts';
import { defect, failed, linkIn, passed, test, triggered } from './given.ts';
import { refusing } from './refusing.ts';
import { cvd, een, openWorld, type World } from './world.ts';

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const show = (result = passed(), known?: Link['at']) =>
  world.tracker.showResults(een, [known === undefined ? { result } : { result, known }]);
const fault = (rule: object) => expect(world.sandbox.faults.add({ rules: [rule] })).toBeUndefined();
const runs = '*/test/runs';
const results = '*/results';
const bugs = '*/$bug';

/** Asks until it is done, as the outbox does, each time as after a restart. */
async function until(ask: () => Promise<Mirrored | undefined>, times = 4): Promise<Link['at']> {
  for (let count = 0; count < times; count += 1) {
    const answer = await ask();
    if (answer?.is !== 'again') return linkIn(answer);
    world.later(answer.afterMs ?? 1000);
  }
  throw new Error('never done');
}

describe('an unknown outcome', () => {
  it('of creating a run is looked up: there is one run, also when it is asked for with others', async () => {
    fault({ kind: 'dropAfterApply', method: 'POST', path: runs, times: 1 });
    const [first] = await show(triggered());
    expect(first).toMatchObject({ is: 'again' });
    const tracker = world.freshTracker();
    const other = triggered({ test: test('40663', 'EEN-MPAN-0008') });
    const answers = await tracker.showResults(een, [{ result: other }, { result: triggered() }]);
    expect(answers.map(each => each.is)).toEqual(['done', 'done']);
    expect(world.read().results.filter(each => each.testCaseId === 40662)).toMatchObject([
      { outcome: 'InProgress' },
    ]);
    expect(world.read().runs).toHaveLength(1);
  });

  it('of adding results is looked up: each is there once, those of other notifications too', async () => {
    await world.tracker.plan(een);
    fault({ kind: 'dropAfterApply', method: 'POST', path: results, times: 1 });
    const other = triggered({ test: test('40663', 'EEN-MPAN-0008') });
    const tried = { tried: world.clock.now().getTime(), attempt: 1 };
    const wanted = [
      { result: triggered(), isNew: true },
      { result: other, isNew: true },
    ];
    expect(await world.tracker.showResults(een, wanted)).toMatchObject([{ is: 'again' }, { is: 'again' }]);
    const third = triggered({ test: test('40720', 'EEN-MPAN-0009') });
    const answers = await world.freshTracker().showResults(een, [
      { result: third, isNew: true },
      { result: passed(), known: tried },
      { result: other, known: tried },
    ]);
    expect(answers.map(each => each.is)).toEqual(['done', 'done', 'done']);
    expect(world.read().results.map(each => [each.testCaseId, each.outcome])).toEqual([
      [40662, 'Passed'],
      [40663, 'InProgress'],
      [40720, 'InProgress'],
    ]);
  });

  it('of adding a result whose message is deleted meanwhile: it is found and taken back', async () => {
    fault({ kind: 'dropAfterApply', method: 'POST', path: results, times: 1 });
    const tried = { tried: world.clock.now().getTime(), attempt: 1 };
    await world.tracker.showResults(een, [{ result: passed(), isNew: true }]);
    const gone = linkIn(await world.tracker.withdrawResult(een, test(), { known: tried }));
    expect(world.read().results).toMatchObject([{ outcome: 'NotExecuted' }]);
    expect(world.read().pointOf(40662).outcome).toBe('Unspecified');
    await show(passed(), gone);
    expect(world.read().results.map(each => each.outcome)).toEqual(['NotExecuted', 'Passed']);
  });

  it('of raising a defect whose message is deleted meanwhile: the bug is found and closed', async () => {
    fault({ kind: 'dropAfterApply', method: 'POST', path: bugs, times: 1 });
    const tried = { tried: world.clock.now().getTime(), testCaseId: '40662' };
    await world.tracker.raiseDefect(een, defect(), { isNew: true });
    await world.tracker.withdrawDefect(een, defect().entryId, tried);
    expect(world.read().bugs.map(bug => bug.fields['System.State'])).toEqual(['Closed']);
  });

  it.each([
    ['creating the run', 'POST', runs],
    ['adding its results', 'POST', results],
    ['writing its results', 'PATCH', results],
    ['completing it', 'PATCH', '*/test/runs/101'],
  ])('of %s changes nothing in the end', async (_, method, path) => {
    fault({ kind: 'dropAfterApply', method, path, times: 1 });
    const each = async (result: WantedResult) =>
      until(async () => (await world.freshTracker().showResults(een, [{ result }]))[0]);
    await each(triggered());
    const link = await each(failed());
    await until(() => world.freshTracker().closeRuns(een, '2026-11-25'));
    expect((await world.requests()).filter(each => each.fault === 'dropAfterApply')).toHaveLength(1);
    expect(world.read().runs).toMatchObject([{ id: link.runId, state: 'Completed' }]);
    expect(world.read().results).toMatchObject([{ outcome: 'Failed', state: 'Completed' }]);
  });

  it('of creating a bug is looked up at its test case, before a query could know it: there is one bug', async () => {
    fault({ kind: 'wiqlLag', ms: 600_000 });
    fault({ kind: 'dropAfterApply', method: 'POST', path: bugs, times: 1 });
    expect(await world.tracker.raiseDefect(een, defect(), {})).toMatchObject({ is: 'again' });
    const link = linkIn(await world.freshTracker().raiseDefect(een, defect(), {}));
    expect(world.read().bugs.map(each => each.id)).toEqual([link.id]);
  });

  it('of creating a bug without a test case is looked up when a query can know it: there is one bug', async () => {
    const { test: _test, ...wanted } = defect();
    const { testCaseId: _id, ...entry } = wanted.entry;
    fault({ kind: 'wiqlLag', ms: 30_000 });
    fault({ kind: 'dropAfterApply', method: 'POST', path: bugs, times: 1 });
    const link = await until(() => world.freshTracker().raiseDefect(een, { ...wanted, entry }, {}));
    expect(world.read().bugs.map(each => each.id)).toEqual([link.id]);
  });

  it('of changing a bug is not taken for a person’s change', async () => {
    const known = linkIn(await world.tracker.raiseDefect(een, defect(), {}));
    fault({ kind: 'dropAfterApply', method: 'PATCH', path: '/wit/', times: 1 });
    const corrected = { ...defect({ defect: { severity: 'S1' } }), title: 'Another title' };
    await until(() => world.tracker.raiseDefect(een, corrected, { known }));
    expect(world.read().bugs).toMatchObject([{ title: 'Another title' }]);
  });

  it('of withdrawing is settled by doing it again', async () => {
    const link = linkIn((await show())[0]);
    for (const path of [results, '*/testpoint'])
      fault({ kind: 'dropAfterApply', method: 'PATCH', path, times: 1 });
    await until(() => world.tracker.withdrawResult(een, test(), { known: link }));
    expect(world.read().results).toMatchObject([{ outcome: 'NotExecuted' }]);
    expect(world.read().pointOf(40662).outcome).toBe('Unspecified');
  });
});

describe('a fault that passes', () => {
  it.each([
    ['429', { retryAfterSeconds: 7 }, 7000],
    ['503', { retryAfterSeconds: 3 }, 3000],
  ])('with %s waits as long as Azure DevOps asks, and nothing is lost', async (kind, more, afterMs) => {
    await world.tracker.plan(een);
    fault({ kind, times: 1, ...more });
    expect(await show()).toMatchObject([{ is: 'again', afterMs }]);
    world.later(afterMs);
    expect(await show()).toMatchObject([{ is: 'done' }]);
  });

  it.each(['500', 'dropBefore'])('with %s is tried again', async kind => {
    await world.tracker.plan(een);
    for (const method of ['GET', 'POST', 'PATCH']) fault({ kind, method, times: 1 });
    await until(async () => (await show())[0]);
    expect(world.read().results).toHaveLength(1);
  });

  it('is answered without a request while Azure DevOps has asked us to wait', async () => {
    await world.tracker.plan(een);
    fault({ kind: '429', times: 1, retryAfterSeconds: 7 });
    await show();
    const count = (await world.requests()).length;
    world.later(2000);
    expect(await show()).toMatchObject([{ is: 'again', afterMs: 5000 }]);
    expect(await world.tracker.raiseDefect(een, defect(), {})).toMatchObject({ is: 'again' });
    await expect(world.tracker.plan(een)).rejects.toMatchObject({ retryAfterMs: 5000 });
    expect(await world.requests()).toHaveLength(count);
  });

  it('of one organisation is no matter of another', async () => {
    fault({ kind: '429', path: '/eastmere/', retryAfterSeconds: 7 });
    expect(await show()).toMatchObject([{ is: 'again' }]);
    const other = passed({ test: { ...test('40662', 'CVD-MPAN-012'), ldso: cvd } });
    expect(await world.tracker.showResults(cvd, [{ result: other }])).toMatchObject([{ is: 'done' }]);
  });

  it('with an answer that came slowed is no fault, but the next call waits', async () => {
    await world.tracker.plan(een);
    fault({ kind: 'retryAfter', method: 'POST', path: results, retryAfterSeconds: 4, times: 1 });
    const link = linkIn((await show(triggered()))[0]);
    expect(await show(passed(), link)).toMatchObject([{ is: 'again', afterMs: 4000 }]);
    world.later(4000);
    expect(await show(passed(), link)).toMatchObject([{ is: 'done' }]);
  });

  it.each([
    ['POST', runs],
    ['GET', '*/testpoint'],
  ])(
    'with an answer that came slowed (%s %s) is waited out before the next request',
    async (method, path) => {
      await world.tracker.plan(een);
      fault({ kind: 'retryAfter', method, path, retryAfterSeconds: 4, times: 1 });
      linkIn((await show(triggered()))[0]);
      expect(world.slept).toEqual([4000]);
    },
  );

  it('with answers that all come slowed goes on slowly, also through a long reading', async () => {
    fault({ kind: 'retryAfter', retryAfterSeconds: 2 });
    expect(await world.tracker.plan(een)).toHaveLength(4);
    expect(new Set(world.slept)).toEqual(new Set([2000]));
  });

  it('of an answer that does not come is tried again, and what was done meanwhile is found', async () => {
    fault({ kind: 'slow', method: 'POST', path: runs, ms: 400, times: 1 });
    const hasty = world.freshTracker({ timeoutMs: 100 });
    expect(await hasty.showResults(een, [{ result: passed() }])).toEqual([
      {
        is: 'again',
        afterMs: 30_000,
        error:
          'create a test run eastmere/Qualification Testing: no answer. it may have been done: it is looked for before another try',
      },
    ]);
    await vi.waitFor(() => expect(world.read().runs).toHaveLength(1));
    linkIn((await show())[0]);
    expect(world.read().runs).toHaveLength(1);
  });

  it('in one run does not keep another from being written', async () => {
    const first = linkIn((await show(triggered()))[0]);
    world.later(24 * 3600_000);
    const key = test('40663', 'EEN-MPAN-0008');
    const [second] = await world.tracker.showResults(een, [{ result: triggered({ test: key }) }]);
    fault({ kind: '500', method: 'PATCH', path: `*/runs/${first.runId}/results`, times: 1 });
    const answers = await world.tracker.showResults(een, [
      { result: passed(), known: first },
      { result: passed({ test: key }), known: linkIn(second) },
    ]);
    expect(answers.map(each => each.is)).toEqual(['again', 'done']);
  });
});

describe('an organisation that is away', () => {
  it('is asked by one request after a while, whatever waits for it, and the others are not kept', async () => {
    await world.tracker.plan(een);
    fault({ kind: 'dropBefore', path: '/eastmere/' });
    for (let times = 0; times < 20; times += 1) {
      expect(await show()).toMatchObject([{ is: 'again' }]);
      await world.tracker.raiseDefect(een, defect(), {});
      world.later(1000);
    }
    const away = (await world.requests()).filter(each => each.fault === 'dropBefore');
    expect(away).toHaveLength(5);
    expect(world.tracker.gateOf(een)).toBe('shut');
    expect(world.tracker.gateOf(cvd)).toBe('open');
    const other = passed({ test: { ...test('40662', 'CVD-MPAN-012'), ldso: cvd } });
    expect(await world.tracker.showResults(cvd, [{ result: other }])).toMatchObject([{ is: 'done' }]);
    world.sandbox.faults.clear();
    world.later(60_000);
    expect(await show()).toMatchObject([{ is: 'done' }]);
    expect(world.tracker.gateOf(een)).toBe('open');
  });
});

describe('one bad item', () => {
  it('does not sink the others of its run', async () => {
    const keys = ['40662', '40663', '40715', '40720'].map(id => test(id));
    const links = (
      await world.tracker.showResults(
        een,
        keys.map(key => ({ result: triggered({ test: key }) })),
      )
    ).map(linkIn);
    const answers = await world.tracker.showResults(
      een,
      keys.map((key, place) => ({
        // A bug that does not exist fails the whole request.
        result: passed({ test: key, defectIds: place === 2 ? ['77777'] : [] }),
        known: links[place]!,
      })),
    );
    expect(answers.map(each => each.is)).toEqual(['done', 'done', 'impossible', 'done']);
    expect(world.read().results.map(each => each.outcome)).toEqual([
      'Passed',
      'Passed',
      'InProgress',
      'Passed',
    ]);
    expect(world.read().runs).toMatchObject([{ state: 'InProgress' }]);
  });

  it('whose test case is gone does not sink the others, and is told once the plan was read again', async () => {
    await world.tracker.plan(een);
    world.later(2 * 60_000);
    await world.person('DELETE', 'wit/workitems/40662', undefined);
    const wanted = [{ result: passed() }, { result: passed({ test: test('40663', 'EEN-MPAN-0008') }) }];
    expect(await world.tracker.showResults(een, wanted)).toMatchObject([{ is: 'again' }, { is: 'done' }]);
    expect(world.read().results).toMatchObject([{ testCaseId: 40663, outcome: 'Passed' }]);
    expect(await world.tracker.showResults(een, wanted)).toMatchObject([
      { is: 'impossible' },
      { is: 'done' },
    ]);
    expect(world.read().results).toHaveLength(1);
  });
});

describe('step rows that Azure DevOps refuses', () => {
  it('are left out, and the result is written all the same, each by itself', async () => {
    await world.close();
    // On a server all areas are at the address that was given; the cloud names its own.
    world = await openWorld({ mode: 'server' });
    const proxy = await refusing(`${world.sandbox.url}`, body => body.includes('"stepIdentifier": "10"'));
    const tracker = world.freshTracker({
      ldsos: [{ ...world.ldsos[0]!, organisationUrl: `${proxy.url}/eastmere` }],
    });
    const answers = await tracker.showResults(een, [
      { result: failed() },
      { result: passed({ test: test('40663', 'EEN-MPAN-0008') }) },
    ]);
    await proxy.close();
    expect(answers.map(each => each.is)).toEqual(['done', 'done']);
    expect(world.read().results).toMatchObject([
      { testCaseId: 40663, outcome: 'Passed', iterationDetails: [{ id: 1 }] },
      { testCaseId: 40662, outcome: 'Failed', iterationDetails: [] },
    ]);
    expect(world.warnings).toMatchObject([{ message: 'step rows refused, result kept' }]);
  });
});

describe('a message of a fault', () => {
  it('says what was done, where, and which status, and nothing of what was sent', async () => {
    fault({ kind: '500' });
    const [answer] = await show(passed({ comment: 'words of a person' }));
    expect(answer).toMatchObject({
      is: 'again',
      error: expect.stringMatching(/^read the test plan eastmere\/Qualification Testing: status 500\. /),
    });
    expect(JSON.stringify(answer)).not.toMatch(/bot-token|words|EEN-MPAN/);
  });

  it('names the code when nothing answers', async () => {
    const gone = world.freshTracker({
      ldsos: [{ ...world.ldsos[0]!, organisationUrl: 'http://127.0.0.1:9/eastmere' }],
    });
    await expect(gone.plan(een)).rejects.toMatchObject({
      permanent: false,
      message: 'read the test plan eastmere/Qualification Testing: no answer. ECONNREFUSED',
    });
  });
});
