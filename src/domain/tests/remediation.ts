// What the programme asks for when evidence with personal data stands in Azure DevOps: three steps, ticked off in their order.
import type { MessageRef, Person } from '../entry.ts';
import type { DaybookEvent } from '../events.ts';
import type { TestCaseId } from '../refs.ts';
import { type Decision, ignored, type Said } from '../said.ts';

/** Source: the programme's approach to LDSO Qualification Testing, "Data security": what a party could be asked to do. */
export const remediationSteps = ['download', 'replace', 'restore'] as const;

export type RemediationStep = (typeof remediationSteps)[number];

export type Remediation = {
  readonly testCaseName: string;
  /** Where it was asked for; its checklist stands in that thread. */
  readonly message: MessageRef;
  readonly openedAt: number;
  readonly byName: string;
  /** The steps that are done, in order: by whom and when. */
  readonly done: readonly { readonly byName: string; readonly at: number }[];
};

/** @returns undefined when every step is done */
export function nextStep({ done }: Remediation): RemediationStep | undefined {
  return remediationSteps[done.length];
}

export type RemediationAsk =
  | { readonly do: 'open' }
  /** `step` counts from 1. */
  | { readonly do: 'tick' | 'untick'; readonly step: number };

type TestCase = { readonly id: TestCaseId; readonly name: string };

/** @param standing what stands for this test case, also when it is complete */
export function decideRemediation(
  standing: Remediation | undefined,
  said: Said,
  about: { readonly testCase: TestCase; readonly ask: RemediationAsk },
): Decision {
  const { testCase, ask } = about;
  const isOpen = standing !== undefined && nextStep(standing) !== undefined;
  if (ask.do === 'open') return isOpen ? answering(said, 'open-already', testCase) : open(said, testCase);
  if (standing === undefined) return answering(said, 'not-open', testCase);
  const changed = ticked(standing, said.by, { ...ask, at: said.at });
  const shown = showing(standing.message, testCase);
  if (changed === undefined) return { ...shown, events: [] };
  const { ldso } = said.message;
  const { id: testCaseId } = testCase;
  const event: DaybookEvent = {
    type: 'remediation-ticked',
    ldso,
    at: said.at,
    by: said.by,
    testCaseId,
    step: ask.step,
    done: ask.do === 'tick',
    remediation: changed,
  };
  return { ...shown, events: [event] };
}

function open(said: Said, testCase: TestCase): Decision {
  const { message, at, by } = said;
  const { id: testCaseId, name: testCaseName } = testCase;
  const remediation = { testCaseName, message, openedAt: at, byName: by.name, done: [] };
  return {
    events: [{ type: 'remediation-opened', ldso: message.ldso, at, by, testCaseId, remediation }],
    intents: [
      ...showing(message, testCase).intents,
      { is: 'call-groups', to: message, groups: ['QualificationTeam'], evidenceOf: testCaseName },
    ],
    outcome: ignored,
  };
}

/** A step counts only when those before it are done: what was not downloaded is lost with the test case. */
function ticked(
  standing: Remediation,
  by: Person,
  tick: { readonly do: 'tick' | 'untick'; readonly step: number; readonly at: number },
): Remediation | undefined {
  const { done } = standing;
  if (tick.do === 'untick')
    return tick.step === done.length && done.length > 0
      ? { ...standing, done: done.slice(0, -1) }
      : undefined;
  const isNext = tick.step === done.length + 1 && nextStep(standing) !== undefined;
  return isNext ? { ...standing, done: [...done, { byName: by.name, at: tick.at }] } : undefined;
}

function showing(to: MessageRef, { id: testCaseId }: TestCase): Omit<Decision, 'events'> {
  return { intents: [{ is: 'show-remediation', to, testCaseId }], outcome: ignored };
}

function answering(said: Said, why: 'open-already' | 'not-open', { name }: TestCase): Decision {
  const answer = { about: 'leak-in-ado', why, testCaseName: name } as const;
  return { events: [], intents: [{ is: 'answer', to: said.message, answer }], outcome: ignored };
}
