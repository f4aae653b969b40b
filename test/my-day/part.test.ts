import { describe, expect, test } from 'vitest';
import type { Cover } from '../../src/domain/day/cover.ts';
import type { HarnessWord } from '../../src/domain/harness/harness.ts';
import { mpanRef, testCaseId } from '../../src/domain/refs.ts';
import type { CleanText } from '../../src/guard/clean-text.ts';
import { myDayPart } from '../../src/my-day/part.ts';
import { noEvidence } from '../../src/rhythm/day/evidence.ts';
import { asked, at, een, entry, plan, today } from '../rhythm/given.ts';

const asha = { id: 'asha', name: 'Asha Renn' };
const iwo = { id: 'iwo', name: 'Iwo Pell' };
const analyst = { name: 'Jo Penrose', id: 'jo' };

type Asked = Parameters<typeof myDayPart>[0];

const noMoves = {
  words: [],
  defects: new Map(),
  reasons: new Map(),
  owners: new Map(),
  queries: new Map(),
};

function partOf(more: Partial<Asked> = {}) {
  return myDayPart({
    ...asked,
    now: at('12:00'),
    entries: [],
    person: asha,
    queue: {
      ldso: een,
      ldsoName: 'Eastmere',
      day: today,
      waiting: [],
      onTheWay: [],
      received: [],
      come: [],
      fuses: [],
    },
    moves: noMoves,
    evidence: noEvidence,
    leaks: [],
    held: new Map(),
    urlOf: () => undefined,
    ...more,
  });
}

const by = (person: typeof asha, made: ReturnType<typeof entry>) => ({ ...made, by: person });
const cover = (who: string, whom?: string): Cover => ({
  who: { name: who },
  ...(whom === undefined ? {} : { for: { name: whom } }),
  from: today,
  to: today,
  at: 1,
});

describe('my tests without a schedule', () => {
  test('are those of the plan that name me, in its order', () => {
    const part = partOf({ person: iwo });
    expect(part.tests.map(({ line }) => line.testCaseId)).toEqual(plan.map(({ id }) => id));
  });

  test('are those that I posted and have not passed, whoever the plan names', () => {
    const entries = [
      by(asha, entry('triggered', at('10:00'), { test: '40710', ref: 'EEN-MPAN-0002' })),
      by(asha, entry('passed', at('10:30'), { test: '40715', ref: 'EEN-MPAN-0003' })),
    ];
    const part = partOf({ entries });
    expect(part.tests.map(({ line }) => line.mpanRef)).toEqual(['EEN-MPAN-0002']);
    expect(part.tests[0]?.move).toMatchObject({ of: 'ldso', to: 'go-on' });
    expect(part.passed).toBe(1);
  });

  test('are those of whom I cover for, and say so', () => {
    const presence = { away: [], covers: [cover('Asha Renn', 'Iwo Pell')] };
    const part = partOf({ presence });
    expect(part.tests).toHaveLength(plan.length);
    expect(part.tests.every(each => each.for === 'Iwo Pell')).toBe(true);
  });
});

describe('what waits for me', () => {
  const raised = by(asha, entry('defect_raised', at('10:00'), { test: '40715', ref: 'EEN-MPAN-0003' }));
  const ready = new Map([
    [
      raised.id,
      { bugId: 7, state: 'Ready for Retest', ready: true, byName: 'Cy Lowe', changedAt: at('11:00') },
    ],
  ]);

  test('a bug of mine that is ready, until its test is run again', () => {
    expect(partOf({ entries: [raised], moves: { ...noMoves, defects: ready } }).owed).toMatchObject([
      { is: 'retest', since: at('11:00'), mpanRef: 'EEN-MPAN-0003' },
    ]);
    const again = by(iwo, entry('triggered', at('11:30'), { test: '40715', ref: 'EEN-MPAN-0003' }));
    expect(partOf({ entries: [raised, again], moves: { ...noMoves, defects: ready } }).owed).toEqual([]);
  });

  test('that it was run before it was ready is no retest', () => {
    const before = by(iwo, entry('triggered', at('10:30'), { test: '40715', ref: 'EEN-MPAN-0003' }));
    expect(partOf({ entries: [raised, before], moves: { ...noMoves, defects: ready } }).owed).toMatchObject([
      { is: 'retest' },
    ]);
  });

  test('a bug of somebody else does not', () => {
    expect(partOf({ entries: [raised], moves: { ...noMoves, defects: ready }, person: iwo }).owed).toEqual(
      [],
    );
  });

  test('nothing of a message whose author is another, and nothing of a case that is closed', () => {
    const message = { ldso: een, thread: '19:een', messageId: '1' };
    const leak = { message, kinds: ['raw_mpan'], by: asha, openedAt: at('09:10') };
    expect(partOf({ leaks: [leak] }).owed).toMatchObject([{ is: 'leak', since: at('09:10') }]);
    expect(partOf({ leaks: [{ ...leak, closedAt: at('09:20') }] }).owed).toEqual([]);
    expect(partOf({ leaks: [leak], person: iwo }).owed).toEqual([]);
    const held = new Map([
      ['2', { byId: 'asha', thread: '19:een', since: at('09:30'), kinds: ['raw_address'] }],
    ]);
    expect(partOf({ held }).owed).toMatchObject([{ is: 'held', since: at('09:30') }]);
    expect(partOf({ held, person: iwo }).owed).toEqual([]);
  });
});

describe('what waits for the QT team', () => {
  const blocked = {
    ...by(iwo, entry('blocked', at('10:00'), { test: '40710', ref: 'EEN-MPAN-0002' })),
    routeTo: ['QualificationTeam' as const],
  };
  const asking: HarnessWord = {
    id: '9/0',
    says: 'asked',
    test: {
      testCaseId: testCaseId('40850')!,
      testCaseName: 'OPS_TS_1_TC_1',
      mpanRef: mpanRef('EEN-MPAN-0009')!,
    },
    message: { ldso: een, thread: '19:een', messageId: '9' },
    by: iwo,
    at: at('11:00'),
    note: '' as CleanText,
  };

  test('is told to its test analyst: what they are called to, beside the queue', () => {
    const part = partOf({
      person: { id: 'jo', name: 'Jo Penrose' },
      presence: { away: [], covers: [], analyst },
      entries: [blocked],
      moves: { ...noMoves, words: [asking] },
    });
    expect(part.team?.moves.map(({ line }) => line.mpanRef)).toEqual(['EEN-MPAN-0002']);
  });

  test('and to whoever covers for them, and to nobody else', () => {
    const presence = { away: [], covers: [cover('Asha Renn')], analyst };
    expect(partOf({ presence }).team).toBeDefined();
    expect(partOf({ presence, person: iwo }).team).toBeUndefined();
    expect(partOf({ presence: { away: [], covers: [], analyst } }).team).toBeUndefined();
  });
});
