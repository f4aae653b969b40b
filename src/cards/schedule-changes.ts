// What a new version of a schedule changes, in words.
import type { ScheduleChange, ScheduleDiff, ScheduledTest } from '../domain/schedule.ts';
import type { NoticeSection } from './notice.ts';
import { md, type Plain, plain, type Shown } from './shown.ts';
import { dayText } from './times.ts';

const mostLines = 12;

/** `40715 moves from Tue 1 Dec to Thu 3 Dec` */
export function changeWords(change: ScheduleChange): Shown {
  const name = testName(change.test);
  switch (change.is) {
    case 'added':
      return md`${name} is new, on ${dayText(change.test.day)}`;
    case 'dropped':
      return md`${name} is gone, was on ${dayText(change.test.day)}`;
    case 'moved':
      return md`${name} moves from ${dayText(change.from)} to ${dayText(change.to)}`;
    case 'reference':
      return md`${change.test.testCaseName} takes ${change.to} instead of ${change.from}`;
    case 'who':
      return md`${name} goes from ${change.from} to ${change.to}`;
  }
}

/** `3 moved, 2 added` */
export function diffInShort({ changes, reordered }: ScheduleDiff): Plain {
  const words = {
    moved: 'moved',
    added: 'added',
    dropped: 'dropped',
    reference: 'with another reference',
    who: 'with another tester',
  };
  const parts = (Object.keys(words) as ScheduleChange['is'][]).flatMap(is => {
    const count = changes.filter(change => change.is === is).length;
    return count === 0 ? [] : [`${count} ${words[is]}`];
  });
  if (reordered > 0) parts.push(`${reordered} in another order`);
  return plain`${parts.length === 0 ? 'nothing changed' : parts.join(', ')}`;
}

export function diffSection(diff: ScheduleDiff): NoticeSection {
  return {
    heading: md`Against the version before: ${diffInShort(diff)}`,
    lines: diff.changes.slice(0, mostLines).map(changeWords),
    count: diff.changes.length,
  };
}

export function testName({ testCaseName, mpanRef }: ScheduledTest): string {
  return mpanRef === undefined ? testCaseName : `${testCaseName} ${mpanRef}`;
}
