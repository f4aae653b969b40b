import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore } from '../../src/adapters/store/open.ts';
import type { Entry } from '../../src/domain/entry.ts';
import type { Intent } from '../../src/domain/intents.ts';
import { deliverMirror } from '../../src/outbox/ado/mirror.ts';
import type { Delivery, Settlement } from '../../src/ports/outbox.ts';
import type { Store } from '../../src/ports/store.ts';
import { een, entryFor, nine, noted, test40662, test40663, withdrawn } from '../contracts/samples.ts';
import { type FakeTracker, fakeTracker } from '../fakes/tracker.ts';
import { newFolder, removeFolders } from './folders.ts';

const plan = [test40662, test40663].map(({ testCaseId: id }, place) => ({
  id,
  name: `TC ${place}`,
  title: `TC ${place}`,
  suite: 'One',
  order: place + 1,
}));

let store: Store;
let tracker: FakeTracker;
let asked: { readonly what: string; readonly tried: boolean }[];
let closingBefore = '2026-11-24';

beforeEach(async () => {
  closingBefore = '2026-11-24';
  store = await openStore({ dir: await newFolder(), now: () => nine });
  asked = [];
  tracker = fakeTracker(plan);
});
afterEach(async () => {
  await store.close();
  await removeFolders();
});

const isTried = async (kind: 'result' | 'defect', key: string) =>
  (await store.link(kind, key))?.at.tried !== undefined;

/** Watches what is asked of the tracker, and whether it had been written down that it is tried. */
function watched(): FakeTracker {
  return {
    ...tracker,
    async showResults(ldso, wanted, beside) {
      for (const { result, isNew } of wanted) {
        const { test, status, attempt } = result;
        const key = `${test.ldso}/${test.testCaseId}/${test.mpanRef}/${attempt}`;
        asked.push({ what: `${isNew ? 'new ' : ''}${status}`, tried: await isTried('result', key) });
      }
      return tracker.showResults(ldso, wanted, beside);
    },
    async raiseDefect(ldso, wanted, links) {
      const what = `${links.isNew ? 'new ' : ''}defect${links.result === undefined ? '' : ' of a result'}`;
      asked.push({ what, tried: await isTried('defect', wanted.entryId) });
      return tracker.raiseDefect(ldso, wanted, links);
    },
    async closeRuns(ldso, before) {
      asked.push({ what: `close before ${before}`, tried: false });
      return tracker.closeRuns(ldso, before);
    },
  };
}

const note = (...entries: readonly Entry[]) =>
  store.perform(book => book.append(entries.map(each => noted(each))));

async function deliver(...intents: readonly Intent[]): Promise<readonly Settlement[]> {
  await store.perform(book => book.enqueue(intents));
  const clock = { now: () => new Date(nine) };
  const needs = {
    store,
    tracker: watched(),
    clock,
    closingBefore: async () => closingBefore,
    urlOf: () => undefined,
  };
  const work = await taken();
  const settled = await deliverMirror(needs, work);
  await store.outbox.settle(settled, nine);
  return settled;
}

const taken = (): Promise<readonly Delivery[]> =>
  store.outbox.claim({ lanes: 'ado/', now: nine + 600_000, leaseMs: 1000, limit: 200 });

const show: Intent = { is: 'mirror-test', test: test40662 };
const raise: Intent = { is: 'mirror-defect', ldso: een, entryId: 'EEN/1002/0' };
const failed = entryFor(test40662, '1001', { kind: 'failed' });
const defect = entryFor(test40662, '1002', { kind: 'defect_raised', at: nine + 1 });

describe('the mirror', () => {
  it('writes down that it tries before the first call, and says so the next time', async () => {
    await note(failed, defect);
    tracker.failNext({ is: 'again', error: 'no answer' });
    await deliver(show);
    await deliver(raise);
    expect(asked).toEqual([
      { what: 'new failed', tried: true },
      { what: 'failed', tried: true },
      { what: 'new defect of a result', tried: true },
    ]);
    expect(tracker.results).toHaveLength(1);
  });

  it('shows tests before defects, whatever came first, and does not write the result again for its bug', async () => {
    await note(failed, defect);
    await deliver(raise, show);
    expect(asked.map(each => each.what)).toEqual(['new failed', 'new defect of a result']);
    await deliver(show);
    expect(asked).toHaveLength(2);
  });

  it('does not try at once again, for its defects, what nobody has heard of', async () => {
    const another = entryFor(test40662, '1004', { kind: 'defect_raised', at: nine + 2 });
    await note(failed, defect, another);
    tracker.failNext({ is: 'again', error: 'no answer', afterMs: 30_000 });
    const more: Intent = { is: 'mirror-defect', ldso: een, entryId: another.id };
    const settled = await deliver(raise, more, show);
    expect(asked.map(each => each.what)).toEqual(['new failed']);
    expect(settled.map(each => each.is === 'again' && each.nextAt)).toEqual(Array(3).fill(nine + 30_000));
  });

  it('lets all that failed together wait equally long, so that it goes together again', async () => {
    await note(failed, entryFor(test40663, '1003'));
    tracker.failNext({ is: 'again', error: 'status 503' });
    const settled = await deliver(show, { is: 'mirror-test', test: test40663 });
    const ends = settled.map(each => (each.is === 'again' ? each.nextAt : each.is));
    expect(new Set(ends).size).toBe(1);
  });

  it('takes back what may have been made by a try of which nobody heard', async () => {
    await note(failed);
    tracker.failNext({ is: 'again', error: 'no answer' });
    await deliver(show);
    await store.perform(book => book.append([withdrawn(failed)]));
    let takenBack = 0;
    const before = tracker.withdrawResult;
    tracker.withdrawResult = (...given) => {
      takenBack += 1;
      return before(...given);
    };
    await deliver(show);
    expect(takenBack).toBe(1);
  });

  it('closes runs after a test has ended in the run of a day that is over', async () => {
    const inRun = tracker.showResults;
    tracker.showResults = async (...given) =>
      (await inRun(...given)).map(answer =>
        answer.is === 'done' ? { ...answer, at: { ...answer.at, day: '2026-11-23' } } : answer,
      );
    await note(failed);
    await deliver(show);
    await deliver();
    expect(asked.map(each => each.what)).toEqual(['new failed', 'close before 2026-11-24']);
  });

  it('gives up what keeps failing while all else goes through, and nothing else', async () => {
    const again = (attempts: number, alone: boolean) => {
      tracker.failNext({ is: 'again', error: 'status 500', alone });
      const delivery = { id: 1, lane: 'ado/EEN', intent: show, attempts, enqueuedAt: nine };
      const clock = { now: () => new Date(nine) };
      return deliverMirror(
        { store, tracker, clock, closingBefore: async () => closingBefore, urlOf: () => undefined },
        [delivery],
      );
    };
    await note(failed);
    expect(await again(7, true)).toMatchObject([{ is: 'again' }]);
    expect(await again(50, false)).toMatchObject([{ is: 'again' }]);
    expect(await again(8, true)).toMatchObject([{ is: 'dead' }]);
  });

  it('gives up what is impossible, and keeps it for people to see', async () => {
    await note(failed);
    tracker.failNext({ is: 'impossible', error: 'no such test case' });
    expect(await deliver(show)).toMatchObject([{ is: 'dead', error: 'no such test case' }]);
    expect(await store.outbox.counts()).toMatchObject({ dead: 1 });
  });
});
