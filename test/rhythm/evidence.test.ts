import { expect, test } from 'vitest';
import type { StandingEntry } from '../../src/domain/entry.ts';
import { type EvidenceAsked, evidenceOwed, noEvidence } from '../../src/rhythm/evidence.ts';
import { standingOn } from '../../src/rhythm/standing.ts';
import { asked, at, een, entry } from './given.ts';

const key = 'EEN/40662/EEN-MPAN-0007';
const ofTest = { testCaseId: entry('passed', 0).testCaseId!, mpanRef: entry('passed', 0).mpanRef! };

function owed(entries: readonly StandingEntry[], more: Partial<EvidenceAsked> = {}): readonly string[] {
  const standing = standingOn({ ...asked, now: at('17:00'), entries });
  return evidenceOwed(een, standing, { ...noEvidence, ...more }).map(
    ({ key: { testCaseId, mpanRef } }) => `${testCaseId} ${mpanRef}`,
  );
}
const taken = (time: string) => ({ taken: [{ at: at(time), test: ofTest }] });

test.each([
  ['passed', 1],
  ['failed', 1],
  ['triggered', 0],
  ['blocked', 0],
] as const)('a test that is %s owes %i', (kind, count) => {
  expect(owed([entry(kind, at('10:00'))])).toHaveLength(count);
});

test('evidence is given by a file, or by whoever put it into Azure DevOps by hand and says so', () => {
  const passed = entry('passed', at('10:00'));
  expect(owed([passed], taken('10:30'))).toEqual([]);
});

test.each([
  ['Passed TC 40662, evidence uploaded', 0],
  ['passed, have attached the evidence', 0],
  ['passed, evidence is up', 0],
  ['evidence is in ADO', 0],
  ['passed, evidence to follow', 1],
  ['passed, evidence not uploaded yet', 1],
  ['passed, evidence will be attached tomorrow', 1],
  ['passed, no evidence attached', 1],
])('"%s" leaves %i to be given', (note, count) => {
  expect(owed([entry('passed', at('10:00'), { note })])).toHaveLength(count);
});

test('a new run owes evidence of its own', () => {
  const runs = [entry('failed', at('10:00')), entry('triggered', at('11:00')), entry('passed', at('12:00'))];
  expect(owed(runs, taken('10:30'))).toHaveLength(1);
  expect(owed(runs, taken('11:30'))).toEqual([]);
});

test('an exception holds for the run that it was granted for', () => {
  const exceptions = (time: string) => ({ exceptions: new Map([[key, { at: at(time) }]]) });
  expect(owed([entry('passed', at('10:00'))], exceptions('10:30'))).toEqual([]);
  expect(owed([entry('passed', at('10:00'))], exceptions('09:30'))).toHaveLength(1);
});

test('migration owes evidence of its first success only', () => {
  const once = { firstSuccessOnly: ['migration'] };
  const first = entry('passed', at('10:00'));
  const second = entry('passed', at('11:00'), { ref: 'EEN-MPAN-0008' });
  const failed = entry('failed', at('09:00'), { ref: 'EEN-MPAN-0009' });
  expect(owed([failed, first, second], once)).toEqual(['40662 EEN-MPAN-0007']);
  expect(owed([failed, first, second], { ...once, ...taken('10:30') })).toEqual([]);
  expect(owed([first, second])).toHaveLength(2);
});
