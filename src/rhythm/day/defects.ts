// Defects that are open at the end of a day, for the defect call and the reports.
import type { Entry } from '../../domain/entry.ts';
import type { SeenDefect } from '../../domain/tests/seen.ts';
import { openDefectsIn, wordsSaid } from './blockers.ts';
import { type DayAsked, standingOn } from './standing.ts';

export type OpenDefect = {
  readonly raisedAt: number;
  readonly by: string;
  readonly words: string;
  readonly testCaseName?: string;
  readonly mpanRef?: string;
  readonly severity?: string;
  readonly priority?: string;
  /** In the LDSO's own organisation. */
  readonly bugId?: string;
  /** As a person has set it in Azure DevOps. */
  readonly state?: string;
  /** It waits for a retest. */
  readonly isReady: boolean;
  readonly isBlocking: boolean;
};

/**
 * Worst first, those without a severity last, and oldest first among equals. One is open until its test passes later, or a
 * person closes its bug.
 * @param asked.moved where a person has moved its bug, by entry
 * @param asked.bugs the number of its bug, by entry
 */
export function openDefects(
  asked: DayAsked & {
    readonly moved: ReadonlyMap<string, SeenDefect>;
    readonly bugs: ReadonlyMap<string, string>;
  },
): readonly OpenDefect[] {
  return openDefectsIn(standingOn(asked))
    .map(entry => defectOf(entry, asked))
    .sort((a, b) => (a.severity ?? 'S9').localeCompare(b.severity ?? 'S9'));
}

function defectOf(entry: Entry, { moved, bugs }: Parameters<typeof openDefects>[0]): OpenDefect {
  const { id, at, by, kind, testCaseName, mpanRef, defect } = entry;
  const seen = moved.get(id);
  const bugId = bugs.get(id) ?? defect?.bugId;
  return {
    raisedAt: at,
    by: by.name,
    words: wordsSaid(entry),
    isReady: seen?.ready ?? false,
    isBlocking: kind === 'blocking_defect',
    ...(testCaseName === undefined ? {} : { testCaseName }),
    ...(mpanRef === undefined ? {} : { mpanRef }),
    ...(defect?.severity === undefined ? {} : { severity: defect.severity }),
    ...(defect?.priority === undefined ? {} : { priority: defect.priority }),
    ...(bugId === undefined ? {} : { bugId }),
    ...(seen === undefined ? {} : { state: seen.state }),
  };
}
