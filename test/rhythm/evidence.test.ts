import { describe, expect, test } from 'vitest';
import type { StandingEntry } from '../../src/domain/entry.ts';
import { type EvidenceAsked, evidenceOwed, noEvidence } from '../../src/rhythm/day/evidence.ts';
import { standingOn } from '../../src/rhythm/day/standing.ts';
import { readParticipants, shippedParticipants } from '../../src/settings/participants.ts';
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

describe('the first success of a migration', () => {
  const once = { firstSuccessOnly: ['migration'] };
  const passed = (
    time: string,
    place: number,
    more: Pick<Partial<StandingEntry>, 'withdrawn' | 'how'> = {},
  ) => entry('passed', at(time), { ref: `EEN-MPAN-000${place}`, ...more });
  const given = (time: string, place: number) => ({
    taken: [
      {
        at: at(time),
        test: { ...ofTest, mpanRef: entry('passed', 0, { ref: `EEN-MPAN-000${place}` }).mpanRef! },
      },
    ],
  });

  test('is the one that stands: a first that is taken back hands its debt on', () => {
    const taken = passed('10:00', 7, { withdrawn: true });
    expect(owed([taken, passed('11:00', 8), passed('12:00', 9)], once)).toEqual(['40662 EEN-MPAN-0008']);
    // Its file was of a success that did not happen.
    expect(owed([taken, passed('11:00', 8)], { ...once, ...given('10:30', 7) })).toEqual([
      '40662 EEN-MPAN-0008',
    ]);
  });

  test('stays the first when it is run again, or its word is said again', () => {
    const [first, second] = [passed('10:00', 7), passed('11:00', 8)];
    const again = passed('12:00', 7, { how: 'retest' });
    expect(owed([first, second, passed('12:00', 7)], once)).toEqual(['40662 EEN-MPAN-0007']);
    expect(owed([first, second, again], once)).toEqual(['40662 EEN-MPAN-0007']);
    expect(owed([first, second, again], { ...once, ...given('10:30', 7) })).toEqual([]);
  });

  test('did happen, whatever a later run of the same meter point comes to', () => {
    const runs = [passed('10:00', 7), passed('11:00', 8), entry('failed', at('12:00'))];
    expect(owed(runs, once)).toEqual(['40662 EEN-MPAN-0007']);
    expect(owed(runs, { ...once, ...given('10:30', 7) })).toEqual([]);
  });

  test('may be shown by the file of a later one', () => {
    const runs = [passed('10:00', 7), passed('11:00', 8)];
    expect(owed(runs, { ...once, ...given('11:30', 8) })).toEqual([]);
  });

  test('is one of each test case', () => {
    const other = entry('passed', at('11:00'), { test: '40663' });
    const [first] = [passed('10:00', 7)];
    expect(owed([first, other], { firstSuccessOnly: ['TS_'] })).toEqual([
      '40662 EEN-MPAN-0007',
      '40663 EEN-MPAN-0007',
    ]);
  });

  test('is told by the reference of a test case too, where neither title nor suite says migration', () => {
    const { evidence } = readParticipants(shippedParticipants).programme;
    const odd = { ...asked, plan: asked.plan.map(each => ({ ...each, suite: 'Qualification' })) };
    const standing = standingOn({
      ...odd,
      now: at('17:00'),
      entries: [passed('10:00', 7), passed('11:00', 8)],
    });
    expect(evidenceOwed(een, standing, { ...noEvidence, ...evidence })).toHaveLength(1);
  });
});
