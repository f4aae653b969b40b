// What a notification can say, and the groups it can call in.

/** The seven kinds of the programme, and four that people need around them. */
export type Kind =
  | 'triggered'
  | 'passed'
  | 'failed'
  | 'blocked'
  | 'defect_raised'
  | 'data_query'
  | 'env_downtime'
  | 'env_restored'
  | 'blocking_defect'
  | 'withdrawn';

export const kinds: readonly Kind[] = [
  'triggered',
  'passed',
  'failed',
  'blocked',
  'defect_raised',
  'data_query',
  'env_downtime',
  'env_restored',
  'blocking_defect',
  'withdrawn',
];

/** The groups of the QT team, named in a channel as `@DataTeam` and so on. */
export type Group = 'DataTeam' | 'DefectTeam' | 'NFTTeam' | 'QualificationTeam';

export const groups: readonly Group[] = ['DataTeam', 'DefectTeam', 'NFTTeam', 'QualificationTeam'];

/** Business impact, S1 Critical to S4 Low (the programme's document, appendix). */
export type Severity = 'S1' | 'S2' | 'S3' | 'S4';

/** Effect on testing, P1 (no further testing) to P4 (minor non-compliance). */
export type Priority = 'P1' | 'P2' | 'P3' | 'P4';

export type DefectWords = {
  readonly severity?: Severity;
  readonly priority?: Priority;
  /** Number of a bug that already stands in Azure DevOps. */
  readonly bugId?: string;
};

/** The group that a kind calls in even when nobody is named. */
export function groupOfKind(kind: Kind): Group | undefined {
  switch (kind) {
    case 'data_query':
      return 'DataTeam';
    case 'defect_raised':
    case 'blocking_defect':
      return 'DefectTeam';
    case 'triggered':
    case 'passed':
    case 'failed':
    case 'blocked':
    case 'env_downtime':
    case 'env_restored':
    case 'withdrawn':
      return undefined;
  }
}
