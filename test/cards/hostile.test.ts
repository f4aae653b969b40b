import fc from 'fast-check';
import { expect, test } from 'vitest';
import { coverTold } from '../../src/cards/day/cover-told.ts';
import { myDayCard } from '../../src/cards/day/my-day-facts.ts';
import { leakInAdoAnswer } from '../../src/cards/refusal/remediation-words.ts';
import {
  callGroups,
  leakCall,
  mended,
  noted,
  refusal,
  remediationCard,
  standUp,
  testCard,
  washUp,
  welcome,
  withdrawnCard,
} from '../../src/cards/say.ts';
import { groups } from '../../src/domain/kinds.ts';
import type { CleanText } from '../../src/guard/clean-text.ts';
import type { Outgoing } from '../../src/ports/chat.ts';
import { standUpView, washUpView } from './examples/day.ts';
import { remediation } from './examples/remediation.ts';
import { entry, key, now, viewOf } from './given.ts';
import { hostile } from './hostile.ts';
import { readMarkdown, signsIn } from './markdown.ts';
import { complaints } from './object-model.ts';
import { stringsOf, textsOf } from './walk.ts';

/** Everything the bot can say, with the same hostile words wherever somebody else's words can stand. */
function everything(words: string): readonly Outgoing[] {
  const by = { id: words, name: words };
  // The guard is left out on purpose: this must hold for words that it lets pass unchanged.
  const note = words as CleanText;
  const said = { by, note, testCaseName: words } as const;
  const started = entry(0, '', { ...said });
  const failed = entry(1, '', { ...said, kind: 'failed', step: 3 });
  const defect = entry(2, '', { ...said, kind: 'defect_raised', defect: { severity: 'S1', bugId: words } });
  const line = {
    testCaseId: '1',
    testCaseName: words,
    mpanRef: words,
    status: 'failed',
    who: words,
  } as const;
  const blocker = {
    is: 'downtime',
    since: 0,
    who: words,
    words,
    testCaseName: words,
    mpanRef: words,
  } as const;
  const view = viewOf([started, failed, defect], { ldsoName: words, resultUrl: words });
  return [
    testCard({ ...view, defects: [{ bugId: words, url: words }] }),
    withdrawnCard({ ldsoName: words, test: key, testCaseName: words }),
    refusal({
      person: by,
      ldsoName: words,
      kind: 'passed',
      doubtful: false,
      problems: [
        { reason: 'unknown_tc', typed: words, nearest: [words, words] },
        { reason: 'unknown_mpan_ref', typed: words },
      ],
      correctedLine: words,
      messageId: words,
    }),
    refusal({
      person: by,
      ldsoName: words,
      kind: undefined,
      doubtful: true,
      problems: [{ reason: 'raw_mpan' }],
      useInstead: words,
      messageId: words,
      without: note,
    }),
    refusal({
      person: by,
      ldsoName: words,
      kind: 'failed',
      doubtful: true,
      problems: [{ reason: 'raw_mpan' }],
      messageId: words,
      without: note,
    }),
    mended({ person: by, how: 'vouched' }),
    remediationCard({
      remediation: { ...remediation, testCaseName: words, byName: words, done: [{ byName: words, at: 0 }] },
      testCaseId: words,
      ldsoName: words,
      now,
    }),
    callGroups({ groups, tagId: () => undefined, entry: undefined, evidenceOf: words, ldsoName: words }),
    leakInAdoAnswer({ about: 'leak-in-ado', why: 'unknown-test-case', typed: words, nearest: [words] }),
    leakInAdoAnswer({ about: 'leak-in-ado', why: 'open-already', testCaseName: words }),
    standUp(
      {
        ...standUpView,
        ldsoName: words,
        planned: [line],
        dataIssues: [{ mpanRef: words, testCaseNames: [words], problem: 'open-query' }],
        allocated: [words],
        blockers: [blocker],
        away: [{ name: words, isAnalyst: true, tests: 1, coveredBy: [{ name: words }], uncovered: 'pm' }],
        covers: [{ name: words, for: words }],
      },
      now,
    ),
    myDayCard(
      {
        person: by,
        day: standUpView.day,
        parts: [
          {
            ldso: key.ldso,
            ldsoName: words,
            tests: [{ line, for: words, move: { of: 'ldso', to: 'go-on', since: 0, byName: words } }],
            passed: 1,
            owed: [
              { is: 'no-defect', line },
              { is: 'retest', since: 0, words, testCaseName: words, mpanRef: words },
              { is: 'leak', since: 0, kinds: [words], url: words },
            ],
            taken: [blocker],
            away: [{ name: words, tests: 1, coveredBy: [{ name: words }] }],
            covers: [{ name: words, for: words }],
            team: {
              triggers: [
                {
                  test: { testCaseId: key.testCaseId, testCaseName: words, mpanRef: key.mpanRef },
                  askedAt: 0,
                  askedBy: words,
                  toTrigger: { testing: 1, all: 2 },
                },
              ],
              replays: [],
              moves: [{ line }],
              queries: [blocker],
              leaks: [{ who: words, kinds: [words], since: 0 }],
            },
          },
        ],
      },
      now,
    ),
    coverTold({
      is: 'noted',
      cover: {
        who: { name: words },
        for: { name: words },
        from: standUpView.day,
        to: standUpView.day,
        at: 0,
      },
      forName: words,
    }),
    coverTold({ is: 'several', typed: words, names: [words, words] }),
    callGroups({
      groups: ['QualificationTeam'],
      tagId: () => undefined,
      firstContact: { name: words },
      entry: undefined,
      ldsoName: words,
    }),
    washUp(
      {
        ...washUpView,
        ldsoName: words,
        failed: [line],
        defectsToday: [{ testCaseName: words, mpanRef: words, bugId: words, words }],
        openQueries: [blocker],
        queriesAnswered: [{ at: 0, byName: words, minutes: 5 }],
        against: { ...washUpView.against!, slipping: [line] },
        held: [{ who: words, kinds: [words], since: 0, url: words }],
        leaks: [{ who: words, kinds: [words], openedAt: 0, url: words }],
        remediations: [{ testCaseName: words, step: 'restore', openedAt: 0, url: words }],
      },
      now,
    ),
    welcome(words),
    noted({ entry: defect, ldsoName: words }),
    callGroups({ groups, tagId: () => undefined, entry: defect, ldsoName: words }),
    leakCall({
      leak: { kinds: ['raw_mpan'], by, openedAt: 0 },
      tagId: () => undefined,
      ldsoName: words,
      now,
    }),
    mended({ person: by, how: 'edited' }),
    mended({ person: by, how: 'deleted' }),
  ];
}

/** Names that every object has, which stopped a card once; and every failing example is told, beside its seed. */
const told = {
  examples: [['toString'], ['valueOf'], ['constructor'], ['__proto__'], ['hasOwnProperty']] as [string][],
  verbose: fc.VerbosityLevel.Verbose,
};

const isWeb = (words: string) => /^\s*https?:/i.test(words);

test('whatever people write, no card or message gets a link, a mention, a list or an expression from it', () => {
  fc.assert(
    fc.property(hostile, words => {
      fc.pre(!isWeb(words));
      for (const { card, text, mentions } of everything(words)) {
        const markdown = card === undefined ? [text] : textsOf(card);
        expect(markdown.flatMap(signsIn)).toEqual([]);
        expect(markdown.flatMap(readMarkdown).filter(piece => piece.is === 'link')).toEqual([]);
        expect(mentions).toBeUndefined();
        // `<at>` has no meaning without its bracket, and `${` none without its brace, wherever they stand.
        expect(
          [text, ...stringsOf(card)].filter(value => value.includes('<') || value.includes('$' + '{')),
        ).toEqual([]);
        expect([text, ...stringsOf(card)].filter(value => /[\r\n\u2028\u202e]/.test(value))).toEqual([]);
      }
    }),
    { numRuns: 60, ...told },
  );
});

test('whatever people write, the renderer takes the card', () => {
  fc.assert(
    fc.property(hostile, words => {
      for (const { card } of everything(words)) if (card !== undefined) expect(complaints(card)).toEqual([]);
    }),
    { numRuns: 15, ...told },
  );
});
