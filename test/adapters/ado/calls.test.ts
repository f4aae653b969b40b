import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Link } from '../../../src/ports/store.ts';
import type { ToShow, WantedResult } from '../../../src/ports/tracker.ts';
import { at, defect, linkIn, passed, test, triggered } from './given.ts';
import { een, openWorld, type World } from './world.ts';

let world: World;
let asked = 0;
beforeEach(async () => {
  world = await openWorld();
  await world.tracker.plan(een);
  // The day has begun: its run is there.
  await world.tracker.showResults(een, [{ result: now(triggered, 0), isNew: true }]);
  asked = (await world.requests()).length;
});
afterEach(() => world.close());

const cases = ['40662', '40663', '40715', '40720'];

/** Of a test of its own, said a moment ago. */
function now(make: (more: Partial<WantedResult>) => WantedResult, number: number): WantedResult {
  const key = test(cases[number % cases.length], `EEN-MPAN-${1000 + number}`);
  return make({ test: key, startedAt: at('09:59'), finishedAt: at('10:00') });
}

const calls = async () =>
  (await world.requests())
    .slice(asked)
    .map(({ method, path }) => `${method} ${path.split('/').at(-1)?.toLowerCase()}`);

async function show(...wanted: readonly ToShow[]): Promise<readonly Link['at'][]> {
  return (await world.tracker.showResults(een, wanted)).map(linkIn);
}

describe('how many requests it takes', () => {
  it('one to start a test, and one to end it', async () => {
    const [link] = await show({ result: now(triggered, 1), isNew: true });
    expect(await calls()).toEqual(['POST results']);
    await show({ result: now(passed, 1), known: link! });
    expect(await calls()).toEqual(['POST results', 'PATCH results']);
  });

  it('one for a result that nobody had triggered', async () => {
    await show({ result: now(passed, 1), isNew: true });
    expect(await calls()).toEqual(['POST results']);
  });

  it('one for a hundred new tests, and one for their hundred results', async () => {
    const numbers = Array.from({ length: 100 }, (_, number) => number + 1);
    const links = await show(...numbers.map(number => ({ result: now(triggered, number), isNew: true })));
    expect(await calls()).toEqual(['POST results']);
    await show(...numbers.map((number, place) => ({ result: now(passed, number), known: links[place]! })));
    expect(await calls()).toEqual(['POST results', 'PATCH results']);
    const outcomes = world.read().results.map(each => each.outcome);
    expect(outcomes.filter(outcome => outcome === 'Passed')).toHaveLength(100);
  });

  it('none for what stands there already', async () => {
    const result = now(passed, 1);
    const [link] = await show({ result, isNew: true });
    expect(await show({ result, known: link! })).toEqual([link]);
    expect(await calls()).toEqual(['POST results']);
  });

  it('one to raise a defect', async () => {
    await world.tracker.raiseDefect(een, defect(), { isNew: true });
    expect(await calls()).toEqual(['POST $bug']);
  });

  it('looks first at what was said a while ago: a person may have said something since', async () => {
    const [link] = await show({ result: now(triggered, 1), isNew: true });
    world.later(10 * 60_000);
    await show({ result: now(passed, 1), known: link! });
    expect(await calls()).toEqual(['POST results', 'GET testpoint', 'GET results', 'PATCH results']);
  });
});
