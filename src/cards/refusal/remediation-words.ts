// What is said about evidence with personal data in Azure DevOps, beside its checklist.
import type { Answer } from '../../domain/answers.ts';
import type { RemediationStep } from '../../domain/tests/remediation.ts';
import type { Outgoing } from '../../ports/chat.ts';
import { md, type Shown, sentences } from '../making/shown.ts';

/**
 * What is done in each step, and who sees to it.
 * Source: the programme's approach to LDSO Qualification Testing, "Data security".
 */
export const stepWords: Readonly<
  Record<
    RemediationStep,
    { readonly what: Shown; readonly short: string; readonly owner: (ldso: string) => Shown }
  >
> = {
  download: {
    what: md`Download all evidence of the test case from its test run.`,
    short: 'download the evidence',
    owner: ldso => md`${ldso}`,
  },
  replace: {
    what: md`Ask the ADO team to delete the test case and to upload a new version of it.`,
    short: 'have the test case deleted and uploaded anew',
    owner: ldso => md`the ADO team, asked by ${ldso}`,
  },
  restore: {
    what: md`Take the personal data out of the evidence, upload all of it again into the new run, and restore the status of the run.`,
    short: 'upload the evidence again, restore the status',
    owner: ldso => md`${ldso}`,
  },
};

export function leakInAdoAnswer(answer: Extract<Answer, { about: 'leak-in-ado' }>): Outgoing {
  const { why, testCaseName = '', typed = '', nearest = [] } = answer;
  switch (why) {
    case 'no-test-case':
      return {
        text: md`Which test case’s evidence holds personal data? Please name it: \`/leak-in-ado\` and its reference or its number in Azure DevOps.`,
      };
    case 'unknown-test-case':
      return {
        text: sentences([
          md`“${typed}” is not in this LDSO’s plan.`,
          ...(nearest.length === 0 ? [] : [md`Did you mean ${nearest.join(' or ')}?`]),
        ]),
      };
    case 'open-already':
      return { text: md`That is being seen to: the checklist of ${testCaseName} stands in this channel.` };
    case 'not-open':
      return {
        text: md`There is no checklist for ${testCaseName}. \`/leak-in-ado\` and the test case opens one.`,
      };
    case 'in-channel':
      return { text: md`Please ask for it in the channel: the checklist is everybody’s.` };
  }
}
