// Lets other people's clients loose on the sandbox, and says what they asked for that it does not have. Run: npm run clients
// They are put into a folder of their own, from npm and Debian, and removed again: nothing of them belongs to the product.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Sandbox } from '../../src/sandbox/server.ts';
import { mcp } from './mcp.ts';
import { playwright } from './playwright.ts';
import { run } from './run.ts';
import { openSandbox, place } from './sandbox.ts';

const npmPackages = [
  '@alex_neo/playwright-azure-reporter@1.12.0',
  '@playwright/test@1.65.1',
  '@tiberriver256/mcp-server-azure-devops@0.1.48',
];
const debianPackages = [
  'azext-devops',
  'msrest',
  'isodate',
  'requests',
  'requests-oauthlib',
  'oauthlib',
  'certifi',
  'urllib3',
  'idna',
  'chardet',
  'charset-normalizer',
  'six',
].map(name => `python3-${name}`);

const python = fileURLToPath(new URL('./python.py', import.meta.url));
const dir = await mkdtemp(join(tmpdir(), 'daybook-clients-'));
let failed = false;

try {
  await writeFile(join(dir, 'package.json'), '{"private":true}\n');
  const got = await run('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', ...npmPackages], {
    cwd: dir,
  });
  if (got.code !== 0) say(`npm packages: not there\n${got.said.slice(-500)}`, false);
  else {
    for (const mode of ['testResult', 'testRun'] as const)
      await against({ mode: 'cloud', pageSize: 200 }, `playwright reporter, ${mode}`, async sandbox => {
        const { said } = await playwright(dir, sandbox.url, mode);
        const results = runsIn(sandbox).flatMap(each => each.results.map(result => result.outcome));
        const complete = runsIn(sandbox).every(each => each.state === 'Completed');
        return { ok: results.length >= 4 && complete, told: `${results.join(', ')}`, said };
      });
    await against({ mode: 'cloud' }, 'MCP server', async sandbox => {
      const answers = await mcp(dir, sandbox.url);
      const bad = [...answers].filter(([, answer]) => /"isError":true|[Ee]rror:/.test(answer));
      return { ok: bad.length === 0, told: `${answers.size} tools`, said: bad.map(String).join('\n') };
    });
  }
  if (await pythonIsThere())
    for (const mode of ['cloud', 'server'] as const)
      await against({ mode }, `Python SDK, ${mode}`, async sandbox => {
        const packages = join(dir, 'python/usr/lib/python3/dist-packages');
        const { organisation, project, planId, suiteId, token } = place;
        const args = [
          packages,
          `${sandbox.url}/${organisation}`,
          token,
          project,
          String(planId),
          String(suiteId),
          mode,
        ];
        const ran = await run('/usr/bin/python3', [python, ...args], {
          cwd: dir,
          env: { PYTHONPATH: packages, AZURE_DEVOPS_CACHE_DIR: join(dir, 'cache') },
        });
        return { ok: ran.code === 0, told: ran.said.trim().replaceAll('\n', '; '), said: ran.said };
      });
} finally {
  await rm(dir, { recursive: true, force: true });
}
process.exitCode = failed ? 1 : 0;

type Outcome = { readonly ok: boolean; readonly told: string; readonly said: string };

async function against(
  how: { readonly mode: 'cloud' | 'server'; readonly pageSize?: number },
  name: string,
  work: (sandbox: Sandbox) => Promise<Outcome>,
): Promise<void> {
  const sandbox = await openSandbox(how.mode, how.pageSize ?? 2);
  try {
    const { ok, told, said } = await work(sandbox);
    const unhandled = Object.keys(sandbox.state().unhandled);
    say(
      `${name}: ${ok ? told : 'did not get through'}; unhandled: ${unhandled.join(', ') || 'none'}`,
      ok && unhandled.length === 0,
    );
    if (!ok) process.stdout.write(`${said.slice(-3000)}\n`);
  } catch (error) {
    say(`${name}: ${String(error)}`, false);
  } finally {
    await sandbox.close();
  }
}

function runsIn(sandbox: Sandbox) {
  return sandbox.state().organisations[place.organisation]?.projects[0]?.runs ?? [];
}

/** From Debian, where there is one; elsewhere this client is left out. */
async function pythonIsThere(): Promise<boolean> {
  const into = join(dir, 'python');
  await mkdir(into);
  try {
    const got = await run('apt-get', ['download', ...debianPackages], { cwd: into });
    if (got.code !== 0) throw new Error(got.said.slice(-300));
    const unpacked = await run('sh', ['-c', 'for each in *.deb; do dpkg-deb -x "$each" .; done'], {
      cwd: into,
    });
    return unpacked.code === 0;
  } catch (error) {
    process.stdout.write(`Python SDK: left out, Debian's packages are not there (${String(error)})\n`);
    return false;
  }
}

function say(line: string, ok: boolean): void {
  process.stdout.write(`${ok ? 'ok  ' : 'BAD '} ${line}\n`);
  if (!ok) failed = true;
}
