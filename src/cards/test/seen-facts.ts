// What the live card of a test says when a person's newer word in Azure DevOps counts.
import type { Attempt, Progress } from '../../domain/tests/progress.ts';
import { type SeenOutcome, statusIn } from '../../domain/tests/seen.ts';
import { dots, md, type Plain, plain, type Shown, sentences } from '../making/shown.ts';
import type { Look } from '../making/template.ts';
import { fullTime } from '../making/times.ts';
import { statusLooks } from '../making/words.ts';

export type SeenFacts = {
  readonly text: Plain;
  readonly status: Shown;
  readonly style: Look;
  /** Who did what, and when. */
  readonly who: Shown;
};

export function seenFacts(
  { progress, now }: { readonly progress: Progress; readonly now: Date },
  { attempt, seen }: { readonly attempt: Attempt; readonly seen: SeenOutcome },
): SeenFacts {
  const status = statusIn(seen.outcome);
  const look = statusLooks[status ?? attempt.status];
  const by = seen.byName === '' ? md`` : md` by ${seen.byName}`;
  const done = status === 'planned' ? md`Set back to be run again` : md`Set to ${outcomeWords(seen.outcome)}`;
  const whole = seen.wholeCase ? md`, for the test case as a whole` : md``;
  return {
    text: dots([
      plain`${(status === undefined ? outcomeWords(seen.outcome) : look.word).toUpperCase()}`,
      plain`${progress.testCaseName}`,
      plain`${progress.key.mpanRef}`,
      seen.byName === '' ? plain`in Azure DevOps` : plain`in Azure DevOps by ${seen.byName}`,
    ]),
    status: md`${look.shape} ${look.word}`,
    style: look.style,
    who: `${done} in Azure DevOps${by}, ${fullTime(seen.changedAt, now)} UK${whole}.` as Shown,
  };
}

/** What the channel had said, which the person's word is newer than. */
export function channelsWord(attempt: Attempt, who: Shown): Shown {
  const { shape, word } = statusLooks[attempt.status];
  return sentences([md`In this channel:`, dots([md`${shape} ${word}`, who])]);
}

/** `NotApplicable` as people say it: `Not applicable`. */
function outcomeWords(outcome: string): string {
  const words = outcome.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
