import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { testKeyText } from '../../../src/domain/refs.ts';
import type { Link } from '../../../src/ports/store.ts';
import type { Beside, WantedResult } from '../../../src/ports/tracker.ts';
import { at, failed, linkIn, passed, test, triggered } from './given.ts';
import { een, openWorld, type World } from './world.ts';

let world: World;
let mirror: Mirror;
const open = async (gridShows?: 'worst' | 'newest') => {
  world = await openWorld(gridShows === undefined ? {} : { target: { gridShows } });
  mirror = mirrorOf(world);
};
beforeEach(() => open());
afterEach(() => world.close());

type Mirror = ReturnType<typeof mirrorOf>;

/** Asks as the outbox does: it knows where each attempt stands, and what stands beside it. */
function mirrorOf({ tracker }: World) {
  const links = new Map<string, { readonly result: WantedResult; readonly at: Link['at'] }>();
  const keyOf = ({ test: key, attempt }: WantedResult) => `${testKeyText(key)}/${attempt}`;
  const beside = (): readonly Beside[] => {
    const all = [...links.values()];
    return all
      .filter(one => !all.some(other => sameTest(one, other) && other.result.attempt > one.result.attempt))
      .map(({ result, at: link }) => ({
        test: result.test,
        since: result.finishedAt ?? result.startedAt,
        at: link,
      }));
  };
  const sameTest = (a: { readonly result: WantedResult }, b: { readonly result: WantedResult }) =>
    testKeyText(a.result.test) === testKeyText(b.result.test);
  return {
    async show(...results: readonly WantedResult[]) {
      const wanted = results.map(result => {
        const known = links.get(keyOf(result))?.at;
        return known === undefined ? { result } : { result, known };
      });
      const answers = await tracker.showResults(een, wanted, beside());
      for (const [place, result] of results.entries())
        links.set(keyOf(result), { result, at: linkIn(answers[place]) });
    },
    async takeBack(result: WantedResult) {
      const known = links.get(keyOf(result))!.at;
      links.delete(keyOf(result));
      return tracker.withdrawResult(een, result.test, { known, beside: beside() });
    },
  };
}

const grid = () => world.read().pointOf(40662).outcome;
const outcomes = () =>
  world
    .read()
    .results.filter(each => each.testCaseId === 40662)
    .map(each => each.outcome);
const of = (number: number) => ({ test: test('40662', `EEN-MPAN-000${number}`) });
const retest = { attempt: 2, startedAt: at('09:55'), finishedAt: at('09:59') };

describe('of several meter points of a test case, the grid shows the worst', () => {
  it('when another passes', async () => {
    await mirror.show(failed(of(1)));
    await mirror.show(triggered(of(2)));
    await mirror.show(passed(of(2)));
    expect(outcomes()).toEqual(['Failed', 'Passed']);
    expect(grid()).toBe('Failed');
    await mirror.show(passed({ ...of(1), ...retest }));
    expect(grid()).toBe('Passed');
  });

  it('when two have failed and one of them passes later', async () => {
    await mirror.show(failed(of(1)));
    await mirror.show(failed(of(2)));
    await mirror.show(passed({ ...of(2), ...retest }));
    expect(outcomes()).toEqual(['Failed', 'Failed', 'Passed']);
    expect(grid()).toBe('Failed');
  });

  it('of what is left when the worst is taken back', async () => {
    await mirror.show(passed(of(1)));
    await mirror.show(failed(of(2)));
    await mirror.show(triggered(of(3)));
    await mirror.takeBack(failed(of(2)));
    expect(outcomes()).toEqual(['Passed', 'NotExecuted', 'InProgress']);
    expect(grid()).toBe('InProgress');
  });

  it('also when another than the worst is taken back', async () => {
    await mirror.show(failed(of(1)));
    await mirror.show(passed(of(2)));
    await mirror.takeBack(passed(of(2)));
    expect(grid()).toBe('Failed');
  });

  it('with each by its latest attempt: the attempt before counts when that is taken back', async () => {
    await mirror.show(failed(of(1)));
    await mirror.show(passed({ ...of(1), ...retest }));
    expect(grid()).toBe('Passed');
    await mirror.takeBack(passed({ ...of(1), ...retest }));
    expect(outcomes()).toEqual(['Failed', 'NotExecuted']);
    expect(grid()).toBe('Failed');
  });

  it('and not an older attempt whose words are corrected', async () => {
    await mirror.show(failed(of(1)));
    await mirror.show(passed({ ...of(1), ...retest }));
    await mirror.show(failed({ ...of(1), comment: 'Another word.' }));
    expect(grid()).toBe('Passed');
  });

  it('and is to be run again when nothing is left', async () => {
    await mirror.show(failed(of(1)));
    await mirror.takeBack(failed(of(1)));
    expect(grid()).toBe('Unspecified');
  });

  it('but not over what a person has changed since', async () => {
    await mirror.show(failed(of(1)));
    const [result] = world.read().results;
    await world.person('PATCH', `test/Runs/${result!.runId}/Results`, [
      { id: result!.id, state: 'Completed', outcome: 'NotApplicable' },
    ]);
    await mirror.show(passed(of(2)));
    expect(outcomes()).toEqual(['NotApplicable', 'Passed']);
  });

  it('whatever comes in which order', async () => {
    const word = { Passed: passed, Failed: failed, InProgress: triggered } as const;
    const rank = ['Passed', 'InProgress', 'Failed'] as const;
    const step = fc.record({ ref: fc.integer({ min: 1, max: 3 }), outcome: fc.constantFrom(...rank) });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async steps => {
        await world.close();
        await open();
        const last = new Map<number, (typeof rank)[number]>();
        for (const { ref, outcome } of steps) {
          await mirror.show(word[outcome](of(ref)));
          last.set(ref, outcome);
        }
        const worst = [...last.values()].sort((a, b) => rank.indexOf(b) - rank.indexOf(a))[0];
        expect(grid()).toBe(worst);
      }),
      { numRuns: 12 },
    );
  });
});

describe('where the newest is to be on top', () => {
  beforeEach(async () => {
    await world.close();
    await open('newest');
  });

  it('a later pass covers an earlier failure', async () => {
    await mirror.show(failed(of(1)));
    await mirror.show(passed({ ...of(2), finishedAt: at('09:58') }));
    expect(grid()).toBe('Passed');
  });

  it('it is told by when it was said, not by when it was written', async () => {
    await mirror.show(passed({ ...of(2), finishedAt: at('09:58') }));
    await mirror.show(failed({ ...of(1), finishedAt: at('09:30') }));
    expect(grid()).toBe('Passed');
    await mirror.takeBack(passed({ ...of(2), finishedAt: at('09:58') }));
    expect(grid()).toBe('Failed');
  });

  it('also within one call', async () => {
    await mirror.show(
      passed({ ...of(2), finishedAt: at('09:58') }),
      failed({ ...of(1), finishedAt: at('09:30') }),
    );
    expect(outcomes()).toEqual(['Failed', 'Passed']);
    expect(grid()).toBe('Passed');
  });
});
