// Which runs owe evidence, asked of the event log anew.
import { runsOf } from '../../rhythm/oracle.ts';
import type { Asked, Known, Run } from './log.ts';

/** Of migration only the first success needs evidence, and none where any success has it. */
export function owedRuns(known: Known, { plan }: Asked): readonly Run[] {
  return known.runs.filter(run => {
    const planned = plan.find(({ id }) => id === run.testCaseId);
    if (!/migration/i.test(`${planned?.title} ${planned?.suite}`)) {
      const isFinished = run.status === 'passed' || run.status === 'failed';
      return (
        isFinished && !isGiven(run, run.startedAt, run.note, known) && !isExcepted(run, run.startedAt, known)
      );
    }
    const successes = known.runs
      .filter(({ testCaseId }) => testCaseId === run.testCaseId)
      .flatMap(each => successesOf(each, known))
      .sort((a, b) => a.at - b.at || a.run.heardAt - b.run.heardAt);
    const [first] = successes;
    if (first === undefined || first.run !== run) return false;
    if (isExcepted(run, first.startedAt, known)) return false;
    return !successes.some(each => isGiven(each.run, each.startedAt, each.note, known));
  });
}

/** Each run of the test that passed: when it was first said, and what was said last. */
export function successesOf(run: Run, { entries }: Pick<Known, 'entries'>) {
  return runsOf(entries, run.test)
    .filter(said => said.at(-1)?.kind === 'passed')
    .map(said => ({
      run,
      startedAt: said[0]?.at ?? 0,
      at: said.find(({ kind }) => kind === 'passed')?.at ?? 0,
      note: said.at(-1)?.note ?? '',
    }));
}

function isGiven(run: Run, startedAt: number, note: string, { files }: Known): boolean {
  return (
    note.includes('evidence uploaded') ||
    files.some(
      ({ evidence: { at, test } }) =>
        at >= startedAt && test.testCaseId === run.testCaseId && test.mpanRef === run.mpanRef,
    )
  );
}

function isExcepted(run: Run, startedAt: number, { exceptions }: Known): boolean {
  return exceptions.some(
    ({ at, test }) => at >= startedAt && test.testCaseId === run.testCaseId && test.mpanRef === run.mpanRef,
  );
}
