// What a new version of a schedule changes, in words.
import type { ScheduledTest } from '../../domain/planning/schedule.ts';
import type { ScheduleChange, ScheduleDiff } from '../../domain/planning/schedule-diff.ts';
import type { NoticeSection } from '../making/notice.ts';
import { md, type Plain, plain, type Shown, shorten } from '../making/shown.ts';
import { dayText } from '../making/times.ts';

const mostLines = 12;

/** `40715 moves from Tue 1 Dec to Thu 3 Dec` */
export function changeWords(change: ScheduleChange): Shown {
  if ('dependency' in change) return dependencyWords(change);
  const name = testName(change.test);
  switch (change.is) {
    case 'added':
      return md`${name} is new, on ${dayText(change.test.day)}`;
    case 'dropped':
      return md`${name} is gone, was on ${dayText(change.test.day)}`;
    case 'moved':
      return md`${name} moves from ${dayText(change.from)} to ${dayText(change.to)}`;
    case 'until':
      return md`${name} now runs to ${dayText(change.to)}, was ${dayText(change.from)}`;
    case 'time':
      return md`${name} is at ${change.to} instead of ${change.from}`;
    case 'waits-for':
      return change.to === undefined
        ? md`${name} waits for nothing any more`
        : md`${name} waits for ${shorten(change.to, 60)}`;
    case 'reference':
      return md`${change.test.testCaseName} takes ${change.to} instead of ${change.from}`;
    case 'who':
      return md`${name} goes from ${change.from} to ${change.to}`;
  }
}

function dependencyWords(change: Extract<ScheduleChange, { readonly dependency: unknown }>): Shown {
  const { words, day } = change.dependency;
  const what = shorten(words, 60);
  switch (change.is) {
    case 'dependency-added':
      return md`More to wait for: ${what}, ${dayText(day)}`;
    case 'dependency-dropped':
      return md`No longer to wait for: ${what}`;
    case 'dependency-moved':
      return md`${what} moves from ${dayText(change.from)} to ${dayText(day)}`;
  }
}

/** `3 moved, 2 added` */
export function diffInShort({ changes, reordered }: ScheduleDiff): Plain {
  const words: Readonly<Record<ScheduleChange['is'], string>> = {
    moved: 'moved',
    until: 'with another last day',
    added: 'added',
    dropped: 'dropped',
    reference: 'with another reference',
    who: 'with another tester',
    time: 'at another time',
    'waits-for': 'waiting for something else',
    'dependency-moved': 'to wait for on another day',
    'dependency-added': 'more to wait for',
    'dependency-dropped': 'less to wait for',
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
