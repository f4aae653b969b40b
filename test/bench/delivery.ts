// How many requests Azure DevOps gets for a notification, one at a time and in bursts. Run: npm run bench
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inProcess } from '../simulation/in-process.ts';
import { reportLines } from '../simulation/report.ts';
import { simulate } from '../simulation/simulate.ts';

const plan = { ldsos: 12, casesEach: 100, alone: 120, bursts: 4, inFaults: 60, kills: 1, seed: 7 };
const dir = await mkdtemp(join(tmpdir(), 'daybook-bench-'));
try {
  const report = await simulate(plan, world => inProcess({ ...world, dir }));
  process.stdout.write(`${reportLines(plan, report).join('\n')}\n`);
} finally {
  await rm(dir, { recursive: true, force: true });
}
