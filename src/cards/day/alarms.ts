// Personal data where it must not be, as the wash-up names it: in messages of the channel, in evidence in Azure DevOps.
import type { WashUpView } from '../../domain/day/day-view.ts';
import { remediationSteps } from '../../domain/tests/remediation.ts';
import { dots, link, md, type Shown, shorten } from '../making/shown.ts';
import type { Facts } from '../making/template.ts';
import { timeOn } from '../making/times.ts';
import { personalWordsOf } from '../refusal/refusal-words.ts';
import { stepWords } from '../refusal/remediation-words.ts';
import { counted, mostOfAName, mostOfATestCase } from './day-lines.ts';

export function alarms({ leaks, held, remediations, day }: WashUpView, most: number): readonly Facts[] {
  return [
    ...alarm(
      md`▲ Personal data still stands in ${counted(leaks.length, 'message')} of this channel. The answer in each thread says what to do.`,
      leaks.map(({ who, kinds, openedAt, url }) =>
        dots([
          md`${shorten(who, mostOfAName)}`,
          md`${personalWordsOf(kinds)}`,
          md`since ${timeOn(day, openedAt)}`,
          url === undefined ? undefined : link('open the message', url),
        ]),
      ),
      most,
    ),
    ...alarm(
      md`▲ Not recorded, and waiting for their author’s word: ${counted(held.length, 'message')} that may hold personal data.`,
      held.map(({ who, kinds, since, url }) =>
        dots([
          md`${shorten(who, mostOfAName)}`,
          md`${personalWordsOf(kinds)}`,
          md`since ${timeOn(day, since)}`,
          url === undefined ? undefined : link('open the message', url),
        ]),
      ),
      most,
    ),
    ...alarm(
      md`▲ Evidence with personal data in Azure DevOps: ${counted(remediations.length, 'test case')}.`,
      remediations.map(({ testCaseName, step, openedAt, url }) =>
        dots([
          md`${shorten(testCaseName, mostOfATestCase)}`,
          md`step ${remediationSteps.indexOf(step) + 1} of ${remediationSteps.length}: ${stepWords[step].short}`,
          md`since ${timeOn(day, openedAt)}`,
          url === undefined ? undefined : link('open the checklist', url),
        ]),
      ),
      most,
    ),
  ];
}

function alarm(heading: Shown, lines: readonly Shown[], mostLines: number): readonly Facts[] {
  if (lines.length === 0) return [];
  const more = lines.length - mostLines;
  const shown = [
    ...lines.slice(0, mostLines),
    ...(more > 0 ? [md`+${more} more, see the messages of this channel`] : []),
  ];
  return [{ heading, lines: shown.map(line => ({ line })) }];
}
