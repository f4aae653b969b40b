/** The kinds of relation a work item can have, and which kind the other end gets. */

export type RelationType = {
  readonly rel: string;
  readonly name: string;
  /** What the linked item gets; `null` for relations that lead to no work item. */
  readonly opposite: string | null;
  readonly topology: 'tree' | 'dependency' | 'network' | 'unknown';
  readonly isForward: boolean;
  readonly usage: 'workItemLink' | 'resourceLink';
  /** Leads to a work item of another organisation. */
  readonly remote: boolean;
};

type Topology = RelationType['topology'];

function pair(
  stem: string,
  [forward, reverse]: readonly [string, string],
  topology: Topology,
): readonly RelationType[] {
  const remote = stem.includes('.Remote.');
  const [to, from] = [`${stem}-Forward`, `${stem}-Reverse`];
  const usage = 'workItemLink' as const;
  return [
    { rel: to, name: forward, opposite: from, topology, isForward: true, usage, remote },
    { rel: from, name: reverse, opposite: to, topology, isForward: false, usage, remote },
  ];
}

function mutual(rel: string, name: string): RelationType {
  const remote = rel.includes('.Remote.');
  return { rel, name, opposite: rel, topology: 'network', isForward: true, usage: 'workItemLink', remote };
}

function resource(rel: string, name: string): RelationType {
  const usage = 'resourceLink' as const;
  return { rel, name, opposite: null, topology: 'unknown', isForward: true, usage, remote: false };
}

// Source: reply of GET _apis/wit/workItemRelationTypes in MicrosoftDocs/vsts-rest-api-specs, 7.1, shortened.
export const relationTypes: readonly RelationType[] = [
  ...pair('Microsoft.VSTS.Common.TestedBy', ['Tested By', 'Tests'], 'dependency'),
  ...pair('Microsoft.VSTS.Common.Affects', ['Affects', 'Affected By'], 'dependency'),
  ...pair('Microsoft.VSTS.TestCase.SharedStepReferencedBy', ['Test Case', 'Shared Steps'], 'dependency'),
  ...pair('System.LinkTypes.Hierarchy', ['Child', 'Parent'], 'tree'),
  ...pair('System.LinkTypes.Duplicate', ['Duplicate', 'Duplicate Of'], 'tree'),
  ...pair('System.LinkTypes.Dependency', ['Successor', 'Predecessor'], 'dependency'),
  ...pair('System.LinkTypes.Remote.Dependency', ['Produces For', 'Consumes From'], 'dependency'),
  mutual('System.LinkTypes.Related', 'Related'),
  mutual('System.LinkTypes.Remote.Related', 'Remote Related'),
  resource('AttachedFile', 'Attached File'),
  resource('Hyperlink', 'Hyperlink'),
  resource('ArtifactLink', 'Artifact Link'),
];

export function relationType(rel: string): RelationType | undefined {
  return relationTypes.find(one => one.rel.toLowerCase() === rel.toLowerCase());
}
