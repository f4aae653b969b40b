// Compares what stands in the sandbox with what is expected: every difference is a line.
import type { SandboxState } from '../../src/sandbox/server.ts';
import { type Expected, outcomeWords } from './expected.ts';
import type { SimLdso } from './programme.ts';

type Organisation = SandboxState['organisations'][string];
type Result = Organisation['projects'][number]['runs'][number]['results'][number];

/** @returns nothing when Azure DevOps agrees */
export function differences(state: SandboxState, ldso: SimLdso, expected: Expected): readonly string[] {
  const organisation = state.organisations[ldso.organisation];
  if (organisation === undefined) return [`${ldso.id}: no organisation`];
  const place = organisation.projects[0];
  const results = place?.runs.flatMap(run => run.results) ?? [];
  return [
    ...wrongResults(results, expected),
    ...wrongGrid(place?.plans[0]?.points ?? [], expected),
    ...wrongBugs(organisation, expected),
    ...(place?.runs ?? [])
      .filter(run => run.state !== 'Completed')
      .map(run => `run ${run.id} is left ${run.state}`),
    ...doubleRuns(place?.runs ?? []),
  ].map(line => `${ldso.id}: ${line}`);
}

function wrongResults(results: readonly Result[], expected: Expected): readonly string[] {
  const there = new Map<string, string>();
  const lines: string[] = [];
  for (const result of results) {
    // Taken back: it says so, and counts for nothing.
    if (result.outcome === 'NotExecuted') continue;
    const key = `${result.testCaseId} ${mpanRefIn(result)} attempt ${attemptIn(result)}`;
    if (there.has(key)) lines.push(`${key} has two results`);
    there.set(key, result.outcome);
    const step = result.iterationDetails[0]?.actionResults[0]?.comment;
    if (step !== mpanRefIn(result)) lines.push(`${key} has no meter point on its first step`);
  }
  for (const { testCaseId, mpanRef, attempts } of expected.tests)
    for (const [index, status] of attempts.entries()) {
      const key = `${testCaseId} ${mpanRef} attempt ${index + 1}`;
      const outcome = there.get(key);
      there.delete(key);
      if (outcome !== outcomeWords[status]) lines.push(`${key} is ${outcome ?? 'missing'}, not ${status}`);
    }
  return [...lines, ...[...there.keys()].map(key => `${key} is there, and nobody said so`)];
}

/** `LAA-MPAN-0004 · passed · Asha Rao · ref …` */
function mpanRefIn({ comment }: Result): string {
  return comment.split(' · ')[0] ?? '';
}

function attemptIn({ comment }: Result): number {
  return Number(/ · attempt (\d+) · /.exec(comment)?.[1] ?? 1);
}

function wrongGrid(
  points: readonly { readonly testCaseId: number; readonly outcome: string }[],
  expected: Expected,
): readonly string[] {
  return points.flatMap(({ testCaseId, outcome }) => {
    const wanted = expected.grid.get(testCaseId) ?? 'Unspecified';
    return outcome === wanted ? [] : [`the grid shows ${testCaseId} as ${outcome}, not ${wanted}`];
  });
}

function wrongBugs(organisation: Organisation, expected: Expected): readonly string[] {
  const bugs = organisation.workItems.filter(item => item.type === 'Bug');
  const lines: string[] = [];
  let named = 0;
  for (const { word, stands } of expected.defects) {
    const mine = bugs.filter(bug => String(bug.title).includes(word));
    named += mine.length;
    const open = mine.filter(bug => bug.fields['System.State'] !== 'Closed').length;
    if (mine.length > 1) lines.push(`${word} has ${mine.length} bugs`);
    if (open !== (stands ? 1 : 0)) lines.push(`${word} has ${open} open bugs`);
    const isLinked = mine.every(bug => bug.relations.some(({ rel }) => rel.endsWith('TestedBy-Forward')));
    if (!isLinked) lines.push(`${word} is not linked to its test case`);
  }
  return named === bugs.length ? lines : [...lines, `${bugs.length - named} bugs that nobody raised`];
}

function doubleRuns(runs: readonly { readonly name: string }[]): readonly string[] {
  const names = runs.map(run => run.name);
  return names.filter((name, place) => names.indexOf(name) !== place).map(name => `two runs ${name}`);
}
