// What the participants file says of evidence: how it is named, on which step it goes, who grants exceptions.
import type { LdsoBook } from '../domain/planning/plan.ts';
import type { LdsoId } from '../domain/refs.ts';
import type { EvidenceNeeds } from '../evidence/take.ts';
import type { EvidenceStep } from '../outbox/ado/evidence.ts';
import type { Participants } from './participants.ts';

export function evidenceOf(
  { programme, ldsos }: Participants,
  bookOf: (ldso: LdsoId) => Promise<LdsoBook>,
): {
  readonly evidence: EvidenceNeeds;
  readonly evidenceStep: EvidenceStep;
  readonly isQtManager: (personId: string) => boolean;
} {
  return {
    evidence: { bookOf, naming: programme.evidence.fileName, zone: programme.timeZone },
    evidenceStep: (ldso, { testCaseId, testCaseName }) => {
      const steps = ldsos.find(({ id }) => id === ldso)?.azureDevOps.evidenceSteps ?? {};
      return steps[testCaseId] ?? steps[testCaseName] ?? steps.default ?? 'last';
    },
    isQtManager: personId => programme.qtManagers.includes(personId),
  };
}
