// Examples of the card of one test.
import { testCard, withdrawnCard } from '../../../src/cards/say.ts';
import type { Outgoing } from '../../../src/ports/chat.ts';
import { at, bo, downtime, eastmere, entry, key, movesOf, query, viewOf, word } from '../given.ts';

const resultUrl = 'https://dev.azure.example/een/LDSO%20QT/_testManagement/runs?runId=31&resultId=100000';
const triggered = entry(0, '/triggered SITFTS-0240 TC 03 EEN-MPAN-0011');
const failed = entry(2, '/failed SITFTS-0240 TC 03 EEN-MPAN-0011 step 6 PUB-036 not received', {
  kind: 'failed',
  step: 6,
  at: at('11:02'),
});
const defect = entry(3, '/defect SITFTS-0240 TC 03 EEN-MPAN-0011 S2 P2 contract reference rejected', {
  kind: 'defect_raised',
  defect: { severity: 'S2', priority: 'P2' },
  at: at('11:10'),
});
export const testCardExamples: Readonly<Record<string, () => Outgoing>> = {
  'test-triggered': () => testCard(viewOf([triggered], { mirror: 'waiting', waitingSince: at('09:17') })),
  'test-asked': () => {
    const moves = movesOf([], [word('09:30', 'asked', { step: 1, dueAt: at('14:00') })]);
    const progress = { key, testCaseName: 'SITFTS-0240 TC 03', attempts: [], remarks: [], entries: [] };
    return testCard({ ...viewOf([triggered]), progress, moves });
  },
  'test-on-the-way': () =>
    testCard(
      viewOf([triggered, entry(25, '/triggered 40715 EEN-MPAN-0011 step 4', { by: bo })], {
        resultUrl,
        moves: movesOf(
          [triggered, entry(25, '/triggered 40715 EEN-MPAN-0011 step 4', { by: bo })],
          [word('09:30', 'asked', { step: 4 })],
        ),
      }),
    ),
  'test-replay': () =>
    testCard(
      viewOf([triggered], {
        resultUrl,
        moves: movesOf(
          [triggered],
          [word('10:05', 'replay-asked', { dipMessage: 'PUB-036', sent: '2026-11-19' })],
        ),
      }),
    ),
  'test-passed': () => {
    const passed = entry(2, 'Passed TC 40715 EEN-MPAN-0011, evidence uploaded', {
      kind: 'passed',
      at: at('11:02'),
    });
    return testCard(viewOf([triggered, passed], { resultUrl }));
  },
  'test-failed': () =>
    testCard(
      viewOf([triggered, failed, defect, query], {
        resultUrl,
        defects: [
          {
            entryId: defect.id,
            bugId: '913',
            url: 'https://dev.azure.example/een/LDSO%20QT/_workitems/edit/913',
          },
        ],
      }),
    ),
  'test-retest': () =>
    testCard(
      viewOf(
        [
          triggered,
          failed,
          defect,
          query,
          downtime,
          entry(6, 'triggered again 40715 EEN-MPAN-0011', { at: at('12:05') }),
        ],
        { resultUrl },
      ),
    ),
  'test-blocked': () =>
    testCard(
      viewOf(
        [
          entry(0, '/blocked 40715 EEN-MPAN-0011 waits for the registration service', {
            kind: 'blocked',
            by: bo,
            warnings: ['outside_test_hours'],
            at: at('18:40', '2026-11-23'),
          }),
        ],
        { mirror: 'newer-there', resultUrl },
      ),
    ),
  'test-remarks-only': () => testCard(viewOf([query])),
  'test-crowded': () => {
    const many = Array.from({ length: 9 }, (_, place) =>
      entry(10 + place, `/defect 40715 EEN-MPAN-0011 S3 P3 reading ${place + 1} missing from the register`, {
        kind: 'defect_raised',
        defect: { severity: 'S3', priority: 'P3', bugId: String(920 + place) },
        at: at('11:30') + place * 120_000,
      }),
    );
    const runs = [0, 1, 2, 3].map(place =>
      entry(30 + place, '/failed 40715 EEN-MPAN-0011 step 2', {
        kind: 'failed',
        how: 'retest',
        step: 2,
        at: at('10:00') + place * 600_000,
      }),
    );
    const defects = many.map((_, place) => ({ bugId: String(920 + place) }));
    return testCard(viewOf([triggered, ...runs, ...many], { mirror: 'given-up', defects }));
  },
  withdrawn: () => withdrawnCard({ ldsoName: eastmere, test: key, testCaseName: 'SITFTS-0240 TC 03' }),
};
