// A sandbox and the client's area of test runs, new for each test.
import { givenWorld, project } from '../world.ts';

export const draft = {
  configurationIds: [],
  name: 'run of the day',
  plan: { id: '3000' },
  automated: false,
  state: 'InProgress',
};

/** Call it where the tests are described: it opens before each of them. */
export const givenRuns = () => givenWorld(world => world.client().getTestApi());

/** A point of the plan as the newer area shows it, with its results. */
export async function pointNow(given: ReturnType<typeof givenRuns>, id: number) {
  const plans = await given.world.client().getTestPlanApi();
  const [point] = await plans.getPointsList(
    project,
    3000,
    3001,
    String(id),
    undefined,
    undefined,
    undefined,
    undefined,
    true,
  );
  return point;
}
