// Examples of the checklist for evidence that stands in Azure DevOps.
import { leakInAdoAnswer } from '../../../src/cards/refusal/remediation-words.ts';
import { callGroups, remediationCard } from '../../../src/cards/say.ts';
import type { Remediation } from '../../../src/domain/tests/remediation.ts';
import type { Outgoing } from '../../../src/ports/chat.ts';
import { at, eastmere, een, now } from '../given.ts';

export const remediation: Remediation = {
  testCaseName: 'SITFTS-0240 TC 03',
  message: { ldso: een, thread: '19:qt-een@thread.tacv2;messageid=1', messageId: '1' },
  openedAt: at('11:05'),
  byName: 'Asha Renn',
  done: [],
};

export const remediationExamples: Readonly<Record<string, () => Outgoing>> = {
  'remediation-open': () =>
    remediationCard({
      remediation: { ...remediation, done: [{ byName: 'Asha Renn', at: at('11:20') }] },
      testCaseId: '40715',
      ldsoName: eastmere,
      now,
    }),
  'remediation-done': () =>
    remediationCard({
      remediation: {
        ...remediation,
        done: [
          { byName: 'Asha Renn', at: at('11:20') },
          { byName: 'Bo Tarn (QT)', at: at('11:55') },
          { byName: 'Asha Renn', at: at('12:20') },
        ],
      },
      testCaseId: '40715',
      ldsoName: eastmere,
      now,
    }),
  'remediation-call': () =>
    callGroups({
      groups: ['QualificationTeam'],
      tagId: () => 'MjA1-cXQ=',
      entry: undefined,
      evidenceOf: 'SITFTS-0240 TC 03',
      ldsoName: eastmere,
    }),
  'remediation-unknown': () =>
    leakInAdoAnswer({
      about: 'leak-in-ado',
      why: 'unknown-test-case',
      typed: 'SITFTS-0420 TC 03',
      nearest: ['SITFTS-0240 TC 03'],
    }),
};
