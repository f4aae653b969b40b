// The reporter of Playwright for Azure DevOps (npm @alex_neo/playwright-azure-reporter, ISC): publishes results of tests without a browser.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Ran, run } from './run.ts';
import { place } from './sandbox.ts';

const spec = `
const { test, expect } = require('@playwright/test');
test('[40001] passes', () => { expect(1).toBe(1); });
test('[40002] fails', () => { expect(1).toBe(2); });
test('[40003,40004] two at once', async ({}, info) => {
  await info.attach('note.txt', { body: 'made up', contentType: 'text/plain' });
});
test.skip('[40005] skipped', () => {});
`;

/** @param mode how it publishes: each result at once, or all at the end */
export async function playwright(dir: string, url: string, mode: 'testResult' | 'testRun'): Promise<Ran> {
  await writeFile(join(dir, 'made-up.spec.js'), spec);
  const options = {
    orgUrl: `${url}/${place.organisation}`,
    token: place.token,
    planId: place.planId,
    projectName: place.project,
    environment: 'UIT',
    testRunTitle: `Playwright ${mode}`,
    publishTestResultsMode: mode,
    uploadAttachments: true,
    attachmentsType: ['note'],
    logging: false,
    testRunConfig: { configurationIds: [1] },
  };
  const config = {
    testDir: '.',
    testMatch: 'made-up.spec.js',
    workers: 1,
    reporter: [['list'], ['@alex_neo/playwright-azure-reporter', options]],
  };
  await writeFile(join(dir, 'playwright.config.js'), `module.exports = ${JSON.stringify(config)};\n`);
  return run('npx', ['playwright', 'test'], { cwd: dir, env: { CI: '1' } });
}
