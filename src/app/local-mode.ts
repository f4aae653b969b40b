// Local mode: the stand-in for Teams, the sandbox Azure DevOps, and the people of the made-up programme.
import { join } from 'node:path';
import type { Route } from '../adapters/teams/server.ts';
import type { Config } from '../config.ts';
import type { MessageRef } from '../domain/entry.ts';
import { referenceLike } from '../domain/example.ts';
import { inspect } from '../guard/inspect.ts';
import { answering } from '../local/answering.ts';
import type { LocalPerson } from '../local/message.ts';
import { type AdoPanel, localRoutes } from '../local/routes.ts';
import { type LocalTeams, localTeams } from '../local/teams.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import { readSeed } from '../sandbox/read-seed.ts';
import { type SandboxState, startSandbox } from '../sandbox/server.ts';
import type { Participants } from '../settings/participants.ts';

export type Local = {
  readonly routes: readonly Route[];
  readonly sandboxUrl: string;
  readonly teams: LocalTeams;
  /** Where the page shows a message. */
  readonly urlOf: (message: MessageRef) => string;
  sandboxState(): SandboxState;
  /** Teams adds the app to each channel; from then on the bot knows where they are. */
  begin(): Promise<void>;
  close(): Promise<void>;
};

export type LocalNeeds = {
  readonly config: Config;
  readonly participants: Participants;
  readonly clock: Clock;
  readonly log: Log;
  readonly serverUrl: () => string;
  /** Posts the stand-up or wash-up of today now. */
  readonly postNow: (ldso: string, kind: 'stand-up' | 'wash-up') => Promise<string | undefined>;
};

const botId = '28:qt-daybook-local';

export async function openLocal(needs: LocalNeeds): Promise<Local> {
  const { config, participants, clock } = needs;
  const now = () => clock.now();
  const sandbox = await openSandbox(needs);
  const teams = localTeams({
    channels: participants.ldsos.map(({ id, name, tenantId, teamId, channelId }) => ({
      ldso: id,
      name: `QT - ${name}`,
      tenantId,
      teamId,
      channelId,
    })),
    people: peopleOf(participants),
    bot: { id: botId, name: 'QT Daybook' },
    tags: ['DataTeam', 'DefectTeam', 'NFTTeam', 'QualificationTeam'],
    botUrl: () => `${needs.serverUrl()}/api/messages`,
    serviceUrl: () => `${needs.serverUrl()}/connector`,
    now,
    mayKeep: text => inspect(text, { mode: 'chat', now: now() }).decision === 'pass',
    file: join(config.DATA_DIR, 'local-channel.json'),
  });
  const routes = localRoutes(teams, {
    ado: async ldso => panelOf(sandbox.state(), participants, ldso, sandbox.url),
    rhythm: needs.postNow,
    mpanRefs: ldso => exampleRefs(participants, ldso),
  });
  return {
    routes: [
      { method: 'get', path: '/', answer: toChannel },
      ...routes.map(route => ({ method: route.method, path: route.path, answer: answering(route) })),
    ],
    sandboxUrl: sandbox.url,
    teams,
    urlOf: ({ ldso, messageId }) => `${needs.serverUrl()}/local#${ldso}/${messageId}`,
    sandboxState: sandbox.state,
    begin: async () => {
      await teams.installed();
    },
    close: async () => {
      await teams.close();
      await sandbox.close();
    },
  };
}

async function toChannel(...[, response]: Parameters<Route['answer']>): Promise<void> {
  response.statusCode = 302;
  response.setHeader('location', '/local');
  response.end();
}

async function openSandbox({ config, clock, log }: LocalNeeds): ReturnType<typeof startSandbox> {
  const seed = readSeed(config.SANDBOX_SEED);
  try {
    return await startSandbox({
      seed,
      dataDir: join(config.DATA_DIR, 'sandbox'),
      host: '127.0.0.1',
      port: config.SANDBOX_PORT,
      now: () => clock.now(),
      log: (message, facts) => log.info({ ...facts }, message),
    });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')
      throw new Error(
        `SANDBOX_PORT: 127.0.0.1:${config.SANDBOX_PORT} is taken by another program; stop it or set another SANDBOX_PORT`,
      );
    throw error;
  }
}

/** A tester and a test lead of each LDSO, and four of the programme's own people; all made up. */
function peopleOf(participants: Participants): readonly LocalPerson[] {
  const guid = (place: number) => `00000000-0000-4000-8000-${String(place).padStart(12, '0')}`;
  const testers = ['Asha Rao', 'Tomos Reed', 'Iris Novak', 'Leo Grant', 'Mina Shah', 'Owen Hale'];
  const leads = ['Ruth Amin', 'Cerys Lowe', 'Pavel Dunn', 'Nell Kerr', 'Sol Marsh', 'Edie Voss'];
  const own = participants.ldsos.flatMap(({ id }, place) => [
    { name: testers[place % testers.length] ?? '', role: `${id} tester`, ldso: id },
    { name: leads[place % leads.length] ?? '', role: `${id} test lead`, ldso: id },
  ]);
  const programme = [
    { name: 'Jo Penrose', role: 'QT test analyst' },
    { name: 'Amir Field', role: 'QT defect manager' },
    { name: 'Nadia Holt', role: 'QT manager' },
    { name: 'Kit Larne', role: 'QT test analyst' },
  ];
  return [...own, ...programme].map((person, place) => ({
    ...person,
    id: `29:person-${place + 1}`,
    aadObjectId: guid(place + 1),
  }));
}

/** Two made-up references in the LDSO's own form, for the notifications to try. */
function exampleRefs(participants: Participants, ldso: string): readonly string[] {
  const pattern = participants.ldsos.find(each => each.id === ldso)?.mpanRefPattern ?? '';
  return [7, 13].map(number => referenceLike(pattern, number));
}

function panelOf(
  state: SandboxState,
  participants: Participants,
  ldso: string,
  sandboxUrl: string,
): AdoPanel | undefined {
  const settings = participants.ldsos.find(each => each.id === ldso)?.azureDevOps;
  const name = settings?.organisationUrl.replace('sandbox://', '') ?? '';
  const organisation = state.organisations[name];
  const project = organisation?.projects.find(each => each.name === settings?.project);
  if (organisation === undefined || project === undefined) return undefined;
  const plan = project.plans.find(each => each.id === settings?.plan);
  return {
    tests: (plan?.points ?? []).map(point => ({
      id: point.testCaseId,
      name: point.testCase,
      outcome: point.outcome,
    })),
    runs: project.runs.map(run => ({
      id: run.id,
      name: run.name,
      state: run.state,
      results: run.results.map(result => ({
        testCaseId: result.testCaseId ?? '',
        outcome: result.outcome,
        comment: result.comment,
        stepComment:
          result.iterationDetails[0]?.actionResults.find(action => action.comment !== '')?.comment ?? '',
      })),
    })),
    bugs: organisation.workItems
      .filter(item => item.type === 'Bug' && !item.deleted)
      .map(item => ({
        id: item.id,
        title: String(item.title),
        severity: String(item.fields['Microsoft.VSTS.Common.Severity'] ?? ''),
        priority: String(item.fields['Microsoft.VSTS.Common.Priority'] ?? ''),
        state: String(item.fields['System.State'] ?? ''),
        links: item.relations.map(relation => relation.rel),
      })),
    url: `${sandboxUrl}/${name}`,
  };
}
