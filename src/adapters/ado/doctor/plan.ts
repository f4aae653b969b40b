// The test plan: there, in use, and with one test point to report each test case against.
import { z } from 'zod';
import type { Connection } from '../client.ts';
import { pointFor } from '../plan/book.ts';
import type { Room } from '../room.ts';
import { type Finding, looked } from './finding.ts';

const plan = z.object({ name: z.string().nullish(), state: z.string().nullish() });

const shownAtMost = 3;

export async function examinePlan(room: Room): Promise<readonly Finding[]> {
  const { connection } = room;
  const { planId } = connection.target;
  return looked(
    'plan',
    async () => [...(await stateOf(connection)), ...(await casesOf(room))],
    fault => ({
      check: 'plan',
      is: 'mend',
      says: `the plan ${planId} of "${connection.project}" cannot be read (${fault.message})`,
      todo: 'check azureDevOps.project and azureDevOps.plan (the number in the address of the plan), that the account is a member of the project, and that it has at least Basic access',
    }),
  );
}

async function stateOf(connection: Connection): Promise<readonly Finding[]> {
  const { project, target } = connection;
  const { name, state } = await connection.ask('read the test plan', plan, ({ plans }) =>
    plans.getTestPlanById(project, target.planId),
  );
  const named = `plan ${target.planId}${name === undefined || name === null ? '' : ` "${name}"`}`;
  if (state === undefined || state === null || state.toLowerCase() === 'active')
    return [{ check: 'plan', is: 'well', says: `${named} is there` }];
  return [
    {
      check: 'plan',
      is: 'notice',
      says: `${named} is ${state}`,
      todo: 'set it to Active in Test Plans, or name the plan in use in azureDevOps.plan',
    },
  ];
}

async function casesOf(room: Room): Promise<readonly Finding[]> {
  const book = await room.plan.read();
  const { configuration } = room.connection.target;
  if (book.cases.size === 0)
    return [
      {
        check: 'plan',
        is: 'mend',
        says: 'the plan holds no test cases',
        todo: 'add the test cases to its suites',
      },
    ];
  const problems = [...book.cases.keys()].flatMap(id => {
    const point = pointFor(book, id, configuration);
    return 'problem' in point ? [point.problem] : [];
  });
  if (problems.length === 0)
    return [{ check: 'plan', is: 'well', says: `${book.cases.size} test cases, each with one test point` }];
  const more = problems.length - shownAtMost;
  return [
    {
      check: 'plan',
      is: 'mend',
      says: `${problems.length} of ${book.cases.size} test cases cannot be reported: ${problems.slice(0, shownAtMost).join('; ')}${more > 0 ? `; and ${more} more` : ''}`,
      todo: 'name the configuration in azureDevOps.configuration, or let each test case stand in one suite of the plan',
    },
  ];
}
