// Whose move it is in a test that runs, asked of the event log anew.
import { replaysOf, requestOf } from './harness.ts';
import type { Known, Run } from './log.ts';
import { openQueries, openSince } from './tests.ts';
import { timeOf } from './words.ts';

const groups: Readonly<Record<string, string>> = {
  DataTeam: 'Data team',
  NFTTeam: 'NFT team',
  DefectTeam: 'Defect team',
  QualificationTeam: 'QT team',
};

/** Whoever was asked for something last. */
export function moveOf(run: Run, { known, day }: { readonly known: Known; readonly day: string }): string {
  const { testCaseId, mpanRef, since: ran } = run;
  const isIt = (test: { readonly testCaseId?: string; readonly mpanRef?: string }) =>
    test.testCaseId === testCaseId && test.mpanRef === mpanRef;
  const request = requestOf(testCaseId, mpanRef, known);
  const moves = [
    { who: 'LDSO to go on', at: run.startedAt },
    ...openQueries(known)
      .filter(isIt)
      .map(query => {
        const [passed = 'DataTeam'] = known.passedTo.get(query.message.messageId) ?? [];
        return { who: `${groups[passed]} to answer the query`, at: openSince(query, known) };
      }),
    ...known.words
      .filter(({ says, test, at }) => says === 'received' && isIt(test) && at >= ran)
      .map(({ at }) => ({ who: 'LDSO to go on', at })),
    ...(request === undefined
      ? []
      : request.triggeredAt === undefined
        ? [{ who: 'QT team to trigger', at: request.word.at }]
        : [{ who: 'LDSO to receive', at: request.triggeredAt }]),
    ...replaysOf(testCaseId, mpanRef, known)
      .filter(({ lastDay, replayedAt }) => replayedAt !== undefined || lastDay >= day)
      .map(({ word, agreedAt, replayedAt }) =>
        replayedAt !== undefined
          ? { who: 'LDSO to receive', at: replayedAt }
          : agreedAt !== undefined
            ? { who: 'LDSO to replay', at: agreedAt }
            : { who: 'QT team to agree to the replay', at: word.at },
      ),
  ];
  const latest = Math.max(...moves.map(({ at }) => at));
  const move = moves.findLast(({ at }) => at === latest);
  return latest === ran ? `${move?.who}` : `${move?.who} since ${timeOf(latest, day)}`;
}
