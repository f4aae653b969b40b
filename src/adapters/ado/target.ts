// Where one LDSO's record stands in Azure DevOps, and what its project is set up like.
import type { Priority, Severity } from '../../domain/kinds.ts';
import type { Instance } from '../../domain/refs.ts';
import type { EntraSignIn } from './entra.ts';

export type AdoTarget = {
  readonly ldso: Instance;
  /** e.g. `https://dev.azure.com/eastmere`. */
  readonly organisationUrl: string;
  readonly project: string;
  /** 0 for the programme's own organisation, which has none: no plan is read and no result shown there. */
  readonly planId: number;
  readonly signIn:
    | {
        /** The personal access token as it is now; asked before every request, so it can be renewed. */
        readonly token: () => string | undefined;
      }
    | EntraSignIn;
  /** Name of the configuration to report against, where a test case has several points. */
  readonly configuration?: string;
  /** Only these suites, where a test case stands in several. */
  readonly suiteIds?: readonly number[];
  /** Which of a test case's meter points is on top of the grid; the worst when left out. */
  readonly gridShows?: 'worst' | 'newest';
  readonly defect?: DefectSettings;
};

export type DefectSettings = {
  /** Name of the work item type, e.g. `Bug`. */
  readonly workItemType: string;
  /** Reference names; `details` holds the facts, as HTML. */
  readonly fields: Readonly<Record<'severity' | 'priority' | 'details', string>>;
  /** The project's own words for the four severities, e.g. S2 → `2 - High`. */
  readonly severities: Readonly<Record<Severity, string>>;
  readonly priorities: Readonly<Record<Priority, string | number>>;
  readonly states: Readonly<Record<'new' | 'closed' | 'readyForRetest', string>>;
  /** Further fields that the project demands of a new one, by reference name. */
  readonly alsoSet: Readonly<Record<string, string | number>>;
};

// Source: the Bug of the Agile process (Microsoft Learn, "Agile process work item types and workflow").
export const usualDefect: DefectSettings = {
  workItemType: 'Bug',
  fields: {
    severity: 'Microsoft.VSTS.Common.Severity',
    priority: 'Microsoft.VSTS.Common.Priority',
    details: 'Microsoft.VSTS.TCM.ReproSteps',
  },
  severities: { S1: '1 - Critical', S2: '2 - High', S3: '3 - Medium', S4: '4 - Low' },
  priorities: { P1: 1, P2: 2, P3: 3, P4: 4 },
  states: { new: 'New', closed: 'Closed', readyForRetest: 'Resolved' },
  alsoSet: {},
};

/** The organisation as people call it: `eastmere` of `https://dev.azure.com/eastmere`. */
export function organisationName(url: string): string {
  const { hostname, pathname } = new URL(url);
  const last = pathname
    .split('/')
    .filter(part => part !== '')
    .at(-1);
  return last === undefined ? hostname : decodeURIComponent(last);
}

/** The organisation's address with exactly one way of writing it: without a slash at the end. */
export function addressOf(target: Pick<AdoTarget, 'organisationUrl'>): string {
  return target.organisationUrl.replace(/\/+$/, '');
}
