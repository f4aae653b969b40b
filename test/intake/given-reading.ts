// One LDSO's book, and what is read of a line in its channel.
import type { LdsoBook } from '../../src/domain/planning/plan.ts';
import { testCaseId } from '../../src/domain/refs.ts';
import { inspect } from '../../src/guard/inspect.ts';
import { read } from '../../src/intake/read.ts';

const names: readonly (readonly [string, string])[] = [
  ['40662', 'FM_TS_1_TC_1_2_3_4_5_6_7'],
  ['40663', 'FM_TS_2_TC_1'],
  ['40710', 'SITFTS-0010 TC 01'],
  ['40715', 'SITFTS-0240 TC 03'],
];
const book: LdsoBook = {
  id: 'EEN',
  testCases: names.map(([id, name], place) => ({
    id: testCaseId(id)!,
    name,
    title: name,
    suite: 'All',
    order: place + 1,
  })),
  mpanRefPattern: 'EEN-MPAN-\\d{4}',
  mpanRefs: [],
  harnessRefs: { MPAN000123: 'EEN-MPAN-0013' },
  otherPatterns: ['KES_MPAN_\\d{2}'],
  needs: { env_restored: 'none' },
};

export const reading = (text: string) =>
  read(inspect(text, { mode: 'chat', now: new Date('2026-03-03T10:00:00Z') }).redacted, book);

/** `kind id reference` of each test, `chatter`, or what keeps it from being recorded. */
export const items = (text: string) => {
  const it = reading(text);
  if (it.is === 'chatter') return 'chatter';
  if (it.problems.length > 0) return it.problems.map(({ reason }) => reason);
  return it.items.map(item => `${item.kind ?? it.kind} ${item.testCaseId} ${item.mpanRef}`);
};
