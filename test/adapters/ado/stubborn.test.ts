import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Mirrored, ToShow } from '../../../src/ports/tracker.ts';
import { failed, linkIn, passed, test, triggered } from './given.ts';
import { refusing } from './refusing.ts';
import { een, openWorld, type World } from './world.ts';

let world: World;
let before: Awaited<ReturnType<typeof refusing>>;
let show: (wanted: readonly ToShow[]) => Promise<readonly Mirrored[]>;

const keys = ['40662', '40663', '40715', '40720'].map(id => test(id));
const others = keys.filter((_, place) => place !== 1);
/** Its failed step has a row that the server fails on. */
const poisoned = '"stepIdentifier": "10"';

beforeEach(async () => {
  world = await openWorld({ mode: 'server' });
  before = await refusing(world.sandbox.url, body => body.includes(poisoned), 500);
  const ldsos = [{ ...world.ldsos[0]!, organisationUrl: `${before.url}/eastmere` }];
  const tracker = world.freshTracker({ ldsos });
  show = wanted => tracker.showResults(een, wanted);
});
afterEach(async () => {
  await before.close();
  await world.close();
});

const outcomes = () => world.read().results.map(each => [each.testCaseId, each.outcome]);
const kinds = (answers: readonly Mirrored[]) => answers.map(each => each.is);

describe('an error of the service’s own that keeps coming', () => {
  it('is at last taken for the fault of one result: the others are written, and it without its step rows', async () => {
    const links = (await show(keys.map(key => ({ result: triggered({ test: key }), isNew: true })))).map(
      linkIn,
    );
    const wanted = keys.map((key, place) => ({
      result: (place === 1 ? failed : passed)({ test: key }),
      known: links[place]!,
    }));
    for (const attempts of [0, 1])
      expect(kinds(await show(wanted.map(each => ({ ...each, attempts }))))).toEqual(Array(4).fill('again'));
    expect(kinds(await show(wanted.map(each => ({ ...each, attempts: 2 }))))).toEqual(Array(4).fill('done'));
    expect(outcomes()).toEqual([
      [40662, 'Passed'],
      [40663, 'Failed'],
      [40715, 'Passed'],
      [40720, 'Passed'],
    ]);
    expect(world.warnings).toMatchObject([{ message: 'step rows refused, result kept' }]);
  });

  it('is so with new results too, and none of them is made twice', async () => {
    const wanted = keys.map((key, place) => ({ result: (place === 1 ? failed : passed)({ test: key }) }));
    expect(kinds(await show(wanted.map(each => ({ ...each, isNew: true }))))).toEqual(Array(4).fill('again'));
    expect(kinds(await show(wanted.map(each => ({ ...each, attempts: 2 }))))).toEqual(Array(4).fill('done'));
    expect(outcomes().sort()).toEqual([
      [40662, 'Passed'],
      [40663, 'Failed'],
      [40715, 'Passed'],
      [40720, 'Passed'],
    ]);
  });

  it('is told apart from one of the service: what fails alone is named', async () => {
    const alone = { ...failed({ test: keys[1]! }), comment: `the words ${poisoned}` };
    await before.close();
    before = await refusing(world.sandbox.url, body => body.includes('the words'), 500);
    const ldsos = [{ ...world.ldsos[0]!, organisationUrl: `${before.url}/eastmere` }];
    const tracker = world.freshTracker({ ldsos });
    const wanted = [
      { result: alone, attempts: 3 },
      ...others.map(key => ({ result: passed({ test: key }), attempts: 3 })),
    ];
    const answers = await tracker.showResults(een, wanted);
    expect(answers[0]).toMatchObject({ is: 'again', alone: true });
    expect(kinds(answers.slice(1))).toEqual(Array(3).fill('done'));
    const onlyOne = await tracker.showResults(een, [{ result: alone, attempts: 3 }]);
    expect(onlyOne[0]).toEqual({ is: 'again', error: expect.stringContaining('status 500') });
  });
});
