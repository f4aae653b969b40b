// What reconcile prints: each difference in words, with what becomes of it.
import { DateTime } from 'luxon';
import type { Drift } from '../agreement/drift.ts';
import type { Mended } from '../agreement/mend.ts';
import type { Difference } from '../ports/tracker-compare.ts';

/** @param mended undefined when nothing was to be mended */
export function wordsOfDrift(drift: Drift, mended: Mended | undefined): string {
  const { ldso, attempts, defects, differences, onTheWay, leftToPersons } = drift;
  const lines = differences.map(each => `  ${line(each)}${fate(each, mended)}`);
  const head =
    differences.length === 0
      ? `${ldso}: no drift`
      : `${ldso}: ${counted(differences.length, 'difference')} between the daybook and Azure DevOps`;
  const compared = `compared: ${counted(attempts, 'result')}, ${counted(defects, 'defect')}`;
  const rest = [
    compared,
    ...(onTheWay.length === 0 ? [] : [`${onTheWay.length} on the way`]),
    ...(leftToPersons.length === 0 ? [] : [`${leftToPersons.length} left as a person has set it`]),
  ];
  const persons = leftToPersons.map(each => `  ${line(each)}${byWhom(each)}`);
  return [`${head} (${rest.join('; ')})`, ...lines, ...persons].join('\n');
}

function line({ kind, test, attempt, entryId, wanted, found, where }: Difference): string {
  const about =
    test === undefined
      ? (entryId ?? '')
      : `test case ${test.testCaseId}, ${test.mpanRef}${attempt === undefined ? '' : `, attempt ${attempt}`}`;
  const words = `${kind}: wanted ${wanted}, found ${found}, ${where}`;
  return about === '' ? words : `${about}: ${words}`;
}

function fate(difference: Difference, mended: Mended | undefined): string {
  if (mended === undefined) return '';
  return mended.asked.includes(difference) ? ' -> put into the outbox' : ' -> to be settled by hand';
}

function byWhom({ byPerson }: Difference): string {
  if (byPerson === undefined) return '';
  const at = DateTime.fromMillis(byPerson.at, { zone: 'Europe/London' }).toFormat('ccc d MMM HH:mm');
  return ` -> stays as it is: set by ${byPerson.name}, ${at} UK`;
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
