// A made-up programme for the simulation: LDSOs with an organisation, a plan and meter points of their own.
import type { LdsoBook } from '../../src/domain/planning/plan.ts';
import { type LdsoId, ldsoId } from '../../src/domain/refs.ts';

export type SimLdso = {
  readonly id: LdsoId;
  readonly organisation: string;
  readonly testCases: readonly { readonly id: number; readonly name: string }[];
  readonly mpanRefs: readonly string[];
};

export const project = 'Qualification Testing';
export const planId = 500;

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

export function programmeOf(count: number, casesEach: number): readonly SimLdso[] {
  return Array.from({ length: count }, (_, number) => {
    const text = `L${letters[number % letters.length]}${letters[Math.floor(number / letters.length)]}`;
    const id = ldsoId(text);
    if (id === undefined) throw new Error(`${text} is no LDSO id`);
    return {
      id,
      organisation: `org-${text.toLowerCase()}`,
      testCases: Array.from({ length: casesEach }, (_, place) => ({
        id: 40_001 + place,
        name: `SITFTS-${String(place + 1).padStart(4, '0')} TC 01`,
      })),
      mpanRefs: Array.from(
        { length: 40 },
        (_, place) => `${text}-MPAN-${String(place + 1).padStart(4, '0')}`,
      ),
    };
  });
}

/** What the sandbox starts from, as its seed file has it. */
export function seedOf(ldsos: readonly SimLdso[]): object {
  return {
    users: [{ name: 'QT Daybook', email: 'daybook@example.org' }],
    tokens: [{ token: 'bot-token', user: 'QT Daybook' }],
    organisations: ldsos.map(({ organisation: name, testCases }) => ({
      name,
      firstRunId: 101,
      firstPointId: 11,
      projects: [
        {
          name: project,
          configurations: [{ id: 1, name: 'UIT' }],
          plans: [
            {
              id: planId,
              name: 'Plan',
              rootSuiteId: 501,
              suites: [
                {
                  id: 510,
                  name: 'Functional',
                  testCases: testCases.map(testCase => ({
                    id: testCase.id,
                    title: `${testCase.name} - Made up`,
                    steps: ['Send', 'Read the answer', 'Read the report'].map(action => ({ action })),
                  })),
                },
              ],
            },
          ],
        },
      ],
    })),
  };
}

export function bookOf({ id }: SimLdso, testCases: LdsoBook['testCases']): LdsoBook {
  return {
    id,
    testCases,
    mpanRefPattern: `${id}-MPAN-\\d{4}`,
    mpanRefs: [],
    harnessRefs: {},
    otherPatterns: [],
    needs: {},
  };
}
