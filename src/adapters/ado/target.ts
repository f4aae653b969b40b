// Where one LDSO's record stands in Azure DevOps, and what its project is set up like.
import type { LdsoId } from '../../domain/refs.ts';
import type { EntraSignIn } from './entra.ts';

export type AdoTarget = {
  readonly ldso: LdsoId;
  /** e.g. `https://dev.azure.com/eastmere`. */
  readonly organisationUrl: string;
  readonly project: string;
  readonly planId: number;
  readonly signIn:
    | {
        /** The personal access token as it is now; asked before every request, so it can be renewed. */ readonly token: () =>
          | string
          | undefined;
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
  readonly type: string;
  /** The project's own words for the four severities, e.g. S2 → `2 - High`. */
  readonly severities: Readonly<Record<'S1' | 'S2' | 'S3' | 'S4', string>>;
  /** The field that holds the facts, as HTML. */
  readonly detailsField: string;
  readonly newState: string;
  readonly closedState: string;
};

// Source: the Bug of the Agile process (Microsoft Learn, "Agile process work item types and workflow").
export const usualDefect: DefectSettings = {
  type: 'Bug',
  severities: { S1: '1 - Critical', S2: '2 - High', S3: '3 - Medium', S4: '4 - Low' },
  detailsField: 'Microsoft.VSTS.TCM.ReproSteps',
  newState: 'New',
  closedState: 'Closed',
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
