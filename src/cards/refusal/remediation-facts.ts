// The checklist for evidence with personal data: which steps are done, by whom, and whose move it is.
import { nextStep, type Remediation, remediationSteps } from '../../domain/tests/remediation.ts';
import { dots, md, type Plain, plain, shorten } from '../making/shown.ts';
import type { Facts } from '../making/template.ts';
import { fullTime } from '../making/times.ts';
import { stepWords } from './remediation-words.ts';

export type RemediationView = {
  readonly remediation: Remediation;
  /** For the buttons. */
  readonly testCaseId: string;
  readonly ldsoName: string;
  readonly now: Date;
};

export function remediationFacts(view: RemediationView): Facts & { readonly text: Plain } {
  const { remediation, testCaseId, ldsoName, now } = view;
  const { testCaseName, openedAt, byName, done } = remediation;
  const isDone = nextStep(remediation) === undefined;
  const name = shorten(testCaseName, 60);
  return {
    text: isDone
      ? plain`Evidence clean again · ${name}`
      : plain`Personal data in Azure DevOps · ${name} · ${done.length} of ${remediationSteps.length} steps done`,
    title: isDone ? md`✓ Evidence clean again: ${name}` : md`▲ Personal data in Azure DevOps: ${name}`,
    style: isDone ? 'good' : 'attention',
    lead: dots([md`${ldsoName}`, md`asked for by ${byName}, ${fullTime(openedAt, now)} UK`]),
    steps: remediationSteps.map((step, place) => stepFacts(view, place, stepWords[step])),
    ...buttons(testCaseId, done.length, isDone),
  };
}

function stepFacts(
  { remediation, ldsoName, now }: RemediationView,
  place: number,
  words: (typeof stepWords)[keyof typeof stepWords],
): Facts {
  const ticked = remediation.done[place];
  const isNext = place === remediation.done.length;
  return {
    sign: md`${ticked === undefined ? '○' : '✓'}`,
    colour: ticked === undefined ? (isNext ? 'attention' : 'default') : 'good',
    isNext,
    what: words.what,
    who: dots([
      words.owner(ldsoName),
      ticked === undefined ? undefined : md`done, says ${ticked.byName}, ${fullTime(ticked.at, now)} UK`,
    ]),
  };
}

/** Only the next step can be ticked, and only the last one taken back. */
function buttons(testCaseId: string, count: number, isDone: boolean): Facts {
  return {
    canTick: !isDone,
    canUntick: count > 0,
    tickTitle: plain`Step ${count + 1} is done`,
    tickLine: plain`/leak-in-ado ${testCaseId} step ${count + 1} done`,
    untickTitle: plain`Step ${count} is not done`,
    untickLine: plain`/leak-in-ado ${testCaseId} step ${count} not done`,
  };
}
