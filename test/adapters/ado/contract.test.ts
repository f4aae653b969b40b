// The tracker's contract, over HTTP against the local Azure DevOps and against the fake.
import { ldsoId, testCaseId } from '../../../src/domain/refs.ts';
import { trackerContract } from '../../contracts/tracker.ts';
import { fakeTracker } from '../../fakes/tracker.ts';
import { defect, failed, passed, test, triggered } from './given.ts';
import { een, openWorld } from './world.ts';

const samples = {
  triggered,
  passed,
  failed,
  defect: (more = {}) => defect(more),
  otherTest: () => ({ test: test('40663', 'EEN-MPAN-0008') }),
};

trackerContract(
  'the tracker over Azure DevOps',
  async () => {
    const world = await openWorld();
    return {
      tracker: world.tracker,
      ldso: een,
      results: id =>
        world
          .read()
          .results.filter(each => each.testCaseId === Number(id))
          .map(({ outcome, comment }) => ({ outcome, comment })),
      grid: id => world.read().pointOf(Number(id)).outcome,
      bugs: () =>
        world.read().bugs.map(bug => ({
          id: bug.id,
          title: String(bug.title),
          state: String(bug.fields['System.State']),
          results: bug.relations.flatMap(({ url }) => /TcmResult\/(.+)$/.exec(url ?? '')?.[1] ?? []),
        })),
      personSets: async (at, outcome) => {
        await world.person('PATCH', `test/runs/${at.runId}/results`, [
          { id: at.resultId, outcome, state: 'Completed' },
        ]);
      },
      close: world.close,
    };
  },
  samples,
);

trackerContract(
  'the fake tracker',
  async () => {
    const tracker = fakeTracker([
      {
        id: testCaseId('40662')!,
        name: 'FM_TS_1_TC_1_2_3_4_5_6_7',
        title: 'FM_TS_1_TC_1_2_3_4_5_6_7 - Appoint an agent',
        suite: 'Functional',
        order: 1,
      },
      {
        id: testCaseId('40663')!,
        name: 'FM_TS_2_TC_1',
        title: 'FM_TS_2_TC_1 - Change of supplier',
        suite: 'Functional',
        order: 2,
      },
    ]);
    return {
      tracker,
      ldso: ldsoId('EEN')!,
      results: id =>
        tracker.results
          .filter(each => each.test.testCaseId === id)
          .map(({ outcome, comment }) => ({ outcome, comment })),
      grid: tracker.grid,
      bugs: () => tracker.bugs.map(bug => ({ ...bug })),
      personSets: async (at, outcome) => tracker.personSets(at, outcome),
      close: async () => undefined,
    };
  },
  samples,
);
