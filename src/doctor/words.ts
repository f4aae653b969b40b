// What the doctor prints: each finding on a line, and under it what to do.
import type { Finding } from '../adapters/ado/doctor/finding.ts';
import type { Examined } from './doctor.ts';

const signs: Readonly<Record<Finding['is'], string>> = { well: '✓', notice: '·', mend: '✕', unknown: '?' };

export function wordsOfExamined({ instance, organisation, findings }: Examined): string {
  const lines = findings.flatMap(({ check, is, says, todo }) => [
    `  ${signs[is]} ${check}: ${says}`,
    ...(todo === undefined ? [] : [`      ${todo}`]),
  ]);
  return [`${instance}  ${organisation}`, ...lines].join('\n');
}

export function summaryOf(examined: readonly Examined[]): string {
  const all = examined.flatMap(({ findings }) => findings);
  const count = (is: Finding['is']) => all.filter(each => each.is === is).length;
  const toMend = count('mend');
  const unknown = count('unknown');
  return [
    toMend === 0 ? 'Nothing to mend' : `${toMend} to mend (✕)`,
    ...(unknown === 0 ? [] : [`${unknown} to look at by hand (?)`]),
    `${examined.length} organisation${examined.length === 1 ? '' : 's'} examined, nothing written.`,
  ].join('; ');
}
