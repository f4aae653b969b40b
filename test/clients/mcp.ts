// A server of the Model Context Protocol for Azure DevOps (npm @tiberriver256/mcp-server-azure-devops, MIT): work items, links, queries.
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { place } from './sandbox.ts';

type Told = {
  readonly id?: number;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
};

/** @returns what each tool answered, by name */
export async function mcp(dir: string, url: string): Promise<ReadonlyMap<string, string>> {
  const child = spawn('node', ['node_modules/@tiberriver256/mcp-server-azure-devops/dist/index.js'], {
    cwd: dir,
    env: {
      // biome-ignore lint/style/noProcessEnv: a program needs its PATH and the like
      ...process.env,
      AZURE_DEVOPS_ORG_URL: `${url}/${place.organisation}`,
      AZURE_DEVOPS_AUTH_METHOD: 'pat',
      AZURE_DEVOPS_PAT: place.token,
      AZURE_DEVOPS_DEFAULT_PROJECT: place.project,
    },
  });
  const ask = asking(child);
  try {
    await ask('initialize', {
      protocolVersion: '2024-11-05',
      capabilities: {},
      clientInfo: { name: 'qt-daybook', version: '1' },
    });
    const answers = new Map<string, string>();
    const call = async (name: string, args: object): Promise<string> => {
      const answer = JSON.stringify(await ask('tools/call', { name, arguments: args }));
      answers.set(name, answer);
      return answer;
    };
    const projectId = place.project;
    await call('list_projects', {});
    await call('get_project', { projectId });
    const bug = await call('create_work_item', {
      projectId,
      workItemType: 'Bug',
      title: 'Made up by a client',
      description: 'Nothing is broken.',
    });
    const id = Number(/\\"id\\": ?(\d+)/.exec(bug)?.[1] ?? 0);
    await call('get_work_item', { workItemId: id });
    await call('update_work_item', { workItemId: id, title: 'Changed by a client' });
    await call('list_work_items', {
      projectId,
      wiql: "SELECT [System.Id] FROM WorkItems WHERE [System.WorkItemType] = 'Bug'",
    });
    await call('manage_work_item_link', {
      projectId,
      sourceWorkItemId: id,
      targetWorkItemId: 40_001,
      operation: 'add',
      relationType: 'Microsoft.VSTS.Common.TestedBy-Forward',
    });
    return answers;
  } finally {
    child.kill();
  }
}

/** One line of JSON a message, each way. */
function asking(child: ChildProcessWithoutNullStreams) {
  const waiting = new Map<number, (told: Told) => void>();
  createInterface({ input: child.stdout }).on('line', line => {
    if (!line.startsWith('{')) return;
    const told = JSON.parse(line) as Told;
    if (told.id !== undefined) waiting.get(told.id)?.(told);
  });
  let id = 0;
  return (method: string, params: object): Promise<unknown> => {
    id += 1;
    const mine = id;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`${method}: no answer`)), 30_000);
      waiting.set(mine, told => {
        clearTimeout(timer);
        if (told.error === undefined) resolve(told.result);
        else reject(new Error(`${method}: ${told.error.message}`));
      });
      child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', id: mine, method, params })}\n`);
    });
  };
}
