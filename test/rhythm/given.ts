// A made-up LDSO, its plan and its entries, for tests of the stand-up and the wash-up.
import type { Entry, StandingEntry } from '../../src/domain/entry.ts';
import type { Kind } from '../../src/domain/kinds.ts';
import type { PlannedTestCase } from '../../src/domain/planning/plan.ts';
import { ldsoId, mpanRef, testCaseId } from '../../src/domain/refs.ts';
import { calendarOf } from './calendars.ts';

export const een = ldsoId('EEN')!;

export const plan: readonly PlannedTestCase[] = [
  planned('40662', 'FM_TS_1_TC_1_2_3_4_5_6_7', 1, 'Forward migration'),
  planned('40663', 'FM_TS_2_TC_1', 2, 'Functional'),
  planned('40710', 'SITFTS-0010 TC 01', 3, 'Functional'),
  planned('40715', 'SITFTS-0240 TC 03', 4, 'Functional'),
  planned('40850', 'OPS_TS_1_TC_1', 5, 'Operational'),
];

/** Tuesday. */
export const today = '2026-11-24';

export const asked = {
  ldso: { id: een, name: 'Eastmere Electricity Networks' },
  day: today,
  now: at('09:00'),
  calendar: calendarOf('england-and-wales'),
  zone: 'Europe/London',
  plan,
  leaks: [],
  remediations: [],
  mirror: { waiting: 0, givenUp: 0 },
};

/** Winter: London is UTC. */
export function at(time: string, day = today): number {
  return Date.parse(`${day}T${time}Z`);
}

export function planned(id: string, name: string, order: number, suite: string): PlannedTestCase {
  return { id: testCaseId(id)!, name, title: `${name} - as written`, suite, order, tester: 'Iwo Pell' };
}

let messages = 0;

type Said = Partial<Omit<StandingEntry, 'note' | 'testCaseId' | 'mpanRef' | 'by'>> & {
  readonly test?: string;
  readonly ref?: string;
  readonly note?: string;
  readonly by?: string;
};

/** @param said `test` is the id of a test case, `ref` the meter point's reference; an empty one is not named */
export function entry(kind: Kind, when: number, said: Said = {}): StandingEntry {
  const { test = '40662', ref = 'EEN-MPAN-0007', note = `${kind} it is`, by = 'Asha Renn', ...more } = said;
  messages += 1;
  const messageId = String(1_700_000_000_000 + messages);
  const named = plan.find(({ id }) => id === test)?.name;
  return {
    id: `EEN/${messageId}/0`,
    kind,
    message: { ldso: een, thread: `19:een@thread.tacv2;messageid=${messageId}`, messageId },
    ...(test === '' ? {} : { testCaseId: testCaseId(test)!, testCaseName: named ?? test }),
    ...(ref === '' ? {} : { mpanRef: mpanRef(ref)! }),
    routeTo: [],
    warnings: [],
    // Stands for text that the guard has passed.
    note: note as Entry['note'],
    by: { id: `id of ${by}`, name: by },
    at: when,
    withdrawn: false,
    ...more,
  };
}
