/** The fixed vocabularies of Azure DevOps test management: read leniently, written in the casing each area uses. */

// The order is the number: clients send 2, "2", "Passed" or "passed" for the same outcome.
// Source: TestInterfaces of the npm package azure-devops-node-api 17.0.1 (enum TestOutcome and neighbours).
export const outcomes = [
  'Unspecified',
  'None',
  'Passed',
  'Failed',
  'Inconclusive',
  'Timeout',
  'Aborted',
  'Blocked',
  'NotExecuted',
  'Warning',
  'Error',
  'NotApplicable',
  'Paused',
  'InProgress',
  'NotImpacted',
] as const;
export type Outcome = (typeof outcomes)[number];

export const resultStates = [
  'Unspecified',
  'Pending',
  'Queued',
  'InProgress',
  'Paused',
  'Completed',
] as const;
export type ResultState = (typeof resultStates)[number];

export const runStates = [
  'Unspecified',
  'NotStarted',
  'InProgress',
  'Completed',
  'Aborted',
  'Waiting',
  'NeedsInvestigation',
] as const;
export type RunState = (typeof runStates)[number];

export type PointState = 'None' | 'Ready' | 'Completed' | 'NotReady' | 'InProgress';

/** `resultDetails` are bit flags: 1 iterations, 2 work items, 4 sub-results, 8 point. */
export const resultDetails = [
  'none',
  'iterations',
  'workItems',
  '',
  'subResults',
  '',
  '',
  '',
  'point',
] as const;

/** @returns the word for a number, a number in a string or a name in any case; `undefined` for anything else */
export function wordOf<W extends string>(words: readonly W[], value: unknown): W | undefined {
  if (typeof value === 'number') return words[value];
  if (typeof value !== 'string') return undefined;
  const text = value.trim().toLowerCase();
  if (/^\d+$/.test(text)) return words[Number(text)];
  return words.find(word => word !== '' && word.toLowerCase() === text);
}

/** `InProgress` → `inProgress`, as the testplan area writes it. */
export function camel(word: string): string {
  return word.charAt(0).toLowerCase() + word.slice(1);
}
