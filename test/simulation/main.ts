// Plays weeks of a programme in a few minutes, with every fault and kill -9, and says what came of it. Run: npm run simulate
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ownProcess } from './own-process.ts';
import { reportLines } from './report.ts';
import { simulate } from './simulate.ts';

const { values } = parseArgs({
  options: { seed: { type: 'string', default: '1' }, notifications: { type: 'string', default: '5000' } },
});
const notifications = Number(values.notifications);
const plan = {
  ldsos: 12,
  casesEach: 100,
  alone: Math.round(notifications * 0.12),
  bursts: Math.round((notifications * 0.24) / 100),
  inFaults: Math.round(notifications * 0.64),
  kills: 3,
  seed: Number(values.seed),
};
const dir = await mkdtemp(join(tmpdir(), 'daybook-simulation-'));
try {
  const report = await simulate(plan, world => ownProcess({ ...world, dir }));
  process.stdout.write(`${reportLines(plan, report).join('\n')}\n`);
  if (report.differences.length > 0) process.exitCode = 1;
} finally {
  await rm(dir, { recursive: true, force: true });
}
