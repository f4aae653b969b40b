// A local Azure DevOps for the tests of the adapter: three organisations, one project and plan in each, a bot and a tester.

import type { AdoTarget } from '../../../src/adapters/ado/target.ts';
import { adoTracker } from '../../../src/adapters/ado/tracker.ts';
import { ldsoId } from '../../../src/domain/refs.ts';
import { parseSeed } from '../../../src/sandbox/seed.ts';
import { type Sandbox, startSandbox } from '../../../src/sandbox/server.ts';
import { type Sent, wrongIn } from './spec/check.ts';

export const een = ldsoId('EEN')!;
export const cvd = ldsoId('CVD')!;

const steps = [
  { id: 2, action: 'Send the message' },
  { id: 5, action: 'Read the answer', expected: 'It is accepted' },
  { id: 10, action: 'Read the report', expected: 'PUB-036 is received' },
];

type BugFields = readonly { readonly refName: string; readonly name: string; readonly required?: boolean }[];

/** @param also fields of a bug beside the usual ones; none: the project's bug is the usual one */
function organisation(name: string, also: BugFields) {
  return {
    name,
    firstRunId: 101,
    firstPointId: 11,
    projects: [
      {
        name: 'Qualification Testing',
        workItemTypes: also.length === 0 ? [] : [ownBug(also)],
        configurations: [{ id: 1, name: 'UIT' }],
        sharedSteps: [
          {
            id: 40500,
            title: 'Log on to the DIP',
            steps: [
              { id: 1, action: 'Open' },
              { id: 7, action: 'Log on' },
            ],
          },
        ],
        plans: [
          {
            id: 500,
            name: 'Plan',
            rootSuiteId: 501,
            suites: [
              {
                id: 510,
                name: 'Functional',
                testCases: [
                  {
                    id: 40662,
                    title: 'FM_TS_1_TC_1_2_3_4_5_6_7 - Appoint an agent',
                    tester: 'Nia Bowen',
                    steps,
                  },
                  { id: 40663, title: 'FM_TS_2_TC_1 - Change of supplier', steps },
                ],
              },
              {
                id: 520,
                name: 'System integration',
                testCases: [
                  {
                    id: 40715,
                    title: 'SITFTS-0240 TC 03 - Contract reference',
                    steps: [
                      { id: 3, sharedSteps: 'Log on to the DIP' },
                      { id: 9, action: 'Send the reference' },
                    ],
                  },
                  { id: 40720, title: 'SITFTS-0430 TC 01', steps },
                ],
              },
            ],
          },
        ],
      },
    ],
  };
}

function ownBug(also: BugFields) {
  return {
    name: 'Bug',
    states: [
      { name: 'New', category: 'Proposed' },
      { name: 'Resolved', category: 'Resolved' },
      { name: 'Closed', category: 'Completed' },
    ],
    fields: [
      { refName: 'Microsoft.VSTS.Common.Severity', name: 'Severity' },
      { refName: 'Microsoft.VSTS.TCM.ReproSteps', name: 'Repro Steps', kind: 'html' },
      ...also,
    ],
  };
}

const seedOf = (also: BugFields, bot: object) => ({
  users: [
    { name: 'QT Daybook', email: 'daybook@example.org', ...bot },
    { name: 'Nia Bowen', email: 'nia.bowen@example.org' },
  ],
  tokens: [
    { token: 'bot-token', user: 'QT Daybook' },
    { token: 'nia-token', user: 'Nia Bowen' },
  ],
  organisations: [organisation('eastmere', also), organisation('calder', also)],
});

export type World = Awaited<ReturnType<typeof openWorld>>;

export async function openWorld(
  options: {
    readonly mode?: 'cloud' | 'server';
    readonly pageSize?: number;
    readonly hookDelayScale?: number;
    readonly target?: Partial<AdoTarget>;
    readonly bugFields?: BugFields;
    /** What the bot's account has and may not do there. */
    readonly bot?: object;
  } = {},
) {
  const time = { now: Date.parse('2026-11-24T10:00:00Z') };
  const { target, bugFields = [], bot = {}, ...how } = options;
  const now = () => new Date(time.now);
  /** What the bot sent that Microsoft's specifications do not have. */
  const unspecified = new Set<string>();
  const sandbox = await startSandbox({
    seed: parseSeed(JSON.stringify(seedOf(bugFields, bot)), 'seed of the test'),
    dataDir: undefined,
    host: '127.0.0.1',
    port: 0,
    now,
    onRequest: call => {
      const wrong = isOfBot(call) ? wrongIn(call) : undefined;
      if (wrong !== undefined) unspecified.add(wrong);
    },
    ...how,
  });
  /** Waits that are waited pass at once. */
  const slept: number[] = [];
  const sleep = async (ms: number) => {
    slept.push(ms);
    time.now += ms;
  };
  const warnings: { readonly facts: object; readonly message: string }[] = [];
  const say = (facts: object, message: string) => warnings.push({ facts, message });
  const log = { warn: say, error: say };
  const token = { value: 'bot-token' as string | undefined };
  const targetOf = (ldso: typeof een, name: string): AdoTarget => ({
    ldso,
    organisationUrl: `${sandbox.url}/${name}`,
    project: 'Qualification Testing',
    planId: 500,
    signIn: { token: () => token.value },
    ...target,
  });
  const ldsos = [targetOf(een, 'eastmere'), targetOf(cvd, 'calder')];
  const trackers: ReturnType<typeof adoTracker>[] = [];
  /** A tracker as after a restart: it remembers nothing. */
  const freshTracker = (more: Partial<Parameters<typeof adoTracker>[0]> = {}) => {
    const tracker = adoTracker({ ldsos, clock: { now }, log, sleep, ...more });
    trackers.push(tracker);
    return tracker;
  };
  return {
    sandbox,
    tracker: freshTracker(),
    freshTracker,
    ldsos,
    token,
    warnings,
    slept,
    clock: { now },
    later: (ms: number) => {
      time.now += ms;
    },
    read: (name = 'eastmere') => organisationIn(sandbox, name),
    /** What belongs to the QT coordinator: suites and their order, test cases and their steps. */
    structure: () => structureOf(sandbox),
    requests: () => requestsOf(sandbox),
    person: (method: string, path: string, body: unknown) => asPerson(sandbox, { method, path, body }),
    close: async () => {
      for (const each of trackers) each.close();
      await sandbox.close();
      if (unspecified.size > 0) throw new Error([...unspecified].join('\n'));
    },
  };
}

/** Not of the person of these tests. */
function isOfBot({ header }: Sent): boolean {
  return header('authorization') !== `Basic ${Buffer.from('PAT:nia-token').toString('base64')}`;
}

function organisationIn(sandbox: Sandbox, name: string) {
  const organisation = sandbox.state().organisations[name]!;
  const project = organisation.projects[0]!;
  return {
    runs: project.runs,
    points: project.plans[0]!.points,
    pointOf: (testCaseId: number) => project.plans[0]!.points.find(point => point.testCaseId === testCaseId)!,
    results: project.runs.flatMap(run => run.results.map(result => ({ ...result, runId: run.id }))),
    bugs: organisation.workItems.filter(item => item.type === 'Bug' && !item.deleted),
  };
}

function structureOf(sandbox: Sandbox) {
  return Object.values(sandbox.state().organisations).map(({ projects, workItems }) => ({
    suites: projects.flatMap(project => project.plans.map(plan => plan.suites)),
    testers: projects.flatMap(project =>
      project.plans.flatMap(plan =>
        plan.points.map(({ id, testCaseId, tester }) => ({ id, testCaseId, tester })),
      ),
    ),
    steps: workItems
      .filter(item => item.type !== 'Bug')
      .map(({ id, title, fields }) => ({ id, title, steps: fields['Microsoft.VSTS.TCM.Steps'] })),
  }));
}

export type Request = {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly fault: string | null;
};

async function requestsOf(sandbox: Sandbox): Promise<readonly Request[]> {
  const answer = await fetch(`${sandbox.url}/_sandbox/requests?last=1000`);
  return ((await answer.json()) as { readonly requests: readonly Request[] }).requests;
}

async function asPerson(
  sandbox: Sandbox,
  { method, path, body }: { readonly method: string; readonly path: string; readonly body: unknown },
): Promise<unknown> {
  const isItem = path.startsWith('wit/');
  const answer = await fetch(`${sandbox.url}/eastmere/Qualification Testing/_apis/${path}?api-version=7.1`, {
    method,
    headers: {
      authorization: `Basic ${Buffer.from('PAT:nia-token').toString('base64')}`,
      'content-type': isItem ? 'application/json-patch+json' : 'application/json',
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return answer.status === 204 ? undefined : answer.json();
}
