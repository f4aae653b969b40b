import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { inProcess } from './in-process.ts';
import { type Report, simulate } from './simulate.ts';

const plan = { ldsos: 12, casesEach: 60, alone: 48, bursts: 2, inFaults: 200, kills: 1, seed: 4 };

let dir: string;
let report: Report;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'daybook-simulation-'));
  report = await simulate(plan, world => inProcess({ ...world, dir }));
}, 60_000);
afterAll(() => rm(dir, { recursive: true, force: true }));

it('Azure DevOps agrees with everything that was posted, through faults, repeats and a bot that is killed', () => {
  expect(report.differences).toEqual([]);
  expect(report.notifications).toBeGreaterThan(440);
  expect(report.redelivered).toBeGreaterThan(0);
  expect(report.faults).toBeGreaterThan(10);
});

it('it takes about one call a notification, and in bursts one for ten', () => {
  expect(report.callsAlone).toBeLessThanOrEqual(1.2);
  expect(report.callsInBursts).toBeLessThanOrEqual(0.1);
});
