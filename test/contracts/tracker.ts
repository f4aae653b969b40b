// What every tracker keeps to, whether it speaks to Azure DevOps or is a fake: run once per tracker.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LdsoId } from '../../src/domain/refs.ts';
import type { Link } from '../../src/ports/store.ts';
import type { Mirrored, Tracker, WantedDefect, WantedResult } from '../../src/ports/tracker.ts';

type ShownResult = { readonly outcome: string; readonly comment: string };
type ShownBug = {
  readonly id: number;
  readonly title: string;
  readonly state: string;
  /** `<run>.<result>` of each result that it is linked to. */
  readonly results: readonly string[];
};

/** A tracker with an empty record of a plan that holds the test cases 40662 and 40663. */
export type TrackerWorld = {
  readonly tracker: Tracker;
  readonly ldso: LdsoId;
  /** Results of a test case, oldest first. */
  readonly results: (testCaseId: string) => readonly ShownResult[];
  /** What the grid shows for it; `Unspecified` when it is to be run. */
  readonly grid: (testCaseId: string) => string;
  readonly bugs: () => readonly ShownBug[];
  /** A person gives a result another outcome. */
  readonly personSets: (at: Link['at'], outcome: string) => Promise<void>;
  readonly close: () => Promise<void>;
};

export type TrackerSamples = {
  readonly triggered: (more?: Partial<WantedResult>) => WantedResult;
  readonly passed: (more?: Partial<WantedResult>) => WantedResult;
  readonly failed: (more?: Partial<WantedResult>) => WantedResult;
  readonly otherTest: () => Pick<WantedResult, 'test'>;
  readonly defect: (more?: Partial<WantedDefect['entry']>) => WantedDefect;
};

export function trackerContract(
  name: string,
  open: () => Promise<TrackerWorld>,
  samples: TrackerSamples,
): void {
  const { triggered, passed, failed, defect, otherTest } = samples;

  describe(`${name} keeps the tracker's contract`, () => {
    let world: TrackerWorld;
    beforeEach(async () => {
      world = await open();
    });
    afterEach(() => world.close());

    async function show(result: WantedResult, known?: Link['at']): Promise<Mirrored> {
      const wanted = known === undefined ? { result } : { result, known };
      const [answer] = await world.tracker.showResults(world.ldso, [wanted]);
      if (answer === undefined) throw new Error('one answer each');
      return answer;
    }

    const record = () => ({
      results: world.results('40662'),
      grid: world.grid('40662'),
      bugs: world.bugs(),
    });

    it('names the plan’s test cases in order, each by the reference at the head of its title', async () => {
      const plan = await world.tracker.plan(world.ldso);
      expect(plan.map(each => each.order)).toEqual(plan.map((_, place) => place + 1));
      expect(plan.map(each => each.id)).toEqual(expect.arrayContaining(['40662', '40663']));
      expect(plan.find(each => each.id === '40662')?.name).toBe('FM_TS_1_TC_1_2_3_4_5_6_7');
    });

    it('keeps one result for an attempt from its trigger to its outcome', async () => {
      const known = linkIn(await show(triggered()));
      expect(record().grid).toBe('InProgress');
      await show(passed(), known);
      expect(record().results.map(each => each.outcome)).toEqual(['Passed']);
      expect(record().grid).toBe('Passed');
    });

    it('names the meter point in the comment', async () => {
      await show(failed());
      expect(record().results[0]?.comment).toContain('EEN-MPAN-0007');
    });

    it('changes nothing when the same is wanted again', async () => {
      const known = linkIn(await show(passed()));
      const before = record();
      expect(linkIn(await show(passed(), known))).toEqual(known);
      expect(linkIn(await show(passed()))).toEqual(known);
      expect(record()).toEqual(before);
    });

    it('puts a correction on the result of its attempt', async () => {
      const known = linkIn(await show(passed()));
      await show(failed(), known);
      expect(record().results.map(each => each.outcome)).toEqual(['Failed']);
    });

    it('gives another attempt a result of its own', async () => {
      const known = linkIn(await show(failed()));
      await show(passed({ attempt: 2 }), known);
      expect(record().results.map(each => each.outcome)).toEqual(['Failed', 'Passed']);
      expect(record().grid).toBe('Passed');
    });

    it('answers each of several, in their order', async () => {
      const answers = await world.tracker.showResults(world.ldso, [
        { result: passed() },
        { result: failed(otherTest()) },
      ]);
      expect(answers.map(each => each.is)).toEqual(['done', 'done']);
      expect([world.grid('40662'), world.grid('40663')]).toEqual(['Passed', 'Failed']);
    });

    it('leaves alone what a person has changed since', async () => {
      const known = linkIn(await show(triggered()));
      await world.personSets(known, 'Blocked');
      expect(await show(passed(), known)).toMatchObject({ is: 'newer-there', found: 'Blocked' });
      expect(record().grid).toBe('Blocked');
    });

    it('takes an attempt back, once', async () => {
      const known = linkIn(await show(passed()));
      const { test } = passed();
      expect((await world.tracker.withdrawResult(world.ldso, test, { known })).is).toBe('done');
      const after = record();
      expect(after).toMatchObject({ grid: 'Unspecified', results: [{ outcome: 'NotExecuted' }] });
      expect((await world.tracker.withdrawResult(world.ldso, test, { known })).is).toBe('done');
      expect(record()).toEqual(after);
    });

    it('shows an attempt that comes back after it was withdrawn', async () => {
      const known = linkIn(await show(passed()));
      const taken = linkIn(await world.tracker.withdrawResult(world.ldso, passed().test, { known }));
      await show(passed(), { ...taken, withdrawn: 1 });
      expect(record().grid).toBe('Passed');
    });

    it('raises one bug for a defect, however often it is asked to', async () => {
      const result = linkIn(await show(failed()));
      const known = linkIn(await world.tracker.raiseDefect(world.ldso, defect(), { result }));
      expect(record().bugs).toMatchObject([
        { id: known.id, title: defect().title, results: [`${result.runId}.${result.resultId}`] },
      ]);
      const before = record();
      await world.tracker.raiseDefect(world.ldso, defect(), { result });
      await world.tracker.raiseDefect(world.ldso, defect(), { result, known });
      expect(record()).toEqual(before);
    });

    it('closes a bug whose message was withdrawn, when nobody has taken it up', async () => {
      const known = linkIn(await world.tracker.raiseDefect(world.ldso, defect(), {}));
      await world.tracker.withdrawDefect(world.ldso, defect().entryId, known);
      const after = record();
      expect(after.bugs).toMatchObject([{ id: known.id, state: 'Closed' }]);
      await world.tracker.withdrawDefect(world.ldso, defect().entryId, known);
      expect(record()).toEqual(after);
    });

    it('finds it impossible to show a test case that is not in the plan', async () => {
      const nowhere = { ...passed().test, testCaseId: '49999' as WantedResult['test']['testCaseId'] };
      expect((await show(passed({ test: nowhere }))).is).toBe('impossible');
    });
  });
}

function linkIn(answer: Mirrored): Link['at'] {
  if (answer.is === 'done') return answer.at;
  throw new Error(`expected it to be done: ${JSON.stringify(answer)}`);
}
