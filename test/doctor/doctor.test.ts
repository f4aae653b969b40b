import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/adapters/ado/doctor/finding.ts';
import { type Examined, examineAll, exitOf } from '../../src/doctor/doctor.ts';
import { summaryOf, wordsOfExamined } from '../../src/doctor/words.ts';
import { ldsoId } from '../../src/domain/refs.ts';
import { parseSeed } from '../../src/sandbox/seed.ts';
import { startSandbox } from '../../src/sandbox/server.ts';
import { readParticipants } from '../../src/settings/participants.ts';

const examined = (...findings: readonly Finding[]): Examined => ({
  instance: ldsoId('EEN')!,
  organisation: 'https://dev.azure.com/een',
  findings,
});
const well: Finding = { check: 'reach', is: 'well', says: 'answers' };
const mend: Finding = { check: 'licence', is: 'mend', says: 'Stakeholder', todo: 'give it Basic' };
const out: Finding = { check: 'sign-in', is: 'mend', says: 'expired', todo: 'renew it' };
const unknown: Finding = { check: 'hooks', is: 'unknown', says: 'not told', todo: 'look by hand' };

describe('the doctor’s exit', () => {
  it.each([
    ['0: all is well', [examined(well)], 0],
    ['0: something could not be told', [examined(well, unknown)], 0],
    ['1: something is to be mended', [examined(well, mend)], 1],
    ['2: an organisation could not be examined', [examined(well, mend), examined(out)], 2],
  ])('is %s', (_what, all, code) => {
    expect(exitOf(all)).toBe(code);
  });

  it('comes with words that say what to do', () => {
    expect(wordsOfExamined(examined(well, mend)).split('\n')).toEqual([
      'EEN  https://dev.azure.com/een',
      '  ✓ reach: answers',
      '  ✕ licence: Stakeholder',
      '      give it Basic',
    ]);
    expect(summaryOf([examined(mend, unknown)])).toBe(
      '1 to mend (✕); 1 to look at by hand (?); 1 organisation examined, nothing written.',
    );
  });
});

it('the shipped programme is well, each organisation of it and the programme’s own', async () => {
  const path = 'src/sandbox/seed.json';
  const sandbox = await startSandbox({
    seed: parseSeed(readFileSync(path, 'utf8'), path),
    dataDir: undefined,
    host: '127.0.0.1',
    port: 0,
  });
  try {
    const all = await examineAll({
      config: { secret: () => undefined },
      participants: readParticipants('participants.sample.json'),
      clock: { now: () => new Date() },
      sandboxUrl: sandbox.url,
    });
    expect(all.map(({ instance }) => instance)).toEqual(['EEN', 'CVD', 'KES', 'master']);
    expect(exitOf(all)).toBe(0);
    expect(sandbox.state().unhandled).toEqual({});
  } finally {
    await sandbox.close();
  }
});
