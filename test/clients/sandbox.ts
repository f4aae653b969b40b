// The sandbox that other people's clients are let loose on: one organisation, small pages, in the way of the cloud or of a server.
import { parseSeed } from '../../src/sandbox/seed.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/server.ts';

export const place = { organisation: 'eastmere', project: 'QT', planId: 500, suiteId: 510, token: 'a-token' };

const cases = [1, 2, 3, 4, 5].map(number => ({
  id: 40_000 + number,
  title: `FM_TS_${number}_TC_1 - Made up`,
  steps: [{ action: 'Send' }, { action: 'Read', expected: 'Accepted' }],
}));

const seed = {
  users: [{ name: 'Client', email: 'client@example.org' }],
  tokens: [{ token: place.token, user: 'Client' }],
  organisations: [
    {
      name: place.organisation,
      projects: [
        {
          name: place.project,
          configurations: [{ id: 1, name: 'UIT' }],
          plans: [
            {
              id: place.planId,
              name: 'Plan',
              rootSuiteId: 501,
              suites: [{ id: place.suiteId, name: 'Functional', testCases: cases }],
            },
          ],
        },
      ],
    },
  ],
};

/** @param pageSize rows per page; clients that read one page only need a large one, as they do of the real service */
export function openSandbox(mode: 'cloud' | 'server', pageSize: number): Promise<Sandbox> {
  return startSandbox({
    seed: parseSeed(JSON.stringify(seed), 'the clients'),
    dataDir: undefined,
    host: '127.0.0.1',
    port: 0,
    mode,
    pageSize,
  });
}
